"""The keys of the installation open together or not at all."""

from dataclasses import replace

import pytest

from mediation.errors import Tampered
from mediation.vault.keyring import Keyring
from mediation.vault.system import NAMES, StoredSystemKey, SystemKeys, index_key, key_of


def test_each_name_has_its_own_key(keyring: Keyring) -> None:
    system = SystemKeys.open_(keyring, SystemKeys.create(keyring))
    keys = {index_key(system, 1)} | {key_of(system, name) for name in NAMES if name != "index"}

    assert len(keys) == len(NAMES)
    assert system.cookie_secret() not in keys
    assert len(system.cookie_secret()) == 32


def test_two_openings_give_the_same_keys(keyring: Keyring) -> None:
    rows = SystemKeys.create(keyring)
    one, other = SystemKeys.open_(keyring, rows), SystemKeys.open_(keyring, reversed(rows))

    assert one.cookie_secret() == other.cookie_secret()
    assert key_of(one, "audit") == key_of(other, "audit")


@pytest.mark.parametrize("name", NAMES)
def test_a_missing_key_is_noticed(keyring: Keyring, name: str) -> None:
    rows = [row for row in SystemKeys.create(keyring) if row.name != name]
    with pytest.raises(Tampered):
        SystemKeys.open_(keyring, rows)


@pytest.mark.parametrize("name", NAMES)
def test_a_key_in_another_place_or_doubled_is_refused(keyring: Keyring, name: str) -> None:
    rows = SystemKeys.create(keyring)
    row = next(row for row in rows if row.name == name)
    rest = [other for other in rows if other.name != name]
    swapped = replace(row, stored=rest[0].stored)
    for wrong in (swapped, replace(row, version=2), replace(row, version=0), replace(row, version=70_000)):
        with pytest.raises(Tampered):
            SystemKeys.open_(keyring, [*rest, wrong])
    with pytest.raises(Tampered):
        SystemKeys.open_(keyring, [*rows, row])


def test_an_unknown_name_is_refused(keyring: Keyring) -> None:
    stored = keyring.wrap(bytes(32), b"sys", b"other", b"\0\1")
    with pytest.raises(Tampered):
        SystemKeys.open_(keyring, [*SystemKeys.create(keyring), StoredSystemKey("other", 1, stored)])


def test_a_key_of_another_length_is_refused(keyring: Keyring) -> None:
    rows = [row for row in SystemKeys.create(keyring) if row.name != "audit"]
    short = StoredSystemKey("audit", 1, keyring.wrap(bytes(31), b"sys", b"audit", b"\0\1"))
    with pytest.raises(Tampered):
        SystemKeys.open_(keyring, [*rows, short])


@pytest.mark.parametrize(("name", "version"), [("audit", 2), ("audit", 0), ("index", 0), ("index", 256)])
def test_a_version_that_no_format_holds_is_refused(keyring: Keyring, name: str, version: int) -> None:
    rows = [row for row in SystemKeys.create(keyring) if row.name != name]
    stored = keyring.wrap(bytes(32), b"sys", name.encode(), version.to_bytes(2, "big"))
    with pytest.raises(Tampered):
        SystemKeys.open_(keyring, [*rows, StoredSystemKey(name, version, stored)])


def test_another_keyring_opens_none(keyring: Keyring) -> None:
    with pytest.raises(Tampered):
        SystemKeys.open_(Keyring.ephemeral(), SystemKeys.create(keyring))
