"""Cases that were decided, as the workflow leaves them: what comes after a decision starts here."""

import hashlib
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from mediation import audit
from mediation.agency.model import DELEGATION, PositionKind
from mediation.agency.store import current
from mediation.bureau import store
from mediation.bureau.decide.model import Confirmed, Decision, Signatory, Substance
from mediation.bureau.store import RecordKind
from mediation.cases import store as cases
from mediation.cases import workflow
from mediation.cases.model import DecisionKind, Employment, Handling, Party, Progress, Request, Stage, Standing
from mediation.cases.store import granting
from mediation.law.identity import Sex
from mediation.transaction import Transaction
from mediation.vault import columns
from tests import builders
from tests.builders import Office, a_person, a_request

SUBMITTED_ON, DECIDED_ON = date(2026, 11, 9), date(2026, 11, 18)
PAPERS = {
    DecisionKind.PERMIT: "permit_decree", DecisionKind.REFUSAL: "refusal_decree",
    DecisionKind.CERTIFICATE: "certificate",
}


def handed_in(place: Office, request: Request | None = None, *, flagged: bool = False) -> UUID:
    """Return a case that lies with the bureau, undecided."""
    return _closed(place, None, request, flagged=flagged)


def decided(
    place: Office, kind: DecisionKind = DecisionKind.PERMIT, request: Request | None = None, *, flagged: bool = False,
) -> UUID:
    """Return a case with a confirmed decision of `kind` and its paper."""
    return _closed(place, kind, request, flagged=flagged)


def refused(place: Office, case: UUID) -> None:
    """Let the permit of a file that was handed in be refused."""
    with place.desk(place.head) as transaction:
        file = cases.get_to_change(transaction, case, standing=Standing.BUREAU)
        progress = replace(file.progress, handling=_handling(DecisionKind.REFUSAL))
        cases.save(transaction, file, workflow.Decision(Stage.CLOSED, progress), [], audit.Action.CASE_CLOSED)
        transaction.commit()
    _tell(place, case, DecisionKind.REFUSAL)


def paying() -> Request:
    """Return the request of a male permanent employee: whom the rule on sharing pay concerns."""
    return a_request("0091/2026", applicant=a_person(name="Dodi Contoh", sex=Sex.MALE), spouse=a_person(
        name="Eni Contoh", employment=Employment.NONE, digits="", occupation="Pedagang",
    ))


def _closed(place: Office, kind: DecisionKind | None, request: Request | None, *, flagged: bool) -> UUID:
    case = builders.open_case(place, request)
    with place.desk() as transaction:
        file = cases.get_to_change(transaction, case)
        granting.to_bureau(transaction, file)
        clear = {"submitted": transaction.micros, "officer": place.head.person.id}
        progress = Progress(
            file.progress.received_on, screened=(Party.APPLICANT, Party.SPOUSE), apart=flagged,
            concluded_on=SUBMITTED_ON, report_issued_on=SUBMITTED_ON, handling=_handling(kind),
        )
        stage = Stage.CLOSED if kind else Stage.SUBMITTED
        cases.save(
            transaction, file, workflow.Decision(stage, progress), [cases.Write(columns.CASE, case, {}, clear)],
            audit.Action.CASE_SUBMITTED,
        )
        transaction.commit()
    if kind:
        _tell(place, case, kind)
    return case


def _handling(kind: DecisionKind | None) -> Handling:
    if kind is None:
        return Handling(SUBMITTED_ON)
    return Handling(
        SUBMITTED_ON, checked_on=SUBMITTED_ON, complete=True, memo_on=SUBMITTED_ON, memo_issued=True, decided=kind,
        decided_on=DECIDED_ON, closed_on=DECIDED_ON,
    )


def _tell(place: Office, case: UUID, kind: DecisionKind) -> None:
    """Leave behind what the decision left: its record, and its paper."""
    with place.desk(place.head) as transaction:
        file = cases.get_to_change(transaction, case, standing=Standing.BUREAU)
        made = store.add(RecordKind.DECISION, _decision(transaction, kind))
        writes = [made, *([_paper(PAPERS[kind], made.row)] if kind in PAPERS else [])]
        decision = workflow.Decision(file.stage, file.progress)
        cases.save(transaction, file, decision, writes, audit.Action.CASE_CLOSED)
        transaction.commit()


def _decision(transaction: Transaction, kind: DecisionKind) -> Decision:
    edition = current(transaction, DELEGATION)
    confirmed = Confirmed("800/12/2026", DECIDED_ON, DECIDED_ON, "Petugas Contoh", "R01", 1, "Pindaian menyusul.")
    signatory = Signatory(edition.items[0], edition.version, PositionKind.EXECUTOR) if kind.by_official else None
    return Decision(kind, DECIDED_ON, "Kepala Biro Contoh", Substance(), signatory, confirmed=confirmed)


def _paper(kind: str, about: UUID) -> cases.Write:
    body = b"PK keputusan contoh"
    record = {
        "kind": kind, "title": "Keputusan", "number": "800/12/2026", "issued_on": DECIDED_ON.isoformat(),
        "code": "WXYZ", "sha256": hashlib.sha256(body).hexdigest(), "about": about.hex,
    }
    clear = {"number_index": uuid4().bytes, "code_index": uuid4().bytes, "digest_index": uuid4().bytes}
    return cases.Write(columns.DOCUMENT, uuid4(), {"record": record, "body": body}, clear, new=True)
