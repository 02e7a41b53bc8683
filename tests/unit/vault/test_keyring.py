"""The keyring: written once, read only where nobody else can, and refused with its remedy."""

import base64
import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.errors import Tampered
from mediation.vault.keyring import Keyring, KeyringRefused, RootKey, why_not

CONTEXT = (b"private", bytes(16))


def key(kid: int, /, **other: Any) -> dict[str, Any]:
    return {"kid": kid, "kind": "operational", "key": base64.b64encode(bytes([kid]) * 32).decode()} | other


def write(path: Path, document: object, mode: int = 0o600) -> Path:
    path.write_text(document if isinstance(document, str) else json.dumps(document), "utf-8")
    path.chmod(mode)
    return path


def test_a_new_keyring_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "keyring.json"
    old = os.umask(0)
    try:
        Keyring.create(path)
    finally:
        os.umask(old)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_strict_umask_does_not_make_it_unreadable(tmp_path: Path) -> None:
    old = os.umask(0o777)
    try:
        Keyring.create(tmp_path / "keyring.json")
    finally:
        os.umask(old)

    assert stat.S_IMODE((tmp_path / "keyring.json").stat().st_mode) == 0o600


def test_what_was_wrapped_opens_after_loading_again(tmp_path: Path) -> None:
    made = Keyring.create(tmp_path / "keyring.json")
    loaded = Keyring.load(tmp_path / "keyring.json")

    assert loaded.unwrap(made.wrap(b"secret", *CONTEXT), *CONTEXT) == b"secret"
    assert loaded.identity() == made.identity()


def test_a_keyring_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "keyring.json"
    Keyring.create(path)
    before = path.read_bytes()
    with pytest.raises(KeyringRefused, match="sudah ada"):
        Keyring.create(path)

    assert path.read_bytes() == before


def test_a_link_in_its_place_is_not_followed_when_creating(tmp_path: Path) -> None:
    (tmp_path / "keyring.json").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(KeyringRefused, match="sudah ada"):
        Keyring.create(tmp_path / "keyring.json")

    assert not (tmp_path / "elsewhere").exists()


def test_a_missing_folder_is_refused_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(KeyringRefused, match="foldernya"):
        Keyring.create(tmp_path / "missing" / "keyring.json")


def test_a_missing_keyring_is_refused_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(KeyringRefused, match=r"tidak ada.*cadangan.*mediation init"):
        Keyring.load(tmp_path / "keyring.json")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602, 0o610, 0o601, 0o644, 0o666, 0o777])
def test_a_keyring_open_to_others_is_refused(tmp_path: Path, mode: int) -> None:
    path = write(tmp_path / "keyring.json", {"version": 1, "keys": [key(1)]}, mode)
    with pytest.raises(KeyringRefused, match=r"chmod 600"):
        Keyring.load(path)


@pytest.mark.parametrize("mode", [0o600, 0o400])
def test_a_keyring_of_its_owner_alone_is_read(tmp_path: Path, mode: int) -> None:
    assert Keyring.load(write(tmp_path / "keyring.json", {"version": 1, "keys": [key(1)]}, mode))


def test_a_folder_or_a_pipe_in_its_place_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe", 0o600)
    for path in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(KeyringRefused, match="bukan berkas biasa"):
            Keyring.load(path)


@pytest.mark.parametrize(
    ("mode", "owner", "fits"),
    [
        (stat.S_IFREG | 0o600, 1000, True),
        (stat.S_IFREG | 0o400, 0, True),
        (stat.S_IFREG | 0o600, 1001, False),
        (stat.S_IFREG | 0o640, 1000, False),
        (stat.S_IFLNK | 0o600, 1000, False),
        (stat.S_IFDIR | 0o700, 1000, False),
    ],
)
def test_the_keyring_belongs_to_the_account_of_the_program_or_to_root(mode: int, owner: int, *, fits: bool) -> None:
    assert (why_not(mode, owner, me=1000) is None) is fits


def test_half_a_keyring_does_not_stay_behind(tmp_path: Path) -> None:
    """A file-size limit of 20 bytes stands for a full disk; the child process alone lives under it."""
    path = tmp_path / "keyring.json"
    script = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from mediation.vault.keyring import Keyring, KeyringRefused\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20))\n"
        "try: Keyring.create(Path(sys.argv[1]))\n"
        "except KeyringRefused as refused: print(refused)\n"
    )
    done = subprocess.run([sys.executable, "-B", "-c", script, path], check=True, capture_output=True, text=True)

    assert "masih ada ruang" in done.stdout
    assert not path.exists()


MALFORMED: dict[str, object] = {
    "empty": "",
    "no json": "{",
    "no object": [],
    "null": None,
    "a text": '"keyring"',
    "too deep": "[" * 60_000,
    "too long": json.dumps({"version": 1, "keys": [key(1)]}) + " " * 70_000,
    "no version": {"keys": [key(1)]},
    "newer version": {"version": 2, "keys": [key(1)]},
    "no keys": {"version": 1, "keys": []},
    "keys missing": {"version": 1},
    "unknown entry": {"version": 1, "keys": [key(1)], "extra": 1},
    "unknown field": {"version": 1, "keys": [key(1, extra=1)]},
    "field missing": {"version": 1, "keys": [{"kid": 1, "kind": "operational"}]},
    "doubled number": {"version": 1, "keys": [key(1), key(1)]},
    "number zero": {"version": 1, "keys": [key(1, kid=0)]},
    "negative number": {"version": 1, "keys": [key(1, kid=-1)]},
    "number too large": {"version": 1, "keys": [key(1, kid=2**32)]},
    "number as truth": {"version": 1, "keys": [key(1, kid=True)]},
    "number as text": {"version": 1, "keys": [key(1, kid="1")]},
    "unknown kind": {"version": 1, "keys": [key(1, kind="other")]},
    "kind as list": {"version": 1, "keys": [key(1, kind=["operational"])]},
    "retention alone": {"version": 1, "keys": [key(1, kind="retention")]},
    "short key": {"version": 1, "keys": [key(1, key=base64.b64encode(bytes(31)).decode())]},
    "no base64": {"version": 1, "keys": [key(1, key="!" * 44)]},
    "key as number": {"version": 1, "keys": [key(1, key=5)]},
    "entry as text": {"version": 1, "keys": ["x"]},
}


@pytest.mark.parametrize("document", MALFORMED.values(), ids=MALFORMED.keys())
def test_a_malformed_keyring_is_refused_without_quoting_it(tmp_path: Path, document: object) -> None:
    with pytest.raises(KeyringRefused) as refused:
        Keyring.load(write(tmp_path / "keyring.json", document))

    assert "rusak atau dibuat oleh versi lain" in str(refused.value)
    assert refused.value.__suppress_context__
    assert key(1)["key"] not in str(refused.value)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "keyring.json", "")
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(KeyringRefused, match="rusak"):
        Keyring.load(path)


def test_new_wraps_use_the_newest_operational_key_and_old_ones_still_open(tmp_path: Path) -> None:
    old = Keyring({1: RootKey(1, "operational", bytes([1]) * 32)})
    stored = old.wrap(b"secret", *CONTEXT)
    document = {"version": 1, "keys": [key(3, kind="retention"), key(2), key(1)]}
    both = Keyring.load(write(tmp_path / "keyring.json", document))

    assert both.unwrap(stored, *CONTEXT) == b"secret"
    assert both.wrap(b"secret", *CONTEXT)[:5] == b"\x01\x00\x00\x00\x02"
    assert both.identity() == old.identity()


def test_a_wrap_under_an_unknown_key_is_refused() -> None:
    stored = Keyring({2: RootKey(2, "operational", bytes(32))}).wrap(b"secret", *CONTEXT)
    with pytest.raises(Tampered, match="does not hold"):
        Keyring({1: RootKey(1, "operational", bytes(32))}).unwrap(stored, *CONTEXT)


def test_a_wrap_of_another_keyring_is_refused(keyring: Keyring) -> None:
    with pytest.raises(Tampered):
        Keyring.ephemeral().unwrap(keyring.wrap(b"secret", *CONTEXT), *CONTEXT)


def test_the_same_bytes_under_another_number_are_refused() -> None:
    raw = bytes(32)
    both = Keyring({1: RootKey(1, "operational", raw), 2: RootKey(2, "operational", raw)})
    stored = bytearray(both.wrap(b"secret", *CONTEXT))
    stored[4] = 1
    with pytest.raises(Tampered):
        both.unwrap(bytes(stored), *CONTEXT)


def test_identities_differ_and_hold_no_key() -> None:
    identities = {Keyring.ephemeral().identity() for _ in range(50)}

    assert len(identities) == 50
    assert Keyring({1: RootKey(1, "operational", bytes(32))}).identity()[:8] != "0" * 8


contexts = st.lists(st.binary(max_size=20), max_size=5)


@given(contexts, contexts, st.binary(max_size=100))
def test_a_wrap_opens_with_its_own_context_alone(mine: list[bytes], other: list[bytes], secret: bytes) -> None:
    keyring = Keyring({1: RootKey(1, "operational", bytes(32))})
    stored = keyring.wrap(secret, *mine)

    assert keyring.unwrap(stored, *mine) == secret
    if mine != other:
        with pytest.raises(Tampered):
            keyring.unwrap(stored, *other)


def test_every_flipped_bit_of_a_wrap_is_refused(keyring: Keyring) -> None:
    stored = keyring.wrap(bytes(32), *CONTEXT)
    for position in range(len(stored) * 8):
        flipped = bytearray(stored)
        flipped[position // 8] ^= 1 << position % 8
        with pytest.raises(Tampered):
            keyring.unwrap(bytes(flipped), *CONTEXT)


def test_a_wrap_holds_keys_not_documents(keyring: Keyring) -> None:
    assert keyring.unwrap(keyring.wrap(bytes(4096))) == bytes(4096)
    with pytest.raises(ValueError, match="not documents"):
        keyring.wrap(bytes(4097))
