"""What must stand in the trail stands there, whoever did it by whatever door; and nobody can fill it."""

import ast
import re
from pathlib import Path
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from mediation import audit
from mediation.accounts import attempts
from mediation.accounts.attempts import Origin
from mediation.accounts.store import people
from mediation.audit import Action
from mediation.audit.store import MOST_TOLD, WINDOW
from mediation.audit.tables import entry
from mediation.transaction import Premises
from mediation.vault import chain
from tests import builders, submitted, tour_exports
from tests.builders import PASSWORD, Office
from tests.doors import OTHER_PASSWORD, Door, door, one_time_on, sign_in
from tests.looking import looking
from tests.pages import Visitor, arrive

__all__ = ["door"]
HOUSE = Path(audit.__file__).parent.parent
# They name acts for readers and write none.
READERS = {"actions.py", "history.py", "sentences.py", "telling.py", "laying.py", "listing.py"}


def entries(premises: Premises) -> list[chain.Entry]:
    """Return the whole trail."""
    query = sa.select(entry.c.canonical).order_by(entry.c.seq)
    with premises.engines.read.connect() as connection:
        return [chain.parse(each) for each in connection.execute(query).scalars()]


def acts(premises: Premises) -> set[str]:
    """Return what the trail tells of."""
    return {each.action for each in entries(premises)}


def test_every_act_that_the_trail_knows_is_written_somewhere() -> None:
    named: set[str] = set()
    for path in HOUSE.rglob("*.py"):
        if path.name not in READERS and "demo" not in path.parts:
            found = ast.walk(ast.parse(path.read_text()))
            named |= {node.attr for node in found if isinstance(node, ast.Attribute) and node.attr.isupper()}

    assert {action.name for action in Action} - named == set()


FLOOD = 10_000


def test_ten_thousand_failed_sign_ins_leave_few_entries_each_with_the_count(door: Door) -> None:
    before = len(entries(door.premises))
    with door.premises.writing() as transaction:
        for number in range(FLOOD):
            name, place = f"orang{number % 2_000}", Origin(f"203.0.{number % 250}.7")
            attempts.fail(transaction, attempts.counter(transaction, name, place, None))
        transaction.commit()
    added = entries(door.premises)[before:]

    assert 0 < len(added) <= 120
    assert {each.action for each in added} == {Action.SIGN_IN_FAILED.value}


def test_failed_sign_ins_by_the_door_stand_in_the_trail(door: Door) -> None:
    door.enrolled("kepala")
    stranger = door.visitor("203.0.113.9")
    sign_in(stranger, "kepala", "salah sama sekali")
    wrong = {"name": "auditor", "recovery_code": "-".join(["0000"] * 8), "password": OTHER_PASSWORD,
             "password_again": OTHER_PASSWORD}
    stranger.get("/pemulihan").send(wrong)

    assert len([each for each in entries(door.premises) if each.action == Action.SIGN_IN_FAILED]) == 2


def refusals(office: Office) -> list[chain.Entry]:
    """Return the entries of refused requests."""
    return [each for each in entries(office.premises) if each.action == Action.REQUEST_REFUSED]


def ask(visitor: Visitor, how: str, case: UUID) -> int:
    """Ask for something that is refused; return the status."""
    if how == "another role's page":
        return visitor.get("/k").status
    if how == "another's case":
        return visitor.get(f"/b/{uuid4()}").status
    if how == "a form without its token":
        return visitor.post("/b/baru", {"involved": "tidak"}).status
    return visitor.get(f"/b/{case}/4").status


REFUSED = {"another role's page": 403, "another's case": 404, "a form without its token": 400}


@pytest.mark.parametrize("how", REFUSED)
def test_what_was_refused_stands_in_the_trail_with_who_asked(office: Office, how: str) -> None:
    case = builders.open_case(office)

    assert ask(arrive(office), how, case) == REFUSED[how]
    assert [each.actor for each in refusals(office)] == [f"person:{office.supervisor.person.id}"]


def test_whoever_floods_refused_requests_fills_the_trail_to_a_bound_and_the_next_entry_tells_how_many(
    office: Office,
) -> None:
    visitor, asked = arrive(office), 60
    for _ in range(asked):
        visitor.get(f"/b/{uuid4()}")
    flooded = len(refusals(office))
    office.clock.forward(seconds=WINDOW.total_seconds())
    visitor.get("/k")
    last = refusals(office)[-1]

    assert flooded == MOST_TOLD
    assert last.detail == {"unrecorded": asked - MOST_TOLD}
    assert f"{asked - MOST_TOLD} lainnya dalam waktu singkat" in arrive(office, office.head).get("/a/jejak").text


def test_the_flood_of_one_hides_no_refusal_of_another(office: Office) -> None:
    visitor = arrive(office)
    for _ in range(MOST_TOLD + 5):
        visitor.get(f"/b/{uuid4()}")

    arrive(office, office.colleague).get("/k")

    assert refusals(office)[-1].actor == f"person:{office.colleague.person.id}"


def test_windows_follow_each_other_and_nothing_is_told_twice(office: Office) -> None:
    visitor = arrive(office)
    for _ in range(3):
        for _ in range(MOST_TOLD + 2):
            visitor.get("/k")
        office.clock.forward(seconds=WINDOW.total_seconds())
    visitor.get("/k")
    told = [each.detail.get("unrecorded", 0) for each in refusals(office)]

    assert (len(told), sum(told), max(told)) == (3 * MOST_TOLD + 1, 6, 2)


def test_every_act_upon_keys_and_accounts_by_the_door_stands_in_the_trail(door: Door) -> None:
    head, auditor, admin = (door.enrolled(name) for name in ("kepala", "auditor", "admin"))
    door.clock.forward(minutes=1)
    door.added("petugas", "bureau_officer", admin)
    door.enrolled("petugas")
    with door.premises.reading() as transaction:
        clerk = people.find(transaction, "petugas")
    assert clerk
    head.get(f"/kelola/kelompok/calon/{clerk.id}").send({"outcome": "same"}).send({})
    head.get(f"/kelola/kelompok/anggota/{clerk.id}").send({"reason": "moved"}).send({})
    one_time = one_time_on(admin.get(f"/kelola/orang/{clerk.id}/atur-ulang").send({}))
    again = {"password": OTHER_PASSWORD, "password_again": OTHER_PASSWORD}
    code = {"recovery_code": " ".join(door.codes["petugas"])}
    sign_in(door.visitor(), "petugas", one_time).send({**again, **code})
    admin.get(f"/kelola/orang/{clerk.id}/nonaktif").send({})
    auditor.get("/profil/kata-sandi").send({"current_password": PASSWORD, **again})
    lost = {"name": "kepala", "recovery_code": " ".join(door.codes["kepala"]), **again}
    door.visitor().get("/pemulihan").send(lost)

    assert {
        "person.added", "person.enrolled", "person.reset", "person.deactivated", "password.changed", "recovery.used",
        "group.founded", "group.member_enrolled", "group.member_removed", "group.key_rotated", "session.started",
    } <= acts(door.premises)


def test_looks_exports_downloads_and_what_the_auditor_reads_stand_in_the_trail(tmp_path: Path) -> None:
    at = looking(tmp_path)
    read = at.granted()
    assert at.auditor.get(read).status == 200
    at.auditor.get(read.removesuffix("/baca") + "/akhiri").send({})
    for path in ("/a", "/a/jejak"):
        assert at.auditor.get(path).status == 200
    made, _identity = tour_exports.take_away(at.auditor, at.head, lambda name: f"Contoh {name}")
    assert tour_exports.fetched(at.auditor, made)
    tour_exports.let_go(at.auditor, at.head, lambda name: f"Contoh {name}")
    found = entries(at.place.premises)

    assert {
        "sample.drawn", "look.asked", "look.approved", "look.granted", "look.ended", "summaries.read", "trail.read",
        "export_key.added", "export_key.confirmed", "export_key.retired", "export.begun", "export.made",
        "export.taken", "export.gone", "case.opened",
    } <= {each.action for each in found}
    assert "sample" in {each.detail.get("purpose") for each in found if each.action == "case.opened"}


def test_previews_issues_and_prints_of_letters_stand_in_the_trail(office: Office) -> None:
    case = submitted.reported(office)
    holder = arrive(office)
    holder.get(f"/b/{case}/6/c")
    letter = re.compile(f"/b/{case}/6/[0-9a-f-]{{36}}")
    links = [link for link in holder.get(f"/b/{case}").reader.links if letter.fullmatch(link)]
    for link in links:
        assert holder.client.get(link, base_url="http://127.0.0.1:8000").status_code == 200
    found = entries(office.premises)

    assert len([each for each in found if each.action == "document.opened"]) == len(links) > 0
    assert "document.issued" in {each.action for each in found}
    assert "preview" in {each.detail.get("purpose") for each in found if each.action == "case.opened"}


def test_a_wrong_password_in_an_open_session_stands_in_the_trail(door: Door) -> None:
    visitor = door.enrolled("kepala")
    again = {"password": OTHER_PASSWORD, "password_again": OTHER_PASSWORD}
    visitor.get("/profil/kata-sandi").send({"current_password": "salah sama sekali", **again})

    assert "request.refused" in acts(door.premises)
