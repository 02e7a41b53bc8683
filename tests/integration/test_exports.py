"""Making an export: what stops it, what it tells, and that nothing half-finished stays."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pyrage
import pytest
import sqlalchemy as sa

from mediation import audit
from mediation.accounts import sessions
from mediation.cases.tables import case_file
from mediation.errors import NotFound, Refusal, Tampered
from mediation.inspection.exporting.model import SILENT, Cause, Sheet, State
from mediation.inspection.exporting.services import keys, making, orders
from mediation.inspection.exporting.services.making import Done, Job, Passes, Stopped
from mediation.inspection.exporting.store import exports as store
from mediation.inspection.exporting.tables import export
from mediation.permissions import Role
from mediation.transaction import Premises
from tests import builders, exports
from tests.builders import Office
from tests.exports import Held


@pytest.fixture
def held(office: Office) -> Held:
    for number in ("0001/2026", "0002/2026", "0003/2026"):
        builders.open_case(office, builders.a_request(number))
    return exports.confirmed(office)


def state(office: Office, job: Job) -> tuple[State, Cause | None]:
    with office.desk(office.auditor) as transaction:
        found = orders.get(transaction, job.export)
    return found.state, found.cause


def left(job: Job) -> list[Path]:
    return list(job.folder.iterdir()) if job.folder.is_dir() else []


def told(office: Office, job: Job) -> list[str]:
    """Return what the trail tells of the export, oldest first."""
    with office.premises.reading() as transaction:
        return [one.action for one in reversed(audit.about(transaction, store.about(job.export)))]


def kept(job: Job) -> Premises:
    """Return the premises with the folder of exports."""
    return replace(job.premises, exports=job.folder)


def test_a_bundle_lies_there_for_its_owner_alone(office: Office, held: Held) -> None:
    job = exports.job(office, exports.order(held))

    done = making.make(job)

    assert isinstance(done, Done)
    assert (done.found.rows, done.found.damaged) == (3, 0)
    assert sorted(path.name for path in left(job)) == [f"{job.name}.age", f"{job.name}.age.minisig"]
    assert {path.stat().st_mode & 0o777 for path in left(job)} == {0o600}
    assert job.folder.stat().st_mode & 0o777 == 0o700
    assert told(office, job) == ["export.begun", "export.made"]


def test_every_shape_holds_the_same_rows(office: Office, held: Held) -> None:
    job = exports.job(office, exports.order(held, sheets=(Sheet.CSV, Sheet.XLSX)))
    making.make(job)

    clear = pyrage.decrypt((job.folder / f"{job.name}.age").read_bytes(), [held.identity])
    with zipfile.ZipFile(io.BytesIO(clear)) as packed:
        lines = packed.read("summaries.jsonl").splitlines()
        sheet = packed.read("summaries.csv").decode("utf-8-sig").splitlines()

    assert [json.loads(line)["pseudonym"] for line in lines] == [line.split(";")[0] for line in sheet[1:]]


def test_a_damaged_summary_is_counted_and_told_in_the_manifest(office: Office, held: Held) -> None:
    with office.premises.writing() as transaction:
        first = transaction.execute(sa.select(case_file.c.id)).scalars().first()
        transaction.execute(sa.update(case_file).where(case_file.c.id == first).values(course=b"\1" + bytes(80)))
        transaction.commit()
    job = exports.job(office, exports.order(held))

    done = making.make(job)

    clear = pyrage.decrypt((job.folder / f"{job.name}.age").read_bytes(), [held.identity])
    with zipfile.ZipFile(io.BytesIO(clear)) as packed:
        manifest = json.loads(packed.read("manifest.json"))
        rows = [json.loads(line) for line in packed.read("summaries.jsonl").splitlines()]
    assert isinstance(done, Done)
    assert done.found.damaged == manifest["filter"]["damaged"] == sum("damaged" in row for row in rows) == 1


def test_an_export_does_not_outlive_the_session_that_began_it(office: Office, held: Held) -> None:
    job = exports.job(office, exports.order(held))
    with office.desk(office.auditor) as transaction:
        sessions.sign_out(transaction, job.session)

    assert making.make(job) is Cause.SESSION
    assert state(office, job) == (State.STOPPED, Cause.SESSION)
    assert left(job) == []


def test_a_locked_session_stops_it_too(office: Office, held: Held) -> None:
    job = exports.job(office, exports.order(held))
    office.clock.forward(minutes=16)

    assert making.make(job) is Cause.SESSION


def test_who_stops_it_is_heard_while_it_runs(office: Office, held: Held) -> None:
    job = exports.job(office, exports.order(held))
    with office.desk(office.auditor) as transaction:
        orders.end(transaction, job.export)

    assert making.make(job) is Cause.BY_HAND
    assert state(office, job) == (State.STOPPED, Cause.BY_HAND)
    assert told(office, job) == ["export.begun", "export.failed"]


def test_a_place_that_cannot_be_written_to_is_told(office: Office, held: Held) -> None:
    job = exports.job(office, exports.order(held))
    job.folder.write_bytes(b"a file where the folder should be")

    assert making.make(job) is Cause.DISK
    assert state(office, job) == (State.FAILED, Cause.DISK)


def test_a_key_retired_meanwhile_ends_it(office: Office, held: Held) -> None:
    job = exports.job(office, exports.order(held))
    with office.desk(office.head) as transaction:
        keys.retire(transaction, held.key.id)

    assert making.make(job) is Cause.KEYS
    assert left(job) == []


def test_rows_that_change_between_two_members_end_it(office: Office, held: Held) -> None:
    order = exports.order(held, sheets=(Sheet.CSV,))
    with office.desk(office.auditor) as transaction:
        members = Passes(transaction, order, lambda _done: None).members()
        assert len(b"".join(next(members)[1]).splitlines()) == 3
        transaction.execute(sa.update(case_file).values(stage="closed"))

        with pytest.raises(Stopped):
            list(next(members)[1])


def test_an_auditor_has_one_export_at_a_time(office: Office, held: Held) -> None:
    exports.job(office, exports.order(held))

    refused = exports.begin(office, exports.order(held))

    assert isinstance(refused, Refusal)
    assert "masih dibuat" in refused.reason


def test_a_process_makes_two_at_once_and_no_more(office: Office, held: Held) -> None:
    job = exports.job(office, exports.order(held))
    for _ in range(making.AT_ONCE):
        assert making._ROOM.acquire(blocking=False)
    try:
        making.start(job)
    finally:
        for _ in range(making.AT_ONCE):
            making._ROOM.release()

    assert state(office, job) == (State.FAILED, Cause.BUSY)


def test_without_a_recipient_nothing_is_begun(office: Office, held: Held) -> None:
    assert held
    assert isinstance(exports.begin(office, exports.order()), Refusal)


def test_what_gives_no_sign_of_life_is_stopped_and_what_it_left_deleted(office: Office, held: Held) -> None:
    job = exports.job(office, exports.order(held))
    job.folder.mkdir()
    (job.folder / f"{job.name}.age.part").write_bytes(b"half")
    (job.folder / "ringkasan-unknown.age").write_bytes(b"whose")

    orders.sweep(kept(job))
    alive = sorted(path.name for path in left(job))
    office.clock.forward(seconds=SILENT.total_seconds() + 1)
    orders.sweep(kept(job))

    assert alive == [f"{job.name}.age.part"]
    assert left(job) == []
    assert state(office, job) == (State.STOPPED, Cause.PROCESS)
    assert isinstance(exports.begin(office, exports.order(held)), orders.Begun)


def test_after_its_time_the_file_and_its_name_are_gone(office: Office, held: Held) -> None:
    job = exports.job(office, exports.order(held))
    making.make(job)
    office.clock.forward(hours=24)

    with office.desk(office.auditor) as transaction, pytest.raises(NotFound):
        orders.ready(transaction, job.export)
    orders.sweep(kept(job))

    assert left(job) == []
    with office.premises.reading() as transaction:
        assert transaction.execute(sa.select(export.c.file)).scalars().all() == [None]
    assert told(office, job) == ["export.begun", "export.made", "export.gone"]


def test_it_is_there_for_a_day_and_not_a_moment_less(office: Office, held: Held) -> None:
    job = exports.job(office, exports.order(held))
    making.make(job)
    office.clock.forward(seconds=timedelta(hours=24).total_seconds() - 1)

    with office.desk(office.auditor) as transaction:
        assert orders.take(transaction, job.export).taken is None


@pytest.mark.parametrize("changed", [{"sha256": "0" * 64}, {"auditor": None}])
def test_a_row_that_says_otherwise_than_the_trail_hands_nothing_out(
    office: Office, held: Held, changed: dict[str, object],
) -> None:
    job = exports.job(office, exports.order(held))
    making.make(job)
    other = builders.member(office, "pengawas", Role.AUDITOR)
    values = {**changed, **({"auditor": other.person.id} if "auditor" in changed else {})}
    with office.premises.writing() as transaction:
        transaction.execute(sa.update(export).values(**values))
        transaction.commit()

    who = other if "auditor" in changed else office.auditor
    with office.desk(who) as transaction, pytest.raises(Tampered):
        orders.ready(transaction, job.export)


def test_anothers_export_is_not_found(office: Office, held: Held) -> None:
    job = exports.job(office, exports.order(held))
    with office.desk(office.head) as transaction:
        for id_ in (job.export, UUID(int=1)):
            with pytest.raises(NotFound):
                orders.get(transaction, id_)


def test_the_trail_tells_numbers_ids_and_digests_alone(office: Office, held: Held) -> None:
    job = exports.job(office, exports.order(held))
    making.make(job)
    with office.premises.reading() as transaction:
        details = [dict(one.detail) for one in audit.about(transaction, store.about(job.export))]

    assert not any("Surat tugas" in str(detail) or "Inspektur" in str(detail) for detail in details)
    assert details[1]["recipients"] == str(held.key.id)
