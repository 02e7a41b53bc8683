"""What a supervisor does with a new request: keep a page, decline, open. Every one commits, or returns why not."""

from contextlib import suppress
from dataclasses import replace
from uuid import UUID

from mediation import audit
from mediation.accounts import drafts, groups
from mediation.accounts.model import ROLE_LABELS, Person, Recipient
from mediation.accounts.store import people, units
from mediation.cases import codec, guards
from mediation.cases import store as cases
from mediation.cases.model import Contact, Contacts, FormerContact, Party, Request
from mediation.cases.moves import Act, Move
from mediation.cases.receive import store
from mediation.cases.receive.model import Filing, concerns, misfits
from mediation.cases.today import today
from mediation.cases.workflow import Decision
from mediation.errors import AlreadyDone, Conflict, NotFound, Refusal
from mediation.language import mark
from mediation.permissions import Role
from mediation.transaction import Transaction
from mediation.vault import columns

_NOT_OURS = Refusal(
    mark("Permohonan ini harus diterima atasan lain."), mark("Serahkan kepada atasan Anda."),
)


def hindrance(transaction: Transaction) -> Refusal | None:
    """Return why the actor cannot open any case now, with who is missing; None when nothing stands against it."""
    if transaction.actor.unit is None:
        return Refusal(mark("Akun Anda belum mempunyai unit kerja."), mark("Minta administrator melengkapinya."))
    if not transaction.actor.digits:
        # Without it nobody could tell that the request is not the actor's own.
        return Refusal(mark("Akun Anda belum memuat NIP atau NI PPPK."), mark("Minta administrator melengkapinya."))
    missing = groups.ready(transaction)
    if not missing:
        return None
    return Refusal(
        mark("Permohonan belum dapat diterima: belum ada %(who)s yang sudah masuk dan membuat kunci."),
        mark("Minta orang itu masuk satu kali; sesudahnya permohonan dapat diterima."),
        values={"who": " dan ".join(ROLE_LABELS[role].lower() for role in missing)},
    )


def keep_page(transaction: Transaction, key: str, pairs: store.Pairs, form: UUID | None = None) -> None:
    """Keep what was filled in on one page with the others; `form` is the page's submit-once key.

    Sent twice it is kept twice: the same. With the key claimed, a late autosave of the page is not kept.
    Raises Conflict when there is nothing any more that the page belongs to: it was opened or deleted elsewhere.
    """
    # Read here, under the lock: pages sent from two tabs at once must not overwrite each other.
    state = store.load(transaction)
    if key.isdigit() and not state:
        raise Conflict
    if form:
        with suppress(AlreadyDone):
            transaction.once(form)
    if key.isdigit():
        drafts.discard(transaction, store.path(int(key)))
    store.keep(transaction, {**state, key: pairs})
    transaction.commit()


def start_over(transaction: Transaction) -> None:
    """Forget everything that was filled in."""
    store.forget(transaction)
    transaction.commit()


def decline(transaction: Transaction, form: UUID) -> None:
    """Keep nothing of a request that is not the actor's to take, and leave an entry that it came.

    `form` is the page's submit-once key: claimed, a late autosave of the page is not kept. Raises AlreadyDone.
    """
    transaction.once(form)
    store.forget(transaction)
    audit.append(transaction, audit.Action.CASE_DECLINED, f"person:{transaction.actor.id}")
    transaction.commit()


def substitute(transaction: Transaction) -> Person | None:
    """Return who must take it: the supervisor of the parent unit, walking up; None when there is none."""
    unit = transaction.actor.unit
    seen: set[UUID] = set()
    while unit is not None and unit not in seen:
        seen.add(unit)
        found = units.get(transaction, unit)
        person = people.get(transaction, found.supervisor) if found.supervisor and len(seen) > 1 else None
        if person and _may_take(transaction, person):
            return person
        unit = found.parent
    return None


def _may_take(transaction: Transaction, person: Person) -> bool:
    return person.active and person.id != transaction.actor.id and Role.SUPERVISOR in person.roles


def open_case(transaction: Transaction, filing: Filing) -> Refusal | UUID:
    """Open the case and return its id; the clock runs from the day it was received.

    That there is another open case for the same employee stands in the trail alone: no page may tell.
    """
    unit = transaction.actor.unit
    refusal = hindrance(transaction) or _unfit(transaction, filing)
    if refusal or unit is None:
        return refusal or _NOT_OURS
    before = cases.same_employee(transaction, filing.applicant.digits)
    case = cases.open_case(
        transaction, unit=unit, request=_numbered(transaction, filing), contacts=filing.contacts,
        recipients=_recipients(transaction),
    )
    for other in before:
        audit.append(transaction, audit.Action.CASE_DUPLICATE, f"case:{case}", other=str(other))
    store.forget(transaction)
    transaction.commit()
    return case


def _unfit(transaction: Transaction, filing: Filing) -> Refusal | None:
    if concerns(filing.numbers, transaction.actor.digits):
        return _NOT_OURS
    return next(misfits(filing, today(transaction)), None)


def _numbered(transaction: Transaction, filing: Filing) -> Request:
    given = {name: value for name, value in vars(filing).items() if name != "contacts"}
    return Request(number=cases.next_number(transaction, today(transaction).year), **given)


def _recipients(transaction: Transaction) -> cases.Recipients:
    bureau, auditors = groups.group_recipients(transaction)
    recovery = groups.recovery_recipient(transaction)
    return cases.Recipients(_as_recipient(bureau), _as_recipient(auditors), _as_recipient(recovery))


def _as_recipient(given: Recipient) -> cases.Recipient:
    return cases.Recipient(given.principal, given.public, given.version)


def correct_contact(
    transaction: Transaction, case: UUID, party: Party, contact: Contact, *, version: int | None = None,
) -> Refusal | None:
    """Replace how `party` is reached, keeping what was known before; returns why not.

    Raises NotFound (also for who lacks the private key), Conflict, Tampered.
    """
    file = cases.get_to_change(transaction, case, version=version)
    known = file.contacts
    if known is None:
        raise NotFound
    refusal = guards.not_finished(file.progress, Move(Act.SCREEN, today(transaction), party=party))
    if refusal:
        return refusal
    write = cases.Write(columns.CASE, case, {"contacts": codec.to_data(_corrected(known, party, contact, transaction))})
    cases.save(transaction, file, Decision(file.stage, file.progress), [write],
               audit.Action.CONTACT_CHANGED, person=party.value)
    transaction.commit()
    return None


def _corrected(known: Contacts, party: Party, contact: Contact, transaction: Transaction) -> Contacts:
    former = (*known.former, FormerContact(party, known.of(party), transaction.now))
    if party is Party.APPLICANT:
        return replace(known, applicant=contact, former=former)
    return replace(known, spouse=contact, former=former)
