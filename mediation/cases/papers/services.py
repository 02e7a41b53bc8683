"""What is done with papers: attach one, take one back, open one. Each is one event."""

import hashlib
from dataclasses import dataclass, field, replace
from uuid import UUID, uuid4

from mediation import audit
from mediation.cases import store as cases
from mediation.cases import workflow
from mediation.cases.model import Party, Standing
from mediation.cases.moves import Act, Move
from mediation.cases.papers import copies, store
from mediation.cases.papers.inspection.findings import Unfit
from mediation.cases.papers.model import Accepted, Paper, PaperRecord, TakenBack, Tie, TieKind
from mediation.cases.store import CaseFile
from mediation.cases.today import today
from mediation.errors import NotFound, Refusal, Tampered
from mediation.language import mark
from mediation.transaction import Transaction
from mediation.vault import columns

_CODE_MOST = 40
_RECORDED = (columns.SUMMONS, columns.EXAMINATION, columns.EVIDENCE, columns.SITTING, columns.REVIEW_RECORD)
_FULL = Refusal(
    mark("Tempat penyimpanan di server penuh; tidak ada yang tersimpan."),
    mark("Beri tahu administrator, lalu unggah lagi setelah ada ruang."),
)


@dataclass(frozen=True)
class Opened:
    """A paper with the copy that may be shown."""

    paper: Paper
    body: bytes = field(repr=False)

    @property
    def media_type(self) -> str:
        """How the copy is called on the wire."""
        return self.paper.record.kind.media_type


def attach(
    transaction: Transaction, case: UUID, upload: Accepted, *, tie: Tie, note: str = "",
    standing: Standing = Standing.HOLDER, version: int | None = None,
) -> UUID | Refusal:
    """Seal a paper into the case, with its audit entry; return its row, or why not.

    Raises NotFound (also when the tie is none of this case's), Conflict, Tampered.
    """
    file = cases.get_to_change(transaction, case, version=version, standing=standing)
    _check_tie(file, tie)
    decision = workflow.decide(file.stage, file.progress, _move(transaction, file, Act.ATTACH_PAPER, len(upload.body)))
    if isinstance(decision, Refusal):
        return decision
    row = uuid4()
    record = PaperRecord(
        name=upload.name, kind=upload.kind, size=len(upload.body), sha256=hashlib.sha256(upload.body).hexdigest(),
        tie=tie, note=note, side=standing, by=transaction.actor.name, at=transaction.now,
    )
    sealed = store.seal(file, row, upload.body)
    try:
        with store.room_on_disk():
            write = store.write_new(row, record, sealed)
            cases.save(transaction, file, decision, [write], audit.Action.PAPER_ATTACHED, paper=row.hex)
            store.put_pieces(transaction, row, sealed)
            transaction.commit()
    except store.StorageFull:
        return _FULL
    return row


def take_back(
    transaction: Transaction, case: UUID, row: UUID, *, reason: str, standing: Standing = Standing.HOLDER,
    version: int | None = None,
) -> Refusal | None:
    """Take a paper back with the reason; its bytes stay. Return why not; raises NotFound, Conflict, Tampered."""
    file = cases.get_to_change(transaction, case, version=version, standing=standing)
    found = store.paper(file, row)
    decision = workflow.decide(file.stage, file.progress, _move(transaction, file, Act.WITHDRAW_PAPER))
    if isinstance(decision, Refusal):
        return decision
    refusal = refuse_taking_back(found, standing)
    if refusal:
        return refusal
    taken = TakenBack(reason, transaction.actor.name, transaction.now)
    write = store.write_changed(found, replace(found.record, taken_back=taken))
    cases.save(transaction, file, decision, [write], audit.Action.PAPER_WITHDRAWN, paper=row.hex)
    transaction.commit()
    return None


def refuse_taking_back(paper: Paper, standing: Standing) -> Refusal | None:
    """Return why this paper cannot be taken back by this side; None when it can."""
    if not paper.stands:
        return Refusal(mark("Lampiran ini sudah ditarik."))
    if paper.record.side is not standing:
        return Refusal(
            mark("Lampiran ini diunggah pihak lain dalam alur berkas."),
            mark("Hanya yang mengunggah yang dapat menariknya."),
        )
    return None


def open_paper(
    transaction: Transaction, case: UUID, row: UUID, *, standing: Standing = Standing.HOLDER,
    purpose: audit.Purpose = audit.Purpose.READ,
) -> Opened:
    """Return a paper with the copy that may be shown, with an audit entry; `transaction` must be a writing one.

    Everything is verified to the last chunk before anything is returned. Raises NotFound, Tampered.
    """
    file = cases.get_to_change(transaction, case, standing=standing)
    if standing is not Standing.HOLDER and file.holder == transaction.actor.id:
        # His own case: he reads it at his desk, and nothing of it at the bureau.
        raise NotFound
    found = store.paper(file, row)
    body = store.open_body(transaction, file, row)
    try:
        copy = copies.shown(found.record.kind, body)
    except Unfit:
        # It was inspected before it was sealed: what does not fit now is another.
        raise Tampered("paper") from None
    audit.append(
        transaction, audit.Action.PAPER_OPENED, f"case:{case}", paper=row.hex, purpose=purpose, standing=standing.value,
    )
    transaction.commit()
    return Opened(found, copy)


def _move(transaction: Transaction, file: CaseFile, act: Act, size: int = 0) -> Move:
    who = transaction.actor.id
    return Move(
        act, today(transaction), size=size, by=file.standing, actor=who,
        own_case=file.standing is not Standing.HOLDER and file.holder == who,
    )


def _check_tie(file: CaseFile, tie: Tie) -> None:
    """Raise NotFound unless the tie is one of this case's."""
    known = {
        TieKind.PERSON: lambda: tie.of in set(Party),
        TieKind.GROUND: lambda: tie.of in {claim.ground.value for claim in file.request.grounds},
        TieKind.ROW: lambda: tie.of in {row.id.hex for table in _RECORDED for row in file.all(table)},
        TieKind.DOCUMENT: lambda: tie.of in {row.id.hex for row in file.all(columns.DOCUMENT)},
        TieKind.LINE: lambda: tie.of.isalnum() and len(tie.of) <= _CODE_MOST,
    }
    if not known[tie.kind]():
        raise NotFound
