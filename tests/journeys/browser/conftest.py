"""The demonstration served on loopback, and somebody who looks at it in the real browser."""

import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser
from waitress.server import create_server

from mediation.accounts.founding import open_premises
from mediation.app import create_app
from mediation.database.engine import connect
from mediation.demo.making import COST, Demo, demo_settings, make
from mediation.vault.keyring import Keyring
from tests.builders import Clock
from tests.journeys.browser.window import Window

TODAY = date(2026, 11, 20)
# A Friday, 10.00 in Jakarta.
MORNING = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@dataclass(frozen=True)
class House:
    """The demonstration as it is served for one test, and the clock on its wall."""

    address: str
    password: str
    clock: Clock
    folder: Path


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Demo]:
    """Make the demonstration once; every test gets a copy of its own."""
    folder = tmp_path_factory.mktemp("demo")
    demo = make(demo_settings(folder, "http://127.0.0.1:8000"), TODAY)
    demo.staff.premises.engines.dispose()
    return folder, demo


@pytest.fixture
def house(made: tuple[Path, Demo], tmp_path: Path) -> Iterator[House]:
    """Serve a copy of the demonstration, at a time that stands still."""
    folder, demo = made
    copy = Path(shutil.copytree(folder, tmp_path / "demo"))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        settings = demo_settings(copy, address)
        engines, clock = connect(settings.database), Clock(MORNING)
        opened = open_premises(engines, Keyring.load(settings.keyring_file), cost=COST)
        server = create_server(create_app(settings, replace(opened, clock=clock)), sockets=[listener], threads=4)
        thread = Thread(target=server.run)
        thread.start()
        yield House(address, demo.password, clock, copy)
        server.close()
        thread.join(timeout=10)
        engines.dispose()


@pytest.fixture
def window(browser: Browser, house: House) -> Iterator[Window]:
    """Open a window with a profile of its own; whatever it complained about fails the test."""
    context = browser.new_context(
        base_url=house.address, viewport={"width": 1200, "height": 900}, locale="id-ID", accept_downloads=True,
    )
    opened = Window(context.new_page(), house.address, house.password)
    yield opened
    context.close()
    assert opened.complaints == []
