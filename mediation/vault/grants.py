"""Grants: a case's key, or a group's private key, handed to one holder and bound to its context.

One's own grant is sealed under a key made from one's private key; a grant to somebody else by HPKE to the
public key. Both stand inside the keyring's wrap, which also authenticates them: HPKE's base mode names no
sender.
"""

from dataclasses import dataclass
from uuid import UUID

from mediation.errors import Tampered
from mediation.vault.framing import (
    GRANT_OWN,
    GRANT_SEALED,
    KEY_BYTES,
    Grant,
    build_grant,
    pae,
    parse_grant,
    u16,
    u64,
)
from mediation.vault.keyring import Keyring
from mediation.vault.keys import KINDS, CaseKey, PrivateKey, dek_of, own_cipher, raw_of, x25519_of
from mediation.vault.primitives import aead_open, aead_seal, hpke_open, hpke_seal

_WHAT = "grant"
_CONTENT = "content"


@dataclass(frozen=True, slots=True)
class GrantContext:
    """Which key of which case, which generation, for whom; `group_version` when the principal is a group."""

    kind: str
    case: UUID
    generation: int
    principal: UUID
    group_version: int | None = None


@dataclass(frozen=True, slots=True)
class GroupContext:
    """Which version of which group's key, for which member."""

    group: UUID
    version: int
    member: UUID


@dataclass(frozen=True, slots=True)
class LookContext:
    """For which look of whom a content key was handed out, and until when (µs since 1970 UTC).

    Bound into the grant itself: a row that is copied to another look, or whose end was moved, opens nothing.
    """

    look: UUID
    case: UUID
    generation: int
    principal: UUID
    until: int


def grant_own(keyring: Keyring, private: PrivateKey, case_key: CaseKey, context: GrantContext) -> bytes:
    """Return `case_key` granted to the holder of `private` (form 01)."""
    _check_fits(case_key, context)
    return _own(keyring, private, dek_of(case_key), _case_context(context))


def grant_to(keyring: Keyring, public: bytes, case_key: CaseKey, context: GrantContext) -> bytes:
    """Return `case_key` granted to the holder of `public` (form 02); raise Tampered if that is no key."""
    _check_fits(case_key, context)
    return _sealed(keyring, public, dek_of(case_key), _case_context(context))


def open_grant(keyring: Keyring, private: PrivateKey, stored: bytes, context: GrantContext) -> CaseKey:
    """Return the granted key, to be checked against its commitment before use; raise Tampered otherwise."""
    raw = _opened(keyring, private, stored, _case_context(context))
    return CaseKey(context.kind, context.generation, raw)


def look_grant_to(keyring: Keyring, public: bytes, case_key: CaseKey, context: LookContext) -> bytes:
    """Return a content key granted to the holder of `public` for one look (form 02); raise Tampered if no key."""
    if (case_key.kind, case_key.generation) != (_CONTENT, context.generation):
        raise ValueError("a look is granted a content key of its generation, and no other")
    return _sealed(keyring, public, dek_of(case_key), _look_context(context))


def open_look_grant(keyring: Keyring, private: PrivateKey, stored: bytes, context: LookContext) -> CaseKey:
    """Return the content key of a look, to be checked against its commitment before use; raise Tampered otherwise."""
    return CaseKey(_CONTENT, context.generation, _opened(keyring, private, stored, _look_context(context)))


def is_sealed_form(keyring: Keyring, stored: bytes, context: GrantContext) -> bool:
    """Tell whether a grant is still an 02, which its holder's next write turns into an 01 (never a GET)."""
    inner = keyring.unwrap(stored, *_case_context(context))
    return parse_grant(inner).form == GRANT_SEALED


def group_grant_own(keyring: Keyring, private: PrivateKey, group: PrivateKey, context: GroupContext) -> bytes:
    """Return the group's private key granted to the member who holds `private` (form 01)."""
    return _own(keyring, private, raw_of(group), _group_context(context))


def group_grant_to(keyring: Keyring, public: bytes, group: PrivateKey, context: GroupContext) -> bytes:
    """Return the group's private key granted to the member who holds `public` (form 02)."""
    return _sealed(keyring, public, raw_of(group), _group_context(context))


def open_group_grant(keyring: Keyring, private: PrivateKey, stored: bytes, context: GroupContext) -> PrivateKey:
    """Return the group's private key, to be checked against its public half; raise Tampered otherwise."""
    return PrivateKey(_opened(keyring, private, stored, _group_context(context)))


def is_sealed_group_form(keyring: Keyring, stored: bytes, context: GroupContext) -> bool:
    """Tell whether a group grant is still an 02, which its member's next write turns into an 01."""
    inner = keyring.unwrap(stored, *_group_context(context))
    return parse_grant(inner).form == GRANT_SEALED


def _own(keyring: Keyring, private: PrivateKey, secret: bytes, context: tuple[bytes, ...]) -> bytes:
    body = aead_seal(own_cipher(private), secret, _info(context))
    return keyring.wrap(build_grant(Grant(GRANT_OWN, body)), *context)


def _sealed(keyring: Keyring, public: bytes, secret: bytes, context: tuple[bytes, ...]) -> bytes:
    body = hpke_seal(public, secret, _info(context), "public key")
    return keyring.wrap(build_grant(Grant(GRANT_SEALED, body)), *context)


def _opened(keyring: Keyring, private: PrivateKey, stored: bytes, context: tuple[bytes, ...]) -> bytes:
    grant = parse_grant(keyring.unwrap(stored, *context))
    if grant.form == GRANT_OWN:
        secret = aead_open(own_cipher(private), grant.body, _info(context), _WHAT)
    else:
        secret = hpke_open(x25519_of(private), grant.body, _info(context), _WHAT)
    if len(secret) != KEY_BYTES:
        raise Tampered(_WHAT)
    return secret


def _info(context: tuple[bytes, ...]) -> bytes:
    return pae(b"mv1.grant", *context)


def _case_context(context: GrantContext) -> tuple[bytes, ...]:
    if context.kind not in KINDS or context.generation < 1:
        raise Tampered(_WHAT)
    place = (context.case.bytes, u16(context.generation), context.principal.bytes)
    version = () if context.group_version is None else (u16(context.group_version),)
    return (b"grant", context.kind.encode(), *place, *version)


def _look_context(context: LookContext) -> tuple[bytes, ...]:
    # The first word differs from that of every other grant, so that none passes for the other.
    place = (context.case.bytes, u16(context.generation), context.principal.bytes)
    return (b"look", *place, context.look.bytes, u64(context.until))


def _group_context(context: GroupContext) -> tuple[bytes, ...]:
    return b"group", context.group.bytes, u16(context.version), context.member.bytes


def _check_fits(case_key: CaseKey, context: GrantContext) -> None:
    if (case_key.kind, case_key.generation) != (context.kind, context.generation):
        raise ValueError("a grant names the kind and generation of its key")
