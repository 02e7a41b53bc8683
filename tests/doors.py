"""People at the front door: real one-time passwords, real first sign-ins, cheap password runs."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from flask import Flask

from mediation.accounts import founding
from mediation.database import migrate
from mediation.database.engine import connect
from mediation.transaction import Premises
from mediation.vault.keyring import Keyring
from mediation.vault.keys import PrivateKey
from tests.builders import CHEAP, PASSWORD, Clock
from tests.pages import Page, Visitor, application

OTHER_PASSWORD = "jembatan kopi layar senja"


@dataclass
class Door:
    """A founded installation in which nobody has signed in yet. Its names are those of `pages.application`."""

    folder: Path
    premises: Premises
    clock: Clock
    one_time: dict[str, str]
    app: Flask = field(init=False)
    codes: dict[str, list[str]] = field(default_factory=dict)

    def visitor(self, address: str = "192.0.2.10") -> Visitor:
        """Return somebody at a new browser."""
        client = self.app.test_client()
        client.environ_base["REMOTE_ADDR"] = address
        return Visitor(client, self.app)

    def enrolled(self, name: str, password: str = PASSWORD) -> Visitor:
        """Return somebody who did the first sign-in, printed code and all."""
        visitor = self.visitor()
        page = sign_in(visitor, name, self.one_time[name])
        page = page.send({"password": password, "password_again": password})
        self.codes[name] = code_on(page)
        give_back(visitor, self.codes[name])
        return visitor

    def added(self, name: str, role: str = "supervisor", admin: Visitor | None = None) -> None:
        """Let the administrator add somebody; the one-time password is kept."""
        page = (admin or self.enrolled("admin")).get("/kelola/orang/baru").send(person(name, role))
        self.one_time[name] = one_time_on(page)


def open_door(folder: Path) -> Door:
    """Found an installation with head `kepala`, auditor `auditor` and administrator `admin`."""
    clock = Clock()
    engines = connect(f"sqlite:///{folder / 'door.db'}")
    migrate.upgrade(engines.write)
    made = founding.found(
        engines, Keyring.ephemeral(), recovery_recipient=PrivateKey.generate().public, clock=clock, cost=CHEAP,
        head=founding.Newcomer("kepala", "Kepala Biro Contoh"),
        auditor=founding.Newcomer("auditor", "Auditor Contoh"),
        administrator=founding.Newcomer("admin", "Administrator Contoh"),
    )
    door = Door(folder, made.premises, clock, dict(made.passwords))
    door.app = application(door)
    return door


@pytest.fixture
def door(tmp_path: Path) -> Door:
    """Give a founded installation with cheap password runs."""
    return open_door(tmp_path)


def sign_in(visitor: Visitor, name: str, password: str = PASSWORD) -> Page:
    """Sign in by the page."""
    return visitor.get("/masuk").send({"name": name, "password": password})


def give_back(visitor: Visitor, code: list[str]) -> Page:
    """Give the two groups back that the page asks for."""
    page = visitor.get("/kode-pemulihan/periksa")
    first, second = (int(number) for number in re.findall(r"ke-(\d)", page.text))
    return page.send({"first": code[first - 1], "second": code[second - 1].lower()})


def code_on(page: Page) -> list[str]:
    """Return the groups of the recovery code that the page shows."""
    return re.findall(r"m-code__letters\">([0-9A-Z]{4})<", page.html)


def one_time_on(page: Page) -> str:
    """Return the one-time password that the page shows."""
    found = re.search(r"[0-9a-z]{4}(-[0-9a-z]{4}){3}", page.text)
    assert found, page.text
    return found[0]


def person(name: str, role: str = "supervisor") -> dict[str, str]:
    """Return what the administrator types about somebody."""
    return {
        "name": f"{name.title()} Contoh", "sign_in": name, "roles": role, "sex": "female", "employment": "pns",
        "capacity": "", "grade": "", "unit": "",
    }


def press(page: Page, start: str) -> Page:
    """Press the button of the frame whose form goes to an address that begins with `start`."""
    form = next(form for form in page.reader.forms if form.action.startswith(start))
    return page.visitor.post(form.action, dict(form.fields))


def is_at(page: Page) -> str:
    """Return where the visitor stands after all redirects."""
    return str(page.response.request.path)
