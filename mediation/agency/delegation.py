"""Who decides for whom: the entry that fits an employee best, or why none can be told. Pure.

One entry is narrower than another when it covers nobody whom the other does not cover. The narrowest of all that match
decides; where none is the narrowest, that is said and never guessed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mediation.agency.model import Entry
from mediation.errors import Refusal
from mediation.language import mark
from mediation.law.ranks import grades

_WHERE = mark("Kepala biro mengisinya pada Pengaturan, daftar Pejabat yang memutus.")


@dataclass(frozen=True)
class _Subject:
    """Whose decider is asked for; "" is not recorded."""

    employment: str
    grade: str
    position: str
    chain: Sequence[UUID]
    on: date

    def is_meant(self, entry: Entry) -> bool:
        """Tell whether all that the entry asks is so; what is not recorded may be so."""
        return (
            not entry.retired
            and (not entry.employments or self.employment in entry.employments)
            and (not self.position or not entry.positions or self.position in entry.positions)
            and (entry.unit is None or entry.unit in self.chain)
            and (entry.since is None or entry.since <= self.on)
            and (entry.until is None or self.on <= entry.until)
            and (not self.grade or not ranged(entry) or self.grade in (grade_span(entry) or ()))
        )

    def unknown(self, entries: Iterable[Entry]) -> Refusal | None:
        """Return what must be recorded first, because one of `entries` turns on it."""
        if not self.grade and any(map(ranged, entries)):
            return Refusal(mark("Golongan pegawai ini belum tercatat."),
                           mark("Siapa yang memutus bergantung pada golongan. Catat dahulu golongannya."))
        if not self.position and any(entry.positions for entry in entries):
            return Refusal(mark("Jenis jabatan pegawai ini belum dipilih."),
                           mark("Siapa yang memutus bergantung pada jenis jabatan. Pilih dahulu jenisnya."))
        return None


def decider(
    entries: Iterable[Entry], employment: str, grade: str, position: str, unit_chain: Sequence[UUID], on: date,
) -> Entry | Refusal:
    """Return who decides about this employee on that day, or why that cannot be told.

    `unit_chain` is the employee's unit and those above it, nearest first; `position` is a `PositionKind` or "", `grade`
    may be "" too: then it is asked for, when the answer turns on it. An entry still marked as example decides nothing.
    """
    subject = _Subject(employment, grade, position, unit_chain, on)
    matching = [entry for entry in entries if subject.is_meant(entry)]
    ready = [entry for entry in matching if not entry.example]
    if not ready:
        return Refusal(_ONLY_EXAMPLES if matching else _NOBODY, _WHERE)
    unknown = subject.unknown(ready)
    if unknown:
        return unknown
    best = [entry for entry in ready if all(_narrower(entry, other, unit_chain) for other in ready)]
    return best[0] if len(best) == 1 else _ambiguous(ready, unit_chain)


_ONLY_EXAMPLES = mark("Daftar pejabat yang memutus masih berupa contoh.")
_NOBODY = mark("Belum ada pejabat yang ditetapkan memutus bagi pegawai ini.")


def _ambiguous(ready: list[Entry], chain: Sequence[UUID]) -> Refusal:
    rivals = [entry for entry in ready if not any(_strictly(other, entry, chain) for other in ready)]
    return Refusal(
        mark("Lebih dari satu baris berlaku bagi pegawai ini: %(lines)s."),
        mark("Kepala biro mempersempit salah satunya pada Pengaturan, supaya jelas siapa yang memutus."),
        values={"lines": ", ".join(f"{entry.code} {entry.label}" for entry in rivals)},
    )


def ranged(entry: Entry) -> bool:
    """Tell whether an entry asks for a grade."""
    return bool(entry.grade_from or entry.grade_to)


def grade_span(entry: Entry) -> tuple[str, ...] | None:
    """Return the grades that an entry covers, lowest first; None when they are not those of one employment kind."""
    if len(entry.employments) != 1:
        return None
    order = grades(entry.employments[0])
    first, last = entry.grade_from or order[0], entry.grade_to or order[-1]
    if first not in order or last not in order or order.index(first) > order.index(last):
        return None
    return order[order.index(first):order.index(last) + 1]


def refuse_entry(entry: Entry) -> Refusal | None:
    """Return why an entry cannot stand like this: grades of no one kind, days in the wrong order."""
    if ranged(entry) and grade_span(entry) is None:
        return Refusal(
            mark("Rentang golongan tidak dapat dipakai."),
            mark("Pilih satu status kepegawaian saja, dan golongan yang ada padanya, dari yang rendah ke yang tinggi."),
        )
    if entry.since and entry.until and entry.until < entry.since:
        return Refusal(mark("Hari terakhir berlaku lebih awal daripada hari pertama."), mark("Periksa kedua tanggal."))
    return None


def _strictly(one: Entry, other: Entry, chain: Sequence[UUID]) -> bool:
    return _narrower(one, other, chain) and not _narrower(other, one, chain)


def _narrower(one: Entry, other: Entry, chain: Sequence[UUID]) -> bool:
    """Tell whether `one` covers nobody whom `other` does not cover, and on no other day."""
    return (
        _within(one.employments, other.employments)
        and _within(one.positions, other.positions)
        and _within(_span(one), _span(other))
        and _depth(one.unit, chain) <= _depth(other.unit, chain)
        and (other.since is None or (one.since is not None and one.since >= other.since))
        and (other.until is None or (one.until is not None and one.until <= other.until))
    )


def _span(entry: Entry) -> tuple[str, ...]:
    return (grade_span(entry) or ()) if ranged(entry) else ()


def _within(one: Sequence[str], other: Sequence[str]) -> bool:
    # Empty asks nothing and so covers everybody.
    return not other or (bool(one) and set(one) <= set(other))


def _depth(unit: UUID | None, chain: Sequence[UUID]) -> int:
    return len(chain) if unit is None else list(chain).index(unit)
