"""Who covers for whom during leave: then the files of the one stand among those of the other."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from mediation import audit
from mediation.accounts import groups
from mediation.accounts.model import Person
from mediation.accounts.store import people
from mediation.bureau.queue import store
from mediation.bureau.queue.model import LeaveCover
from mediation.cases.today import today
from mediation.errors import NotFound, Refusal
from mediation.language import mark
from mediation.permissions import Permission
from mediation.transaction import Transaction


def members(transaction: Transaction) -> list[Person]:
    """Return who of the bureau can open files: active, and holding the group's key; by name."""
    holding = {one.member for one in groups.holders(transaction, "bureau")}
    return [
        person for person in people.everybody(transaction)
        if person.id in holding and person.active and person.actor.may(Permission.BUREAU_WORK)
    ]


def own_officers(transaction: Transaction) -> tuple[UUID, ...]:
    """Return whose files are the actor's now: his own and those of the colleagues for whom he covers today."""
    day, who = today(transaction), transaction.actor.id
    covered = (each.away for each in store.covers(transaction) if each.covered_by == who and each.runs(day))
    return (who, *dict.fromkeys(away for away in covered if away != who))


def cover(
    transaction: Transaction, *, away: UUID, covered_by: UUID, first: date, last: date,
) -> Refusal | None:
    """Let one officer cover for another from the first to the last day, or return why not.

    For himself anybody of the bureau, for others the head.
    """
    refusal = _uncoverable(transaction, away, covered_by, first, last)
    if refusal:
        return refusal
    new = LeaveCover(uuid4(), away, covered_by, first, last)
    store.add_cover(transaction, new)
    audit.append(
        transaction, audit.Action.COVER_SET, f"person:{away}", covered_by=str(covered_by), first=first.isoformat(),
        last=last.isoformat(),
    )
    transaction.commit()
    return None


def _uncoverable(
    transaction: Transaction, away: UUID, covered_by: UUID, first: date, last: date,
) -> Refusal | None:
    known = {person.id for person in members(transaction)}
    if away not in known or covered_by not in known or not may_set(transaction, away):
        return Refusal(mark("Orang itu tidak dapat dipilih."), mark("Pilih orang dari daftar."))
    if away == covered_by:
        return Refusal(mark("Pengganti harus orang lain."), mark("Pilih rekan yang menggantikan."))
    if last < first:
        return Refusal(mark("Hari terakhir lebih awal daripada hari pertama."), mark("Periksa kedua tanggal."))
    if last < today(transaction):
        return Refusal(mark("Masa itu sudah lewat."), mark("Pilih hari terakhir yang belum lewat."))
    if any(each.away == away and each.first <= last and first <= each.last for each in store.covers(transaction)):
        return Refusal(
            mark("Dalam masa itu sudah ada yang menggantikan."), mark("Akhiri dahulu penggantian yang ada."),
        )
    return None


def may_set(transaction: Transaction, away: UUID) -> bool:
    """Tell whether the actor may say who covers for `away`."""
    return away == transaction.actor.id or transaction.actor.may(Permission.BUREAU_LEAD)


def uncover(transaction: Transaction, id_: UUID) -> Refusal | None:
    """Take a cover back, or return why not; raises NotFound."""
    held = store.cover(transaction, id_)
    if not may_set(transaction, held.away) and held.covered_by != transaction.actor.id:
        raise NotFound
    if held.ended is not None:
        return Refusal(mark("Penggantian ini sudah diakhiri."), mark("Buka kembali daftarnya."))
    store.end_cover(transaction, id_)
    audit.append(
        transaction, audit.Action.COVER_ENDED, f"person:{held.away}", covered_by=str(held.covered_by),
    )
    transaction.commit()
    return None


@dataclass(frozen=True)
class ShownCover:
    """A cover with names; `mine` when the actor may take it back."""

    cover: LeaveCover
    away: str
    covered_by: str
    mine: bool


def covers(transaction: Transaction) -> tuple[ShownCover, ...]:
    """Return the covers that run or are to come."""
    day = today(transaction)
    return tuple(_shown(transaction, each) for each in store.covers(transaction) if each.last >= day)


def one(transaction: Transaction, id_: UUID) -> ShownCover:
    """Return one cover; raises NotFound, also for one that the actor may not take back."""
    shown = _shown(transaction, store.cover(transaction, id_))
    if not shown.mine:
        raise NotFound
    return shown


def _shown(transaction: Transaction, held: LeaveCover) -> ShownCover:
    away, covered_by = (people.get(transaction, person).name for person in (held.away, held.covered_by))
    mine = may_set(transaction, held.away) or held.covered_by == transaction.actor.id
    return ShownCover(held, away, covered_by, mine)
