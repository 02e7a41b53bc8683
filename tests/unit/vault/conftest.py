"""Real keys for the vault's tests, made once: nothing here reads a file or waits for Argon2id."""

import pytest

from mediation.vault.keyring import Keyring
from mediation.vault.keys import CaseKey, PrivateKey
from mediation.vault.principals import Cost
from mediation.vault.system import SystemKeys


@pytest.fixture(scope="session")
def keyring() -> Keyring:
    return Keyring.ephemeral()


@pytest.fixture(scope="session")
def system(keyring: Keyring) -> SystemKeys:
    return SystemKeys.open_(keyring, SystemKeys.create(keyring))


@pytest.fixture(scope="session")
def private() -> PrivateKey:
    return PrivateKey.generate()


@pytest.fixture(scope="session")
def content() -> CaseKey:
    return CaseKey.generate("content", 1)


@pytest.fixture(scope="session")
def cheap() -> Cost:
    """Argon2id at its least: the tests of formats and bounds need no slowness."""
    return Cost(memory_kib=8, passes=1, lanes=1)
