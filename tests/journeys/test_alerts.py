"""The head sees on every page that somebody opened many files, asks, and closes the alert with a note that is kept."""

from uuid import uuid4

import pytest
from flask import Flask

from mediation.accounts import people
from mediation.accounts.model import Details
from mediation.accounts.passwords import prepare
from mediation.audit import alerts
from mediation.audit.alerts import MOST_FILES
from mediation.permissions import Role
from tests import builders
from tests.builders import Office, Someone, open_case
from tests.pages import Page, Visitor, application, arrive

LIST = "/k/peringatan"
BANNER = "banyak berkas dibuka dalam waktu singkat"


@pytest.fixture
def app(office: Office) -> Flask:
    return application(office)


@pytest.fixture
def head(office: Office, app: Flask) -> Visitor:
    return arrive(office, office.head, app)


def leafs(office: Office, who: Someone | None = None, count: int = MOST_FILES + 3) -> None:
    """Open many files of others."""
    for _ in range(count):
        with office.desk(who or office.colleague) as transaction:
            alerts.look(transaction, uuid4())
            transaction.commit()


def another_head(office: Office) -> Someone:
    details = Details(sign_in="kepala2", name="Kepala Kedua Contoh", roles=frozenset({Role.BUREAU_HEAD}))
    with office.premises.writing(office.administrator.person.actor) as transaction:
        builders._must(people.add_person(transaction, details, prepare("sandi-sekali-pakai", builders.CHEAP)))
    return builders._enrol(office.premises, "kepala2")


def alert(visitor: Visitor, number: int = 0) -> Page:
    """Open an alert of the list."""
    links = [link for link in visitor.get(LIST).reader.links if link.startswith(f"{LIST}/")]
    return visitor.get(links[number])


def test_the_head_is_told_on_every_page_until_it_is_closed(office: Office, head: Visitor) -> None:
    before = head.get("/profil")
    leafs(office)

    pages = [head.get(path) for path in ("/profil", "/kelompok", "/periksa", "/bantuan", LIST, "/tidak/ada")]
    alert(head).send({"note": "Sudah ditanyakan: pemilahan arsip."})
    after = head.get("/profil")

    assert all(BANNER in page.text for page in pages)
    assert BANNER not in before.text + after.text


def test_nobody_else_is_told(office: Office, app: Flask) -> None:
    leafs(office)

    for who in (office.supervisor, office.colleague, office.auditor, office.administrator):
        visitor = arrive(office, who, app)
        assert BANNER not in visitor.get("/profil").text
        assert visitor.get(LIST).status == 403


def test_the_list_tells_who_when_and_how_many_and_no_party(office: Office, head: Visitor) -> None:
    open_case(office)
    leafs(office)

    page = head.get(LIST)

    assert "Rekan Contoh" in page.text
    assert "Jumat, 20 November 2026 pukul 10.00 WIB sampai pukul 10.00 WIB" in page.text
    assert f" {MOST_FILES + 3} " in page.text
    assert not any(word in page.text for word in ("Ani", "Budi", "/2026"))


def test_the_list_is_empty_in_words(head: Visitor) -> None:
    assert "Belum ada peringatan" in head.get(LIST).text


def test_an_alert_is_closed_by_a_note_that_stays_with_who_wrote_it(office: Office, head: Visitor) -> None:
    leafs(office)

    after = alert(head).send({"note": "Pemilahan arsip.\n\nDisetujui <lisan>."})
    kept = alert(head)

    assert "Peringatan ditutup. Catatan Anda disimpan." in after.text
    assert "Ditutup" in after.text
    assert "Kepala Biro Contoh" in kept.text
    assert "Pemilahan arsip. Disetujui <lisan>." in kept.text
    assert [form for form in kept.reader.forms if "note" in form.names] == []


def test_an_alert_without_a_note_stays_open(office: Office, head: Visitor) -> None:
    leafs(office)

    page = alert(head).send({"note": "  "})

    assert "Tulis hasil pemeriksaan Anda." in page.text
    assert BANNER in head.get("/profil").text


def test_what_is_too_long_is_still_there(office: Office, head: Visitor) -> None:
    leafs(office)

    page = alert(head).send({"note": "w" * 501})

    assert "w" * 501 in page.html
    assert "paling banyak 500 huruf" in page.text


def test_a_second_head_does_not_overwrite_the_first_ones_note(office: Office, app: Flask, head: Visitor) -> None:
    leafs(office)
    other = alert(arrive(office, another_head(office), app))
    alert(head).send({"note": "Catatan pertama."})

    late = other.send({"note": "Catatan kedua."})

    assert late.status == 409
    assert "sudah ditutup oleh kepala lain" in late.text
    assert "Catatan kedua." in late.text
    assert "Catatan pertama." in alert(head).text


def test_a_head_does_not_close_his_own_alert_where_there_is_another_head(
    office: Office, app: Flask, head: Visitor,
) -> None:
    second = another_head(office)
    leafs(office, office.head)

    own = alert(head).send({"note": "Contoh."})
    done = alert(arrive(office, second, app)).send({"note": "Contoh."})

    assert own.status == 409
    assert "ditutup oleh kepala lain" in own.text
    assert "Peringatan ditutup" in done.text


def test_the_only_head_closes_his_own_and_the_page_says_who_did(office: Office, head: Visitor) -> None:
    leafs(office, office.head)

    alert(head).send({"note": "Menyusun laporan."})

    assert alert(head).text.count("Kepala Biro Contoh") >= 2


def test_an_alert_that_there_is_not_is_not_found(head: Visitor) -> None:
    assert head.get(f"{LIST}/{uuid4()}").status == 404


def test_those_that_wait_stand_first(office: Office, app: Flask, head: Visitor) -> None:
    leafs(office)
    office.clock.forward(minutes=1)
    leafs(office, office.supervisor)
    alert(head).send({"note": "Contoh."})

    words = head.get(LIST).text

    assert words.index("Menunggu tanggapan") < words.index("Ditutup")


@pytest.mark.parametrize("number", ["x", "0", "-3", "2", "99999999999999999999999"])
def test_a_page_that_there_is_not_is_the_nearest_one(office: Office, head: Visitor, number: str) -> None:
    leafs(office)

    assert "Rekan Contoh" in head.get(f"{LIST}?halaman={number}").text
