"""The bureau reads a year that was frozen once; the head freezes it, and sees whole numbers for a reason alone."""

import csv
import io
import re

import pytest
from flask import Flask

from mediation.permissions import Role
from tests import builders
from tests.builders import Office
from tests.pages import Page, Visitor, application, arrive
from tests.planting import plant
from tests.yearbook import year_of

LIST = "/k/angka"
YEAR = "/k/angka/2025"
FREEZE = "/k/angka/2025/tutup"
WHOLE = "/k/angka/utuh"
READ = {"read": "ya"}
REASON = {"year": "2025", "reason": "Rapat pimpinan, diminta Sekretaris Daerah."}


@pytest.fixture
def app(office: Office) -> Flask:
    return application(office)


@pytest.fixture
def head(office: Office, app: Flask) -> Visitor:
    return arrive(office, office.head, app)


@pytest.fixture
def officer(office: Office, app: Flask) -> Visitor:
    return arrive(office, builders.member(office, "petugas", Role.BUREAU_OFFICER), app)


def numbers(page: Page) -> list[str]:
    """Return what stands in the cells of all tables."""
    return [" ".join(re.sub("<[^>]+>", " ", cell).split()) for cell in re.findall(r"<td.*?</td>", page.html, re.DOTALL)]


def test_the_head_reads_what_will_be_published_and_freezes_it(office: Office, head: Visitor, officer: Visitor) -> None:
    plant(office, year_of(60))

    before = head.get(FREEZE)
    after = before.send(READ)
    read = officer.get(YEAR)

    assert "60 permohonan diterima pada tahun 2025." in before.text
    assert after.path == YEAR
    assert numbers(read) == numbers(before)
    assert "Ditutup Jumat, 20 November 2026 oleh Kepala Biro Contoh" in read.text
    assert "tidak mengubah angka ini" in read.text


def test_no_number_under_five_stands_on_the_page_or_in_the_csv(office: Office, head: Visitor) -> None:
    plant(office, year_of(60))
    page = head.get(FREEZE).send(READ)
    answer = head.get(f"{YEAR}/unduh").response
    rows = list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";"))

    counts = [row for row in rows[1:] if not row[0].startswith("Lama berkas")]
    assert [row for row in counts if row[3].isdigit() and int(row[3]) < 5] == []
    assert "disembunyikan" in page.text
    assert answer.headers["Content-Disposition"] == "attachment; filename=daftar-2025.csv"


def test_a_frozen_year_leads_back_to_itself_and_stays_as_it_is(office: Office, head: Visitor) -> None:
    plant(office, year_of(20))
    first = head.get(FREEZE).send(READ)
    plant(office, year_of(30, seed=2))

    again = head.get(FREEZE)

    assert again.path == YEAR
    assert numbers(again) == numbers(first)
    assert "20 permohonan" in again.text


def test_numbers_that_changed_meanwhile_are_read_again_first(office: Office, head: Visitor) -> None:
    plant(office, year_of(20))
    page = head.get(FREEZE)
    plant(office, year_of(30, seed=2))

    refused = page.send(READ)
    done = refused.send(READ)

    assert refused.status == 409
    assert "Angkanya berubah sejak halaman ini dibuka." in refused.text
    assert "50 permohonan" in refused.text
    assert done.path == YEAR


def test_a_year_is_not_frozen_unread(office: Office, head: Visitor) -> None:
    plant(office, year_of(20))

    page = head.get(FREEZE).send({})

    assert "Centang pernyataan setelah memeriksa angkanya." in page.text
    assert head.get(YEAR).status == 404


@pytest.mark.parametrize("year", [2026, 2027, 1999, 0, 10**30])
def test_a_year_that_is_not_over_or_has_no_files_is_not_frozen(office: Office, head: Visitor, year: int) -> None:
    plant(office, year_of(6))

    assert head.get(f"/k/angka/{year}/tutup").status == 404


def test_what_is_still_running_is_said_before_freezing(office: Office, head: Visitor) -> None:
    plant(office, year_of(10, unsubmitted=1))

    late = head.get(FREEZE)
    office.clock.forward(days=-200)
    early = head.get(FREEZE)

    assert "Masih ada permohonan tahun ini yang belum selesai" in late.text
    assert ("1 Juli 2026" in late.text, "1 Juli 2026" in early.text) == (False, True)


def test_a_year_of_four_requests_shows_no_number(office: Office, head: Visitor) -> None:
    plant(office, year_of(4))

    page = head.get(FREEZE).send(READ)

    assert "Kurang dari 5 permohonan" in page.text
    assert numbers(page) == []


def test_the_head_sees_whole_numbers_after_a_reason_that_is_kept(office: Office, head: Visitor) -> None:
    plant(office, year_of(30))

    page = head.get(WHOLE).send(REASON)
    listed = head.get(LIST)

    assert page.path.startswith(f"{WHOLE}/")
    assert "1" in numbers(page)
    assert "disembunyikan" not in page.text
    assert REASON["reason"] in listed.text


def test_whole_numbers_need_a_reason(office: Office, head: Visitor) -> None:
    plant(office, year_of(6))

    page = head.get(WHOLE).send({**REASON, "reason": "  "})

    assert "Tulis untuk apa angka utuh diperlukan." in page.text
    assert numbers(page) == []


def test_whole_numbers_of_the_running_year_are_said_to_be_so(office: Office, head: Visitor) -> None:
    plant(office, year_of(6, year=2026))

    page = head.get(WHOLE).send({**REASON, "year": "2026"})

    assert "Tahun ini masih berjalan." in page.text


def test_whole_numbers_close_after_a_while_and_are_nobody_elses(
    office: Office, app: Flask, head: Visitor, officer: Visitor,
) -> None:
    plant(office, year_of(6))
    page = head.get(WHOLE).send(REASON)

    others = officer.get(page.path).status
    office.clock.forward(minutes=10)
    soon = head.get(page.path).status
    office.clock.forward(minutes=6)

    assert (others, soon, head.get(page.path).status) == (403, 200, 404)


def test_an_officer_reads_years_and_is_offered_nothing_else(office: Office, head: Visitor, officer: Visitor) -> None:
    plant(office, year_of(20))
    head.get(FREEZE).send(READ)
    head.get(WHOLE).send(REASON)

    page = officer.get(LIST)

    assert YEAR in page.reader.links
    assert not any(link in {FREEZE, WHOLE} or link.endswith("/tutup") for link in page.reader.links)
    assert REASON["reason"] not in page.text
    assert [officer.get(path).status for path in (FREEZE, WHOLE)] == [403, 403]


def test_nobody_outside_the_bureau_reads_figures(office: Office, app: Flask) -> None:
    for who in (office.supervisor, office.auditor, office.administrator):
        visitor = arrive(office, who, app)

        assert [visitor.get(path).status for path in (LIST, YEAR, f"{YEAR}/unduh", FREEZE, WHOLE)] == [403] * 5


def test_before_anything_is_frozen_the_list_says_so(officer: Visitor) -> None:
    assert "Belum ada angka" in officer.get(LIST).text
