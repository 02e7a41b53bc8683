"""Passwords, recovery codes, fingerprints and the directory's MAC."""

import threading
import time
import unicodedata
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.errors import Tampered
from mediation.vault import principals
from mediation.vault.keyring import Keyring
from mediation.vault.keys import PrivateKey
from mediation.vault.principals import Cost
from mediation.vault.system import SystemKeys

SALT = bytes(range(16))
ME, OTHER = UUID(int=1), UUID(int=2)


def verifier(password: str, cost: Cost, salt: bytes = SALT) -> bytes:
    return principals.stretch(password, salt, cost).verifier


def test_the_right_password_matches_and_opens(keyring: Keyring, private: PrivateKey, cheap: Cost) -> None:
    stretched = principals.stretch("kata sandi contoh", SALT, cheap)
    row = principals.wrap_verifier(keyring, ME, stretched.verifier)
    sealed = principals.seal_private(keyring, ME, private, stretched.unlock)
    again = principals.stretch("kata sandi contoh", SALT, cheap)

    assert principals.verifier_matches(keyring, ME, row, again.verifier)
    principals.open_private(keyring, ME, sealed, again.unlock).check(private.public)


def test_a_wrong_password_does_neither(keyring: Keyring, private: PrivateKey, cheap: Cost) -> None:
    right, wrong = (principals.stretch(text, SALT, cheap) for text in ("benar sekali", "benar sekalI"))
    row = principals.wrap_verifier(keyring, ME, right.verifier)
    sealed = principals.seal_private(keyring, ME, private, right.unlock)

    assert not principals.verifier_matches(keyring, ME, row, wrong.verifier)
    with pytest.raises(Tampered):
        principals.open_private(keyring, ME, sealed, wrong.unlock)


def test_the_verifier_opens_nothing(keyring: Keyring, private: PrivateKey, cheap: Cost) -> None:
    stretched = principals.stretch("kata sandi contoh", SALT, cheap)
    sealed = principals.seal_private(keyring, ME, private, stretched.unlock)

    assert stretched.verifier != stretched.unlock
    with pytest.raises(Tampered):
        principals.open_private(keyring, ME, sealed, stretched.verifier)


def test_rows_of_another_person_are_refused(keyring: Keyring, private: PrivateKey, cheap: Cost) -> None:
    stretched, code = principals.stretch("kata sandi contoh", SALT, cheap), bytes(20)
    row = principals.wrap_verifier(keyring, OTHER, stretched.verifier)
    by_password = principals.seal_private(keyring, OTHER, private, stretched.unlock)
    by_code = principals.seal_private_with_code(keyring, OTHER, private, code)

    with pytest.raises(Tampered):
        principals.verifier_matches(keyring, ME, row, stretched.verifier)
    with pytest.raises(Tampered):
        principals.open_private(keyring, ME, by_password, stretched.unlock)
    with pytest.raises(Tampered):
        principals.open_private_with_code(keyring, ME, by_code, code)


def test_a_row_is_no_other_kind_of_row(keyring: Keyring, private: PrivateKey) -> None:
    code = bytes(20)
    with pytest.raises(Tampered):
        principals.open_private_with_code(keyring, ME, principals.seal_private(keyring, ME, private, bytes(32)), code)


def test_a_stolen_verifier_row_is_nothing_to_guess_against(keyring: Keyring, cheap: Cost) -> None:
    row = principals.wrap_verifier(keyring, ME, verifier("kata sandi contoh", cheap))
    with pytest.raises(Tampered):
        principals.verifier_matches(Keyring.ephemeral(), ME, row, verifier("kata sandi contoh", cheap))


def test_a_password_counts_as_it_reads_not_as_it_was_typed(cheap: Cost) -> None:
    typed = "caf\u00e9 contoh"

    assert verifier(typed, cheap) == verifier(unicodedata.normalize("NFD", typed), cheap)


@pytest.mark.parametrize("other", [" sandi contoh", "sandi contoh ", "Sandi contoh", "sandi  contoh", "sandi contoh\n"])
def test_a_password_is_never_trimmed_or_folded(cheap: Cost, other: str) -> None:
    assert verifier("sandi contoh", cheap) != verifier(other, cheap)


def test_a_password_is_never_cut(cheap: Cost) -> None:
    assert verifier("x" * 1024, cheap) != verifier("x" * 1023 + "y", cheap)


def test_salts_and_costs_give_other_keys(cheap: Cost) -> None:
    dearer = Cost(cheap.memory_kib * 2, cheap.passes, cheap.lanes)

    assert len({principals.new_salt() for _ in range(100)}) == 100
    assert verifier("sandi", cheap, bytes(16)) != verifier("sandi", cheap, SALT)
    assert verifier("sandi", cheap) != verifier("sandi", dearer)


@pytest.mark.parametrize("password", ["x" * 1025, "sandi\ud800rahasia"])
def test_an_unusable_password_is_refused_without_being_quoted(cheap: Cost, password: str) -> None:
    with pytest.raises(ValueError, match=r"^(not text|the password is too long)$") as refused:
        principals.stretch(password, SALT, cheap)

    assert type(refused.value) is ValueError


@pytest.mark.parametrize(
    "cost",
    [
        Cost(256 * 1024 + 1, 1, 1),
        Cost(2**40, 1, 1),
        Cost(8, 11, 1),
        Cost(8, 2**31, 1),
        Cost(8, 0, 1),
        Cost(0, 1, 1),
        Cost(7, 1, 1),
        Cost(8, 1, 0),
        Cost(8, 1, 2),
        Cost(1024, 1, 5),
        Cost(-1, -1, -1),
    ],
)
def test_costs_out_of_bounds_are_refused_before_any_work(cost: Cost) -> None:
    begun = time.perf_counter()
    with pytest.raises(Tampered, match="cost"):
        principals.stretch("sandi", SALT, cost)

    assert time.perf_counter() - begun < 0.1


@pytest.mark.parametrize("length", [0, 8, 15, 17, 64])
def test_a_salt_of_another_length_is_refused(cheap: Cost, length: int) -> None:
    with pytest.raises(Tampered):
        principals.stretch("sandi", bytes(length), cheap)


def test_at_most_two_passwords_are_stretched_at_once(cheap: Cost) -> None:
    """With both places taken a third run waits; with one free again it goes on."""
    done = threading.Event()

    def third() -> None:
        principals.stretch("sandi", SALT, cheap)
        done.set()

    with principals._RUNS:
        with principals._RUNS:
            thread = threading.Thread(target=third)
            thread.start()
            assert not done.wait(0.3)
        assert done.wait(10)
    thread.join()


def test_the_default_cost_is_within_its_own_bounds() -> None:
    assert Cost(65_536, 3, 1) == principals.DEFAULT_COST


@given(st.binary(min_size=20, max_size=20))
def test_a_printed_code_is_read_again(code: bytes) -> None:
    printed = principals.format_code(code)

    assert principals.parse_code(printed) == code
    assert principals.parse_code(printed.replace("-", "").lower()) == code
    assert principals.parse_code(f"  {printed.replace('-', ' - ')}\n") == code
    misread = printed.replace("0", "o").replace("1", "l")
    assert principals.parse_code(misread) == principals.parse_code(misread.upper()) == code
    assert principals.parse_code(printed.replace("0", "O").replace("1", "i")) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0" * 31,
        "0" * 33,
        "U" + "0" * 31,
        "!" + "0" * 31,
        "0" * 100_000,
        "0" * 32 + " " * 300,
        "٠" * 32,
        "\ud800" * 32,
    ],
)
def test_what_is_no_code_is_refused_in_plain_words(text: str) -> None:
    with pytest.raises(ValueError, match="Kode pemulihan terdiri atas 32 huruf dan angka"):
        principals.parse_code(text)


def test_a_wrong_code_opens_nothing(keyring: Keyring, private: PrivateKey) -> None:
    code = principals.new_recovery_code()
    sealed = principals.seal_private_with_code(keyring, ME, private, code)
    principals.open_private_with_code(keyring, ME, sealed, code).check(private.public)
    with pytest.raises(Tampered):
        principals.open_private_with_code(keyring, ME, sealed, principals.new_recovery_code())


def test_one_time_passwords_are_readable_and_never_the_same() -> None:
    made = [principals.new_one_time_password() for _ in range(1000)]
    letters = set("".join(made)) - {"-"}

    assert len(set(made)) == 1000
    assert all([len(part) for part in text.split("-")] == [4, 4, 4, 4] for text in made)
    assert letters == set("0123456789abcdefghjkmnpqrstvwxyz")


def test_a_fingerprint_is_read_in_fours() -> None:
    groups = principals.fingerprint(bytes(32)).split("-")

    assert [len(group) for group in groups] == [4] * 5
    assert principals.fingerprint(bytes(32)) != principals.fingerprint(bytes(31) + b"\1")


ROW: dict[str, Any] = {
    "principal": ME,
    "kind": "person",
    "roles": ["supervisor", "auditor"],
    "version": 1,
    "status": "active",
    "public_key": b"",
    "created_us": 1_795_305_600_000_000,
}


@pytest.mark.parametrize(
    "change",
    [
        {"principal": OTHER},
        {"kind": "group"},
        {"roles": ["supervisor"]},
        {"roles": ["supervisor", "administrator"]},
        {"roles": []},
        {"version": 2},
        {"status": "inactive"},
        {"public_key": bytes(32)},
        {"created_us": 1_795_305_600_000_001},
    ],
)
def test_every_part_of_a_directory_row_is_under_its_mac(system: SystemKeys, change: dict[str, Any]) -> None:
    assert principals.directory_mac(system, **ROW) != principals.directory_mac(system, **ROW | change)


def test_the_order_in_which_roles_are_stored_does_not_matter(system: SystemKeys) -> None:
    turned = ROW | {"roles": reversed(ROW["roles"])}

    assert principals.directory_mac(system, **ROW) == principals.directory_mac(system, **turned)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "machine"},
        {"status": "deleted"},
        {"roles": ["supervisor+auditor"]},
        {"version": -1},
        {"version": 2**32},
        {"created_us": -1},
    ],
)
def test_a_row_that_cannot_be_is_refused(system: SystemKeys, change: dict[str, Any]) -> None:
    with pytest.raises(Tampered):
        principals.directory_mac(system, **ROW | change)
