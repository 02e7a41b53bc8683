"""The printed recovery code: shown until two of its groups were given back, then forgotten here.

Until then it stands as a draft sealed to the person's own key: who can open that draft has already what the code opens.
"""

from uuid import UUID

from mediation.accounts import drafts
from mediation.accounts.model import Person, Stage
from mediation.accounts.store import drafts as rows
from mediation.accounts.store import sessions as session_rows
from mediation.errors import NotFound, Refusal
from mediation.language import mark
from mediation.transaction import Transaction
from mediation.vault.principals import format_code

PLACE = "kode-pemulihan"
_GROUPS = 8


def show_later(transaction: Transaction, person: Person, code: bytes) -> None:
    """Keep `code` for the pages that show it; the caller commits."""
    drafts.keep(transaction, person, PLACE, format_code(code))


def is_waiting(transaction: Transaction, person: UUID) -> bool:
    """Tell whether `person` still has to give groups of a new code back."""
    return rows.get(transaction, person, PLACE) is not None


def shown(transaction: Transaction) -> tuple[str, ...]:
    """Return the eight groups of the actor's new code; raises NotFound when none is waiting."""
    draft = drafts.load(transaction, PLACE)
    if draft is None:
        raise NotFound
    return tuple(draft.text.split("-"))


def asked(transaction: Transaction) -> tuple[int, int]:
    """Return which two groups (from 1) are asked back: always the same two for one code."""
    stored = rows.get(transaction, transaction.actor.id, PLACE)
    if stored is None:
        raise NotFound
    first = stored.id.int % _GROUPS
    second = (first + 1 + stored.id.int // _GROUPS % (_GROUPS - 1)) % _GROUPS
    low, high = sorted((first, second))
    return low + 1, high + 1


def confirm(transaction: Transaction, session: bytes, given: tuple[str, str]) -> Refusal | None:
    """Open the session when both groups are right, and forget the code; returns why not, else None."""
    groups, numbers = shown(transaction), asked(transaction)
    if any(_plain(typed) != groups[number - 1] for typed, number in zip(given, numbers, strict=True)):
        return Refusal(_DIFFERENT, _LOOK_AGAIN)
    drafts.discard(transaction, PLACE)
    session_rows.advance(transaction, session, Stage.OPEN)
    transaction.commit()
    return None



def _plain(typed: str) -> str:
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    return letters.translate(str.maketrans("OIL", "011"))


_DIFFERENT = mark("Kelompok huruf itu tidak sama dengan kode Anda.")
_LOOK_AGAIN = mark("Lihat lagi kertas kode pemulihan, atau kembali untuk menampilkannya.")
