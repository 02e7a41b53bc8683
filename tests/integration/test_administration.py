"""The administrator and open cases: who holds one stays, and a reset says what it does not open."""

from io import BytesIO
from pathlib import Path

import pytest

from tests.builders import Office, office, open_case
from tests.pages import Visitor, arrive


@pytest.fixture
def place(tmp_path: Path) -> Office:
    made = office(tmp_path)
    open_case(made)
    open_case(made)
    return made


@pytest.fixture
def admin(place: Office) -> Visitor:
    return arrive(place, place.administrator)


def test_somebody_who_holds_open_cases_is_not_deactivated_and_hears_how_many(place: Office, admin: Visitor) -> None:
    page = admin.get(f"/kelola/orang/{place.supervisor.person.id}/nonaktif").send({})

    assert page.status == 409
    assert "masih memegang 2 berkas berjalan" in page.text


def test_somebody_without_cases_is_deactivated(place: Office, admin: Visitor) -> None:
    page = admin.get(f"/kelola/orang/{place.colleague.person.id}/nonaktif").send({})

    assert "Akun dinonaktifkan" in page.text


def test_somebody_who_holds_open_cases_stays_a_supervisor(place: Office, admin: Visitor) -> None:
    page = admin.get(f"/kelola/orang/{place.supervisor.person.id}").send({"roles": "bureau_officer"})

    assert page.status == 409
    assert "masih memegang 2 berkas berjalan" in page.text


def test_a_reset_says_how_many_cases_it_may_close_off(place: Office, admin: Visitor) -> None:
    page = admin.get(f"/kelola/orang/{place.supervisor.person.id}/atur-ulang")

    assert "sedang memegang 2 berkas berjalan" in page.text


def test_a_letterhead_is_written_once_and_a_second_hand_is_told(place: Office, admin: Visitor) -> None:
    path = "/kelola/kop/00000000-0000-0000-0000-000000000000"
    first, second = admin.get(path), admin.get(path)
    words = {"owner": "KABUPATEN CONTOH", "name": "DINAS CONTOH", "address": "Jalan Contoh 1", "town": "Contoh"}
    first.send(words)

    page = second.send({**words, "town": "Kota Lain"})

    assert page.status == 409
    assert 'value="Kota Lain"' in page.html


@pytest.mark.parametrize("pattern", ["[[nama]]/1", "{{ 7*7 }}[[kunci]]"])
def test_an_unknown_slot_in_a_number_is_refused(place: Office, admin: Visitor, pattern: str) -> None:
    page = admin.get("/kelola/kop/00000000-0000-0000-0000-000000000000").send({"pattern": pattern})

    assert "tidak dikenal" in page.text


def test_an_emblem_that_is_no_picture_is_refused(place: Office, admin: Visitor) -> None:
    page = admin.get("/kelola/kop/00000000-0000-0000-0000-000000000000")
    words = {"owner": "P", "name": "D", "address": "J", "town": "C"}
    fields = {**dict(page.form("owner").fields), **words}

    answer = admin.client.post(
        page.form("owner").action, data={**fields, "emblem": (BytesIO(b"<svg onload=alert(1)>"), "a.png")},
        content_type="multipart/form-data", base_url="http://127.0.0.1:8000",
    )

    assert answer.status_code == 409
    assert "PNG atau JPEG" in answer.get_data(as_text=True)
