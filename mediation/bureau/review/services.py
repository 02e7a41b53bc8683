"""What the bureau does in its review; one function for each thing. Every one commits, or returns why not."""

from datetime import date
from uuid import UUID, uuid4

from mediation import audit
from mediation.bureau import store
from mediation.bureau.moves import move
from mediation.bureau.review.model import BureauSession, Deferral, Memo, Statement, Talk, WithdrawalLetter
from mediation.bureau.store import RecordKind
from mediation.cases import store as cases
from mediation.cases import workflow
from mediation.cases.handling import Talk as KnownTalk
from mediation.cases.model import Standing, TalkKind
from mediation.cases.moves import Act, Move
from mediation.cases.store import CaseFile, Write
from mediation.cases.today import today
from mediation.errors import Refusal
from mediation.language import mark
from mediation.transaction import Transaction


def hear(
    transaction: Transaction, case: UUID, *, statement: Statement, notes: str = "", screens: bool = False,
    flagged: bool = False, version: int | None = None,
) -> Refusal | UUID:
    """Keep a further statement and return its row, or why not.

    `screens` says that the person was spoken with alone just before, `flagged` that this showed a danger: then the
    case is held apart from now on. Raises NotFound, Conflict, Tampered.
    """
    file, row = _file(transaction, case, version), uuid4()
    known = KnownTalk(row, TalkKind.STATEMENT, statement.on, (statement.party,))
    made = move(transaction, file, Act.HEAR, party=statement.party, on=statement.on, talk=known, screens=screens,
                flagged=flagged)
    write = store.add(RecordKind.TALK, Talk(TalkKind.STATEMENT, statement), row=row, caucus={"notes": notes})
    return _keep(transaction, file, made, write, audit.Action.TALK_RECORDED) or row


def sit(
    transaction: Transaction, case: UUID, *, session: BureauSession, notes: str = "", version: int | None = None,
) -> Refusal | UUID:
    """Keep the bureau's own session and return its row, or why not; `notes` are the author's own."""
    file, row, held = _file(transaction, case, version), uuid4(), session.session
    known = KnownTalk(row, TalkKind.SESSION, held.on, held.present, held.mode, held.outcome)
    made = move(transaction, file, Act.SIT, on=held.on, mode=held.mode, present=held.present, outcome=held.outcome,
                talk=known)
    write = store.add(RecordKind.TALK, Talk(TalkKind.SESSION, session=session), row=row, caucus={"notes": notes})
    return _keep(transaction, file, made, write, audit.Action.TALK_RECORDED) or row


def write_memo(transaction: Transaction, case: UUID, *, memo: Memo, version: int | None = None) -> Refusal | None:
    """Keep the memo; one that was written before stays in its own row. Returns why not."""
    file = _file(transaction, case, version)
    made = move(transaction, file, Act.WRITE_MEMO, decision=memo.recommendation)
    return _keep(transaction, file, made, store.add(RecordKind.MEMO, memo), audit.Action.MEMO_RECORDED)


def defer(
    transaction: Transaction, case: UUID, *, until: date, reasons: str, awaited: tuple[str, ...] = (),
    version: int | None = None,
) -> Refusal | None:
    """Let the decision wait, with the reasons and until when; return why not."""
    file, day = _file(transaction, case, version), today(transaction)
    if until <= day:
        return Refusal(mark("Hari itu sudah lewat atau hari ini."), mark("Pilih hari sesudah hari ini."))
    deferral = Deferral(day, transaction.actor.name, until, reasons, awaited)
    made = move(transaction, file, Act.DEFER, due=until)
    return _keep(transaction, file, made, store.add(RecordKind.DEFERRAL, deferral), audit.Action.FILE_DEFERRED)


def record_withdrawal(
    transaction: Transaction, case: UUID, *, letter: WithdrawalLetter, version: int | None = None,
) -> Refusal | None:
    """Keep the applicant's letter of withdrawal; return why not."""
    file = _file(transaction, case, version)
    made = move(transaction, file, Act.RECORD_WITHDRAWAL, on=letter.on)
    return _keep(transaction, file, made, store.add(RecordKind.WITHDRAWAL, letter), audit.Action.TALK_RECORDED)


def hear_about_withdrawal(
    transaction: Transaction, case: UUID, *, statement: Statement, free: bool, notes: str = "",
    version: int | None = None,
) -> Refusal | None:
    """Keep what the applicant said, alone and on another day, about the withdrawal; `free`: of the own will."""
    file, row = _file(transaction, case, version), uuid4()
    known = KnownTalk(row, TalkKind.STATEMENT, statement.on, (statement.party,))
    made = move(transaction, file, Act.HEAR_WITHDRAWAL, party=statement.party, on=statement.on, talk=known, free=free)
    talk = Talk(TalkKind.STATEMENT, statement, about_withdrawal=True)
    write = store.add(RecordKind.TALK, talk, row=row, caucus={"notes": notes})
    return _keep(transaction, file, made, write, audit.Action.TALK_RECORDED)


def _file(transaction: Transaction, case: UUID, version: int | None) -> CaseFile:
    return cases.get_to_change(transaction, case, version=version, standing=Standing.BUREAU)


def _keep(
    transaction: Transaction, file: CaseFile, made: Move, write: Write, action: audit.Action,
) -> Refusal | None:
    decision = workflow.decide(file.stage, file.progress, made)
    if isinstance(decision, Refusal):
        return decision
    cases.save(transaction, file, decision, [write], action)
    transaction.commit()
    return None
