"""Who writes to the database, or has the keyring beside it, makes no look out of rows: what opens is bound and told."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from mediation import audit
from mediation.cases import store as cases
from mediation.cases import workflow
from mediation.cases.model import Standing
from mediation.cases.moves import Act, Move
from mediation.cases.papers import services as papers
from mediation.cases.store import granting, holding, looks
from mediation.errors import NotAllowed, NotFound, Refusal, Tampered
from mediation.permissions import Permission, Role
from mediation.transaction import Transaction
from mediation.vault import grants
from mediation.vault.keys import CaseKey
from tests.builders import Someone, member
from tests.journeys.test_looks import _enrol_auditor, also
from tests.looking import ASKED, DAYS_UNTIL_OVER, Looking, looking


@pytest.fixture
def here(tmp_path: Path) -> Looking:
    return looking(tmp_path)


@contextmanager
def auditor_at(here: Looking, who: Someone | None = None) -> Iterator[Transaction]:
    with here.place.desk(who or here.place.auditor) as transaction:
        yield transaction


def rows(here: Looking, table: str) -> list[dict[str, Any]]:
    with here.place.premises.engines.read.connect() as connection:
        return [dict(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table}").mappings()]


def put_back(here: Looking, table: str, row: dict[str, Any]) -> None:
    marks = ", ".join("?" for _ in row)
    here.run(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", *row.values())


def opens(here: Looking, who: Someone | None = None, standing: Standing = Standing.AUDITOR) -> bool:
    try:
        with auditor_at(here, who) as transaction:
            return bool(cases.get(transaction, here.case, standing=standing).request)
    except (NotFound, Tampered):
        return False


def test_a_look_makes_nobody_a_reader_in_any_other_sense(here: Looking) -> None:
    here.granted()
    both = also(here, here.place.auditor, Role.SUPERVISOR)

    assert opens(here, both)
    for standing in (Standing.HOLDER, Standing.REVIEWER, Standing.BUREAU):
        assert not opens(here, both, standing)
    with auditor_at(here, both) as transaction:
        assert cases.covers_shared(transaction) == ()
    assert here.at(both).get(f"/b/{here.case}/9").status == 404


@pytest.mark.parametrize("left", ["the end", "the row", "both rows"])
def test_neither_does_what_a_look_leaves_behind(here: Looking, left: str) -> None:
    here.granted()
    both = also(here, here.place.auditor, Role.SUPERVISOR)
    if left == "the end":
        here.place.clock.forward(days=DAYS_UNTIL_OVER)
    else:
        here.run("DELETE FROM sample_look")
    if left == "both rows":
        here.run("DELETE FROM look_grant")

    assert not any(opens(here, both, standing) for standing in Standing)


def test_a_look_opens_content_alone(here: Looking) -> None:
    here.granted()
    with auditor_at(here) as transaction:
        file = cases.get(transaction, here.case, standing=Standing.AUDITOR)

    assert {kind for kind, _generation in file.keys} == {"content"}
    assert file.contacts is None


def test_a_row_without_keys_opens_nothing(here: Looking) -> None:
    here.ask()
    here.run("UPDATE sample_look SET approved = asked, approved_by = auditor, granted = asked, granted_by = auditor")

    assert not opens(here)


def test_a_row_whose_keys_an_insider_made_opens_nothing_that_the_trail_does_not_tell(here: Looking) -> None:
    here.ask()
    look = here.look
    with here.place.desk(here.officer_) as transaction:
        file = cases.get_to_change(transaction, here.case, standing=Standing.BUREAU)
        key = file.keys["content", 1]
        context = grants.LookContext(look.id, here.case, 1, look.auditor, look.until)
        stored = grants.look_grant_to(
            transaction.keyring, here.place.auditor.key.public, key, context,
        )
    put_back(here, "look_grant", {"look": look.id.hex, "generation": 1, "stored": stored})
    here.run("UPDATE sample_look SET approved = asked, approved_by = auditor, granted = asked, granted_by = auditor")

    assert not opens(here)


def test_an_approval_that_was_written_into_the_database_does_not_count(here: Looking) -> None:
    here.ask()
    here.run("UPDATE sample_look SET approved = asked, approved_by = ?", here.officer_.person.id.hex)
    answered = here.answer(here.head)

    assert answered.status == 500
    assert here.grants() == 0


def test_an_approval_does_not_change_hands(here: Looking) -> None:
    here.ask()
    here.answer(here.head)
    here.run("UPDATE sample_look SET approved_by = ?", here.second_head_.person.id.hex)
    again = here.answer(here.head)

    assert again.status == 500
    assert here.grants() == 0


@pytest.mark.parametrize("ended", ["early", "by the clock"])
def test_rows_that_were_kept_open_nothing_after_the_end(here: Looking, ended: str) -> None:
    address = here.granted()
    look, grant = rows(here, "sample_look")[0], rows(here, "look_grant")[0]
    if ended == "early":
        here.auditor.get(address.replace("/baca", "/akhiri")).send({})
    else:
        here.place.clock.forward(days=DAYS_UNTIL_OVER)
        here.at(here.place.auditor).get("/a/contoh")
    assert here.grants() == 0
    here.run("DELETE FROM sample_look")
    put_back(here, "sample_look", look)
    put_back(here, "look_grant", grant)

    assert not opens(here)


def test_an_end_that_was_moved_opens_nothing(here: Looking) -> None:
    here.granted()
    here.run("UPDATE sample_look SET until = until + 864000000000")

    assert not opens(here)


def test_keys_of_an_earlier_look_do_not_serve_a_later_one(here: Looking) -> None:
    address = here.granted()
    old = rows(here, "look_grant")[0]
    here.auditor.get(address.replace("/baca", "/akhiri")).send({})
    here.granted()
    here.run("UPDATE look_grant SET stored = ?", old["stored"])

    assert not opens(here)


def test_keys_of_one_auditor_do_not_serve_another(here: Looking) -> None:
    here.granted()
    other = member(here.place, "auditor2", Role.AUDITOR)
    _enrol_auditor(here, other)
    here.run("UPDATE sample_look SET auditor = ?", other.person.id.hex)

    assert not opens(here, other)
    assert not opens(here)


def test_keys_of_a_look_copied_among_the_cases_grants_open_nothing(here: Looking) -> None:
    here.granted()
    both = also(here, here.place.auditor, Role.SUPERVISOR)
    stored = rows(here, "look_grant")[0]["stored"]
    put_back(here, "case_grant", {
        "case_id": here.case.hex, "kind": "content", "generation": 1,
        "principal": here.place.auditor.person.id.hex, "key_version": 0, "stored": stored,
    })

    assert not any(opens(here, both, standing) for standing in Standing if standing is not Standing.AUDITOR)


def test_whoever_is_named_a_reader_meanwhile_reads_by_that_and_not_by_the_look(here: Looking) -> None:
    here.granted()
    both = also(here, here.place.auditor, Role.SUPERVISOR)
    with here.place.desk() as transaction:
        granting.to_reviewer(transaction, cases.get_to_change(transaction, here.case), both.person)
        transaction.commit()

    assert opens(here, both, Standing.REVIEWER)
    assert not opens(here, both)


def test_a_key_that_was_made_since_is_not_handed_on(here: Looking) -> None:
    here.granted()
    made = CaseKey.generate("content", 2)
    put_back(here, "case_key", {
        "case_id": here.case.hex, "kind": "content", "generation": 2, "author": None, "commitment": made.commitment,
    })

    assert not opens(here)


def test_a_sweep_deletes_keys_that_belong_to_no_look(here: Looking) -> None:
    put_back(here, "look_grant", {"look": uuid4().hex, "generation": 1, "stored": b"\x01" * 60})
    here.at(here.place.auditor).get("/a/contoh")

    assert here.grants() == 0


def test_what_is_read_cannot_be_changed(here: Looking) -> None:
    here.granted()
    with auditor_at(here) as transaction:
        file = cases.get_to_change(transaction, here.case, standing=Standing.AUDITOR)
        decided = workflow.Decision(file.stage, file.progress)
        with pytest.raises(NotAllowed):
            cases.save(transaction, file, decided, [], audit.Action.MEMO_RECORDED)
        with pytest.raises(NotAllowed):
            cases.adopt(transaction, file, reason="Contoh.")


@pytest.mark.parametrize("act", list(Act))
def test_no_act_of_the_workflow_is_an_auditors(here: Looking, act: Act) -> None:
    here.granted()
    with auditor_at(here) as transaction:
        file = cases.get_to_change(transaction, here.case, standing=Standing.AUDITOR)
    move = Move(act, here.place.clock().date(), by=Standing.AUDITOR, actor=here.place.auditor.person.id)

    assert isinstance(workflow.decide(file.stage, file.progress, move), Refusal)


def test_a_paper_is_attached_by_no_auditor(here: Looking) -> None:
    here.granted()
    with auditor_at(here) as transaction, pytest.raises((NotFound, NotAllowed)):
        papers.take_back(transaction, here.case, uuid4(), reason="Contoh.", standing=Standing.AUDITOR)


def test_an_auditors_account_with_database_and_keyring_opens_no_content_without_a_look(here: Looking) -> None:
    here.ask()
    with auditor_at(here) as transaction:
        held = holding.holders(transaction)
        stored = rows(here, "case_grant")
        opened = []
        for row in (each for each in stored if each["kind"] in {"content", "private"}):
            for holder in held:
                context = grants.GrantContext(
                    row["kind"], UUID(row["case_id"]), row["generation"], UUID(row["principal"]),
                    row["key_version"] or None,
                )
                try:
                    opened.append(grants.open_grant(transaction.keyring, holder.private, row["stored"], context))
                except Tampered:
                    continue

    assert stored
    assert opened == []
    assert not opens(here)


def test_whoever_is_no_auditor_any_more_reads_nothing_by_a_look(here: Looking) -> None:
    here.granted()
    actor = here.place.auditor.person.actor
    assert actor.may(Permission.AUDIT_WORK)
    here.run("DELETE FROM group_member WHERE member = ?", here.place.auditor.person.id.hex)

    assert not opens(here)


def test_a_planted_question_is_answered_by_nobody(here: Looking) -> None:
    sample = here.draw()
    here.auditor.get(f"{sample.path}/1").confirm(ASKED)
    planted = rows(here, "sample_look")[0] | {"id": uuid4().hex}
    here.run("DELETE FROM sample_look")
    put_back(here, "sample_look", planted)

    assert here.officer.get(f"/k/contoh/{UUID(planted['id'])}").status == 500


def test_looks_are_asked_of_the_trail_and_not_of_rows_alone(here: Looking) -> None:
    here.granted()
    with auditor_at(here) as transaction:
        looks.check(transaction, here.look)
    here.run("UPDATE sample_look SET purpose = 'complaint'")
    with auditor_at(here) as transaction, pytest.raises(Tampered):
        looks.check(transaction, here.look)
