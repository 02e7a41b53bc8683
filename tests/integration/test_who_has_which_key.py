"""Who receives which of a case's three keys, what a summary tells, and when the superior's clock is met."""

from datetime import date
from uuid import UUID

import pytest
import sqlalchemy as sa

from mediation.accounts import groups
from mediation.cases import tables
from mediation.cases.model import CommonSenseResult, Progress
from mediation.cases.store.reading import open_value
from mediation.cases.summary import clock_met_on
from mediation.errors import Tampered
from mediation.vault import columns, grants
from mediation.vault.columns import Key
from mediation.vault.keys import CaseKey, PrivateKey
from tests.builders import Office, open_case
from tests.hearings import concluded
from tests.pages import arrive

WORDS = ("worth", "accord", "together", "apart", "absent", "reconcil", "violence", "ground", "G5", "G6", "male")


def holders(office: Office, case: UUID) -> dict[str, set[str]]:
    """Return who holds a grant of each key, by name."""
    with office.desk() as transaction:
        bureau, auditors = groups.group_recipients(transaction)
        names = {
            office.supervisor.person.id: "supervisor", bureau.principal: "bureau", auditors.principal: "auditors",
            groups.recovery_recipient(transaction).principal: "recovery",
        }
        rows = transaction.execute(sa.select(tables.grant).where(tables.grant.c.case_id == case)).all()
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row.kind, set()).add(names[row.principal])
    return found


EXPECTED = {
    "content": {"supervisor", "recovery"},
    "private": {"supervisor", "recovery"},
    "summary": {"supervisor", "bureau", "auditors", "recovery"},
}


def test_content_and_private_go_to_the_supervisor_and_recovery_and_the_summary_to_the_groups_too(
    office: Office,
) -> None:
    assert holders(office, open_case(office)) == EXPECTED


def test_no_step_up_to_the_conclusion_hands_a_key_on(office: Office) -> None:
    assert holders(office, concluded(office, arrive(office))) == EXPECTED


def key_of(office: Office, case: UUID, kind: Key, private: PrivateKey, group: str) -> CaseKey:
    """Open the grant of `kind` that the holder of `private` has: recovery, or a group by name."""
    with office.desk() as transaction:
        if group == "recovery":
            principal, version = groups.recovery_recipient(transaction).principal, None
        else:
            given = dict(zip(("bureau", "auditors"), groups.group_recipients(transaction), strict=True))[group]
            principal, version = given.principal, given.version
        query = sa.select(tables.grant.c.stored).where(
            tables.grant.c.case_id == case, tables.grant.c.kind == kind.value, tables.grant.c.principal == principal,
        )
        stored = transaction.execute(query).scalar_one()
        commitment = transaction.execute(sa.select(tables.case_key.c.commitment).where(
            tables.case_key.c.case_id == case, tables.case_key.c.kind == kind.value,
        )).scalar_one()
    context = grants.GrantContext(kind.value, case, 1, principal, version)
    return grants.open_grant(office.premises.keyring, private, stored, context).check(commitment)


@pytest.mark.parametrize("kind", list(Key))
def test_the_recovery_pair_opens_each_key(office: Office, kind: Key) -> None:
    case = open_case(office)

    assert key_of(office, case, kind, office.recovery, "recovery")


def test_nobody_else_opens_the_grant_of_recovery(office: Office) -> None:
    case = open_case(office)

    with pytest.raises(Tampered):
        key_of(office, case, Key.CONTENT, office.administrator.key, "recovery")


def test_an_auditor_reads_the_course_and_no_result_before_submission(office: Office) -> None:
    case = concluded(office, arrive(office))
    with office.desk(office.auditor) as transaction:
        group = groups.open_group(transaction, "auditors")
        row = transaction.execute(sa.select(tables.case_file).where(tables.case_file.c.id == case)).one()
    key = key_of(office, case, Key.SUMMARY, group, "auditors")

    course = open_value(key, columns.CASE, columns.CASE.column("course"), case, case, row.course)

    assert row.result is None
    assert set(course) == {
        "number", "track", "stage", "received_on", "due_on", "met_on", "submitted_on", "returned_on",
        "return_due_on", "decision_due_on", "decided_on", "returns", "summonses", "records", "sessions", "talks",
        "evidence", "papers", "documents", "history",
    }
    assert not [word for word in WORDS if word in str(course)]


@pytest.mark.parametrize(("progress", "met"), [
    ({}, None),
    ({"concluded_on": date(2026, 11, 20)}, None),
    ({"concluded_on": date(2026, 11, 20), "report_issued_on": date(2026, 11, 23)}, date(2026, 11, 23)),
    ({"concluded_on": date(2026, 11, 20), "apart": True, "common_sense": CommonSenseResult.DOES_NOT_ACCORD},
     date(2026, 11, 20)),
    ({"apart": True, "common_sense": CommonSenseResult.DOES_NOT_ACCORD}, None),
])
def test_the_clock_is_met_by_the_report_or_by_a_conclusion_that_waits(
    progress: dict[str, object], met: date | None,
) -> None:
    assert clock_met_on(Progress(date(2026, 9, 1), **progress)) == met  # type: ignore[arg-type]
