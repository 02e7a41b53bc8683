"""Failed sign-ins: counted by name and place, bounded in rows and trail, and never a way to lock somebody out."""

import statistics
import time
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from mediation import audit
from mediation.accounts import attempts, signing_in
from mediation.accounts.attempts import Origin
from mediation.accounts.signing_in import Arrival
from mediation.accounts.store import attempts as rows
from mediation.accounts.store.attempts import MOST_ROWS
from mediation.accounts.tables import sign_in_failure
from mediation.audit.tables import entry
from mediation.errors import Refusal
from mediation.transaction import Premises
from mediation.vault.principals import DEFAULT_COST
from tests.builders import PASSWORD
from tests.doors import Door, door, is_at, open_door, sign_in

__all__ = ["door"]

HERE = Origin("192.0.2.10")
WRONG = "salah"


def attempt(premises: Premises, name: str, password: str = WRONG, origin: Origin = HERE) -> Arrival | Refusal:
    return signing_in.sign_in(premises, name=name, password=password, origin=origin)


def count(premises: Premises, table: sa.Table, *where: sa.ColumnElement[bool]) -> int:
    with premises.engines.read.connect() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(table).where(*where)).scalar_one()


def reason(answer: Arrival | Refusal) -> str:
    assert isinstance(answer, Refusal)
    return answer.reason


@pytest.mark.parametrize("name", ["kepala", "tidak-ada"])
def test_after_ten_failures_the_name_has_to_wait_from_there(door: Door, name: str) -> None:
    for _ in range(10):
        assert "tidak cocok" in reason(attempt(door.premises, name))

    assert "Terlalu banyak" in reason(attempt(door.premises, name, door.one_time["kepala"]))


def test_waits_double_up_to_eight_hours(door: Door) -> None:
    waits = []
    for _ in range(22):
        answer = attempt(door.premises, "kepala")
        if "Terlalu banyak" in reason(answer):
            assert isinstance(answer, Refusal)
            waits.append(answer.values["minutes"])
            door.clock.forward(minutes=answer.values["minutes"])
            attempt(door.premises, "kepala")

    assert waits[:4] == [1, 2, 4, 8]
    assert max(waits) <= 480


def test_failures_are_forgotten_after_fifteen_minutes(door: Door) -> None:
    for _ in range(9):
        attempt(door.premises, "kepala")
    door.clock.forward(minutes=16)

    for _ in range(9):
        answer = attempt(door.premises, "kepala")

    assert "tidak cocok" in reason(answer)


def test_the_same_name_may_still_be_tried_from_another_network(door: Door) -> None:
    for _ in range(11):
        attempt(door.premises, "kepala")

    assert isinstance(attempt(door.premises, "kepala", door.one_time["kepala"], Origin("198.51.100.1")), Arrival)


@pytest.mark.parametrize(("one", "other", "same"), [
    ("192.0.2.1", "192.0.2.254", True),
    ("192.0.2.1", "192.0.3.1", False),
    ("2001:db8:0:100::1", "2001:db8:0:1ff::1", True),
    ("2001:db8:0:100::1", "2001:db8:0:200::1", False),
    ("::ffff:192.0.2.1", "192.0.2.9", True),
    ("nonsense", "192.0.2.9", False),
])
def test_a_place_is_a_24_or_a_56(one: str, other: str, same: bool) -> None:
    assert (attempts.prefix(one) == attempts.prefix(other)) is same


def test_a_device_that_signed_in_before_is_never_locked_by_failures_elsewhere(door: Door) -> None:
    known = door.enrolled("kepala")
    for _ in range(12):
        sign_in(door.visitor(), "kepala", "salah")
    assert "Terlalu banyak" in sign_in(door.visitor(), "kepala").text

    known.client.delete_cookie("s", domain="127.0.0.1")

    assert is_at(sign_in(known, "kepala")) == "/k"


def test_an_unknown_cookie_of_a_device_frees_nobody(door: Door) -> None:
    for _ in range(11):
        attempt(door.premises, "kepala")

    answer = attempt(door.premises, "kepala", door.one_time["kepala"], Origin("192.0.2.10", b"x" * 32))

    assert "Terlalu banyak" in reason(answer)


def test_ten_thousand_failures_leave_bounded_rows_and_a_bounded_trail(door: Door) -> None:
    now = 1_700_000_000_000_000
    with door.premises.engines.write.begin() as connection:
        connection.execute(sa.insert(sign_in_failure), [
            vars(rows.Failure(number.to_bytes(32), 1, now + number, now + number)) for number in range(MOST_ROWS)
        ])
    told = count(door.premises, entry)

    for number in range(150):
        with door.premises.writing() as transaction:
            attempts.fail(transaction, attempts.keyed(transaction.system, b"test", str(number).encode()))
            transaction.commit()

    assert count(door.premises, sign_in_failure) == MOST_ROWS
    assert count(door.premises, entry) - told <= 100


def test_one_name_from_one_place_is_told_once_in_fifteen_minutes(door: Door) -> None:
    for _ in range(8):
        attempt(door.premises, "kepala")

    assert count(door.premises, entry, entry.c.action == audit.Action.SIGN_IN_FAILED.value) == 1


def test_the_trail_does_not_tell_which_names_exist(door: Door) -> None:
    attempt(door.premises, "kepala")
    attempt(door.premises, "tidak-ada")

    with door.premises.engines.read.connect() as connection:
        query = sa.select(entry.c.object).where(entry.c.action == audit.Action.SIGN_IN_FAILED.value)
        kinds = {object_.partition(":")[0] for object_ in connection.execute(query).scalars()}
    assert kinds == {"sign_in"}


def test_known_and_unknown_names_get_the_same_page(door: Door) -> None:
    door.enrolled("kepala")

    def body(name: str) -> str:
        page = sign_in(door.visitor(), name, "salah")
        token = dict(page.form("name").fields)
        return page.html.replace(name, "N").replace(token["csrf_token"], "T").replace(token["submit_key"], "K")

    assert body("kepala") == body("tidak-ada")


def test_known_and_unknown_names_take_the_same_time(tmp_path: Path) -> None:
    place = open_door(tmp_path)
    place.enrolled("kepala")
    dear = replace(place.premises, cost=DEFAULT_COST)
    arrived = attempt(dear, "kepala", PASSWORD)  # raises the stored cost to the real one
    assert isinstance(arrived, Arrival)
    times: dict[str, list[float]] = {"kepala": [], "tidak-ada": []}

    for number in range(15):
        for name, taken in times.items():
            # Time of this process alone: the other tests of a busy machine are no part of the answer.
            started = time.process_time()
            attempt(dear, name, "salah", Origin(f"198.51.{number}.1"))
            taken.append(time.process_time() - started)

    known, unknown = (statistics.median(taken) for taken in times.values())
    assert abs(known - unknown) / max(known, unknown) < 0.10


def test_a_higher_cost_is_taken_up_at_the_next_sign_in(door: Door) -> None:
    door.enrolled("kepala")
    dearer = replace(door.premises, cost=replace(door.premises.cost, memory_kib=64))

    assert isinstance(attempt(dearer, "kepala", PASSWORD), Arrival)
    assert isinstance(attempt(door.premises, "kepala", PASSWORD), Arrival)
