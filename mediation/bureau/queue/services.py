"""What a member of the bureau does with the queue: look through it, take a file, hand it on, say what for."""

from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from mediation import audit
from mediation.accounts.model import Person
from mediation.accounts.store import units
from mediation.audit import Purpose
from mediation.bureau import store as records
from mediation.bureau.clocks.model import subtree
from mediation.bureau.moves import move
from mediation.bureau.queue import store
from mediation.bureau.queue.covering import members, own_officers
from mediation.bureau.queue.limits import bounds
from mediation.bureau.queue.lines import Line, lines
from mediation.bureau.queue.model import MINE, NOBODY, Chosen, HandedOn, Place, Sorting
from mediation.bureau.store import RecordKind
from mediation.cases import store as cases
from mediation.cases import workflow
from mediation.cases.model import Stage, Standing
from mediation.cases.moves import Act
from mediation.cases.store import CaseFile, Write, queue
from mediation.cases.store.asking import Filter, Order
from mediation.cases.store.queue import QueuedFile
from mediation.cases.today import today
from mediation.errors import Refusal
from mediation.language import mark
from mediation.permissions import Permission
from mediation.transaction import Transaction
from mediation.vault import columns

PAGE_SIZE = 25

_STAGES = {
    Place.OPEN: tuple(stage for stage in Stage if stage is not Stage.CLOSED),
    Place.SUBMITTED: (Stage.SUBMITTED,),
    Place.IN_REVIEW: (Stage.IN_REVIEW,),
    Place.RETURNED: tuple(stage for stage in Stage if stage.order < Stage.SUBMITTED.order),
    Place.CLOSED: (Stage.CLOSED,),
}


@dataclass(frozen=True)
class Listing:
    """A page of the queue: the actor's own files first, then the others in the order that he likes."""

    lines: tuple[Line, ...]
    number: int
    pages: int
    total: int
    mine: int
    sorting: Sorting


@dataclass(frozen=True)
class Waiting:
    """A case that was not handed in yet: what the bureau may know of it. `course` is empty when it does not open."""

    unit: str
    stage: Stage
    course: dict[str, Any] = field(repr=False)


def listed(transaction: Transaction, chosen: Chosen, number: int) -> Listing:
    """Return page `number` of the queue; only its lines are opened. A page beyond the last is the last."""
    mine, sorting = own_officers(transaction), store.sorting(transaction)
    asked = _filter(transaction, chosen, mine)
    ours, others = _halves(asked, mine)
    own, rest = _count(transaction, ours), _count(transaction, others)
    pages = max(1, -(-(own + rest) // PAGE_SIZE))
    number = min(max(number, 1), pages)
    first, order = (number - 1) * PAGE_SIZE, Order(sorting.value)
    shown = _shown(transaction, ours, first, PAGE_SIZE, order)
    shown += _shown(transaction, others, max(0, first - own), PAGE_SIZE - len(shown), order)
    return Listing(lines(transaction, shown, mine), number, pages, own + rest, own, sorting)


def _shown(
    transaction: Transaction, wanted: Filter | None, first: int, most: int, order: Order,
) -> tuple[QueuedFile, ...]:
    return queue.queued(transaction, wanted, first=first, most=most, order=order) if wanted else ()


def _count(transaction: Transaction, wanted: Filter | None) -> int:
    return queue.count_queued(transaction, wanted) if wanted else 0


def _filter(transaction: Transaction, chosen: Chosen, mine: tuple[UUID, ...]) -> Filter:
    since, before = bounds(today(transaction), chosen.lateness, chosen.year)
    wanted = Filter(_STAGES[chosen.place], since=since, before=before, untaken=chosen.officer == NOBODY)
    if chosen.unit is not None:
        wanted = replace(wanted, units=tuple(subtree(units.every(transaction), chosen.unit)))
    if chosen.officer == MINE:
        return replace(wanted, officers=mine)
    if chosen.officer and chosen.officer != NOBODY:
        return replace(wanted, officers=(UUID(chosen.officer),))
    return wanted


def _halves(asked: Filter, mine: tuple[UUID, ...]) -> tuple[Filter | None, Filter | None]:
    """Return what is asked for of the actor's own files, and of the others; None for nothing."""
    if asked.untaken:
        return None, asked
    if asked.officers is None:
        return replace(asked, officers=mine), replace(asked, without=mine)
    return (asked, None) if set(asked.officers) <= set(mine) else (None, asked)


def waiting(transaction: Transaction, number: int) -> tuple[tuple[Waiting, ...], int, int]:
    """Return a page of the cases that were not handed in yet, its number and how many pages there are."""
    pages = max(1, -(-queue.count_pending(transaction) // PAGE_SIZE))
    number = min(max(number, 1), pages)
    found = queue.pending(transaction, first=(number - 1) * PAGE_SIZE, most=PAGE_SIZE)
    known = {unit.id: unit.name for unit in units.every(transaction)}
    return tuple(Waiting(known[each.unit], each.stage, dict(each.course)) for each in found), number, pages


def sort(transaction: Transaction, liked: Sorting) -> None:
    """Keep in which order the actor likes the queue."""
    store.put_sorting(transaction, liked)
    transaction.commit()


def take(transaction: Transaction, case: UUID, *, version: int | None = None) -> Refusal | None:
    """Take an untaken file, or return why not; raises NotFound, Conflict, Tampered."""
    file = cases.get_to_change(transaction, case, version=version, standing=Standing.BUREAU)
    if file.officer is not None:
        return Refusal(mark("Berkas ini sudah dipegang petugas lain."), mark("Mintalah petugas itu mengalihkannya."))
    decision = workflow.decide(file.stage, file.progress, move(transaction, file, Act.TAKE))
    if isinstance(decision, Refusal):
        return decision
    officer = transaction.actor.id
    cases.save(transaction, file, decision, [_officer(file, officer)], audit.Action.FILE_TAKEN, officer=str(officer))
    transaction.commit()
    return None


def successors(transaction: Transaction, file: CaseFile) -> list[Person]:
    """Return who may hold a file: members of the bureau, no party of it and not its supervisor."""
    parties = {file.request.applicant.digits, file.request.spouse.digits} - {""}
    return [
        person for person in members(transaction)
        if person.id != file.holder and person.digits not in parties
    ]


def hand_on(
    transaction: Transaction, case: UUID, *, to: UUID, reason: str, version: int | None = None,
) -> Refusal | None:
    """Give a file to a colleague, or return why not; the reason is sealed. Raises NotFound, Conflict, Tampered."""
    file = cases.get_to_change(transaction, case, version=version, standing=Standing.BUREAU)
    decision = workflow.decide(file.stage, file.progress, move(transaction, file, Act.HAND_ON))
    if isinstance(decision, Refusal):
        return decision
    person = next((each for each in successors(transaction, file) if each.id == to), None)
    if person is None or person.id == file.officer:
        return Refusal(
            mark("Berkas ini tidak dapat dialihkan kepada orang itu."), mark("Pilih orang lain dari daftar."),
        )
    if not _gives_away(transaction, file):
        return Refusal(
            mark("Berkas ini dipegang petugas lain."),
            mark("Hanya petugas itu, penggantinya, atau kepala biro yang mengalihkannya."),
        )
    told = HandedOn(today(transaction), transaction.actor.name, person.name, reason)
    writes = [records.add(RecordKind.HANDED_ON, told), _officer(file, person.id)]
    cases.save(transaction, file, decision, writes, audit.Action.FILE_HANDED_ON, officer=str(person.id))
    transaction.commit()
    return None


def _gives_away(transaction: Transaction, file: CaseFile) -> bool:
    untaken = file.officer is None
    return untaken or file.officer in own_officers(transaction) or transaction.actor.may(Permission.BUREAU_LEAD)


def _officer(file: CaseFile, officer: UUID) -> Write:
    return Write(columns.CASE, file.id, {}, clear={"officer": officer})


def purpose(transaction: Transaction, case: UUID, session: bytes) -> Purpose | None:
    """Return what the actor opens a file for; None when he is to be asked first: it is somebody else's, or nobody's.

    Raises NotFound when it is absent, not handed in, or his own marriage.
    """
    known = queue.standing_in_clear(transaction, case)
    if known.officer in own_officers(transaction):
        return _OWN.get(known.stage, Purpose.CHECKLIST)
    return store.visit(transaction, session, case)


# A taken file lies in review; one that went back lies at an earlier stage.
_OWN = {Stage.IN_REVIEW: Purpose.REVIEW, Stage.CLOSED: Purpose.AFTERWARDS}


def tell_purpose(transaction: Transaction, case: UUID, session: bytes, given: Purpose) -> None:
    """Keep what this session opens a file for; raises NotFound."""
    queue.standing_in_clear(transaction, case)
    store.put_visit(transaction, session, case, given)
    transaction.commit()
