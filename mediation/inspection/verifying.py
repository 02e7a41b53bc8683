"""Verify all that can be verified from here: the chain, checkpoints that left it, and the rows that it binds."""

from dataclasses import dataclass
from itertools import chain as joined

from mediation import audit
from mediation.accounts.store import directory
from mediation.accounts.store.living import lived_until
from mediation.audit import outside
from mediation.audit.against import Comparison
from mediation.audit.records import Record
from mediation.audit.rows import Astray, State
from mediation.audit.verify import Verdict
from mediation.cases.store.astray import astray
from mediation.language import mark
from mediation.law.deadlines import Sentence
from mediation.transaction import Premises, Transaction

_LISTED = 50
_FOREVER = 2**63
_MORE = mark("Dan %(more)s baris lain.")
_ROWS = mark("Baris perkara dan orang cocok dengan jejaknya.")
UNSEEN = mark(
    "Yang tidak dapat dilihat dari sini: pemegang berkas kunci dapat menulis ulang rantai beserta berkas titik "
    "periksa, dan siapa pun yang dapat menulis keduanya dapat mengembalikan basis data bersama berkas titik periksa ke "
    "keadaan lama. Itu hanya tampak bila dibandingkan dengan salinan titik periksa di tempat lain: syslog, hasil "
    "ekspor, atau salinan berkasnya.",
)


@dataclass(frozen=True)
class Findings:
    """What was found. `rows`: those that do not fit the trail, the first fifty; `more`: how many beside them."""

    chain: Verdict
    comparison: Comparison
    rows: tuple[Astray, ...] = ()
    more: int = 0

    @property
    def whole(self) -> bool:
        """Whether nothing speaks against the trail and what it binds."""
        return self.chain.whole and self.comparison.whole and not self.rows

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Return what is to be said, the chain first; not what cannot be seen from here (`UNSEEN`)."""
        return (
            self.chain.sentence,
            *self.comparison.sentences,
            *(row.sentence for row in self.rows),
            *([Sentence(_MORE, {"more": self.more})] if self.more else []),
            *([] if self.rows else [Sentence(_ROWS, {})]),
        )


def own_records(premises: Premises) -> tuple[Record, ...]:
    """Return the checkpoints in the program's own file, none when there is no file.

    Ask before the unit of work that verifies: what is written meanwhile would seem too new.
    """
    path = premises.outside.file
    return outside.listed(path) if path is not None and path.is_file() else ()


def verify(transaction: Transaction, records: tuple[Record, ...]) -> Findings:
    """Return what is found of the chain, of `records` from a file of checkpoints, and of the rows."""
    chain = audit.verify(transaction)
    rows: list[Astray] = []
    more, newer = 0, False
    for row in joined(directory.astray(transaction), astray(transaction)):
        newer = newer or row.state is State.NEWER
        if len(rows) < _LISTED:
            rows.append(row)
        else:
            more += 1
    until = _FOREVER if newer else lived_until(transaction)
    return Findings(chain, outside.compared(transaction, records, lived_until=until), tuple(rows), more)
