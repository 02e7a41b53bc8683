"""The auditor at the front door: his home, one case, what is withheld, a new series; everybody else stays outside."""

import re

import pytest
import sqlalchemy as sa
from flask import Flask

from mediation import audit
from mediation.audit.tables import entry
from mediation.cases import tables
from mediation.inspection.summaries import services
from mediation.permissions import Role
from tests import builders, submitted
from tests.builders import Office
from tests.pages import Page, Visitor, application, arrive
from tests.planting import plant
from tests.yearbook import year_of

LIST = "/a"
NAME = re.compile("/a/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")


@pytest.fixture
def app(office: Office) -> Flask:
    return application(office)


@pytest.fixture
def auditor(office: Office, app: Flask) -> Visitor:
    return arrive(office, office.auditor, app)


def names_on(page: Page) -> list[str]:
    """Return the addresses of the cases on a page, in their order."""
    return list(dict.fromkeys(link for link in page.reader.links if NAME.fullmatch(link)))


def looks_told(office: Office) -> list[str]:
    """Return what the trail says was looked at in summaries."""
    with office.premises.reading() as transaction:
        told = sa.select(entry.c.object).where(entry.c.action == audit.Action.SUMMARIES_READ.value)
        return [subject.partition(":")[0] for subject in transaction.execute(told.order_by(entry.c.seq)).scalars()]


def test_an_auditors_work_begins_at_the_summaries(office: Office, auditor: Visitor) -> None:
    builders.open_case(office)

    home = auditor.get("/")

    assert home.heading == "Ringkasan berkas"
    assert len(names_on(home)) == 1
    assert looks_told(office) == ["person"]


def test_a_case_is_read_under_its_pseudonym_and_the_look_is_told(office: Office, auditor: Visitor) -> None:
    case = submitted.handed_in(office)
    listed = names_on(auditor.get(LIST))

    page = auditor.get(listed[0])

    assert page.heading.endswith(listed[0].removeprefix("/a/"))
    assert "Perselisihan" in page.text
    assert "Pemohon, panggilan ke-1: Hadir" in page.text
    assert "Belum diputus" in page.text
    assert "tidak cocok" not in page.text
    for word in ("Ani", "Budi", "0001/2026", str(case), "2 November", "198609262015052001", "Jalan Contoh"):
        assert word not in page.html
    assert looks_told(office) == ["person", "case"]


def test_before_handing_in_the_page_says_that_the_result_is_not_shown(office: Office, auditor: Visitor) -> None:
    builders.full_case(office)

    page = auditor.get(names_on(auditor.get(LIST))[0])

    assert "Belum diserahkan: siapa yang hadir" in page.text
    assert "Jenis kelamin pemohon" not in page.text


def test_a_foreign_pseudonym_and_an_absent_one_give_the_same_answer(office: Office, auditor: Visitor) -> None:
    case = builders.open_case(office)
    with office.premises.reading(office.colleague.person.actor, office.colleague.key) as transaction:
        foreign = services.pseudonym(transaction, case)

    answers = [auditor.get(f"/a/{name}") for name in (foreign, "0000-0000-0000")]

    assert [answer.status for answer in answers] == [404, 404]
    assert answers[0].html.replace(foreign, "0000-0000-0000") == answers[1].html
    assert looks_told(office) == []


def test_the_list_is_filtered_and_paged_and_what_is_not_offered_chooses_nothing(
    office: Office, auditor: Visitor,
) -> None:
    plant(office, year_of(30))

    first, second = auditor.get(LIST), auditor.get(f"{LIST}?halaman=2")
    strange = auditor.get(f"{LIST}?unit=x&dari=2025-13&sampai=%00&batas=y&halaman=-4")
    late = auditor.get(f"{LIST}?batas=late")

    assert (len(names_on(first)), len(names_on(second))) == (25, 5)
    assert not set(names_on(first)) & set(names_on(second))
    assert names_on(strange) == names_on(first)
    assert set(names_on(late)) < {*names_on(first), *names_on(second)}
    assert late.html.count(">Terlewat") >= len(names_on(late)) > 0


def test_months_in_the_wrong_order_choose_what_lies_between_them(office: Office, auditor: Visitor) -> None:
    plant(office, year_of(12))

    right = auditor.get(f"{LIST}?dari=2020-01&sampai=2099-12")
    wrong = auditor.get(f"{LIST}?dari=2099-12&sampai=2020-01")

    assert names_on(wrong) == names_on(right) != []


def test_a_damaged_summary_is_told_on_the_list_and_on_its_page(office: Office, auditor: Visitor) -> None:
    builders.open_case(office)
    with office.premises.engines.write.begin() as connection:
        connection.execute(sa.update(tables.case_file).values(course=b"\x01\x00\x01" + bytes(60)))

    listed = auditor.get(LIST)
    page = auditor.get(names_on(listed)[0])

    assert "Tidak terbaca" in listed.text
    assert "tidak dapat dibuka" in page.text


def test_a_clear_value_that_was_changed_is_told_on_the_cases_page(office: Office, auditor: Visitor) -> None:
    builders.open_case(office)
    listed = names_on(auditor.get(LIST))
    with office.premises.engines.write.begin() as connection:
        connection.execute(sa.update(tables.case_file).values(stage="closed"))

    page = auditor.get(listed[0])

    assert "tidak cocok dengan catatan terakhir dalam jejak" in page.text


def test_a_new_series_is_begun_knowingly_and_the_old_names_lead_nowhere(office: Office, auditor: Visitor) -> None:
    builders.open_case(office)
    before = names_on(auditor.get(LIST))

    unread = auditor.get("/a/deret").send({})
    after = auditor.get("/a/deret").send({"read": "ya"})

    assert "Centang pernyataan" in unread.text
    assert after.path == LIST
    assert names_on(after) != before
    assert auditor.get(before[0]).status == 404
    assert "Deret Anda yang sekarang dimulai Jumat, 20 November 2026" in auditor.get("/a/deret").text


def test_what_is_withheld_and_what_stays_linkable_can_be_read(auditor: Visitor) -> None:
    page = auditor.get("/a/apa")

    for words in ("Unit kecil", "Ciri yang jarang", "Jejak: perbuatan", "Orang dalam", "Alamat, nomor, dan aman"):
        assert words in page.text


@pytest.mark.parametrize("who", ["supervisor", "colleague", "head", "administrator"])
def test_nobody_else_enters(office: Office, app: Flask, who: str) -> None:
    visitor = arrive(office, getattr(office, who), app)

    assert [visitor.get(path).status for path in (LIST, "/a/apa", "/a/deret", "/a/0000-0000-0000")] == [403] * 4


def test_an_auditor_without_the_groups_key_is_told_what_is_missing(office: Office, app: Flask) -> None:
    builders.open_case(office)
    newcomer = arrive(office, builders.member(office, "baru", Role.AUDITOR), app)

    page = newcomer.get(LIST)

    assert "belum memegang kunci kelompok auditor" in page.text
    assert names_on(page) == []
