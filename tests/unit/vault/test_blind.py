"""A blind index finds the same number however it was typed, in its own column alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.vault import blind
from mediation.vault.keyring import Keyring
from mediation.vault.system import NAMES, SystemKeys

NIP = "199001012015051001"


@pytest.mark.parametrize(
    "typed", [NIP, "19900101 201505 1 001", " 19900101.201505.1.001\n", "１９９００１０１２０１５０５１００１"]
)
def test_a_nip_is_found_however_it_was_typed(system: SystemKeys, typed: str) -> None:
    expected = blind.blind_index(system, 1, 4, NIP)

    assert blind.blind_index(system, 1, 4, blind.normalise_digits(typed)) == expected


@pytest.mark.parametrize("typed", ["٣٢١", "²", "x"])
def test_digits_are_ascii_digits(typed: str) -> None:
    assert set(blind.normalise_digits(typed)) <= set("0123456789")


@pytest.mark.parametrize("typed", ["B-12/KP.05/XI/2026", "b 12 kp.05 xi 2026", "Ｂ-12/ＫＰ.05/XI/2026"])
def test_a_document_number_is_found_however_it_was_typed(typed: str) -> None:
    assert blind.normalise_text(typed) == "b12kp05xi2026"


@given(st.text())
def test_normalising_again_changes_nothing(text: str) -> None:
    once = blind.normalise_text(text)

    assert blind.normalise_text(once) == once
    assert blind.normalise_digits(blind.normalise_digits(text)) == blind.normalise_digits(text)


def test_the_same_number_in_another_column_looks_different(system: SystemKeys) -> None:
    found = {blind.blind_index(system, table, column, NIP) for table in (1, 2) for column in (3, 4)}

    assert len(found) == 4
    assert {len(index) for index in found} == {16}


def test_another_index_key_gives_another_index(system: SystemKeys) -> None:
    other = Keyring.ephemeral()
    strangers = SystemKeys.open_(other, SystemKeys.create(other))

    assert blind.blind_index(system, 1, 4, NIP) != blind.blind_index(strangers, 1, 4, NIP)


def test_the_newest_key_writes_and_older_ones_still_find() -> None:
    single = {name: bytes(32) for name in NAMES if name != "index"}
    old = SystemKeys({1: b"a" * 32}, single)
    both = SystemKeys({1: b"a" * 32, 2: b"b" * 32}, single)
    row = blind.blind_index(old, 1, 4, NIP)
    searched = [blind.blind_index(both, 1, 4, NIP, version=version) for version in both.index_versions()]

    assert both.index_versions() == (2, 1)
    assert blind.blind_index(both, 1, 4, NIP)[0] == 2
    assert row in searched
    with pytest.raises(ValueError, match="version"):
        blind.blind_index(both, 1, 4, NIP, version=3)


@pytest.mark.parametrize("value", ["", "1" * 513, "rahasia\ud800"])
def test_nothing_too_much_and_no_text_is_not_indexed(system: SystemKeys, value: str) -> None:
    with pytest.raises(ValueError, match=r"^(nothing to index|not text)$"):
        blind.blind_index(system, 1, 4, value)
