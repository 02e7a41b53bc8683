"""The log holds words of the program and numbers: no address of a case, no name, nothing that anybody typed."""

import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog

from mediation.app import create_app
from mediation.settings import Settings
from mediation.web import logs
from tests import builders
from tests.builders import Office
from tests.pages import ADDRESS, arrive


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """Return a file that is the log; standard error is the log again after the test."""
    yield tmp_path / "program.log"
    logs.configure(logs.STDERR)


def settings(office: Office, **more: str) -> Settings:
    given = {"ADDRESS": ADDRESS, "AGENCY": "Dinas Contoh"} | more
    return Settings.from_env({f"MEDIATION_{name}": value for name, value in given.items()}, office.folder)


def lines(log: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


def test_a_request_is_told_by_page_method_status_and_time_alone(office: Office, log: Path) -> None:
    case = builders.open_case(office)
    visitor = arrive(office, app=create_app(settings(office, LOG=str(log)), office.premises))
    visitor.get(f"/b/{case}")
    visitor.get(f"/b/{office.unit.id}?cari=Ani")

    told = [line for line in lines(log) if line["event"] == "request"]

    assert [(line["endpoint"], line["method"], line["status"]) for line in told] == [
        ("desk.case", "GET", 200), ("desk.case", "GET", 404),
    ]
    assert all(line.keys() == {"event", "level", "timestamp", "endpoint", "method", "status", "milliseconds"}
               and isinstance(line["milliseconds"], int) for line in told)
    text = log.read_text(encoding="utf-8")
    assert not re.search("/b/|[0-9a-f]{8}-|Ani|Contoh|127[.]0", text)


def test_a_method_or_host_of_ones_own_words_is_not_repeated(office: Office, log: Path) -> None:
    app = create_app(settings(office, LOG=str(log)), office.premises)
    app.test_client().open("/masuk", method="RAHASIA", base_url=ADDRESS)
    app.test_client().get("/rahasia", base_url="http://rahasia.contoh.example")

    assert "ahasia" not in log.read_text(encoding="utf-8").lower()
    assert [line["method"] for line in lines(log)] == ["other", "GET"]


@pytest.mark.parametrize(
    "value", ["Ani Contoh", "197001011995011001", "/b/0badcafe-0000-4000-8000-5e5e5e5e5e5e", "a b", "é"],
)
def test_a_value_that_is_no_word_of_the_program_is_struck_out(log: Path, value: str) -> None:
    logs.configure(str(log))
    structlog.get_logger().info("request", endpoint=value, name=value, note=value)

    [line] = lines(log)

    assert line["endpoint"] == "?"
    assert line.keys() == {"event", "level", "timestamp", "endpoint"}


def test_the_event_itself_is_no_way_out(log: Path) -> None:
    logs.configure(str(log))
    structlog.get_logger().error("Ani Contoh 197001011995011001")

    assert lines(log)[0]["event"] == "?"


def test_a_fault_is_told_by_kind_place_and_number_without_its_text(log: Path) -> None:
    logs.configure(str(log))
    number = logs.unexpected(ValueError("Ani Contoh"), "desk.case", "GET")

    [line] = lines(log)

    assert (line["kind"], line["number"]) == ("ValueError", number)
    assert "Ani" not in log.read_text(encoding="utf-8")


def test_the_log_goes_to_syslog_line_by_line(office: Office, log: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.settimeout(5)
        place = f"127.0.0.1:{listener.getsockname()[1]}"
        create_app(settings(office, LOG="syslog", SYSLOG=place), office.premises)
        logs.tell("started", version="0.1")
        line = listener.recv(4096).decode()

    assert log is not None
    assert json.loads(line.partition("mediation: ")[2])["event"] == "started"


def test_a_syslog_that_is_not_there_loses_no_line(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
) -> None:
    logs.configure(logs.SYSLOG, str(tmp_path / "nowhere"))
    logs.tell("started")

    assert log is not None
    assert '"event": "started"' in capsys.readouterr().err


def test_a_log_on_a_full_disk_breaks_nothing(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("/dev/full")
    logs.tell("started")

    assert log is not None
    assert '"event": "started"' in capsys.readouterr().err
