"""Keys have no text, no pickle, no copy and no equality of content."""

import base64
import copy
import pickle

import pytest

from mediation.errors import Tampered
from mediation.vault.keyring import Keyring, RootKey
from mediation.vault.keys import CaseKey, PrivateKey, Secret, expand, raw_of
from mediation.vault.memory import KeyMemory, Memories
from mediation.vault.principals import Stretched
from mediation.vault.system import SystemKeys

RAW = bytes(range(100, 132))


def holders() -> list[Secret]:
    keyring = Keyring({1: RootKey(1, "operational", RAW)})
    return [
        PrivateKey(RAW),
        CaseKey("content", 1, RAW),
        RootKey(1, "operational", RAW),
        keyring,
        Stretched(RAW, RAW),
        SystemKeys.open_(keyring, SystemKeys.create(keyring)),
        KeyMemory(),
        Memories(),
    ]


names = [type(holder).__name__ for holder in holders()]


@pytest.mark.parametrize("holder", holders(), ids=names)
def test_a_key_prints_its_class_alone(holder: Secret) -> None:
    printed = {repr(holder), str(holder), f"{holder}", f"{[holder]}"[1:-1]}

    assert printed == {f"<{type(holder).__name__}>"}


@pytest.mark.parametrize("holder", holders(), ids=names)
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_key_is_not_pickled(holder: Secret, protocol: int) -> None:
    with pytest.raises(TypeError, match="cannot be copied or pickled"):
        pickle.dumps(holder, protocol)


@pytest.mark.parametrize("holder", holders(), ids=names)
def test_a_key_is_not_copied(holder: Secret) -> None:
    for attempt in (copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="cannot be copied or pickled"):
            attempt(holder)


@pytest.mark.parametrize("holder", holders(), ids=names)
def test_a_key_takes_no_attribute_and_lists_none(holder: Secret) -> None:
    assert not hasattr(holder, "__dict__")


@pytest.mark.parametrize(("one", "other"), list(zip(holders(), holders(), strict=True)), ids=names)
def test_equal_bytes_make_no_equal_keys(one: Secret, other: Secret) -> None:
    assert one != other
    assert one == one  # noqa: PLR0124 - identity is the only equality


def test_a_private_key_belongs_to_one_public_key(private: PrivateKey) -> None:
    private.check(PrivateKey(raw_of(private)).public)
    for wrong in (PrivateKey.generate().public, b"", bytes(32)):
        with pytest.raises(Tampered):
            private.check(wrong)


@pytest.mark.parametrize("kind", ["", "Content", "other"])
def test_a_case_key_has_a_known_kind(kind: str) -> None:
    with pytest.raises(ValueError, match="known kind"):
        CaseKey.generate(kind, 1)


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_key_has_32_bytes(length: int) -> None:
    with pytest.raises(ValueError, match="32"):
        CaseKey("content", 1, bytes(length))
    with pytest.raises(ValueError, match="32"):
        PrivateKey(bytes(length))


@pytest.mark.parametrize("n", [-1, 0, 33])
def test_one_expansion_gives_at_most_32_bytes(n: int) -> None:
    with pytest.raises(ValueError, match="32"):
        expand(RAW, b"label", n)


def test_the_same_key_serves_each_purpose_with_other_bytes() -> None:
    labels = [b"mv1|kek", b"mv1|file", b"mv1|self", b"mv1|case", b"mv1|bi", b"mv1|unlock", b"mv1|auth"]

    assert len({expand(RAW, label) for label in labels}) == len(labels)
    assert base64.b64encode(RAW) not in repr(holders()).encode()
