"""What the auditor does about a look: ask for it, read the file while it runs, end it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

from mediation import audit
from mediation.accounts.store import people
from mediation.bureau.queue.covering import members
from mediation.cases import store as cases
from mediation.cases import today as days
from mediation.cases.model import Standing
from mediation.cases.papers import services as papers
from mediation.cases.papers.services import Opened
from mediation.cases.store import CaseFile, IssuedDocument, looks, taking_part
from mediation.cases.store.looks import Cause, Look, State
from mediation.clock import ZONES, micros
from mediation.errors import NotFound, Refusal
from mediation.inspection.sampling import store
from mediation.inspection.sampling.model import LONGEST_LOOK, Aim, Chosen
from mediation.inspection.summaries import services as summaries
from mediation.language import mark
from mediation.permissions import Permission
from mediation.reports.issue import writing
from mediation.transaction import Transaction


@dataclass(frozen=True)
class Shown:
    """A look as its auditor reads it: how the case is called, who answered, and why it was refused."""

    look: Look
    pseudonym: str
    state: State
    first: str
    second: str
    refused_by: str
    reason: str
    note: str


def one_of(transaction: Transaction, sample: UUID, number: int) -> Chosen:
    """Return the sampled case with this number in a draw of the actor's; raises NotFound, Tampered."""
    chosen = store.chosen(transaction, store.own(transaction, sample))
    if not 1 <= number <= len(chosen):
        raise NotFound
    return chosen[number - 1]


def ask(
    transaction: Transaction, sample: UUID, number: int, *, aim: Aim, note: str, last: date,
) -> UUID | Refusal:
    """Ask for a look into a sampled file to the end of the day `last`; return its id, or why not.

    Raises NotFound, Tampered.
    """
    chosen = one_of(transaction, sample, number)
    refusal = refuse_asking(transaction, chosen) or _refuse_end(transaction, last)
    if refusal:
        return refusal
    look = Look(
        id=uuid4(), case_id=chosen.case, auditor=transaction.actor.id, sample=sample, purpose=aim.value,
        asked=transaction.micros, until=_after(transaction, last),
    )
    looks.ask(transaction, look, note=note)
    transaction.commit()
    return look.id


def refuse_asking(transaction: Transaction, chosen: Chosen) -> Refusal | None:
    """Return why no look can be asked for into this case now; None when it can. Raises NotFound."""
    own = people.get(transaction, transaction.actor.id)
    if taking_part.involved(transaction, chosen.case, own):
        return Refusal(
            mark("Anda tidak dapat memeriksa berkas ini."),
            mark("Anda pernah atau sedang terlibat di dalamnya; mintalah auditor lain menarik contohnya sendiri."),
        )
    if not taking_part.is_handed_in(transaction, chosen.case):
        return Refusal(
            mark("Berkas ini belum diserahkan kepada biro kepegawaian."),
            mark("Ajukan permintaan sesudah berkasnya diserahkan."),
        )
    held = (each for each in looks.of_auditor(transaction, own.id) if each.case_id == chosen.case)
    if any(each.state(transaction.micros) in {State.ASKED, State.APPROVED, State.GRANTED} for each in held):
        return Refusal(
            mark("Untuk berkas ini sudah ada permintaan yang belum berakhir."),
            mark("Buka permintaan itu dari daftar, atau akhiri dahulu."),
        )
    return None


def _refuse_end(transaction: Transaction, last: date) -> Refusal | None:
    day = days.today(transaction)
    if last < day:
        return Refusal(mark("Hari terakhir sudah lewat."), mark("Pilih hari ini atau sesudahnya."))
    latest = day + timedelta(days=LONGEST_LOOK)
    if last > latest:
        return Refusal(
            mark("Pembukaan berkas paling lama %(days)d hari."), mark("Pilih hari terakhir sampai %(latest)s."),
            values={"days": LONGEST_LOOK, "latest": latest},
        )
    return None


def _after(transaction: Transaction, last: date) -> int:
    zone = ZONES[days.zone(transaction)]
    return micros(datetime.combine(last + timedelta(days=1), time.min, zone))


def enough_members(transaction: Transaction) -> bool:
    """Tell whether the bureau has two members who could grant a look, one of them a head."""
    able = members(transaction)
    return len(able) > 1 and any(each.actor.may(Permission.BUREAU_LEAD) for each in able)


def listed(transaction: Transaction) -> tuple[Shown, ...]:
    """Return every look that the actor asked for, the newest first; raises Tampered."""
    return tuple(_shown(transaction, each) for each in looks.of_auditor(transaction, transaction.actor.id))


def one(transaction: Transaction, id_: UUID) -> Shown:
    """Return a look that the actor asked for; raises NotFound, also for another's, Tampered."""
    return _shown(transaction, _own(transaction, id_))


def read(transaction: Transaction, id_: UUID) -> CaseFile:
    """Open the file of the actor's running look, as an audit entry; raises NotFound when none runs, Tampered."""
    file = cases.get(
        transaction, _own(transaction, id_).case_id, purpose=audit.Purpose.SAMPLE, standing=Standing.AUDITOR,
    )
    transaction.commit()
    return file


def open_paper(transaction: Transaction, id_: UUID, row: UUID) -> Opened:
    """Return a paper of the file, as an audit entry; raises NotFound when no look runs, Tampered."""
    return papers.open_paper(
        transaction, _own(transaction, id_).case_id, row, standing=Standing.AUDITOR, purpose=audit.Purpose.SAMPLE,
    )


def open_document(transaction: Transaction, id_: UUID, row: UUID) -> tuple[IssuedDocument, bytes]:
    """Return an issued document and its bytes, as an audit entry; raises NotFound when no look runs, Tampered."""
    case = _own(transaction, id_).case_id
    file = cases.get_to_change(transaction, case, standing=Standing.AUDITOR)
    found, body = writing.issued_body(transaction, file, row)
    audit.append(
        transaction, audit.Action.DOCUMENT_OPENED, f"case:{case}", document=row.hex, purpose=audit.Purpose.SAMPLE,
        standing=Standing.AUDITOR.value,
    )
    transaction.commit()
    return found, body


def end(transaction: Transaction, id_: UUID) -> Refusal | None:
    """End a look of the actor's, or take the question back; return why not. Raises NotFound."""
    found = _own(transaction, id_)
    if found.state(transaction.micros) not in {State.ASKED, State.APPROVED, State.GRANTED}:
        return Refusal(mark("Permintaan ini sudah selesai."), mark("Buka kembali daftarnya."))
    looks.end(transaction, found, Cause.AUDITOR)
    transaction.commit()
    return None


def _own(transaction: Transaction, id_: UUID) -> Look:
    found = looks.one(transaction, id_)
    if found.auditor != transaction.actor.id:
        raise NotFound
    return found


def _shown(transaction: Transaction, look: Look) -> Shown:
    def name(person: UUID | None) -> str:
        return people.get(transaction, person).name if person else ""

    return Shown(
        look, summaries.pseudonym(transaction, look.case_id), look.state(transaction.micros), name(look.approved_by),
        name(look.granted_by), name(look.refused_by), looks.reason(transaction, look), looks.note(transaction, look),
    )
