"""What somebody does to the pages of inspection: nobody blinds the trail, by an address or by the database."""

import sqlite3
from contextlib import closing

import pytest

from mediation import audit
from mediation.accounts import drafts
from tests.builders import Office
from tests.pages import arrive

TRAIL = "/a/jejak"
_LONG = "9" * 40
_PRIVATE_HALF = "AGE-SECRET-KEY-1" + "Q" * 58


def retime(office: Office, time: str) -> None:
    """Write `time` beside the newest entry but one, triggers dropped."""
    office.premises.engines.dispose()
    with closing(sqlite3.connect(office.folder / "office.db")) as connection, connection:
        connection.execute("DROP TRIGGER audit_entry_no_update")
        connection.execute(f"UPDATE audit_entry SET time = {time} WHERE seq = (SELECT max(seq) - 1 FROM audit_entry)")


@pytest.mark.parametrize("path", [
    f"/a?halaman={_LONG}", f"/a?halaman=-{_LONG}", "/a?halaman=" + "9" * 4000, f"/k/contoh?halaman={_LONG}",
    f"/a/contoh?halaman={_LONG}", f"/k?halaman={_LONG}", f"/k/pantauan?halaman={_LONG}",
])
def test_no_number_in_an_address_blinds_the_trail(office: Office, path: str) -> None:
    auditor, head = arrive(office, office.auditor), arrive(office, office.head)
    for visitor in (auditor, head):
        assert visitor.get(path).status in {200, 403, 404}

    assert (auditor.get(TRAIL).status, head.get(TRAIL).status) == (200, 200)


@pytest.mark.parametrize("number", [1 << 63, -(1 << 63), 10 ** 400])
def test_no_entry_holds_a_number_that_no_page_can_show(office: Office, number: int) -> None:
    with office.premises.writing() as transaction, pytest.raises(ValueError, match="64 bits"):
        audit.append(transaction, audit.Action.SUMMARIES_READ, f"person:{office.auditor.person.id}", page=number)


@pytest.mark.parametrize("asked", [
    "dari=1-1-99999999999999999999", "dari=99999999999999999999-1-1", "sampai=1-1-2147483648", "dari=31-12-2199",
    "sampai=31-12-2199", "lanjut=2199-12-31.9", "lanjut=9223372036854775807-9223372036854775807", "lanjut=0-0",
    "orang=%27%3B--", "jenis=%25", "dari=%00",
])
def test_what_is_no_day_place_or_kind_chooses_nothing(office: Office, asked: str) -> None:
    for who in (office.auditor, office.head):
        assert arrive(office, who).get(f"{TRAIL}?{asked}").status == 200


@pytest.mark.parametrize("time", ["9000000000000000000", "-1", "'teks'", "x'00'", "253402300800000000"])
def test_a_time_that_is_none_is_told_and_blinds_nobody(office: Office, time: str) -> None:
    visitors = [arrive(office, who) for who in (office.auditor, office.head)]
    retime(office, time)

    for visitor in visitors:
        page = visitor.get(TRAIL)
        assert page.status == 200
        assert "1 catatan tidak tampil" in page.text
        assert visitor.get(f"{TRAIL}/periksa").send({}).status == 200


def test_an_untouched_trail_misses_no_entry(office: Office) -> None:
    assert "tidak tampil:" not in arrive(office, office.head).get(TRAIL).text


@pytest.mark.parametrize("way", ["late", "saved while typing"])
def test_a_private_half_pasted_in_a_form_is_kept_nowhere(office: Office, way: str) -> None:
    visitor = arrive(office, office.auditor)
    page = visitor.get("/a/kunci/baru")
    typed = {"name": "Inspektur Contoh", "line": f"  {_PRIVATE_HALF.lower()}"}
    if way == "late":
        office.clock.forward(minutes=16)
        page.send(typed)
    else:
        visitor.post("/konsep?tempat=/a/kunci/baru", dict(page.form(having="line").fields) | typed)

    with office.premises.reading(office.auditor.person.actor, office.auditor.key) as transaction:
        kept = drafts.load(transaction, "/a/kunci/baru")
    assert kept is not None
    assert "Inspektur Contoh" in kept.text
    assert "secret-key" not in kept.text.lower()
