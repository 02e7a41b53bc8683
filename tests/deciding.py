"""Files that are ready for a decision: who decides is known, the file is complete, the memo is issued."""

import atexit
import shutil
import tempfile
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from uuid import UUID

from mediation.accounts import founding
from mediation.agency import services as agency
from mediation.agency.model import DELEGATION, Entry
from mediation.agency.store import current
from mediation.bureau.decide import services as deciding
from mediation.bureau.decide.model import Decision
from mediation.cases import store as cases
from mediation.cases.model import DecisionKind, Request, Standing
from mediation.cases.store import CaseFile
from mediation.database.engine import connect
from mediation.errors import Refusal
from mediation.permissions import Role
from mediation.reports.blocks import Kind
from mediation.reports.issue_bureau import services as issuing
from tests import builders, submitted
from tests.builders import CHEAP, Clock, Office, Someone
from tests.pages import Page, Visitor
from tests.walks import day

PERMIT: dict[str, str | list[str]] = {
    "considering": "alasan dapat diterima oleh akal sehat\nkeduanya berpisah sejak Maret 2024",
    "initials": "Sekretaris Daerah",
}
REFUSAL: dict[str, str | list[str]] = {
    "ground": "no_lawful_ground", "article": "Pasal 7 ayat (3) huruf x Peraturan Contoh",
    "reasons": "Surat lurah tidak menerangkan perselisihan.", "considering": "alasan belum ditunjang bukti",
    "object_to": "Bupati Contoh melalui Sekretaris Daerah", "court": "PTUN Contoh",
}


def delegated(place: Office, **traits: object) -> None:
    """Let one official decide about everybody, unless that is so; `traits` replace fields of the entry."""
    usual: dict[str, object] = {
        "title": ("BUPATI CONTOH",), "block": ("BUPATI CONTOH,",), "name": "Sri Contoh Bupati",
    }
    entry = Entry("", "Bupati memutus bagi semua", **(usual | traits))  # type: ignore[arg-type]
    with place.desk(place.head) as transaction:
        edition = current(transaction, DELEGATION)
        if any(one.label == entry.label for one in edition.used):
            return
        version = edition.version
        made = agency.write(transaction, DELEGATION, entry, after="", version=version)
    assert not isinstance(made, Refusal), made


def undelegated(place: Office) -> None:
    """End the use of every official but the example that the program came with."""
    with place.desk(place.head) as transaction:
        edition = current(transaction, DELEGATION)
        for entry in (one for one in edition.used if not one.example):
            edition = agency.retire(transaction, DELEGATION, entry.code, reason="Contoh.", version=edition.version)


def second_head(place: Office) -> Someone:
    """Return another head of the bureau, who holds the group's key."""
    return submitted.officer(place, "kepala2", Role.BUREAU_HEAD)


@dataclass(frozen=True)
class Ready:
    """An office with an officer, another head and a supervisor who is at the bureau too, and a file ready to decide."""

    place: Office
    case: UUID
    officer: Someone
    second_head: Someone


def ready(folder: Path) -> Ready:
    """Return such an office in `folder`: made once in a run, each test gets its own copy of the file."""
    kept = _template()
    file = folder / "office.db"
    shutil.copy(kept.place.folder / "office.db", file)
    clock = Clock()
    engines = connect(f"sqlite:///{file}")
    premises = founding.open_premises(engines, kept.place.premises.keyring, clock=clock, cost=CHEAP)
    return replace(kept, place=replace(kept.place, folder=folder, premises=premises, clock=clock))


@cache
def _template() -> Ready:
    folder = Path(tempfile.mkdtemp(prefix="decide-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    place = builders.office(folder)
    case = reviewed(place)
    made = Ready(place, case, submitted.officer(place), second_head(place))
    # The last connection that closes brings everything from the write-ahead log into the file.
    place.premises.engines.dispose()
    return made


def reviewed(
    place: Office, *, request: Request | None = None, flagged: bool = False, outcome: str = "not_reconciled",
) -> UUID:
    """Return a file at the bureau, complete, with its memo issued; an official is known."""
    submitted.signs(place)
    delegated(place)
    case = submitted.handed_in(place, request=request, flagged=flagged, outcome=outcome)
    submitted.complete(place, case)
    submitted.memo(place, case)
    issue(place, case, Kind.REVIEW_MEMO)
    return case


def issue(place: Office, case: UUID, kind: Kind, who: Someone | None = None) -> UUID:
    """Issue the newest paper of `kind` at somebody's desk, the head's unless told; returns its row."""
    with place.desk(who or place.head) as transaction:
        file = cases.get_to_change(transaction, case, standing=Standing.BUREAU)
        subject = issuing.newest_of(file, kind)
        made = issuing.issue(transaction, case, subject)
    assert not isinstance(made, Refusal), made
    return made


def of(place: Office, case: UUID, who: Someone | None = None) -> CaseFile:
    """Return the file as the bureau has it."""
    with place.desk(who or place.head) as transaction:
        return cases.get(transaction, case, standing=Standing.BUREAU)


def prepare(visitor: Visitor, case: UUID, path: str = "a/4", given: dict[str, str | list[str]] | None = None) -> Page:
    """Prepare a decision through its page: the letter of the kind, the figure of the position."""
    return visitor.get(f"/k/{case}/3/a/{path}").confirm(given or PERMIT)


def print_paper(visitor: Visitor, case: UUID, **given: str) -> Page:
    """Issue the paper of the prepared decision through its page."""
    return visitor.get(f"/k/{case}/6/d").send({"read": "ya", **given})


def confirm(visitor: Visitor, case: UUID, on: date, **given: str) -> Page:
    """Confirm what stands on the signed paper through its page."""
    usual = {"number": "800/7/2026", "retention": "R01", "without_copy": "Pindaian menyusul."}
    return visitor.get(f"/k/{case}/3/c").confirm({**usual, "decided_on": day(on), **given})


def decision(place: Office, case: UUID) -> Decision:
    """Return the newest decision that was prepared."""
    return deciding.decisions(of(place, case))[-1].record


def ended_as(place: Office, case: UUID) -> DecisionKind | None:
    """Return how the case ended; None before."""
    handling = of(place, case).progress.handling
    return handling.decided if handling else None
