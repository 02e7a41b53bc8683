"""Who reads what at the bureau when people have two parts, change them, or leave; and what a changed database gives."""

import os
import signal
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from io import BytesIO
from pathlib import Path
from uuid import UUID, uuid4
from zipfile import ZipFile

import pytest
import sqlalchemy as sa

from mediation.accounts import membership
from mediation.accounts import people as accounts
from mediation.accounts.model import Details, Leaving
from mediation.accounts.passwords import Prepared, prepare
from mediation.accounts.store import people
from mediation.bureau import store as records
from mediation.bureau.decide import services as deciding
from mediation.bureau.review import services as reviewing
from mediation.bureau.review.model import Statement
from mediation.cases import store as cases
from mediation.cases.examine.model import Answer
from mediation.cases.model import Party, Standing
from mediation.cases.store import CaseFile, granting
from mediation.cases.submit import services as submitting
from mediation.errors import NotFound, Refusal
from mediation.permissions import Role
from mediation.reports.blocks import Kind
from mediation.reports.issue import services as desk_papers
from mediation.reports.issue.writing import Subject
from mediation.reports.issue_bureau import services as issuing
from mediation.vault import columns
from tests import builders, closed, hearings, submitted, walks
from tests.builders import Office, Someone
from tests.journeys import test_illegal_posts as illegal
from tests.journeys.test_lessons import full_disk
from tests.pages import ADDRESS, Attachment, Visitor, arrive

TODAY = date(2026, 11, 20)
NUMBER = "199001012015031001"
APART = "Catatan petugas yang tidak dibaca orang lain"


@pytest.fixture
def place(tmp_path: Path) -> Office:
    return builders.office(tmp_path)


def once() -> Prepared:
    return prepare("sandi-sekali-pakai", builders.CHEAP)


def issued(place: Office, case: UUID, subject: Subject, who: Someone | None = None) -> UUID:
    """Issue a document of the bureau; returns its row."""
    with place.desk(who or place.head) as transaction:
        made = issuing.issue(transaction, case, subject)
    assert not isinstance(made, Refusal), made
    return made


def noted(place: Office, case: UUID, who: Someone) -> UUID:
    """Let an officer hear the applicant and keep notes of his own; returns the row."""
    said = Statement(Party.APPLICANT, TODAY, time(9), "Ruang Biro", who.person.name, (Answer("", "Apa?", "Ini."),))
    with place.desk(who) as transaction:
        made = reviewing.hear(transaction, case, statement=said, notes=APART)
    assert not isinstance(made, Refusal), made
    return made


def opened(place: Office, case: UUID, who: Someone, standing: Standing) -> CaseFile:
    with place.desk(who) as transaction:
        return cases.get_to_change(transaction, case, standing=standing)


def named_reviewer(place: Office, case: UUID, who: Someone) -> None:
    with place.desk() as transaction:
        granting.to_reviewer(transaction, cases.get_to_change(transaction, case), who.person)
        transaction.commit()


# --- people with two parts


def test_an_officer_with_own_notes_who_is_named_second_reviewer_is_not_taken_for_the_supervisor(place: Office) -> None:
    case = submitted.handed_in(place)
    both = submitted.also_officer(place, place.colleague)
    noted(place, case, both)
    named_reviewer(place, case, both)

    with pytest.raises(NotFound):
        opened(place, case, both, Standing.HOLDER)
    assert opened(place, case, both, Standing.REVIEWER).standing is Standing.REVIEWER
    assert arrive(place, both).get(f"/b/{case}").status == 404


def test_an_officers_own_notes_stay_his_when_his_part_as_second_reviewer_ends(place: Office) -> None:
    case = submitted.handed_in(place)
    both = submitted.also_officer(place, place.colleague)
    row = noted(place, case, both)
    named_reviewer(place, case, both)
    with place.desk() as transaction:
        granting.withdraw(transaction, case, both.person.id)
        transaction.commit()

    file = opened(place, case, both, Standing.BUREAU)

    assert records.caucus(file.row(columns.REVIEW_RECORD, row)) == {"notes": APART}
    with pytest.raises(NotFound):
        opened(place, case, both, Standing.REVIEWER)


# --- the supervisor after handing in


def test_what_the_bureau_writes_for_itself_is_not_at_the_supervisors_desk(place: Office) -> None:
    submitted.signs(place)
    case = submitted.handed_in(place)
    submitted.complete(place, case)
    talk = noted(place, case, place.head)
    own = issued(place, case, Subject(Kind.STATEMENT_RECORD, talk))
    submitted.memo(place, case)
    with place.desk(place.head) as transaction:
        newest = issuing.newest_of(cases.get_to_change(transaction, case, standing=Standing.BUREAU), Kind.REVIEW_MEMO)
    memo = issued(place, case, newest)
    desk, bureau = arrive(place), arrive(place, place.head)

    assert "Telaahan" not in desk.get(f"/b/{case}").text
    assert "Laporan Hasil Mediasi" in desk.get(f"/b/{case}").text
    for row in (own, memo):
        assert str(row) not in desk.get(f"/b/{case}").html
        assert desk.client.get(f"/b/{case}/6/{row}", base_url=ADDRESS).status_code == 404
        assert bureau.client.get(f"/k/{case}/6/{row}", base_url=ADDRESS).status_code == 200


def test_a_paper_of_the_bureaus_is_not_at_the_supervisors_desk(place: Office) -> None:
    case = submitted.handed_in(place)
    desk, bureau = arrive(place), arrive(place, place.head)
    scan = Attachment("rahasia-biro.png", builders.PICTURE)
    bureau.get(f"/k/{case}/8/baru").send({"file": scan, "tie": "person:spouse"})
    row = opened(place, case, place.head, Standing.BUREAU).all(columns.PAPER)[-1].id

    assert "rahasia-biro" in bureau.get(f"/k/{case}/8").text
    assert "rahasia-biro" not in desk.get(f"/b/{case}/8").text
    for path in (f"/b/{case}/8/{row}", f"/b/{case}/8/{row}/tarik"):
        assert desk.client.get(path, base_url=ADDRESS).status_code == 404


def test_the_supervisor_who_is_an_officer_too_reads_nothing_that_the_bureau_did_in_his_case(place: Office) -> None:
    submitted.signs(place)
    case = submitted.handed_in(place)
    submitted.complete(place, case)
    row = issued(place, case, Subject(Kind.STATEMENT_RECORD, noted(place, case, place.head)))
    submitted.memo(place, case)
    both = arrive(place, submitted.also_officer(place, place.supervisor))
    own = both.get(f"/k/{case}").send({"purpose": "read"})

    assert "Anda atasan langsung dalam berkas ini" in own.text
    assert str(row) not in own.html
    for rest in ("baca", "1", "2", "2/d", "3", "4", "5"):
        page = both.get(f"/k/{case}/{rest}")
        assert page.status == 409, rest
        assert "Permohonan dapat diputus" not in page.html
    for rest in (f"6/{row}", "8", "8/baru"):
        assert both.client.get(f"/k/{case}/{rest}", base_url=ADDRESS).status_code == 404, rest


# --- one person, one account


def test_nobody_gets_a_second_account_with_which_to_confirm_what_he_prepared(place: Office) -> None:
    digits = place.supervisor.person.digits
    spaced = f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}"
    for typed in (digits, spaced):
        twin = Details(sign_in="kembar", name="Kembar Contoh", roles=frozenset({Role.BUREAU_HEAD}), digits=typed)
        with place.desk(place.administrator) as transaction:
            refused = accounts.add_person(transaction, twin, once())
        assert isinstance(refused, Refusal)
    free = Details(sign_in="kembar", name="Kembar Contoh", roles=frozenset({Role.BUREAU_HEAD}))
    with place.desk(place.administrator) as transaction:
        made = accounts.add_person(transaction, free, once())
        assert not isinstance(made, Refusal)
        refused = accounts.change_person(transaction, made.id, replace(free, digits=digits), made.version)
    assert isinstance(refused, Refusal)


def test_a_closed_account_does_not_come_back_beside_a_newer_one_of_the_same_person(place: Office) -> None:
    first = builders.member(place, "petugas", Role.BUREAU_OFFICER)
    with place.desk(place.administrator) as transaction:
        made = people.get(transaction, first.person.id)
        numbered = replace(people.details_of(made), digits=NUMBER)
        accounts.change_person(transaction, made.id, numbered, made.version)
    with place.desk(place.administrator) as transaction:
        accounts.deactivate_person(transaction, first.person.id)
    with place.desk(place.administrator) as transaction:
        newer = Details(sign_in="baru", name="Baru Contoh", roles=frozenset({Role.BUREAU_OFFICER}), digits=NUMBER)
        assert not isinstance(accounts.add_person(transaction, newer, once()), Refusal)
    with place.desk(place.administrator) as transaction:
        assert isinstance(accounts.reset_person(transaction, first.person.id, once()), Refusal)


# --- people who leave or change while signed in


def lists(visitor: Visitor, case: UUID) -> list[tuple[str, int, bool]]:
    """Ask every list of the bureau: path, status, and whether something of the case stands there."""
    asked = ("/k", "/k/belum", "/k/permintaan", "/k/jam", f"/k/{case}", f"/k/{case}/baca")
    answers = [(path, visitor.client.get(path, base_url=ADDRESS)) for path in asked]
    return [
        (path, answer.status_code, str(case).encode() in answer.data.replace(path.encode(), b""))
        for path, answer in answers
    ]


def gone(place: Office, who: Someone, how: str) -> None:
    if how == "removed":
        with place.desk(place.head) as transaction:
            made: object = membership.remove_member(transaction, who.person.id, reason=Leaving.MOVED)
    elif how == "deactivated":
        with place.desk(place.administrator) as transaction:
            made = accounts.deactivate_person(transaction, who.person.id)
    else:
        with place.desk(place.administrator) as transaction:
            person = people.get(transaction, who.person.id)
            details = replace(people.details_of(person), roles=frozenset({Role.SUPERVISOR}))
            made = accounts.change_person(transaction, person.id, details, person.version)
    assert not isinstance(made, Refusal), made


@pytest.mark.parametrize("how", ["removed", "deactivated", "other role"])
def test_whoever_leaves_reads_nothing_more_whatever_was_warm(place: Office, how: str) -> None:
    case = submitted.handed_in(place)
    officer = submitted.officer(place)
    visitor = arrive(place, officer)
    submitted.taken(place, case, officer)
    assert [status for _path, status, _there in lists(visitor, case)] == [200] * 6

    gone(place, officer, how)

    assert {status for _path, status, _there in lists(visitor, case)} == {302}
    if how == "deactivated":
        return
    # Whoever signs in anew has an empty bureau, or none; a memory kept with the session is not asked.
    with place.premises.reading() as transaction:
        after = replace(officer, person=people.get(transaction, officer.person.id))
    again = lists(arrive(place, after), case)
    assert not any(there for _path, _status, there in again)
    assert {status for path, status, _there in again if str(case) in path} == {403 if how == "other role" else 404}


# --- power lost, disk full


def prepared_file(place: Office) -> UUID:
    submitted.signs(place)
    illegal.delegated(place)
    case = submitted.handed_in(place)
    submitted.complete(place, case)
    illegal.prepared(place, case)
    return case


def submit(place: Office, case: UUID) -> object:
    with place.desk() as transaction:
        return submitting.submit(transaction, case, ticked=())


def confirm(place: Office, case: UUID) -> object:
    with place.desk(place.head) as transaction:
        return deciding.confirm(
            transaction, case, number="800/7/2026", decided_on=TODAY, retention="R01", without_copy="Menyusul.",
        )


FINAL: list[tuple[Callable[[Office], UUID], Callable[[Office, UUID], object]]] = [
    (submitted.reported, submit), (prepared_file, confirm),
]


def dying(place: Office, act: Callable[[], object]) -> int:
    """Do `act` in a process that is killed when everything is written and nothing is committed."""
    place.premises.engines.dispose()
    child = os.fork()
    if not child:
        sa.event.listen(place.premises.engines.write, "commit", lambda _kept: os.kill(os.getpid(), signal.SIGKILL))
        act()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.parametrize(("made", "act"), FINAL, ids=["handing in", "confirming"])
def test_a_final_act_that_is_cut_off_leaves_the_case_as_it_was_and_can_be_done_anew(
    place: Office, made: Callable[[Office], UUID], act: Callable[[Office, UUID], object],
) -> None:
    case = made(place)
    before = illegal.bytes_of(place, case)

    assert dying(place, lambda: act(place, case)) == -signal.SIGKILL
    assert illegal.bytes_of(place, case) == before
    with full_disk(place), pytest.raises(sa.exc.OperationalError):
        act(place, case)
    assert illegal.bytes_of(place, case) == before
    assert not isinstance(act(place, case), Refusal)


# --- what somebody changed in the database


def test_one_damaged_row_does_not_close_the_queue(place: Office) -> None:
    whole, hurt = submitted.handed_in(place), closed.handed_in(place)
    with place.premises.engines.write.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql("UPDATE case_file SET officer = ? WHERE id = ?", (uuid4().hex, hurt.hex))
        connection.commit()
    visitor = arrive(place, place.head)

    page = visitor.get("/k")

    assert page.status == 200
    assert all(str(case) in page.html for case in (whole, hurt))
    assert visitor.get(f"/k/{whole}").status == 200


# --- what stays with the supervisor


SECRETS = {
    "address": "Gang Kenari Rahasia 77", "contact": "081299988877", "screening": "Bicara apart Qzx",
    "caucus": "Caucus tersendiri Wvy",
}


def whole_file(place: Office) -> UUID:
    """Return a file held apart, handed in, with something in everything that the bureau never opens."""
    submitted.lettered(place)
    desk, case = arrive(place), hearings.arrived(place, flagged=True)
    known = {"address": SECRETS["address"], "contact": SECRETS["contact"], "address_safe": "ya", "contact_safe": "ya"}
    for side in "ab":
        assert desk.get(f"/b/{case}/1/{side}/alamat").send(known).status == 200
        hearings.heard(place, case, desk, side)
    asked = desk.get(f"/b/{case}/1/a").send(walks.screening(TODAY, flagged=True, reason=SECRETS["screening"]))
    assert asked.path != f"/b/{case}/1/a", asked.text
    apart = hearings.session(mode="apart", present=["applicant"], caucus=SECRETS["caucus"])
    assert desk.get(f"/b/{case}/4").send(apart).path == f"/b/{case}"
    submitted.concluded(place, case, desk, "accords")
    with place.desk() as transaction:
        made = desk_papers.issue(transaction, case, Subject(Kind.MEDIATION_REPORT))
    assert not isinstance(made, Refusal), made
    return submitted.submitted(place, case)


def seen_by(place: Office, who: Someone, case: UUID) -> str:
    """Return all that the bureau's pages and papers of a file say to `who`, the words within the papers too."""
    visitor = arrive(place, who)
    rules = (rule for rule in visitor.app.url_map.iter_rules() if rule.rule.startswith("/k"))
    asked = [rule.rule.replace("<uuid:case>", str(case)) for rule in rules if "GET" in (rule.methods or ())]
    paths = {path.replace("<any(a,b,c):side>", "a").replace("<any(a,b,c,d):side>", "a") for path in asked}
    said = [visitor.get(path).html for path in sorted(paths) if "<" not in path]
    said.append(visitor.get("/k/cari").send({"words": "Ani"}).html)
    for row in opened(place, case, who, Standing.BUREAU).all(columns.DOCUMENT):
        body = visitor.client.get(f"/k/{case}/6/{row.id}", base_url=ADDRESS).data
        with ZipFile(BytesIO(body)) as package:
            said += [package.read(name).decode() for name in package.namelist() if name.endswith(".xml")]
    return "\n".join(said)


def test_what_is_sealed_apart_reaches_no_page_and_no_paper_of_the_bureau(place: Office) -> None:
    submitted.signs(place)
    illegal.delegated(place)
    case = whole_file(place)
    officer = submitted.officer(place)
    submitted.taken(place, case, officer)
    talk = noted(place, case, officer)
    issued(place, case, Subject(Kind.STATEMENT_RECORD, talk), officer)
    submitted.complete(place, case)
    illegal.prepared(place, case)

    said = seen_by(place, place.head, case)

    assert "Ani Contoh" in said
    assert len(said) > 200_000
    assert [name for name, secret in SECRETS.items() if secret in said] == []
    assert APART not in said
    assert APART in arrive(place, officer).get(f"/k/{case}/2/c/{talk}").text
