"""Compare the trail with checkpoints that left it: which agree, and what became of the trail where they do not."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from mediation.audit import heads
from mediation.audit.heads import Head
from mediation.audit.records import Record
from mediation.clock import micros
from mediation.errors import Tampered
from mediation.language import Labelled, mark
from mediation.law.deadlines import Sentence
from mediation.transaction import Transaction
from mediation.vault import chain, notes


class Course(Labelled):
    """What became of the trail since the checkpoints were made; `label` is the sentence, with values to fill in."""

    KEPT = "kept", mark("Cocok: %(agreeing)s titik periksa; yang terbaru atas %(upto)s catatan.")
    NONE = "none", mark("Tidak ada titik periksa untuk dibandingkan.")
    CUT = "cut", mark(
        "EKOR DIPOTONG: titik periksa menyebut %(size)s catatan, jejak berakhir pada nomor %(head)s, sedangkan basis "
        "data memuat hal yang lebih baru daripada itu. Catatan sesudah nomor %(head)s telah dihapus.",
    )
    ROLLED_BACK = "rolled_back", mark(
        "DIKEMBALIKAN KE KEADAAN LAMA: titik periksa menyebut %(size)s catatan, jejak berakhir pada nomor %(head)s, "
        "dan isi basis data sama tuanya. Seluruh basis data diganti dengan salinan lama.",
    )
    CONTINUED = "continued", mark(
        "DIKEMBALIKAN LALU DITERUSKAN: sampai nomor %(upto)s jejak cocok; sesudah itu basis data lama dipakai lagi dan "
        "jejaknya berbeda dari titik periksa atas %(size)s catatan.",
    )
    REWRITTEN = "rewritten", mark(
        "DITULIS ULANG: rantai tampak utuh, tetapi di antara catatan nomor %(upto)s dan nomor %(size)s isinya berbeda "
        "dari yang dahulu dititikperiksa. Hanya pemegang berkas kunci yang dapat menulisnya.",
    )


FORGED = mark(
    "TITIK PERIKSA PALSU: yang dimulai pada baris %(line)s tidak ditandatangani dengan kunci pemasangan ini.",
)
TORN = mark("Titik periksa pada baris %(line)s tidak lengkap (terputus saat ditulis, atau dirusak), dan dilewati.")
EXCUSED = mark(
    "%(excused)s titik periksa berasal dari keadaan sebelum basis data dipulihkan; pemulihan itu diakui dalam jejak.",
)


@dataclass(frozen=True)
class Comparison:
    """What checkpoints say of the trail.

    `size`: of the first checkpoint that does not agree. `upto`: the largest agreeing one below it. `forged` and `torn`:
    lines at which such records begin. `excused`: how many are of a state that an accepted restore gave up.
    """

    course: Course
    agreeing: int = 0
    upto: int = 0
    size: int = 0
    head: int = 0
    forged: tuple[int, ...] = ()
    torn: tuple[int, ...] = ()
    excused: int = 0

    @property
    def whole(self) -> bool:
        """Whether nothing speaks against the trail."""
        return self.course in (Course.KEPT, Course.NONE) and not self.forged

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Return what is to be said."""
        numbers = {name: getattr(self, name) for name in ("agreeing", "upto", "size", "head", "excused")}
        return (
            Sentence(self.course.label, numbers),
            *(Sentence(FORGED, {"line": line}) for line in self.forged),
            *(Sentence(TORN, {"line": line}) for line in self.torn),
            *([Sentence(EXCUSED, numbers)] if self.excused else []),
        )


@dataclass(frozen=True)
class _Bad:
    """A checkpoint of ours that the trail does not bear out: with its time and what stands at its number now."""

    size: int
    when: datetime | None
    there: Head | None


def compare(
    transaction: Transaction,
    records: Iterable[Record],
    *,
    excused: frozenset[str] = frozenset(),
    lived_until: int = 0,
) -> Comparison:
    """Compare `records` with the trail; in constant memory but for the sizes that they name.

    `excused`: notes of a state that an accepted restore gave up. `lived_until`: the newest moment (µs) that anything
    else in the database tells of. The times beside checkpoints are not signed: they only tell kinds of damage apart.
    Read the file before this unit of work asks its first question, or what is written meanwhile seems too new.
    """
    verifier = notes.verifier_key(transaction.system, transaction.outside.origin)
    agreeing: set[int] = set()
    bad: list[_Bad] = []
    forged: list[int] = []
    torn: list[int] = []
    given_up, again = 0, False
    for record in records:
        try:
            checkpoint = notes.read(record.note, verifier)
        except Tampered:
            (forged if _is_note(record) else torn).append(record.line)
            continue
        there = heads.at(transaction, checkpoint.size)
        if there is not None and chain.same(there.mac, checkpoint.head):
            agreeing.add(checkpoint.size)
            again = again or bool(bad)
        elif record.note in excused:
            given_up += 1
        else:
            bad.append(_Bad(checkpoint.size, record.when, there))
    end = heads.last(transaction)
    plain = Comparison(
        Course.KEPT if agreeing else Course.NONE, len(agreeing), max(agreeing, default=0), head=end.seq,
        forged=tuple(forged), torn=tuple(torn), excused=given_up,
    )
    if not bad:
        return plain
    first = min(bad, key=lambda each: each.size)
    upto = max((size for size in agreeing if size < first.size), default=0)
    course = _course(first, end, lived_until, again=again)
    return replace(plain, course=course, upto=upto, size=first.size)


def _course(first: _Bad, end: Head, lived_until: int, *, again: bool) -> Course:
    """Say what happened, from the first checkpoint that does not agree.

    `again`: later ones agree, so the program went on from an older state.
    """
    then = micros(first.when) if first.when else None
    if again:
        return Course.CONTINUED
    if first.size > end.seq:
        if then is not None and end.time > then:
            return Course.CONTINUED
        return Course.CUT if then is not None and lived_until > then else Course.ROLLED_BACK
    # Where an entry is younger than the checkpoint that once covered its number, it was written over again.
    at = first.there or end
    return Course.CONTINUED if then is not None and at.time > then else Course.REWRITTEN


def _is_note(record: Record) -> bool:
    try:
        notes.parse(record.note)
    except Tampered:
        return False
    return True
