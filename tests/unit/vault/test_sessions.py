"""A session's row opens with its own cookie, person and keyring alone."""

from uuid import UUID

import pytest

from mediation.errors import Tampered
from mediation.vault import sessions
from mediation.vault.keyring import Keyring
from mediation.vault.keys import PrivateKey

ME, OTHER = UUID(int=1), UUID(int=2)


def test_cookie_and_keyring_together_open_the_session(keyring: Keyring, private: PrivateKey) -> None:
    secret = sessions.new_secret()
    stored = sessions.seal_session(keyring, secret, ME, private)

    sessions.open_session(keyring, secret, ME, stored).check(private.public)


def test_anything_else_opens_nothing(keyring: Keyring, private: PrivateKey) -> None:
    secret = sessions.new_secret()
    stored = sessions.seal_session(keyring, secret, ME, private)
    attempts = [
        (keyring, sessions.new_secret(), ME, stored),
        (keyring, secret, OTHER, stored),
        (Keyring.ephemeral(), secret, ME, stored),
        (keyring, secret[:31], ME, stored),
        (keyring, b"", ME, stored),
        (keyring, secret, ME, stored[:-1]),
        (keyring, secret, ME, b""),
    ]
    for attempt in attempts:
        with pytest.raises(Tampered):
            sessions.open_session(*attempt)


def test_a_cookie_lengthened_by_zeros_is_another_cookie(keyring: Keyring, private: PrivateKey) -> None:
    """HMAC fills its key up with zeros, so without a bound on the length this would open."""
    secret = sessions.new_secret()
    stored = sessions.seal_session(keyring, secret, ME, private)
    with pytest.raises(Tampered):
        sessions.open_session(keyring, secret + b"\0", ME, stored)


def test_every_flipped_bit_is_refused(keyring: Keyring, private: PrivateKey) -> None:
    secret = sessions.new_secret()
    stored = sessions.seal_session(keyring, secret, ME, private)
    for position in range(len(stored) * 8):
        flipped = bytearray(stored)
        flipped[position // 8] ^= 1 << position % 8
        with pytest.raises(Tampered):
            sessions.open_session(keyring, secret, ME, bytes(flipped))


def test_an_ended_session_without_key_is_refused(keyring: Keyring) -> None:
    with pytest.raises(Tampered):
        sessions.open_session(keyring, sessions.new_secret(), ME, None)  # type: ignore[arg-type]  # NULL in its row


def test_the_rows_id_does_not_hold_the_cookie() -> None:
    secret = sessions.new_secret()

    assert len(sessions.session_id(secret)) == 16
    assert sessions.session_id(secret) not in secret
    assert len({sessions.new_secret() for _ in range(100)}) == 100
