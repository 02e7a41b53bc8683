"""The trail as a head and as an auditor read it: by the front door."""

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from mediation import audit
from mediation.accounts.store import people
from mediation.audit import Action
from mediation.audit.tables import entry
from mediation.inspection.summaries import services as summaries
from mediation.inspection.trail import services
from mediation.inspection.trail.model import Kind, Wanted
from mediation.reports.blocks import Kind as Paper
from mediation.reports.issue import services as issuing
from mediation.vault import chain
from tests import builders, submitted
from tests.builders import Office, Someone, a_person, a_request
from tests.pages import Page, Visitor, arrive

TRAIL = "/a/jejak"
_CLOCK_TIME = re.compile(r"pukul \d\d\.\d\d")


@pytest.fixture
def case(office: Office) -> UUID:
    return builders.open_case(office, a_request("0007/2026"))


def entries(office: Office) -> list[chain.Entry]:
    """Return the whole trail."""
    query = sa.select(entry.c.canonical).order_by(entry.c.seq)
    with office.premises.engines.read.connect() as connection:
        return [chain.parse(each) for each in connection.execute(query).scalars()]


def told(office: Office, action: Action) -> list[chain.Entry]:
    """Return the entries of one act."""
    return [each for each in entries(office) if each.action == action]


def called(office: Office, case: UUID) -> str:
    """Return what the auditor calls the case."""
    with office.desk(office.auditor) as transaction:
        return summaries.pseudonym(transaction, case)


def lines(page: Page) -> list[str]:
    """Return the events of the page: sentence and what stands under it."""
    found = re.findall(r'm-timeline__item">(.*?)</li>', page.html, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", each).split()) for each in found]


def all_pages(visitor: Visitor, path: str = TRAIL) -> list[str]:
    """Return the lines of every page, from the newest to the oldest."""
    found: list[str] = []
    page = visitor.get(path)
    while True:
        assert page.status == 200, page.text
        found += lines(page)
        older = re.search(r'href="([^"]+)">Catatan yang lebih lama', page.html)
        if older is None:
            return found
        page = visitor.get(older[1].replace("&amp;", "&"))


def test_a_head_reads_who_opened_which_file_when_and_what_for(office: Office, case: UUID) -> None:
    arrive(office).get(f"/b/{case}")

    page = arrive(office, office.head).get(TRAIL)

    name = office.supervisor.person.name
    assert f"{name} membuka berkas 0007/2026 pukul 10.00 WIB · keperluan: Membaca berkas" in lines(page)
    assert f"{name} menerima permohonan dan membuka berkas 0007/2026 pukul 10.00 WIB" in lines(page)


def test_an_auditor_reads_the_same_under_his_pseudonym_and_without_a_time(office: Office, case: UUID) -> None:
    arrive(office).get(f"/b/{case}")

    page = arrive(office, office.auditor).get(TRAIL)

    name, pseudonym = office.supervisor.person.name, called(office, case)
    of_case = [line for line in lines(page) if pseudonym in line]
    assert f"{name} membuka berkas {pseudonym} Tanpa jam · keperluan: Membaca berkas" in of_case
    assert not any(_CLOCK_TIME.search(line) for line in of_case)
    assert any(_CLOCK_TIME.search(line) for line in lines(page))
    for hidden in ("0007/2026", str(case), case.hex, "Ani Contoh", "Budi Contoh"):
        assert hidden not in page.html


def test_looks_into_a_file_that_are_alike_are_counted_for_an_auditor(office: Office, case: UUID) -> None:
    for _ in range(3):
        arrive(office).get(f"/b/{case}")

    page = arrive(office, office.auditor).get(TRAIL)

    assert any("membuka berkas" in line and "3 kali" in line for line in lines(page))


def test_every_entry_stands_on_one_page_and_on_one_only(office: Office, case: UUID) -> None:
    for _ in range(70):
        office.clock.forward(minutes=1)
        arrive(office).get(f"/b/{case}")
    before = len(entries(office))

    found = all_pages(arrive(office, office.head))

    # The pages that were asked for meanwhile stand in the trail too: only what was there before is counted.
    later = sum("membaca jejak" in line for line in found) + 1
    assert len(found) - later == before


def test_an_auditors_pages_have_every_line_of_a_long_day_once(office: Office) -> None:
    cases = [builders.open_case(office) for _ in range(120)]

    found = [line for line in all_pages(arrive(office, office.auditor), f"{TRAIL}?jenis=steps") if "Tanpa jam" in line]

    assert len(found) == len(set(found)) == 120
    assert {called(office, case) for case in cases} == {line.split("berkas ")[1].split(" ")[0] for line in found}


@pytest.mark.parametrize(("query", "inside"), [
    ("jenis=steps", "menerima permohonan"), ("jenis=looks", "membuka berkas"),
    ("dari=21-11-2026", "membuka berkas"), ("sampai=20-11-2026", "menerima permohonan"),
    ("dari=2026-11-20&sampai=2026-11-20", "menerima permohonan"),
])
@pytest.mark.parametrize("who", ["head", "auditor"])
def test_a_filter_shows_what_it_chooses_and_nothing_else(
    office: Office, case: UUID, query: str, inside: str, who: str,
) -> None:
    office.clock.forward(days=1)
    arrive(office).get(f"/b/{case}")

    found = " | ".join(lines(arrive(office, getattr(office, who)).get(f"{TRAIL}?{query}")))

    received, opened = "Contoh menerima permohonan", "Contoh membuka berkas"
    assert [words in found for words in (received, opened)] == [inside in words for words in (received, opened)]


@pytest.mark.parametrize("who", ["head", "auditor"])
def test_a_person_is_chosen_by_the_account(office: Office, case: UUID, who: str) -> None:
    arrive(office, office.colleague).get("/b")

    found = lines(arrive(office, getattr(office, who)).get(f"{TRAIL}?orang={office.colleague.person.id}"))

    assert found
    assert all(office.colleague.person.name in line for line in found)


def test_a_head_finds_a_case_by_its_number_which_stands_in_no_address(office: Office, case: UUID) -> None:
    builders.open_case(office, a_request("0008/2026"))

    visitor = arrive(office, office.head)
    found = visitor.get(TRAIL).send({"called": "0007/2026"}, follow=False).response.location
    page = visitor.get(found)

    assert found == f"{TRAIL}?berkas={case}"
    assert "0007/2026" in page.text
    assert "0008/2026" not in page.text


def test_an_auditor_finds_a_case_by_its_pseudonym(office: Office, case: UUID) -> None:
    other = builders.open_case(office)

    visitor = arrive(office, office.auditor)
    found = visitor.get(TRAIL).send({"called": called(office, case).lower()}, follow=False).response.location
    page = visitor.get(found)

    assert found == f"{TRAIL}?berkas={called(office, case)}"
    assert called(office, case) in page.text
    assert called(office, other) not in page.text
    assert str(case) not in page.html


@pytest.mark.parametrize(("who", "typed"), [
    ("head", "0099/2026"), ("auditor", "AAAA-BBBB-CCCC"), ("auditor", "0007/2026"),
])
def test_a_case_that_is_not_there_is_refused_and_what_was_typed_stays(
    office: Office, case: UUID, who: str, typed: str,
) -> None:
    page = arrive(office, getattr(office, who)).get(TRAIL).send({"called": typed})

    assert page.status == 409
    assert f'value="{typed}"' in page.html


def test_an_auditor_cannot_choose_a_case_by_its_id_nor_a_head_an_absent_one(office: Office, case: UUID) -> None:
    assert arrive(office, office.auditor).get(f"{TRAIL}?berkas={case}").status == 404
    assert arrive(office, office.head).get(f"{TRAIL}?berkas={UUID(int=9)}").status == 404


def test_every_page_that_is_read_is_an_entry_with_the_kinds_of_filters_and_no_value(office: Office, case: UUID) -> None:
    visitor = arrive(office, office.head)
    visitor.get(f"{TRAIL}?berkas={case}&dari=01-11-2026&jenis=steps&cetak=ya")
    visitor.get(f"{TRAIL}?orang={office.colleague.person.id}")

    found = told(office, Action.TRAIL_READ)

    assert [each.detail for each in found] == [
        {"filters": "time case kind", "printed": True},
        {"filters": "person", "printed": False, "person": str(office.colleague.person.id)},
    ]


def with_digits(office: Office, who: Someone, digits: str) -> Someone:
    """Give somebody a personnel number."""
    with office.desk(office.administrator) as transaction:
        person = people.get(transaction, who.person.id)
        details = replace(people.details_of(person), digits=digits)
        after = people.change(transaction, person, Action.PERSON_CHANGED, details=details)
        transaction.commit()
    return replace(who, person=after)


@pytest.mark.parametrize("who", ["head", "auditor"])
def test_who_is_a_party_reads_nothing_of_his_own_case(office: Office, who: str) -> None:
    someone = with_digits(office, getattr(office, who), "198504032010011003")
    spouse = a_person(name="Rekan Contoh", digits="198504032010011003")
    case = builders.open_case(office, a_request("0009/2026", spouse=spouse))
    name = called(office, case) if who == "auditor" else "0009/2026"

    visitor = arrive(office, someone)

    assert name not in " ".join(all_pages(visitor))
    assert visitor.get(TRAIL).send({"called": name}).status == 409
    assert visitor.get(f"{TRAIL}?berkas={name if who == 'auditor' else case}").status == 404


def with_reviewer(office: Office) -> UUID:
    """Bring a case of the flagged kind to a second reviewer, who read it and wrote an opinion."""
    case = submitted.awaiting_reviewer(office)
    why = "Setingkat dan tidak mengenal kedua pihak."
    given = {"reviewer": str(office.colleague.person.id), "compared": "ya", "why": why}
    assert arrive(office).get(f"/b/{case}/9/a").confirm(given).path == f"/b/{case}"
    reviewer = arrive(office, office.colleague)
    assert reviewer.get(f"/b/{case}/9").status == 200
    reasons = "Hasil pemeriksaan dokter dan keterangan saksi menunjukkan bahaya yang nyata bagi pemohon. " * 3
    reviewer.get(f"/b/{case}/9/d").confirm({"opinion": "agrees", "reasons": reasons})
    assert told(office, Action.CASE_SHARED)
    return case


def test_that_a_second_reviewer_reads_a_file_is_told_to_nobody_before_it_is_handed_in(office: Office) -> None:
    case = with_reviewer(office)
    with office.desk(office.head) as transaction:
        number = services.name_of(transaction, case)

    for who, name in ((office.head, number), (office.auditor, called(office, case))):
        visitor = arrive(office, who)
        found = all_pages(visitor)
        of_reviewer = [line for line in found if office.colleague.person.name in line]

        assert any(name in line for line in found)
        assert not [line for line in of_reviewer if name in line or "berkas" in line]
        assert not [line for line in found if "hak baca" in line]
        assert not lines(visitor.get(f"{TRAIL}?jenis=grants"))


def test_the_count_of_entries_in_a_summary_leaves_out_what_the_trail_does(office: Office) -> None:
    case = with_reviewer(office)
    reviewer = f"person:{office.colleague.person.id}"
    with office.premises.reading(office.auditor.person.actor, office.auditor.key) as transaction:
        counted = summaries.one(transaction, case).facts["trail_entries"]

    theirs = [each for each in entries(office) if each.object == f"case:{case}"]
    hidden = [each for each in theirs if each.actor == reviewer or each.action == Action.CASE_SHARED]
    assert hidden
    assert counted == len(theirs) - len(hidden)


def test_after_handing_in_a_head_is_told_of_the_second_reviewer_and_an_auditor_is_not(office: Office) -> None:
    case = with_reviewer(office)
    with office.desk() as transaction:
        issuing.issue(transaction, case, issuing.Subject(Paper.MEDIATION_REPORT))
    submitted.submitted(office, case)

    head = " ".join(all_pages(arrive(office, office.head), f"{TRAIL}?jenis=grants"))
    auditor = all_pages(arrive(office, office.auditor))

    assert f"kepada {office.colleague.person.name}" in head
    assert not [line for line in auditor if office.colleague.person.name in line and "berkas" in line]
    assert not [line for line in auditor if "hak baca" in line]


def test_the_naming_of_second_reviewers_is_counted_for_years_that_are_over(office: Office) -> None:
    with_reviewer(office)
    now = arrive(office, office.auditor).get(TRAIL).text
    office.clock.forward(days=60)
    later = arrive(office, office.auditor).get(TRAIL).text

    assert "Tahun 2026" not in now
    assert "Tahun 2026: 1 penunjukan" in later


def test_an_auditors_filter_tells_no_more_than_the_page(office: Office) -> None:
    case = with_reviewer(office)
    with office.premises.reading(office.auditor.person.actor, office.auditor.key) as transaction:
        seen = [
            services.read(transaction, Wanted(person=office.colleague.person.id, kind=kind), zone="WIB").lines
            for kind in Kind
        ]

    assert not [line for of_kind in seen for line in of_kind if line.act.case == case]


def test_a_changed_entry_is_marked_where_it_stands(office: Office, case: UUID) -> None:
    change(office, "UPDATE audit_entry SET actor = 'person:' || ? WHERE action = 'case.received'", str(UUID(int=7)))

    page = arrive(office, office.head).get(TRAIL)

    assert any(line.startswith("Rusak Catatan ini tidak terbaca") for line in lines(page))


def change(office: Office, statement: str, *values: str) -> None:
    """Change the database behind the program's back."""
    office.premises.engines.dispose()
    with closing(sqlite3.connect(Path(office.folder) / "office.db")) as connection:
        connection.execute("DROP TRIGGER audit_entry_no_update")
        connection.execute(statement, values)
        connection.commit()


@pytest.mark.parametrize("who", ["head", "auditor"])
def test_the_button_verifies_the_trail_and_that_is_an_entry(office: Office, case: UUID, who: str) -> None:
    visitor = arrive(office, getattr(office, who))
    asked = visitor.get(f"{TRAIL}/periksa")
    count = len(entries(office))

    page = asked.send({})

    assert f"Jejak utuh: {count} catatan." in page.text
    found = told(office, Action.TRAIL_VERIFIED)
    assert [(each.detail["intact"], each.detail["broken"]) for each in found] == [(count, None)]


def test_the_button_names_the_first_broken_entry(office: Office, case: UUID) -> None:
    change(office, "UPDATE audit_entry SET time = time + 1 WHERE seq = ?", "5")

    page = arrive(office, office.auditor).get(f"{TRAIL}/periksa").send({})

    assert "Ada yang tidak cocok" in page.text
    assert "nomor 5" in page.text
    assert [each.detail["broken"] for each in told(office, Action.TRAIL_VERIFIED)] == [5]


def test_a_page_for_paper_has_more_lines_and_no_filter(office: Office, case: UUID) -> None:
    for _ in range(60):
        arrive(office).get(f"/b/{case}")

    page = arrive(office, office.head).get(f"{TRAIL}?cetak=ya")

    assert len(lines(page)) > 60
    assert "saring-jenis" not in page.html


@pytest.mark.parametrize("query", [
    "lanjut=x", "lanjut=9999999999999999999999-1", "lanjut=2026-11-20.99", "lanjut=%00", "dari=31-31-2026", "dari=x",
    "sampai=99999999-1-1", "orang=x", "jenis=x", "orang=%F0%9F%98%80", "lanjut=0001-01-01.0", "dari=01-01-0001",
    "sampai=31-12-9999",
])
@pytest.mark.parametrize("who", ["head", "auditor"])
def test_what_an_address_makes_up_breaks_nothing(office: Office, query: str, who: str) -> None:
    assert arrive(office, getattr(office, who)).get(f"{TRAIL}?{query}").status == 200


def test_days_are_those_of_the_readers_zone(office: Office, case: UUID) -> None:
    # 03.00 UTC is the 20th at ten in the morning here, 18.00 UTC the 21st at one.
    office.clock.forward(hours=15)
    arrive(office).get(f"/b/{case}")
    with office.premises.reading(office.head.person.actor, office.head.key) as transaction:
        found = services.read(transaction, Wanted(first=date(2026, 11, 21)), zone="WIB").lines

    assert {line.act.action for line in found} == {"case.opened", "session.started"}
    assert audit.Action.CASE_OPENED in {line.act.action for line in found}
