"""Where a request comes from: the address that is seen, or what as many proxies say as are trusted."""

from pathlib import Path

import pytest
from flask import Flask, request

from mediation.app import create_app
from mediation.settings import Settings
from tests import doors
from tests.doors import Door, open_door
from tests.pages import ADDRESS, Visitor

FORWARDED = "203.0.113.7, 198.51.100.9"


@pytest.fixture
def door(tmp_path: Path) -> Door:
    return open_door(tmp_path)


def behind(door: Door, proxies: int) -> Flask:
    given = {"MEDIATION_ADDRESS": ADDRESS, "MEDIATION_AGENCY": "Dinas", "MEDIATION_TRUSTED_PROXIES": str(proxies)}
    return create_app(Settings.from_env(given, door.folder), door.premises)


@pytest.mark.parametrize(("proxies", "seen"), [(0, "192.0.2.10"), (1, "198.51.100.9"), (2, "203.0.113.7")])
def test_only_as_many_proxies_are_believed_as_are_ours(door: Door, proxies: int, seen: str) -> None:
    app = behind(door, proxies)
    found: list[str | None] = []
    app.before_request_funcs.setdefault(None, []).insert(0, lambda: found.append(request.remote_addr))

    app.test_client().get(
        "/masuk", base_url=ADDRESS, headers={"X-Forwarded-For": FORWARDED},
        environ_base={"REMOTE_ADDR": "192.0.2.10"},
    )

    assert found == [seen]


def test_a_forged_origin_does_not_get_round_the_wait(door: Door) -> None:
    app = behind(door, 0)
    for number in range(10):
        client = app.test_client()
        client.environ_base.update({"REMOTE_ADDR": "192.0.2.10", "HTTP_X_FORWARDED_FOR": f"203.0.{number}.1"})
        doors.sign_in(Visitor(client, app), "kepala", "salah")
    client = app.test_client()
    client.environ_base.update({"REMOTE_ADDR": "192.0.2.10", "HTTP_X_FORWARDED_FOR": "203.0.99.1"})

    page = doors.sign_in(Visitor(client, app), "kepala", "salah")

    assert "Terlalu banyak percobaan" in page.text


def test_a_proxy_does_not_say_which_host_was_meant(door: Door) -> None:
    answer = behind(door, 1).test_client().get(
        "/masuk", base_url="http://127.0.0.1:8000", headers={"X-Forwarded-Host": "jahat.contoh.example"},
    )

    assert answer.status_code == 200
    assert "jahat" not in answer.get_data(as_text=True)
