"""A look's grant opens for its look, case, generation, person and end, and for nothing else."""

from dataclasses import replace
from uuid import UUID

import pytest

from mediation.errors import Tampered
from mediation.vault import grants
from mediation.vault.grants import GrantContext, LookContext
from mediation.vault.keyring import Keyring
from mediation.vault.keys import CaseKey, PrivateKey

CONTEXT = LookContext(UUID(int=1), UUID(int=2), 1, UUID(int=3), 1_800_000_000_000_000)
OTHERS = [
    replace(CONTEXT, look=UUID(int=9)), replace(CONTEXT, case=UUID(int=9)), replace(CONTEXT, generation=2),
    replace(CONTEXT, principal=UUID(int=9)), replace(CONTEXT, until=CONTEXT.until + 1),
]


@pytest.fixture(scope="module")
def keyring() -> Keyring:
    return Keyring.ephemeral()


@pytest.fixture(scope="module")
def holder() -> PrivateKey:
    return PrivateKey.generate()


@pytest.fixture(scope="module")
def key() -> CaseKey:
    return CaseKey.generate("content", 1)


def test_it_opens_to_the_key_that_was_granted(keyring: Keyring, holder: PrivateKey, key: CaseKey) -> None:
    stored = grants.look_grant_to(keyring, holder.public, key, CONTEXT)

    assert grants.open_look_grant(keyring, holder, stored, CONTEXT).commitment == key.commitment


@pytest.mark.parametrize("other", OTHERS)
def test_it_opens_for_nothing_else(keyring: Keyring, holder: PrivateKey, key: CaseKey, other: LookContext) -> None:
    stored = grants.look_grant_to(keyring, holder.public, key, CONTEXT)

    with pytest.raises(Tampered):
        grants.open_look_grant(keyring, holder, stored, other)


def test_it_opens_for_nobody_else(keyring: Keyring, holder: PrivateKey, key: CaseKey) -> None:
    stored = grants.look_grant_to(keyring, holder.public, key, CONTEXT)

    with pytest.raises(Tampered):
        grants.open_look_grant(keyring, PrivateKey.generate(), stored, CONTEXT)


def test_it_is_no_grant_of_the_case_and_no_such_grant_is_a_look(
    keyring: Keyring, holder: PrivateKey, key: CaseKey,
) -> None:
    of_case = GrantContext("content", CONTEXT.case, 1, CONTEXT.principal)
    look = grants.look_grant_to(keyring, holder.public, key, CONTEXT)
    plain = grants.grant_to(keyring, holder.public, key, of_case)

    with pytest.raises(Tampered):
        grants.open_grant(keyring, holder, look, of_case)
    with pytest.raises(Tampered):
        grants.open_look_grant(keyring, holder, plain, CONTEXT)


@pytest.mark.parametrize("kind", ["private", "summary"])
def test_no_other_key_than_content_is_granted(keyring: Keyring, holder: PrivateKey, kind: str) -> None:
    with pytest.raises(ValueError, match="content"):
        grants.look_grant_to(keyring, holder.public, CaseKey.generate(kind, 1), CONTEXT)
