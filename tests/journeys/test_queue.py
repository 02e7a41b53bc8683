"""The bureau's queue through the front door: the list, one file, search, covers for leave."""

import re
from datetime import date
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from flask import Flask

from mediation import audit
from mediation.audit.alerts import MOST_FILES
from mediation.audit.tables import access_alert
from mediation.bureau.queue import services
from tests import files, submitted
from tests.builders import Office, Someone, open_case
from tests.pages import ADDRESS, Page, Visitor, application, arrive
from tests.walks import day

TODAY = date(2026, 11, 20)


@pytest.fixture
def app(office: Office) -> Flask:
    return application(office)


@pytest.fixture
def clerk(office: Office) -> Someone:
    return submitted.officer(office)


@pytest.fixture
def visitor(office: Office, app: Flask) -> Visitor:
    """Return the head at the bureau."""
    return arrive(office, office.head, app)


def listed(page: Page) -> list[UUID]:
    """Return the files in the rows of the tables, in their order."""
    return [UUID(found) for found in re.findall(r'm-table__value"><a [^>]*href="/k/([0-9a-f-]{36})"', page.html)]


def opened_for(office: Office, case: UUID) -> list[object]:
    """Return the purposes of the bureau's looks into a file, as the trail tells them, oldest first."""
    with office.premises.reading() as transaction:
        told = audit.about(transaction, f"case:{case}")
    looks = [entry.detail for entry in told if entry.action == "case.opened"]
    return [detail["purpose"] for detail in reversed(looks) if detail.get("standing") == "bureau"]


def test_the_bureau_begins_at_its_queue(visitor: Visitor) -> None:
    assert visitor.get("/").path == "/k"


def test_a_line_says_number_unit_day_waiting_limit_state_and_officer(office: Office, visitor: Visitor) -> None:
    files.handed_in(office)
    office.clock.forward(days=2)
    line = arrive(office, office.head, visitor.app).get("/k").text

    for words in ("0001/2026", "SD Negeri 1 Contoh", "20 Nov 2026", "2 hari", "Sisa 90 hari", "Batas 20 Feb 2027",
                  "Belum diperiksa", "Belum ada"):
        assert words in line
    assert "Ani" not in line


def test_a_late_file_says_so_in_words(office: Office, app: Flask) -> None:
    files.handed_in(office)
    office.clock.forward(days=95)

    assert "Terlambat 3 hari" in arrive(office, office.head, app).get("/k").text


def test_what_was_not_handed_in_shows_no_number_no_name_and_no_way_in(office: Office, visitor: Visitor) -> None:
    case = open_case(office)
    page = visitor.get("/k/belum")

    assert "SD Negeri 1 Contoh" in page.text
    assert "Sisa 74 hari" in page.text
    for hidden in ("0001/2026", "Ani", "Budi", str(case)):
        assert hidden not in page.html


def test_the_filters_stand_in_the_address_and_hold_nothing_confidential(office: Office, visitor: Visitor) -> None:
    first, second = files.several(office, 2)
    submitted.taken(office, first)
    address = f"/k?tahap=ditelaah&petugas=saya&unit={office.unit.id}&batas=jauh&tahun=2026"

    assert listed(visitor.get(address)) == [first]
    assert listed(visitor.get("/k?petugas=kosong")) == [second]


@pytest.mark.parametrize("query", [
    "tahap=x&unit=y&petugas=z&batas=w&tahun=v&halaman=u", "tahun=99999999999", "halaman=-1", "unit=&petugas=",
    "tahun=0", "halaman=99999999999999999999",
])
def test_what_the_address_does_not_offer_chooses_nothing(office: Office, visitor: Visitor, query: str) -> None:
    case = files.handed_in(office)

    assert listed(visitor.get(f"/k?{query}")) == [case]


def test_the_pages_of_the_queue_show_every_file_once(office: Office, visitor: Visitor) -> None:
    made = files.several(office, services.PAGE_SIZE + 2)

    assert listed(visitor.get("/k")) + listed(visitor.get("/k?halaman=2")) == made


def test_the_order_is_kept_for_the_next_visit_and_the_filters_stay(office: Office, visitor: Visitor) -> None:
    made = files.several(office, 2)
    after = visitor.get("/k?tahap=baru").send({"order": "newest"})

    assert (after.path, listed(after)) == ("/k", made[::-1])
    assert listed(arrive(office, office.head, visitor.app).get("/k")) == made[::-1]


def test_somebody_elses_file_is_opened_for_a_purpose_that_is_asked_once(
    office: Office, app: Flask, clerk: Someone,
) -> None:
    case = files.handed_in(office)
    submitted.taken(office, case, clerk)
    visitor = arrive(office, office.head, app)
    asked = visitor.get(f"/k/{case}")
    refused = asked.send({})
    shown = asked.send({"purpose": "colleague"})

    assert (asked.path, opened_for(office, case)) == (f"/k/{case}/untuk", ["colleague"])
    assert refused.reader.title.startswith("Galat")
    assert shown.path == f"/k/{case}"
    assert visitor.get(f"/k/{case}/baca").path == f"/k/{case}/baca"
    assert arrive(office, office.head, app).get(f"/k/{case}").path == f"/k/{case}/untuk"


def test_a_purpose_that_is_not_on_the_list_opens_nothing(office: Office, visitor: Visitor) -> None:
    case = files.handed_in(office)
    page = visitor.get(f"/k/{case}").send({"purpose": "adopt"})

    assert page.reader.title.startswith("Galat")
    assert opened_for(office, case) == []


def test_ones_own_file_asks_nothing_and_every_look_names_its_purpose(
    office: Office, app: Flask, clerk: Someone,
) -> None:
    case = files.handed_in(office)
    submitted.taken(office, case, clerk)
    page = arrive(office, clerk, app).get(f"/k/{case}")

    assert page.path == f"/k/{case}"
    assert opened_for(office, case) == ["review"]


def test_the_page_of_a_file_says_what_comes_next_by_whom_and_by_when(office: Office, visitor: Visitor) -> None:
    case = submitted.handed_in(office)
    submitted.taken(office, case)
    page = visitor.get(f"/k/{case}")

    for words in ("Periksa kelengkapan", "petugas biro yang memegang berkas", "Target: Jumat, 27 November 2026",
                  "Sabtu, 20 Februari 2027", "Pasal 12 Peraturan Pemerintah Nomor 10 Tahun 1983",
                  "Diambil petugas biro", "Ani Contoh – Budi Contoh"):
        assert words in page.text, words
    assert f"/k/{case}/1" in page.html


def test_every_link_of_a_file_leads_somewhere(office: Office, visitor: Visitor) -> None:
    case = submitted.handed_in(office)
    submitted.taken(office, case)
    links = {link for link in visitor.get(f"/k/{case}").reader.links if link.startswith(f"/k/{case}")}

    assert len(links) >= 8
    assert {link: visitor.get(link).status for link in links if visitor.get(link).status not in {200, 409}} == {}


def test_the_whole_file_is_read_with_what_the_bureau_recorded_and_without_what_is_sealed_apart(
    office: Office, visitor: Visitor,
) -> None:
    case = submitted.handed_in(office)
    submitted.taken(office, case)
    submitted.complete(office, case)
    submitted.memo(office, case)
    page = visitor.get(f"/k/{case}/baca")

    for words in ("Tidak serumah sejak Maret 2024.", "Masih ingin rukun demi anak.", "Memikirkan kepentingan anak.",
                  "C.C., lahir 2016", "Permohonan izin perceraian.", "Alasan terpenuhi."):
        assert words in page.text, words
    for hidden in ("Catatan yang hanya untuk saya.", "Jalan Contoh Nomor 1", "0800000000"):
        assert hidden not in page.html


def test_a_file_is_taken_from_its_page_and_stands_among_ones_own(office: Office, visitor: Visitor) -> None:
    case = files.handed_in(office)
    visitor.get(f"/k/{case}").send({"purpose": "checklist"})
    after = visitor.get(f"/k/{case}").send({})

    assert (after.path, "Berkas ini sekarang Anda pegang." in after.text) == (f"/k/{case}", True)
    assert "Berkas saya (1)" in visitor.get("/k").text


def test_a_file_that_a_colleague_took_meanwhile_is_not_taken_again(
    office: Office, visitor: Visitor, clerk: Someone,
) -> None:
    case = files.handed_in(office)
    form = visitor.get(f"/k/{case}/ambil")
    submitted.taken(office, case, clerk)

    assert form.send({}).status == 409


def test_a_file_is_handed_on_with_a_reason(office: Office, app: Flask, visitor: Visitor, clerk: Someone) -> None:
    case = files.handed_in(office)
    submitted.taken(office, case)
    without = visitor.get(f"/k/{case}/alih").send({"to": str(clerk.person.id)})
    after = visitor.get(f"/k/{case}/alih").send({"to": str(clerk.person.id), "reason": "Pindah tugas."})

    assert without.reader.title.startswith("Galat")
    assert after.path == "/k"
    assert "Berkas saya (1)" in arrive(office, clerk, app).get("/k").text
    assert "Pindah tugas." in arrive(office, clerk, app).get(f"/k/{case}/baca").text


def test_a_file_of_ones_own_supervision_says_so_and_cannot_be_taken(office: Office, app: Flask) -> None:
    case = files.handed_in(office)
    both = arrive(office, submitted.also_officer(office, office.supervisor), app)
    page = both.get(f"/k/{case}").send({"purpose": "read"})

    assert "Anda atasan langsung dalam berkas ini" in page.text
    assert "Ambil berkas ini" not in page.text


@pytest.mark.parametrize("rest", ["", "/untuk", "/baca", "/ambil", "/alih"])
def test_a_case_not_handed_in_and_an_absent_one_give_the_same_answer(
    office: Office, visitor: Visitor, rest: str,
) -> None:
    waiting, absent = open_case(office), uuid4()
    answers = [visitor.get(f"/k/{case}{rest}") for case in (waiting, absent)]
    # A token tells the second in which it was made.
    bodies = [re.sub(r'name="csrf_token" value="[^"]*"', "", page.html) for page in answers]

    assert [page.status for page in answers] == [404, 404]
    assert bodies[0].replace(str(waiting), "") == bodies[1].replace(str(absent), "")


def test_search_answers_alike_for_a_colleague_without_a_case_and_for_an_ungranted_case(
    office: Office, visitor: Visitor,
) -> None:
    open_case(office)
    pages = [visitor.get("/k/cari").send({"words": words}) for words in ("198609262015052001", "199912312020121009")]
    bodies = [re.sub(r'value="[^"]*"', "", page.html) for page in pages]

    assert bodies[0] == bodies[1]
    assert "Tidak ada berkas yang cocok." in pages[0].text


def test_a_search_stands_in_no_address_and_its_words_only_on_its_own_page(office: Office, visitor: Visitor) -> None:
    case = files.handed_in(office)
    found = visitor.get("/k/cari").send({"words": "ani con"})

    assert (found.path, listed(found)) == ("/k/cari", [case])
    assert "ani con" not in visitor.get("/k/cari?words=ani+con&q=ani+con").html


def test_search_needs_something_to_look_for(visitor: Visitor) -> None:
    for words in ("", "a", "--", "%"):
        assert visitor.get("/k/cari").send({"words": words}).reader.title.startswith("Galat")


def test_a_cover_is_set_shown_and_ended(office: Office, app: Flask, clerk: Someone) -> None:
    case = files.handed_in(office)
    submitted.taken(office, case, clerk)
    visitor, head = arrive(office, clerk, app), arrive(office, office.head, app)
    set_ = visitor.get("/k/cuti").send({
        "covered_by": str(office.head.person.id), "first": day(TODAY), "last": day(TODAY),
    })
    during = head.get("/k").text
    ended = head.get(next(link for link in set_.reader.links if link.startswith("/k/cuti/"))).send({})

    assert set_.path == "/k/cuti"
    assert "Berkas saya (1)" in during
    assert ended.path == "/k/cuti"
    assert "Berkas saya (1)" not in head.get("/k").text


def test_a_cover_that_cannot_be_is_refused_on_the_form(office: Office, app: Flask, clerk: Someone) -> None:
    page = arrive(office, clerk, app).get("/k/cuti").send({
        "covered_by": str(clerk.person.id), "first": day(TODAY), "last": day(TODAY),
    })

    assert (page.status, "Pengganti harus orang lain." in page.text) == (409, True)


def test_many_files_opened_in_a_short_time_raise_an_alert(office: Office, visitor: Visitor) -> None:
    for case in files.several(office, MOST_FILES + 1):
        visitor.get(f"/k/{case}").send({"purpose": "read"})
    with office.premises.reading() as transaction:
        raised = transaction.execute(sa.select(sa.func.count()).select_from(access_alert)).scalar_one()

    assert raised == 1
    assert "banyak berkas dibuka" in visitor.get("/k").text


def test_a_damaged_file_opens_to_a_page_that_says_so_and_to_nothing_else(office: Office, visitor: Visitor) -> None:
    case = files.handed_in(office)
    submitted.taken(office, case)
    with office.premises.engines.write.begin() as connection:
        connection.exec_driver_sql("UPDATE case_file SET submitted = submitted - 1")
    pages = [visitor.get(f"/k/{case}{rest}") for rest in ("", "/baca", "/1", "/2", "/alih")]

    assert ["tidak cocok dengan segelnya" in page.text for page in pages] == [True] * 5
    assert not any("Ani Contoh" in page.html for page in pages)


def test_nothing_of_the_queue_is_kept_by_the_browser(office: Office, visitor: Visitor) -> None:
    files.handed_in(office)
    answer = visitor.client.get("/k", base_url=ADDRESS)

    assert "no-store" in answer.headers["Cache-Control"]
