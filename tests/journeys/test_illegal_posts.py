"""Every act of a case sent in every stage: what may not be done now is refused, and not one byte of the case changes.

Files stand in every stage from the receipt to the decision; at each every form of every room is sent as somebody would
send it who keeps old pages or writes requests by hand. Bodies are whole and right, so the stage alone refuses.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from mediation.agency import services as agency
from mediation.agency.model import DELEGATION, Entry, PositionKind
from mediation.agency.store import current
from mediation.bureau.check import services as checking
from mediation.bureau.decide import services as deciding
from mediation.bureau.decide.model import Substance
from mediation.cases import store as cases
from mediation.cases import tables
from mediation.cases.model import DecisionKind, Opinion, Party, ReturnKind, Standing, Verdict
from mediation.cases.moves import Act, Move
from mediation.cases.store import CaseFile
from mediation.database.metadata import metadata
from mediation.errors import Refusal
from mediation.reports.blocks import Kind
from mediation.reports.issue_bureau import services as issuing
from mediation.transaction import Transaction
from mediation.vault import columns
from tests import builders, hearings, pages, submitted, walks
from tests.builders import Office, Someone
from tests.house.test_routes import ROUTES, Door
from tests.walks import day

STAGES = (
    "received", "summoning", "examining", "mediating", "concluded", "submitted", "returned", "complete", "prepared",
    "closed",
)
TODAY, LATER = date(2026, 11, 20), date(2026, 12, 20)
SURE = {"step": "sure"}
WORDS = "Ditulis sebagai contoh untuk pengujian, cukup panjang sehingga tidak ada yang menolaknya karena pendek. " * 2
# Choosing a kind leads to another page; a purpose is kept for the session; both leave the case alone.
NO_ACTS = frozenset({"decide.kind", "queue.purpose"})

Body = Mapping[str, Any]


@dataclass(frozen=True)
class Shot:
    """One request: the route, what stands in its path, the form."""

    endpoint: str
    body: Body
    path: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Hit:
    """What came of a shot: the status, and whether the case is as it was."""

    shot: Shot
    who: str
    status: int
    changed: bool


@dataclass
class Range:
    """An office, one case and everybody who sends."""

    office: Office
    app: Flask
    clients: dict[str, FlaskClient]
    hits: dict[str, list[Hit]] = field(default_factory=dict)
    seen: dict[UUID, tuple[Any, ...]] = field(default_factory=dict)


# What is lawful in a stage: it is not sent there. Everything else must be refused.
_ALWAYS_AT_BUREAU = {"after.pointer", "requests.log", "requests.answer", "issue_bureau.form", "papers.bureau_attach"}
_IN_REVIEW = {
    "queue.take", "queue.hand_on", "check.lines", "review.statement", "review.session", "review.deferral",
    "review.withdrawal", *_ALWAYS_AT_BUREAU,
}
_EARLY = {
    "screen.screen", "screen.entries", "screen.letter_day", "receive.contact", "summon.plan", "examine.record",
    "examine.evidence", "papers.attach",
}
_FINDING = {
    "conclude.household", "conclude.common_sense", "conclude.facts", "conclude.analysis", "conclude.advice",
}
# The supervisor's own that stay open: what he knows of addresses, and notes on talks.
LAWFUL: dict[str, set[str]] = {
    "received": {"screen.screen", "screen.entries", "receive.contact", "examine.evidence", "papers.attach"},
    "summoning": _EARLY,
    "examining": {*_EARLY, *_FINDING, "mediate.session"},
    "mediating": {*_EARLY, *_FINDING, "mediate.session"},
    "concluded": {"papers.attach", "submit.check"},
    "submitted": _IN_REVIEW,
    "returned": {"issue_bureau.return_letter", "papers.attach", "submit.check", *_ALWAYS_AT_BUREAU},
    "complete": {*_IN_REVIEW, "review.memo", "check.give_back"},
    "prepared": {
        "queue.take", "queue.hand_on", "decide.take_back", "decide.confirm", "issue_bureau.recommendation",
        *_ALWAYS_AT_BUREAU,
    },
    "closed": {
        "after.hand_over", "after.court", "after.line", "after.challenge", "after.support", *_ALWAYS_AT_BUREAU,
    },
}
# Before anybody was heard there is no fact to choose: these forms cannot be filled in, whoever writes them.
_NEEDS_FACTS = {"conclude.household", "conclude.common_sense", "conclude.facts", "conclude.analysis"}
UNFILLABLE = {"received": _NEEDS_FACTS, "summoning": _NEEDS_FACTS}


@pytest.fixture(scope="module")
def range_(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Range]:
    """Walk one case through the stages and shoot at each."""
    office = builders.office(tmp_path_factory.mktemp("office"))
    submitted.signs(office)
    delegated(office)
    officer = submitted.officer(office)
    both = submitted.also_officer(office, office.supervisor)
    app = pages.application(office)
    app.config.update(WTF_CSRF_ENABLED=False, TESTING=False)
    people = {"supervisor": both, "head": office.head, "officer": officer, "colleague": office.colleague}
    made = Range(office, app, {name: pages.arrive(office, who, app).client for name, who in people.items()})
    _shoot_all(made, "received", builders.open_case(office, builders.a_request("0099/2026")), officer)
    for stage, early in _early(office).items():
        _shoot_all(made, stage, early, officer)
    case = submitted.reported(office)
    for stage, step in _steps(office, case).items():
        step()
        _shoot_all(made, stage, case, officer)
    yield made
    office.premises.engines.dispose()


def _early(office: Office) -> dict[str, UUID]:
    """Return a case in each stage between its receipt and its conclusion."""
    summoning = builders.open_case(office, builders.a_request("0081/2026"))
    hearings.move(office, summoning, Move(Act.SCREEN, date(2026, 11, 3), party=Party.APPLICANT),
                  Move(Act.SET_LETTER_DAY, date(2026, 11, 3), on=date(2026, 11, 4)))
    hearings.came(office, summoning, Party.APPLICANT)
    examining, mediating = (hearings.arrived(office, request=builders.a_request(f"008{n}/2026")) for n in (2, 3))
    visitor = pages.arrive(office)
    hearings.heard(office, examining, visitor, "a")
    for side in "ab":
        hearings.heard(office, mediating, visitor, side)
    again = hearings.session(outcome="continue", next_on=day(LATER))
    assert visitor.get(f"/b/{mediating}/4").send(again).status == 200
    return {"summoning": summoning, "examining": examining, "mediating": mediating}


def _steps(office: Office, case: UUID) -> dict[str, Any]:
    return {
        "concluded": lambda: None,
        "submitted": lambda: submitted.submitted(office, case),
        "returned": lambda: _returned(office, case),
        "complete": lambda: _complete(office, case),
        "prepared": lambda: prepared(office, case),
        "closed": lambda: _closed(office, case),
    }


def delegated(office: Office) -> None:
    """Let one official decide about everybody."""
    entry = Entry("", "Bupati memutus", title=("BUPATI CONTOH",), block=("BUPATI CONTOH,",), name="Sri Contoh Bupati")
    with office.desk(office.head) as transaction:
        version = current(transaction, DELEGATION).version
        _must(agency.write(transaction, DELEGATION, entry, after="", version=version))


def _returned(office: Office, case: UUID) -> None:
    with office.desk(office.head) as transaction:
        lines = checking.listed(transaction, _file(transaction, case)).lines
        _must(checking.check(transaction, case, found={lines[0].line.code: (Verdict.FAILS, "Belum ditandatangani.")}))
    with office.desk(office.head) as transaction:
        _must(checking.give_back(transaction, case, kind=ReturnKind.PAPERS, due=LATER))


def _complete(office: Office, case: UUID) -> None:
    submitted.submitted(office, case)
    submitted.complete(office, case)


def prepared(office: Office, case: UUID) -> None:
    """Let somebody new prepare the permit of a complete file and issue its paper."""
    submitted.memo(office, case)
    with office.desk(office.head) as transaction:
        file = _file(transaction, case)
        _must(issuing.issue(transaction, case, issuing.newest_of(file, Kind.REVIEW_MEMO)))
    officer = _second(office)
    with office.desk(officer) as transaction:
        substance = Substance(considering=("alasan dapat diterima",))
        _must(deciding.prepare(
            transaction, case, kind=DecisionKind.PERMIT, substance=substance, position=PositionKind.EXECUTOR,
        ))
    with office.desk(officer) as transaction:
        paper = issuing.paper_of_decision(_file(transaction, case))
        _must(issuing.issue(transaction, case, paper, number="800/7/2026"))


def _closed(office: Office, case: UUID) -> None:
    with office.desk(office.head) as transaction:
        _must(deciding.confirm(
            transaction, case, number="800/7/2026", decided_on=TODAY, retention="R01", without_copy="Menyusul.",
        ))


def _second(office: Office) -> Someone:
    return submitted.officer(office, "penyiap")


def _file(transaction: Transaction, case: UUID) -> CaseFile:
    return cases.get_to_change(transaction, case, standing=Standing.BUREAU)


def _must(result: object) -> None:
    assert not isinstance(result, Refusal), result


# --- what is sent


def shots(office: Office, case: UUID, officer: Someone) -> list[Shot]:
    """Return every act of every room, with rows of this very case where it has them."""
    return [*_of_supervisor(office, case), *_of_bureau(office, case, officer)]


def _of_supervisor(office: Office, case: UUID) -> list[Shot]:
    row = {table: _row(office, case, table) for table in (columns.SUMMONS, columns.EXAMINATION, columns.PAPER)}
    hearing, paper, called = row[columns.EXAMINATION], row[columns.PAPER], row[columns.SUMMONS]
    finding = _finding(office, case)
    return [
        Shot("receive.contact", {"address": "Jalan Lain", "address_safe": "ya", "contact_safe": "ya"}, {"side": "a"}),
        Shot("screen.screen", walks.screening(TODAY), {"side": "a"}),
        Shot("screen.entries", {"text": WORDS, "note": WORDS, "reason": WORDS}, {"side": "a"}),
        Shot("screen.letter_day", {"letter_day": day(TODAY), "told_on": day(TODAY), "told": "ya"}),
        Shot("summon.plan", {**walks.summons(LATER), "reason": WORDS}, {"side": "b"}),
        Shot("summon.withdraw", {"reason": WORDS}, {"row": called}),
        Shot("summon.serve", {"how": "by_hand", "on": day(TODAY), "receiver": "Ani"}, {"row": called}),
        Shot("summon.attend", {"presence": "came"}, {"row": called}),
        Shot("summon.close_rounds", {"reason": WORDS, "sure": "ya"}),
        Shot("examine.record", hearings.record(), {"side": "a"}),
        Shot("examine.edit", hearings.record(), {"row": hearing}),
        Shot("examine.sign", {"state": "signed", "on": day(TODAY), "at": ["09", "45"]}, {"row": hearing}),
        Shot("examine.evidence", hearings.evidence(grounds=["G6_CEKCOK"])),
        Shot("mediate.session", hearings.session()),
        Shot("conclude.household", {**finding, "result": "not_worth_preserving"}),
        Shot("conclude.common_sense", {**finding, "result": "accords"}),
        Shot("conclude.facts", {"case_facts": WORDS, "facts": WORDS}),
        Shot("conclude.analysis", {"verdict": "partly", "text": WORDS, "analysis": WORDS}, {"name": "1"}),
        Shot("conclude.advice", {"advice": WORDS, "closing": WORDS}),
        Shot("conclude.check", {}),
        Shot("second.name", {**SURE, "reviewer": str(office.colleague.person.id), "why": WORDS, "compared": "ya"}),
        Shot("second.release", {"reason": WORDS}),
        Shot("second.weigh", {**SURE, "answer": WORDS}),
        Shot("second.opinion", {**SURE, "opinion": Opinion.AGREES.value, "reasons": WORDS}),
        Shot("issue.summons", {"read": "ya"}, {"row": called}),
        Shot("issue.record", {"read": "ya"}, {"row": hearing}),
        Shot("issue.report", {"read": "ya"}),
        Shot("submit.check", {**SURE, "lines": [], "declared": "ya"}),
        Shot("papers.attach", {"file": _scan(), "tie": "person:applicant"}),
        Shot("papers.take_back", {"reason": WORDS}, {"row": paper}),
        Shot("after.support", {**SURE, "workload": WORDS, "confidentiality": WORDS}),
        Shot("desk.adopt", {"reason": WORDS, "sure": "ya"}),
    ]


def _of_bureau(office: Office, case: UUID, officer: Someone) -> list[Shot]:
    talk: Body = {"on": day(TODAY), "at": ["09", "30"], "place": "Ruang Biro", "q1": "Apa?", "a1": "Ini.",
                  "danger": "tidak", "alone": "ya"}
    dated = {**SURE, "on": day(TODAY)}
    here = {**dated, "at": ["10", "00"]}
    record = _row(office, case, columns.REVIEW_RECORD)
    return [
        Shot("queue.take", {}),
        Shot("queue.hand_on", {"to": str(officer.person.id), "reason": WORDS}),
        Shot("check.lines", {}),
        Shot("check.give_back", {**SURE, "kind": "examination", "asked": WORDS, "due": day(LATER)}),
        Shot("review.statement", talk, {"side": "a"}),
        Shot("review.session", {**hearings.session(on=day(TODAY)), "team": ""}),
        Shot("review.memo", {**SURE, "issue": WORDS, "facts": WORDS, "analysis": WORDS, "conclusion": WORDS,
                             "advice": WORDS, "recommendation": "permit"}),
        Shot("review.deferral", {**SURE, "reasons": WORDS, "until": day(LATER)}),
        Shot("review.withdrawal", {**dated, "number": "1"}),
        Shot("review.withdrawal_hearing", {**talk, "free": "ya"}),
        Shot("decide.prepare", {**SURE, "considering": WORDS}, {"side": "a", "number": 4}),
        Shot("decide.take_back", {**SURE, "reason": WORDS}),
        Shot("decide.confirm", {**SURE, "number": "800/7/2026", "decided_on": day(TODAY), "retention": "R01",
                                "without_copy": WORDS}),
        *(Shot(f"issue_bureau.{name}", {"read": "ya"}) for name in (
            "return_letter", "memo", "decision", "recommendation", "deferral", "receipt",
        )),
        Shot("issue_bureau.talk", {"read": "ya"}, {"row": record}),
        Shot("issue_bureau.form", {"read": "ya"}, {"side": "a"}),
        Shot("issue_bureau.answer", {"read": "ya"}, {"row": uuid4()}),
        Shot("after.hand_over", {**dated, "receiver": "employee", "way": "by_hand", "place": "Biro"}),
        Shot("after.court", {**dated, "outcome": "divorced", "court": "PA", "number": "1", "final_on": day(TODAY)}),
        Shot("after.divorce", {**dated, "deed_number": "1", "deed_on": day(TODAY)}),
        Shot("after.salary", {**dated, "content": WORDS}),
        Shot("after.line", {**dated, "state": "done", "done_by": "Ani"}, {"code": "L02"}),
        Shot("after.challenge", {**dated, "party": "applicant", "way": "court", "before": "PTUN"}),
        Shot("after.rule", {**dated, "ruling": "annulled"}),
        Shot("after.reopen", {**SURE, "reason": WORDS}),
        Shot("after.pointer", {**dated, "number": "1", "office": "Inspektorat"}),
        Shot("requests.log", {**here, "party": "applicant", "wanted": "copy", "asked": WORDS, "channel": "letter"}),
        Shot("requests.answer", {**here, "answer": "granted", "words": WORDS}, {"row": uuid4()}),
        Shot("papers.bureau_attach", {"file": _scan(), "tie": "person:applicant"}),
        Shot("papers.bureau_take_back", {"reason": WORDS}, {"row": _row(office, case, columns.PAPER)}),
    ]


def _scan() -> pages.Attachment:
    return pages.Attachment("contoh.png", builders.PICTURE)


def _row(office: Office, case: UUID, table: columns.CaseTable) -> UUID:
    with office.desk() as transaction:
        found = cases.get_to_change(transaction, case).all(table)
    return found[0].id if found else uuid4()


def _finding(office: Office, case: UUID) -> Body:
    if not hearings.progress(office, case).hearings:
        return {"contrary": WORDS, "reasons": WORDS}
    return {key: value for key, value in hearings.finding(office, case, "").items() if key != "result"}


# --- sending


def _shoot_all(range_: Range, stage: str, case: UUID, officer: Someone) -> None:
    range_.seen[case] = bytes_of(range_.office, case)
    range_.hits[stage] = [
        _shoot(range_, shot, case, who)
        for shot in shots(range_.office, case, officer) for who in _senders(stage, shot)
    ]


def _senders(stage: str, shot: Shot) -> tuple[str, ...]:
    """Return who may not send this now: everybody who could at another time, and who never may."""
    door, lawful = ROUTES[shot.endpoint], shot.endpoint in LAWFUL[stage]
    if door is Door.READER:
        return ("supervisor", "colleague")
    if door is Door.CASE:
        return () if lawful else ("supervisor",)
    # The supervisor of the case is an officer too: there he does nothing at all. An officer never confirms.
    never: tuple[str, ...] = ("supervisor",) if stage in {"submitted", "prepared", "closed"} else ()
    never += ("officer",) if door is Door.FILE_LEAD else ()
    return never if lawful else (*never, "head")


def _shoot(range_: Range, shot: Shot, case: UUID, who: str) -> Hit:
    before = range_.seen[case]
    with range_.app.test_request_context(base_url=pages.ADDRESS):
        path = range_.app.url_map.bind("127.0.0.1:8000").build(
            shot.endpoint, {"case": case, **shot.path}, method="POST",
        )
    answer = range_.clients[who].post(path, **pages.sendable(dict(shot.body)), base_url=pages.ADDRESS)
    after = range_.seen[case] = bytes_of(range_.office, case)
    return Hit(shot, who, answer.status_code, after != before)


def bytes_of(office: Office, case: UUID) -> tuple[Any, ...]:
    """Return every row of the case as it is stored, with its keys and grants."""
    named = [(metadata.tables[table.name], "id" if table is columns.CASE else "case_id") for table in columns.tables()]
    with office.premises.reading() as transaction:
        return tuple(
            tuple(transaction.execute(sa.select(table).where(table.c[column] == case).order_by(*table.primary_key)))
            for table, column in (*named, (tables.grant, "case_id"), (tables.case_key, "case_id"))
        )


# --- what must hold


@pytest.mark.parametrize("stage", STAGES)
def test_what_is_not_lawful_in_a_stage_is_refused(range_: Range, stage: str) -> None:
    wrong = [
        (hit.shot.endpoint, hit.who, hit.status) for hit in range_.hits[stage]
        if hit.status not in {403, 404, 409} and hit.shot.endpoint not in UNFILLABLE.get(stage, ())
    ]

    assert wrong == []


@pytest.mark.parametrize("stage", STAGES)
def test_what_is_refused_changes_no_byte_of_the_case(range_: Range, stage: str) -> None:
    changed = [(hit.shot.endpoint, hit.who) for hit in range_.hits[stage] if hit.changed]

    assert changed == []
    assert len(range_.hits[stage]) >= 35


def test_every_act_of_a_case_is_sent(range_: Range) -> None:
    acts = {
        rule.endpoint for rule in range_.app.url_map.iter_rules()
        if "POST" in (rule.methods or ())
        and ROUTES.get(rule.endpoint) in {Door.CASE, Door.FILE, Door.FILE_LEAD, Door.READER}
    }
    sent = {hit.shot.endpoint for hits in range_.hits.values() for hit in hits}

    assert acts - NO_ACTS - sent == set(), "send it in every stage, with a body that the form takes"
