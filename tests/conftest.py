"""What all tests share: a real office in a real database; no skip passes in CI."""

import os
import shutil
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy.pool import ConnectionPoolEntry

from tests import builders
from tests.journeys.browser.window import FLAGS

hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") == "true" else "here")


@sa.event.listens_for(sa.Pool, "connect")
def _close_with_its_pool(connection: Any, record: ConnectionPoolEntry) -> None:
    """Close what a test leaves to the garbage collector: Python 3.13 warns of it, and warnings are errors."""
    weakref.finalize(record, connection.close)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[builders.Office]:
    """Return a founded office of this test alone, with cheap passwords and a clock that stands."""
    place = builders.office(tmp_path)
    yield place
    place.premises.engines.dispose()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Debian's chromium once: the driver cannot run twice in one process."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is missing: apt-get install chromium")
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield started
        started.close()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the browser: its files take longest, and a run in several processes ends with what it begins last."""
    items.sort(key=lambda item: "browser" not in item.path.parts)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run in CI in which something was skipped: it would pass unseen."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") == "true" and reporter is not None and reporter.stats.get("skipped"):
        reporter.write_line("CI=true: a skipped test fails the run", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
