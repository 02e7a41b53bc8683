"""Checkpoints tell a cut, a rewritten and an older trail apart, and a forged one from all."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mediation import audit
from mediation.audit import outside, records
from mediation.audit.against import Course
from mediation.audit.outside import Reason
from mediation.audit.rows import State
from mediation.errors import Tampered
from mediation.vault import chain, notes
from mediation.vault.keyring import Keyring
from mediation.vault.system import SystemKeys
from tests import builders, trails
from tests.trails import Trail


@pytest.fixture
def trail(tmp_path: Path) -> Iterator[Trail]:
    yield from trails.trail(tmp_path)


def strangers() -> SystemKeys:
    other = Keyring.ephemeral()
    return SystemKeys.open_(other, SystemKeys.create(other))


def test_a_trail_that_grew_agrees_with_its_file(trail: Trail) -> None:
    for _ in range(3):
        trail.act(7)
        trail.checkpoint()
    trail.act()

    found = trail.found()

    assert found.whole
    assert (found.comparison.course, found.comparison.agreeing) == (Course.KEPT, 3)
    assert trail.glance().course is Course.KEPT


def lived(trail: Trail) -> int:
    """Let the office live on: acts, checkpoints and a session an hour later; return where the trail was between."""
    trail.act(10)
    trail.checkpoint()
    between = trail.end
    trail.office.clock.forward(hours=1)
    trail.act(10)
    trail.checkpoint()
    trail.office.clock.forward(hours=1)
    return between


def test_a_cut_tail_shows_in_a_database_that_lived_on(trail: Trail) -> None:
    between = lived(trail)
    with trail.premises.writing() as transaction:
        transaction.once(trail.office.unit.id)
        transaction.commit()
    trail.sql(f"DELETE FROM audit_entry WHERE seq > {between + 4}")

    found = trail.found()

    assert found.chain.whole
    assert (found.comparison.course, found.comparison.upto, found.comparison.head) == (Course.CUT, between, between + 4)
    assert not trail.glance().whole


def test_a_cut_tail_shows_in_a_case_that_is_newer(trail: Trail) -> None:
    trail.checkpoint()
    end = trail.end
    builders.open_case(trail.office)
    trail.checkpoint()
    trail.sql(f"DELETE FROM audit_entry WHERE seq > {end}")

    found = trail.found()

    assert (found.comparison.course, [row.state for row in found.rows]) == (Course.CUT, [State.NEWER])


def test_a_database_put_back_as_a_whole_is_told_from_a_cut_tail(trail: Trail) -> None:
    trail.act(10)
    trail.checkpoint()
    older = trail.keep("older.db")
    lived(trail)
    trail.put_back(older)

    found = trail.found()

    assert found.chain.whole
    assert not found.rows
    assert found.comparison.course is Course.ROLLED_BACK
    assert not trail.glance().whole


@pytest.mark.parametrize("more", [1, 25])
def test_a_database_put_back_and_used_again_is_told_with_where_it_parted(trail: Trail, more: int) -> None:
    trail.act(10)
    trail.checkpoint()
    parted, older = trail.end, trail.keep("older.db")
    lived(trail)
    trail.put_back(older)
    trail.act(more)

    found = trail.found()

    assert found.chain.whole
    assert (found.comparison.course, found.comparison.upto) == (Course.CONTINUED, parted)


def test_a_database_put_back_whose_new_checkpoints_agree_is_told_too(trail: Trail) -> None:
    trail.checkpoint()
    parted, older = trail.end, trail.keep("older.db")
    trail.act(3)
    trail.checkpoint()
    trail.put_back(older)
    trail.office.clock.forward(minutes=1)
    trail.act(5)
    trail.checkpoint()

    comparison = trail.found().comparison

    assert (comparison.course, comparison.upto) == (Course.CONTINUED, parted)


def rewrite(trail: Trail, start: int) -> None:
    """Tell entry `start` otherwise and chain all after it anew, as only somebody with the keyring can."""
    rows = trail.sql("SELECT seq, canonical, mac FROM audit_entry ORDER BY seq")
    mac = chain.START
    with trail.premises.writing() as transaction:
        for seq, canonical, stored in rows:
            if seq == start:
                told = chain.parse(canonical)
                canonical = chain.canonical(  # noqa: PLW2901 - as it is told now
                    told.seq, told.time_us, told.actor, told.action, told.object, {"rows": 1},
                )
            mac = stored if seq < start else chain.next_mac(trail.premises.system, mac, canonical)
            transaction.connection.exec_driver_sql(
                "UPDATE audit_entry SET canonical = ?, mac = ? WHERE seq = ?", (canonical, mac, seq),
            )
        transaction.commit()


def test_a_middle_written_anew_with_the_keyring_is_told_with_the_two_checkpoints(trail: Trail) -> None:
    between = lived(trail)
    rewrite(trail, between + 3)

    found = trail.found()

    assert found.chain.whole
    assert (found.comparison.course, found.comparison.upto, found.comparison.size) == (
        Course.REWRITTEN, between, between + 10,
    )


def test_whoever_has_the_keyring_and_the_file_is_seen_by_a_copy_elsewhere_alone(trail: Trail) -> None:
    between = lived(trail)
    elsewhere = tuple(records.read(trail.file))
    rewrite(trail, between + 3)
    trail.file.unlink()
    trail.checkpoint()

    assert trail.found().whole
    assert trail.found(elsewhere).comparison.course is Course.REWRITTEN


def forged(trail: Trail, size: int = 5) -> str:
    return notes.sign(strangers(), notes.Checkpoint(trail.premises.outside.origin, size, bytes(32)))


def test_a_checkpoint_forged_without_the_key_is_named_by_its_line(trail: Trail) -> None:
    trail.checkpoint()
    records.append(trail.file, forged(trail), trail.office.clock())
    trail.checkpoint()

    comparison = trail.found().comparison

    assert (comparison.course, comparison.forged) == (Course.KEPT, (10,))
    assert not comparison.whole
    assert "TITIK PERIKSA PALSU: yang dimulai pada baris 10" in comparison.sentences[1].words


@pytest.mark.parametrize(("old", "new"), [("\n{size}\n", "\n{more}\n"), ("— ", "— x"), ("{origin}", "lain.contoh")])
def test_an_edited_checkpoint_is_named(trail: Trail, old: str, new: str) -> None:
    trail.checkpoint()
    values = {"size": trail.end, "more": trail.end + 1, "origin": trail.premises.outside.origin}
    text = trail.file.read_text(encoding="utf-8")
    trail.file.write_text(text.replace(old.format(**values), new.format(**values)), encoding="utf-8")

    assert trail.found().comparison.forged


def test_an_installation_renamed_in_the_database_agrees_with_nothing(trail: Trail) -> None:
    trail.checkpoint()
    renamed = replace(trail.premises, outside=replace(trail.premises.outside, origin="lain.contoh"))

    found = Trail(replace(trail.office, premises=renamed)).found()

    assert (found.comparison.course, len(found.comparison.forged)) == (Course.NONE, 1)


@pytest.mark.parametrize("kept", [30, 60, 120])
def test_a_torn_record_is_passed_over_and_the_next_one_read(trail: Trail, kept: int) -> None:
    trail.checkpoint()
    whole = trail.file.read_bytes()
    trail.file.write_bytes(whole[:kept])
    trail.act()
    trail.checkpoint()

    comparison = trail.found().comparison

    assert comparison.whole
    assert comparison.upto == trail.end


@pytest.mark.parametrize("junk", [b"\xff\xfe\x00", b"x" * 5_000, "— x\n".encode() * 9, b"\n\n\n", b"# 2026\n# x\n"])
def test_a_file_of_anything_is_read_without_a_fault(trail: Trail, junk: bytes) -> None:
    trail.file.write_bytes(junk)
    trail.checkpoint()

    assert trail.found().comparison.upto in {0, trail.end}


@pytest.mark.parametrize("damage", ["", "x", "\n\n\n\n\n", "a\n1\nAA==\n\n— a AA==\n", "a\n01\n{head}\n\n— a {sig}\n"])
def test_what_is_no_note_is_refused(trail: Trail, damage: str) -> None:
    verifier = notes.verifier_key(trail.premises.system, trail.premises.outside.origin)

    with pytest.raises(Tampered):
        notes.read(damage.format(head="A" * 43 + "=", sig="A" * 91 + "="), verifier)


# going on after a restore


def restored(trail: Trail) -> None:
    trail.checkpoint()
    older = trail.keep("older.db")
    lived(trail)
    trail.put_back(older)


def test_an_accepted_restore_goes_on_and_stands_in_the_trail(trail: Trail) -> None:
    restored(trail)
    end = trail.end
    outside.accept(trail.premises, Reason.RESTORED)
    with trail.premises.reading() as transaction:
        told = audit.about(transaction, outside.SUBJECT)

    assert [(entry.action, entry.detail["reason"], entry.seq) for entry in told] == [
        ("checkpoints.accepted", "restored", end + 1),
    ]
    assert trail.glance().whole
    found = trail.found()
    assert found.whole
    assert found.comparison.excused == 2
    trail.act(30)
    assert trail.found().whole


def test_an_accepted_restore_excuses_no_later_one(trail: Trail) -> None:
    restored(trail)
    outside.accept(trail.premises, Reason.RESTORED)
    older = trail.keep("again.db")
    trail.act(5)
    trail.checkpoint()
    trail.put_back(older)

    assert not trail.glance().whole
    assert trail.found().comparison.course is Course.ROLLED_BACK


def test_a_restore_behind_the_accepted_one_is_not_excused_by_it(trail: Trail) -> None:
    restored(trail)
    before = trail.keep("before.db")
    outside.accept(trail.premises, Reason.RESTORED)
    trail.put_back(before)

    assert not trail.glance().whole


def test_a_copy_from_before_the_restore_is_excused_by_what_was_accepted(trail: Trail) -> None:
    restored(trail)
    elsewhere = tuple(records.read(trail.file))
    outside.accept(trail.premises, Reason.RESTORED)

    assert trail.found(elsewhere).comparison.excused == 2
    assert trail.found(elsewhere).whole


def test_checkpoints_slipped_into_the_accepted_part_are_not_excused(trail: Trail) -> None:
    restored(trail)
    outside.accept(trail.premises, Reason.RESTORED)
    text = trail.file.read_bytes()
    trail.file.write_bytes(b"\n" + text)

    assert not trail.found().whole
