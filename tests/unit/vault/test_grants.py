"""A grant opens for its holder, in its context, in either form; nothing else opens it."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from mediation.errors import Tampered
from mediation.vault import grants
from mediation.vault.framing import pae
from mediation.vault.grants import GrantContext, GroupContext
from mediation.vault.keyring import Keyring
from mediation.vault.keys import CaseKey, PrivateKey, own_cipher
from mediation.vault.primitives import aead_seal

CASE, ME, OTHER = UUID(int=0xC), UUID(int=0x1), UUID(int=0x2)
CONTEXT = GrantContext("content", CASE, 1, ME)
TO_GROUP = replace(CONTEXT, group_version=1)
FORMS = ["own", "sealed"]


def made(form: str, keyring: Keyring, holder: PrivateKey, key: CaseKey, context: GrantContext) -> bytes:
    if form == "own":
        return grants.grant_own(keyring, holder, key, context)
    return grants.grant_to(keyring, holder.public, key, context)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("context", [CONTEXT, TO_GROUP], ids=["person", "group"])
def test_a_grant_opens_for_its_holder(
    keyring: Keyring, private: PrivateKey, content: CaseKey, form: str, context: GrantContext
) -> None:
    stored = made(form, keyring, private, content, context)
    opened = grants.open_grant(keyring, private, stored, context).check(content.commitment)

    assert (opened.kind, opened.generation) == ("content", 1)
    assert grants.is_sealed_form(keyring, stored, context) is (form == "sealed")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "change",
    [
        {"kind": "summary"},
        {"kind": "private"},
        {"case": UUID(int=0xD)},
        {"generation": 2},
        {"principal": OTHER},
        {"case": ME, "principal": CASE},
        {"group_version": 1},
        {"kind": "other"},
        {"generation": 0},
        {"generation": -1},
        {"generation": 65_536},
        {"group_version": -1},
    ],
    ids=str,
)
def test_moved_to_another_context_it_is_refused(
    keyring: Keyring, private: PrivateKey, content: CaseKey, form: str, change: dict[str, Any]
) -> None:
    stored = made(form, keyring, private, content, CONTEXT)
    with pytest.raises(Tampered):
        grants.open_grant(keyring, private, stored, replace(CONTEXT, **change))
    with pytest.raises(Tampered):
        grants.is_sealed_form(keyring, stored, replace(CONTEXT, **change))


@pytest.mark.parametrize("form", FORMS)
def test_an_old_version_of_a_groups_key_is_named(
    keyring: Keyring, private: PrivateKey, content: CaseKey, form: str
) -> None:
    stored = made(form, keyring, private, content, TO_GROUP)
    for wrong in (CONTEXT, replace(CONTEXT, group_version=2)):
        with pytest.raises(Tampered):
            grants.open_grant(keyring, private, stored, wrong)


@pytest.mark.parametrize("form", FORMS)
def test_another_person_cannot_open_it(keyring: Keyring, private: PrivateKey, content: CaseKey, form: str) -> None:
    stored = made(form, keyring, private, content, CONTEXT)
    with pytest.raises(Tampered):
        grants.open_grant(keyring, PrivateKey.generate(), stored, CONTEXT)


@pytest.mark.parametrize("form", FORMS)
def test_without_the_keyring_nobody_makes_or_opens_one(
    keyring: Keyring, private: PrivateKey, content: CaseKey, form: str
) -> None:
    stored = made(form, Keyring.ephemeral(), private, content, CONTEXT)
    with pytest.raises(Tampered):
        grants.open_grant(keyring, private, stored, CONTEXT)


@pytest.mark.parametrize("form", FORMS)
def test_every_flipped_bit_of_a_grant_is_refused(
    keyring: Keyring, private: PrivateKey, content: CaseKey, form: str
) -> None:
    stored = made(form, keyring, private, content, CONTEXT)
    for position in range(len(stored) * 8):
        flipped = bytearray(stored)
        flipped[position // 8] ^= 1 << position % 8
        with pytest.raises(Tampered):
            grants.open_grant(keyring, private, bytes(flipped), CONTEXT)


def test_a_forged_inside_is_refused_even_when_well_wrapped(keyring: Keyring, private: PrivateKey) -> None:
    """Whoever has the keyring but no private key cannot make an own grant; a sealed one has the wrong key."""
    context = (b"grant", b"content", CASE.bytes, b"\0\1", ME.bytes)
    for inner in (b"", b"\1" + bytes(60), b"\2" + bytes(80), b"\3" + bytes(80), b"\1" + bytes(80)):
        with pytest.raises(Tampered):
            grants.open_grant(keyring, private, keyring.wrap(inner, *context), CONTEXT)


def test_a_grant_of_no_generation_is_refused_even_when_well_sealed(keyring: Keyring, private: PrivateKey) -> None:
    context = (b"grant", b"content", CASE.bytes, b"\0\0", ME.bytes)
    body = aead_seal(own_cipher(private), bytes(32), pae(b"mv1.grant", *context))
    with pytest.raises(Tampered):
        grants.open_grant(keyring, private, keyring.wrap(b"\1" + body, *context), replace(CONTEXT, generation=0))


def test_a_grant_of_another_key_falls_to_the_commitment(
    keyring: Keyring, private: PrivateKey, content: CaseKey
) -> None:
    planted = grants.grant_to(keyring, private.public, CaseKey.generate("content", 1), CONTEXT)
    with pytest.raises(Tampered):
        grants.open_grant(keyring, private, planted, CONTEXT).check(content.commitment)


@pytest.mark.parametrize("context", [replace(CONTEXT, kind="summary"), replace(CONTEXT, generation=2)])
def test_a_key_is_not_granted_under_another_name(
    keyring: Keyring, private: PrivateKey, content: CaseKey, context: GrantContext
) -> None:
    for form in FORMS:
        with pytest.raises(ValueError, match="kind and generation"):
            made(form, keyring, private, content, context)


@pytest.mark.parametrize("public", [b"", bytes(31), bytes(32), b"\1" + bytes(31), bytes(33)])
def test_nothing_is_sealed_to_what_is_no_public_key(keyring: Keyring, content: CaseKey, public: bytes) -> None:
    with pytest.raises(Tampered, match="public key"):
        grants.grant_to(keyring, public, content, CONTEXT)


PLACE = GroupContext(UUID(int=0x9), 1, ME)


@pytest.mark.parametrize("form", FORMS)
def test_a_member_opens_the_groups_key(keyring: Keyring, private: PrivateKey, form: str) -> None:
    group = PrivateKey.generate()
    stored = (
        grants.group_grant_own(keyring, private, group, PLACE)
        if form == "own"
        else grants.group_grant_to(keyring, private.public, group, PLACE)
    )

    grants.open_group_grant(keyring, private, stored, PLACE).check(group.public)
    assert grants.is_sealed_group_form(keyring, stored, PLACE) is (form == "sealed")
    for wrong in (replace(PLACE, group=OTHER), replace(PLACE, version=2), replace(PLACE, member=OTHER)):
        with pytest.raises(Tampered):
            grants.open_group_grant(keyring, private, stored, wrong)
    with pytest.raises(Tampered):
        grants.open_group_grant(keyring, PrivateKey.generate(), stored, PLACE)
