"""The agency's lists in the database: versions that are never changed, and what the trail tells of them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa

from mediation import audit
from mediation.accounts.model import Unit
from mediation.accounts.store import units
from mediation.agency import services, store
from mediation.agency.codec import defaults
from mediation.agency.delegation import decider
from mediation.agency.model import CHECKLIST, DELEGATION, RETENTION, TEAMS, Edition, Entry, Line, RetentionClass, Team
from mediation.agency.tables import agency_book
from mediation.errors import Conflict, NotFound, Refusal
from mediation.transaction import Transaction
from tests.builders import Office, office

TEAM = Team("", "Tim Contoh")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Office]:
    made = office(tmp_path)
    yield made
    made.premises.engines.dispose()


@pytest.fixture
def desk(place: Office) -> Iterator[Transaction]:
    with place.desk(place.head) as transaction:
        yield transaction


def done(result: "Edition[Team] | Refusal") -> "Edition[Team]":
    assert isinstance(result, Edition), result
    return result


def test_a_list_is_what_the_program_came_with_until_it_is_changed(desk: Transaction) -> None:
    edition = store.current(desk, CHECKLIST)

    assert (edition.version, edition.items, edition.by) == (1, defaults(CHECKLIST), None)
    assert store.at(desk, CHECKLIST, 1) == edition


def test_a_change_is_a_new_version_by_whom_and_when(place: Office, desk: Transaction) -> None:
    made = done(services.write(desk, TEAMS, TEAM, after="T03", version=1))

    assert store.current(desk, TEAMS) == made
    assert (made.version, made.by, made.made) == (2, place.head.person.id, desk.micros)
    assert [item.code for item in store.current(desk, TEAMS).items] == ["T01", "T02", "T03", "T04"]


def test_an_older_version_reads_as_it_did(desk: Transaction) -> None:
    services.write(desk, RETENTION, RetentionClass("R01", "Keputusan", years=10), after="", version=1)

    assert store.at(desk, RETENTION, 1).items == defaults(RETENTION)
    assert store.at(desk, RETENTION, 2).items[0].years == 10


def test_a_pinned_version_stays_readable_when_a_release_comes_with_another_list(desk: Transaction) -> None:
    pinned = store.pinned(desk, CHECKLIST)

    assert desk.execute(sa.select(sa.func.count()).select_from(agency_book)).scalar_one() == 1
    assert store.pinned(desk, CHECKLIST) == pinned
    assert pinned.made == desk.micros


def test_a_version_that_never_was_is_absent(desk: Transaction) -> None:
    with pytest.raises(NotFound):
        store.at(desk, CHECKLIST, 2)


def test_of_two_who_change_the_same_version_the_second_is_told(desk: Transaction) -> None:
    services.write(desk, TEAMS, TEAM, after="", version=1)

    with pytest.raises(Conflict):
        services.write(desk, TEAMS, replace(TEAM, label="Tim Lain"), after="", version=1)
    assert store.current(desk, TEAMS).version == 2


@pytest.mark.parametrize("version", [None, 0, 2])
def test_a_change_made_from_no_version_is_a_conflict(desk: Transaction, version: int | None) -> None:
    with pytest.raises(Conflict):
        services.write(desk, TEAMS, TEAM, after="", version=version)


def test_no_version_can_be_changed_or_removed(desk: Transaction) -> None:
    services.write(desk, TEAMS, TEAM, after="", version=1)
    for statement in (sa.update(agency_book).values(content="[]"), sa.delete(agency_book)):
        with pytest.raises(sa.exc.IntegrityError, match="append-only"):
            desk.execute(statement)


def test_the_trail_names_list_and_version_and_no_word_of_either(desk: Transaction) -> None:
    services.write(desk, TEAMS, TEAM, after="", version=1)
    services.retire(desk, TEAMS, "T04", reason="Dibubarkan.", version=2)

    told = audit.about(desk, "agency:teams")
    assert [entry.action for entry in told] == ["agency.changed"] * 2
    assert [dict(entry.detail) for entry in told] == [{"kind": "teams", "version": 3}, {"kind": "teams", "version": 2}]


def test_a_line_that_ended_keeps_its_place_its_words_and_the_reason(desk: Transaction) -> None:
    ended = services.retire(desk, CHECKLIST, "K35", reason="Tidak diminta.", version=1)
    before = store.at(desk, CHECKLIST, 1)

    assert ended.item("K35") == replace(before.item("K35") or Line("", ""), retired="Tidak diminta.")
    assert [item.code for item in ended.items] == [item.code for item in before.items]
    assert services.take_up(desk, CHECKLIST, "K35", version=2).items == before.items


def test_what_changes_nothing_is_no_version(desk: Transaction) -> None:
    first = defaults(TEAMS)[0]

    assert services.write(desk, TEAMS, first, after="", version=1) == store.current(desk, TEAMS)
    assert services.retire(desk, TEAMS, first.code, reason=first.retired, version=1).version == 1
    assert audit.about(desk, "agency:teams") == ()


def test_a_line_that_is_not_there_cannot_end(desk: Transaction) -> None:
    with pytest.raises(NotFound):
        services.retire(desk, TEAMS, "T99", reason="x", version=1)


def test_a_line_cannot_be_written_under_a_code_that_never_was(desk: Transaction) -> None:
    with pytest.raises(NotFound):
        services.write(desk, TEAMS, Team("T99", "Tim"), after="", version=1)


@pytest.mark.parametrize("item", [
    Line("", "Surat persetujuan istri", required=True),
    Line("K41", "Pernyataan lain", required=True, consent=True),
    Line("", "kartu KELUARGA"),
])
def test_a_line_that_may_not_stand_is_refused_and_nothing_is_saved(desk: Transaction, item: Line) -> None:
    assert isinstance(services.write(desk, CHECKLIST, item, after="", version=1), Refusal)
    assert store.current(desk, CHECKLIST).version == 1


def test_a_name_may_be_used_again_after_nobody_bears_it(desk: Transaction) -> None:
    services.write(desk, TEAMS, Team("T01", "Tim Satu"), after="", version=1)

    assert done(services.write(desk, TEAMS, Team("", "Tim Pemeriksa"), after="", version=2)).version == 3


def test_the_delegation_covers_the_units_below(place: Office, desk: Transaction) -> None:
    below = Unit(uuid4(), "Sekolah", place.unit.id, None, "WIB")
    units.add(desk, below)
    entry = Entry("D01", "Dinas", unit=place.unit.id, title=("KEPALA DINAS",), block=("KEPALA DINAS,",), name="Contoh")
    services.write(desk, DELEGATION, entry, after="", version=1)

    used = store.current(desk, DELEGATION).used
    chain = store.unit_chain(desk, below.id)
    assert chain == (below.id, place.unit.id)
    assert decider(used, "pns", "III/c", "", chain, place.clock().date()) == entry
    assert isinstance(decider(used, "pns", "III/c", "", (uuid4(),), place.clock().date()), Refusal)


def test_a_unit_chain_of_nothing_is_empty_and_one_of_a_loop_ends(place: Office, desk: Transaction) -> None:
    units.change(desk, replace(place.unit, parent=place.unit.id))

    assert store.unit_chain(desk, None) == ()
    assert store.unit_chain(desk, uuid4()) == ()
    assert store.unit_chain(desk, place.unit.id) == (place.unit.id,)
