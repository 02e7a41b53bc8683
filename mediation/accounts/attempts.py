"""Counting failed sign-ins: by the typed name and where they come from, or by the device once it is known."""

import hmac
from dataclasses import dataclass, field, replace
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from uuid import UUID

from mediation import audit
from mediation.accounts.store import attempts
from mediation.accounts.store.attempts import Failure
from mediation.accounts.store.people import sign_in_form
from mediation.transaction import Transaction
from mediation.vault.system import SystemKeys

ALLOWED = 10
WINDOW = timedelta(minutes=15)
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=8)
_FORGOTTEN_AFTER = timedelta(hours=24)
_MOST_TOLD = 100  # entries in one window, whatever the number of names and places that are tried
_V4_PREFIX, _V6_PREFIX = 24, 56


@dataclass(frozen=True)
class Origin:
    """Where a request comes from: its address, and the secret of the device's own cookie, empty for none."""

    address: str
    device: bytes = field(default=b"", repr=False)


def counter(transaction: Transaction, name: str, origin: Origin, person: UUID | None) -> bytes:
    """Return under what key the failures for `name` from `origin` count.

    A device from which `person` signed in before counts alone: nobody elsewhere can lock it out.
    """
    typed = sign_in_form(name).encode()
    device = device_id(transaction.system, origin.device) if origin.device else b""
    if person and device and attempts.knows_device(transaction, device, person):
        return keyed(transaction.system, b"device counter", typed, device)
    return keyed(transaction.system, b"source counter", typed, prefix(origin.address).encode())


def waiting(transaction: Transaction, counted: bytes) -> timedelta | None:
    """Return how long nobody may try any more, or None."""
    failure = attempts.get(transaction, counted)
    left = failure.blocked_until - transaction.micros if failure else 0
    return timedelta(microseconds=left) if left > 0 else None


def fail(transaction: Transaction, counted: bytes) -> None:
    """Count one more failure; the caller commits."""
    before = attempts.get(transaction, counted)
    failure = _one_more(before, counted, transaction.micros)
    attempts.put(transaction, _tell(transaction, failure))


def succeed(transaction: Transaction, counted: bytes, origin: Origin, person: UUID) -> None:
    """Forget the failures, and know the device from now on."""
    attempts.forget(transaction, counted)
    if origin.device:
        attempts.remember_device(transaction, device_id(transaction.system, origin.device), person)


def device_id(system: SystemKeys, secret: bytes) -> bytes:
    """Return the hash under which a device's cookie is known."""
    return keyed(system, b"device", secret)


def prefix(address: str) -> str:
    """Return the network of `address` that counts as one place: /24, or /56 for IPv6."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped is None:
            return str(ip_network((parsed, _V6_PREFIX), strict=False))
        parsed = parsed.ipv4_mapped
    return str(ip_network((parsed, _V4_PREFIX), strict=False))


def keyed(system: SystemKeys, purpose: bytes, *parts: bytes) -> bytes:
    """Return 32 bytes that name `parts` for `purpose` to nobody but this installation."""
    joined = b"".join(len(part).to_bytes(4) + part for part in parts)
    return hmac.digest(system.cookie_secret(), b"accounts|" + purpose + b"|" + joined, "sha256")


def _one_more(before: Failure | None, counted: bytes, now: int) -> Failure:
    if before is None or now - before.since > _lifetime(before):
        return Failure(counted, 1, now, now, told=before.told if before else 0)
    failures = before.failures + 1
    return replace(before, failures=failures, last=now, blocked_until=_blocked(failures, now))


def _lifetime(failure: Failure) -> int:
    """Return for how many µs after `since` failures add up: a blocked name is remembered for longer."""
    if failure.failures < ALLOWED:
        return _us(WINDOW)
    return failure.last - failure.since + _us(_FORGOTTEN_AFTER)


def _blocked(failures: int, now: int) -> int:
    if failures < ALLOWED:
        return 0
    doublings = min(failures - ALLOWED, 16)
    return now + min(_us(FIRST_WAIT) << doublings, _us(LONGEST_WAIT))


def _tell(transaction: Transaction, failure: Failure) -> Failure:
    """Tell the trail once in a window for each name and place, and a bounded number of times in all."""
    window = transaction.micros - _us(WINDOW)
    if failure.told > window or attempts.told_since(transaction, window) >= _MOST_TOLD:
        return failure
    # The object is a keyed hash: the trail must not tell which names exist.
    about = f"sign_in:{UUID(bytes=failure.id[:16])}"
    audit.append(transaction, audit.Action.SIGN_IN_FAILED, about, failures=failure.failures)
    return replace(failure, told=transaction.micros)


def _us(span: timedelta) -> int:
    return span // timedelta(microseconds=1)
