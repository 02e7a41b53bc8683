"""Walk the whole trail in constant memory and say which entry is the first that does not fit, and what happened."""

from dataclasses import dataclass

from mediation.audit import heads
from mediation.audit.heads import Stored
from mediation.errors import Tampered
from mediation.language import Labelled, mark
from mediation.law.deadlines import Sentence
from mediation.transaction import Transaction
from mediation.vault import chain


class Damage(Labelled):
    """What happened to the first entry that does not fit; `label` is the sentence, with values to fill in."""

    EDITED = "edited", mark("RUSAK: catatan nomor %(broken)s diubah; isinya tidak cocok dengan kunci jejak.")
    DELETED = "deleted", mark(
        "RUSAK: catatan nomor %(broken)s dihapus; %(missing)s catatan hilang sebelum catatan berikutnya.",
    )
    INSERTED = "inserted", mark("RUSAK: catatan nomor %(broken)s disisipkan; tidak dibuat oleh program ini.")
    REORDERED = "reordered", mark(
        "RUSAK: urutan diubah; catatan yang seharusnya bernomor %(broken)s berada di nomor %(found)s.",
    )
    RETOLD = "retold", mark(
        "RUSAK: kolom catatan nomor %(broken)s diubah; waktu, pelaku, perbuatan, atau objek di sampingnya tidak sama "
        "dengan isi catatan.",
    )
    UNLISTED = "unlisted", mark(
        "RUSAK: semua catatan ada, tetapi indeks yang menemukannya tidak cocok dengan isinya, sehingga catatan dapat "
        "tersembunyi. Jangan mengubah apa pun; kembalikan basis data dari salinan.",
    )
    LAST = "last", mark(
        "RUSAK: catatan terakhir, nomor %(broken)s, diubah atau ditambahkan tanpa kunci jejak.",
    )


_INTACT = mark("Utuh: %(intact)s catatan, dari yang pertama sampai yang terakhir, cocok dengan kuncinya.")


@dataclass(frozen=True)
class Verdict:
    """How many entries fit from the first on; the number of the first that does not (None when all do), and how.

    `found`: where it stands instead. `missing`: how many are gone.
    """

    intact: int
    broken: int | None = None
    how: Damage | None = None
    found: int | None = None
    missing: int = 0

    @property
    def whole(self) -> bool:
        """Whether every entry fits."""
        return self.broken is None

    @property
    def sentence(self) -> Sentence:
        """Return the sentence that says it."""
        numbers = {
            "intact": self.intact, "broken": self.broken or 0, "found": self.found or 0, "missing": self.missing,
        }
        return Sentence(self.how.label if self.how else _INTACT, numbers)


def verify(transaction: Transaction) -> Verdict:
    """Check every entry against its predecessor: number, MAC, the columns that repeat what it says, and their indexes.

    It cannot see a cut tail, nor a chain rewritten by somebody who has the keyring: only copies elsewhere show that.
    """
    tally = heads.Tally()
    count, mac, misfit = chain.walk(transaction.system, tally.over(heads.walk(transaction)))
    if misfit is not None:
        return _diagnosed(transaction, count + 1, mac, Stored(*misfit))
    if not count:
        # An installation is founded by an entry: an empty trail was emptied.
        return Verdict(0, 1, Damage.DELETED, missing=1)
    return Verdict(count) if tally.is_listed(transaction) else Verdict(count, count, Damage.UNLISTED)


def _diagnosed(transaction: Transaction, number: int, before: bytes, row: Stored) -> Verdict:
    """Say what happened at `number`, where `row` stands and the MAC of the entry before is `before`."""
    if row.seq < 1:
        return _before_the_first(transaction, row)
    true = _true(transaction, number, before)
    if row.seq != number:
        return _found_at(number, true) or Verdict(number - 1, number, Damage.DELETED, missing=row.seq - number)
    if _follows(transaction, before, row):
        return Verdict(number - 1, number, Damage.RETOLD)
    if true is not None and not (true.seq == number + 1 and not _follows(transaction, true.mac, row)):
        return Verdict(number - 1, number, Damage.REORDERED, found=true.seq)
    if true is not None:
        return Verdict(number - 1, number, Damage.INSERTED)
    return _changed(transaction, number, row)


def _found_at(number: int, true: Stored | None) -> Verdict | None:
    return None if true is None else Verdict(number - 1, number, Damage.REORDERED, found=true.seq)


def _changed(transaction: Transaction, number: int, row: Stored) -> Verdict:
    """Say what happened to an entry that is nowhere else: edited, or deleted and those after it renumbered."""
    after, says = heads.stored(transaction, number + 1), _says(row)
    goes_on = after is None or _follows(transaction, row.mac, after)
    if says is not None and says > number and goes_on:
        return Verdict(number - 1, number, Damage.DELETED, missing=says - number)
    return Verdict(number - 1, number, Damage.EDITED if after else Damage.LAST)


def _before_the_first(transaction: Transaction, row: Stored) -> Verdict:
    """Say what a row numbered below 1 is: one that was moved there from a place now empty, else a foreign one."""
    says = _says(row)
    if says is not None and says > 0 and heads.at(transaction, says) is None:
        return Verdict(0, says, Damage.REORDERED, found=row.seq)
    return Verdict(0, row.seq, Damage.INSERTED)


def _true(transaction: Transaction, number: int, before: bytes) -> Stored | None:
    """Return the entry that belongs at `number` from wherever else it stands; None when it is nowhere."""
    for place in heads.saying(transaction, number):
        row = heads.stored(transaction, place)
        if row is not None and row.seq != number and _follows(transaction, before, row):
            return row
    return None


def _follows(transaction: Transaction, before: bytes, row: Stored) -> bool:
    """Tell whether the row's bytes carry the MAC of an entry after the one whose MAC is `before`."""
    try:
        return chain.same(row.mac, chain.next_mac(transaction.system, before, row.canonical))
    except Tampered:
        return False


def _says(row: Stored) -> int | None:
    try:
        return chain.parse(row.canonical).seq
    except Tampered:
        return None
