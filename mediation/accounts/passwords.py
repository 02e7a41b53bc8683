"""Passwords: whether one is good enough, and what is stored of it. Slow on purpose; never in a write transaction."""

import threading
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from importlib import resources
from uuid import UUID

from zxcvbn.matching import RANKED_DICTIONARIES, build_ranked_dict, omnimatch
from zxcvbn.scoring import most_guessable_match_sequence
from zxcvbn.time_estimates import guesses_to_score

from mediation.accounts.model import Details
from mediation.accounts.store.credentials import Credential
from mediation.errors import Refusal
from mediation.language import mark
from mediation.vault.keyring import Keyring
from mediation.vault.principals import (
    MAX_PASSWORD_CHARACTERS,
    Cost,
    Stretched,
    new_one_time_password,
    new_salt,
    stretch,
    wrap_verifier,
)

SHORTEST = 12
_NEEDED_SCORE = 4  # three guessable pieces in a row make 3: "Rahasia2026!"
_JUDGED = 72  # the estimate's time grows with the square of the length; what comes after only adds
_SIGNS = frozenset("4@8({[<369|1!0$5+7%2")  # that may stand for letters; the estimate tries their combinations
_MOST_SIGNS, _JUDGED_OF_SIGNS = 10, 24
_SHORTEST_WORD = 3
_ESTIMATING = threading.Lock()  # the estimator keeps its working tables in its module


@dataclass(frozen=True)
class Prepared:
    """A new password after its one slow run, made before the transaction that stores it."""

    salt: bytes = field(repr=False)
    cost: Cost
    stretched: Stretched = field(repr=False)

    def credential(
        self,
        keyring: Keyring,
        person: UUID,
        *,
        private: bytes | None = None,
        code: bytes | None = None,
        one_time_until: int | None = None,
    ) -> Credential:
        """Return the row that lets `person` in with this password."""
        verifier = wrap_verifier(keyring, person, self.stretched.verifier)
        return Credential(person, self.salt, self.cost, verifier, private, code, one_time_until)


def prepare(password: str, cost: Cost) -> Prepared:
    """Return `password` stretched under a new salt; raises ValueError for what no form accepts."""
    salt = new_salt()
    return Prepared(salt, cost, stretch(password, salt, cost))


def one_time(cost: Cost) -> tuple[str, Prepared]:
    """Return a new one-time password, to be shown once, and what is stored of it."""
    password = new_one_time_password()
    return password, prepare(password, cost)


def check(password: str, about: Details | None = None, *more: str) -> Refusal | None:
    """Return why `password` is not good enough for the person it would belong to, or None.

    `more` are further words that it must not rest on, such as the agency's name.
    """
    plain = unicodedata.normalize("NFC", password)
    if len(plain) < SHORTEST:
        return Refusal(_SHORT, values={"least": SHORTEST, "length": len(plain)})
    if len(plain) > MAX_PASSWORD_CHARACTERS:
        return Refusal(_LONG, values={"most": MAX_PASSWORD_CHARACTERS, "length": len(plain)})
    own = [*_own_words(about), *(word for text in more for word in _words(text))]
    judged = _judged(plain)
    weakest = min(_score(text, own) for text in {judged, _joined(judged)})
    return None if weakest >= _NEEDED_SCORE else Refusal(_EASY, _BETTER)


def _joined(password: str) -> str:
    """Return the letters and digits alone: the estimate takes each space for a guess that nobody has to make."""
    return "".join(sign for sign in password if sign.isalnum()) or password


def _judged(password: str) -> str:
    """Return the part that is judged: anybody may ask for this, so its time is bounded."""
    many_signs = len(_SIGNS & set(password)) > _MOST_SIGNS
    return password[: _JUDGED_OF_SIGNS if many_signs else _JUDGED]


def _score(password: str, own: Iterable[str]) -> int:
    """Return 0 (falls at once) to 4, as zxcvbn estimates with Indonesian words and the person's own."""
    tables = {**RANKED_DICTIONARIES, "indonesian": _indonesian(), "own": build_ranked_dict(list(own))}
    with _ESTIMATING:
        found = most_guessable_match_sequence(password, omnimatch(password, tables))
    return int(guesses_to_score(Decimal(found["guesses"])))


def _own_words(about: Details | None) -> list[str]:
    if about is None:
        return []
    texts = (about.name, about.sign_in, about.position, about.on_behalf_of, about.digits, *_dates(about.digits))
    return [word for text in texts for word in _words(text)]


def _dates(digits: str) -> tuple[str, ...]:
    """Return the birth date in a personnel number the ways in which people write it."""
    year, month, day = digits[:4], digits[4:6], digits[6:8]
    return (day + month + year, day + month + year[2:], year + month + day, year) if digits else ()


def _words(text: str) -> list[str]:
    words = text.casefold().replace(",", " ").replace(".", " ").split()
    return [word for word in words if len(word) >= _SHORTEST_WORD]


@lru_cache(maxsize=1)
def _indonesian() -> dict[str, int]:
    """Return the common words by rank; the file has the most common ones first."""
    text = resources.files("mediation.accounts").joinpath("words.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return dict(build_ranked_dict(" ".join(lines).split()))


_SHORT = mark("Kata sandi paling sedikit %(least)s huruf; yang Anda ketik %(length)s huruf.")
_LONG = mark("Kata sandi paling banyak %(most)s huruf; yang Anda ketik %(length)s huruf.")
_EASY = mark("Kata sandi ini terlalu mudah ditebak.")
_BETTER = mark(
    "Pakai beberapa kata yang tidak berkaitan satu sama lain, dan jangan memakai nama, tanggal lahir, NIP, "
    "nama kantor atau kata yang lazim."
)
