"""What the vault writes is read here by another library, from the words of the format alone.

Nothing of `mediation.vault` takes part in the reading: `mine` and `joined` are written again, AES-GCM and HPKE are
pycryptodome's.
"""

import hashlib
import hmac
from uuid import UUID

from Crypto.Cipher import AES
from Crypto.Protocol import HPKE
from Crypto.Protocol.DH import import_x25519_private_key

from mediation.vault import drafts, envelopes, grants, principals, sessions
from mediation.vault.keyring import Keyring, RootKey
from mediation.vault.keys import CaseKey, PrivateKey
from mediation.vault.system import SystemKeys

ROOT = bytes(range(32))
RAW = bytes(range(64, 96))
DEK = bytes(range(32, 64))
PERSON, CASE, ROW = UUID(int=0x11), UUID(int=0x22), UUID(int=0x33)
KEYRING = Keyring({7: RootKey(7, "operational", ROOT)})
PRIVATE = PrivateKey(RAW)
CASE_KEY = CaseKey("content", 258, DEK, checked=True)


def mine(key: bytes, label: str, n: int = 32) -> bytes:
    return hmac.new(key, label.encode() + b"\x01", hashlib.sha256).digest()[:n]


def joined(*parts: bytes) -> bytes:
    lengths_and_parts = (len(part).to_bytes(4, "big") + part for part in parts)
    return len(parts).to_bytes(2, "big") + b"".join(lengths_and_parts)


def gcm(key: bytes, sealed: bytes, aad: bytes) -> bytes:
    reader = AES.new(key, AES.MODE_GCM, nonce=sealed[:12])
    reader.update(aad)
    return reader.decrypt_and_verify(sealed[12:-16], sealed[-16:])


def hpke(private: bytes, sealed: bytes, info: bytes) -> bytes:
    key = import_x25519_private_key(private)
    reader = HPKE.new(receiver_key=key, aead_id=HPKE.AEAD.AES256_GCM, enc=sealed[:32], info=info)
    return bytes(reader.unseal(sealed[32:]))


def unwrapped(stored: bytes, *context: bytes) -> bytes:
    assert stored[:5] == b"\x01\x00\x00\x00\x07"
    return gcm(mine(ROOT, "mv1|kek"), stored[5:], joined(b"mv1.wrap", stored[:5], *context))


def test_wrap() -> None:
    assert unwrapped(KEYRING.wrap(DEK, b"any", b"context"), b"any", b"context") == DEK


def test_system_keys_are_wrapped_under_name_and_version() -> None:
    rows = SystemKeys.create(KEYRING)
    opened = {row.name: unwrapped(row.stored, b"sys", row.name.encode(), b"\0\1") for row in rows}

    assert sorted(opened) == ["audit", "checkpoint", "cookie", "directory", "export", "index"]
    assert {len(key) for key in opened.values()} == {32}
    assert len(set(opened.values())) == 6


def test_sealed_column() -> None:
    envelope = envelopes.seal(CASE_KEY, table=4, column=513, case=CASE, row=ROW, plaintext=b"isi contoh")
    both = hmac.new(DEK, b"mv1|field+commit\x01", hashlib.sha512).digest()
    aad = b"mv1.f\0" + b"\0\4" + b"\2\1" + CASE.bytes + ROW.bytes + envelope[:3]

    assert envelope[:3] == b"\x01\x01\x02"
    assert gcm(both[:32], envelope[3:], aad) == b"isi contoh\x80" + bytes(53)
    assert CASE_KEY.commitment == both[32:]


def test_own_grant() -> None:
    context = (b"grant", b"content", CASE.bytes, b"\1\2", PERSON.bytes)
    stored = grants.grant_own(KEYRING, PRIVATE, CASE_KEY, grants.GrantContext("content", CASE, 258, PERSON))
    inner = unwrapped(stored, *context)

    assert inner[:1] == b"\x01"
    assert gcm(mine(RAW, "mv1|self"), inner[1:], joined(b"mv1.grant", *context)) == DEK


def test_grant_to_another() -> None:
    context = (b"grant", b"content", CASE.bytes, b"\1\2", PERSON.bytes)
    stored = grants.grant_to(KEYRING, PRIVATE.public, CASE_KEY, grants.GrantContext("content", CASE, 258, PERSON))
    inner = unwrapped(stored, *context)

    assert inner[:1] == b"\x02"
    assert hpke(RAW, inner[1:], joined(b"mv1.grant", *context)) == DEK


def test_grant_to_a_group_names_the_version_of_its_key() -> None:
    context = (b"grant", b"content", CASE.bytes, b"\1\2", PERSON.bytes, b"\0\5")
    stored = grants.grant_to(
        KEYRING, PRIVATE.public, CASE_KEY, grants.GrantContext("content", CASE, 258, PERSON, group_version=5)
    )

    assert hpke(RAW, unwrapped(stored, *context)[1:], joined(b"mv1.grant", *context)) == DEK


def test_group_key_in_both_forms() -> None:
    place = grants.GroupContext(group=CASE, version=3, member=PERSON)
    context = (b"group", CASE.bytes, b"\0\3", PERSON.bytes)
    own = unwrapped(grants.group_grant_own(KEYRING, PRIVATE, PrivateKey(DEK), place), *context)
    sealed = unwrapped(grants.group_grant_to(KEYRING, PRIVATE.public, PrivateKey(DEK), place), *context)

    assert gcm(mine(RAW, "mv1|self"), own[1:], joined(b"mv1.grant", *context)) == DEK
    assert hpke(RAW, sealed[1:], joined(b"mv1.grant", *context)) == DEK


def test_private_key_under_password() -> None:
    stored = principals.seal_private(KEYRING, PERSON, PRIVATE, DEK)
    inner = unwrapped(stored, b"private", PERSON.bytes)

    assert gcm(DEK, inner, joined(b"mv1.private", PERSON.bytes)) == RAW


def test_private_key_under_recovery_code() -> None:
    stored = principals.seal_private_with_code(KEYRING, PERSON, PRIVATE, bytes(range(20)))
    inner = unwrapped(stored, b"code", PERSON.bytes)

    assert gcm(mine(bytes(range(20)), "mv1|code"), inner, joined(b"mv1.code", PERSON.bytes)) == RAW


def test_verifier() -> None:
    stored = principals.wrap_verifier(KEYRING, PERSON, DEK)

    assert unwrapped(stored, b"verifier", PERSON.bytes) == DEK


def test_session() -> None:
    session = mine(ROOT, "mv1|sid", 16)
    inner = unwrapped(sessions.seal_session(KEYRING, ROOT, PERSON, PRIVATE), b"session", session)
    aad = joined(b"mv1.session", session, PERSON.bytes)

    assert gcm(mine(ROOT, "mv1|sess"), inner, aad) == RAW


def test_draft() -> None:
    stored = drafts.seal_draft(PRIVATE.public, PERSON, ROW, "konsep ✓")
    info = joined(b"mv1.draft", PERSON.bytes, ROW.bytes)

    assert stored[:1] == b"\x02"
    assert hpke(RAW, stored[1:], info).decode() == "konsep ✓"
