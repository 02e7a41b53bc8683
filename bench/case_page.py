"""Opening a case page and saving a step: with the audit entry, the seal and the wait for the disk."""

from collections.abc import Iterator
from itertools import cycle
from uuid import uuid4

from bench.door import Door
from bench.measuring import Measured, Way, interleaved
from bench.offices import Filled, Offices
from mediation.cases import store as cases
from mediation.cases.desk import history
from mediation.cases.examine import services as examining
from mediation.cases.examine.model import Evidence
from mediation.cases.model import Party
from mediation.errors import Refusal
from mediation.law.grounds import evidence_kinds

_LIMIT = 10.0  # ms
_ROUNDS = 120
_HALF = 20  # of the cases at work: read in one half, written in the other


class NotSaved(Exception):  # noqa: N818 - named as what happened
    """The step was refused: what is measured is not what was meant."""


def measure(offices: Offices) -> Iterator[Measured]:
    """Yield the median milliseconds of a case page and of a step that is saved."""
    big = offices.big
    door = Door(big.office, big.office.staff.school_head)
    took = interleaved({
        "open": _open(door, big), "page": _page(door, big), "step": _step(door, big), "form": _form(door, big),
    }, _ROUNDS)
    note = "by the service, with its audit entry, its seal and the wait for the disk"
    yield Measured("a case opened for its page", took["open"] * 1000, _LIMIT, "ms", note)
    yield Measured("a step saved", took["step"] * 1000, _LIMIT, "ms", note)
    yield Measured("the case page through the door", took["page"] * 1000, None, "ms", "guard and template included")
    yield Measured("the step through the door", took["form"] * 1000, None, "ms", "as a form, sent and answered")


def _open(door: Door, filled: Filled) -> Way:
    """Return the way that opens a case and reads its history, as its page does before it is written."""
    at_work, head = cycle(filled.at_work[:_HALF]), filled.office.staff.school_head

    def way() -> object:
        case = next(at_work)
        with filled.office.premises.writing(head.person.actor, head.identity, door.session) as transaction:
            file = cases.get(transaction, case)
            told = history.events(transaction, case)
            transaction.commit()
        return file.request, file.progress, told

    return way


def _page(door: Door, filled: Filled) -> Way:
    pages = cycle(filled.at_work[:_HALF])
    return lambda: door.get(f"/b/{next(pages)}")


def _step(door: Door, filled: Filled) -> Way:
    """Return the way that files a description of evidence by the service that the page uses."""
    at_work, head = cycle(filled.at_work[_HALF:]), filled.office.staff.school_head
    evidence = _evidence(door, filled)

    def way() -> None:
        with filled.office.premises.writing(head.person.actor, head.identity, door.session) as transaction:
            transaction.once(uuid4())
            if isinstance(examining.add_evidence(transaction, next(at_work), evidence=evidence), Refusal):
                raise NotSaved

    return way


def _form(door: Door, filled: Filled) -> Way:
    """Return the way that sends the same description as a form."""
    at_work = cycle(filled.at_work[_HALF:])
    evidence = _evidence(door, filled)
    fields = {
        **door.hidden(f"/b/{filled.at_work[_HALF]}/3/bukti"), "kind": evidence.kind, "about": evidence.about,
        "kept": evidence.kept, "brought_by": evidence.brought_by.value,
    }
    return lambda: door.post(f"/b/{next(at_work)}/3/bukti", {**fields, "submit_key": str(uuid4())})


def _evidence(door: Door, filled: Filled) -> Evidence:
    """Return a description of a kind that every case at work can have."""
    head = filled.office.staff.school_head
    with door.office.writing(head) as transaction:
        files = [cases.get_to_change(transaction, case) for case in filled.at_work[_HALF:]]
    kinds = [{kind.code for kind in evidence_kinds(file.progress.grounds)} for file in files]
    kind = min(set.intersection(*kinds))
    ground = files[0].progress.grounds[0]
    return Evidence(kind, "Uraian contoh", "", None, "", "Lemari berkas", (ground,), Party.APPLICANT)
