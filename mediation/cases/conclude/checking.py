"""What is still missing before a case can be concluded, and what is worth another look. Pure."""

from dataclasses import dataclass, field
from uuid import UUID

from mediation.cases.conclude.model import Composition, Conclusion, Part
from mediation.cases.examine.store import FiledRecord
from mediation.cases.model import HearingState, Progress
from mediation.language import Labelled, mark
from mediation.law.grounds import Ground


class Where(Labelled):
    """The page on which something missing is mended; the label says what is missing there."""

    RECORD = "record", mark("Berita acara belum ditandatangani: %(who)s")
    HOUSEHOLD = "household", mark("Kesimpulan tentang keutuhan rumah tangga belum ada")
    COMMON_SENSE = "common_sense", mark("Kesimpulan tentang akal sehat belum ada")
    FACTS = "facts", mark("Bagian II. Fakta dan data belum ditulis")
    ANALYSIS = "analysis", mark("Bagian III. Analisis belum ditulis: %(ground)s")
    ADVICE = "advice", mark("Bagian V. Saran tindak belum ditulis")
    UNKNOWN = "unknown", mark("%(count)s jawaban “belum tahu” dalam berita acara %(who)s")


@dataclass(frozen=True)
class Missing:
    """Something missing: where it is mended, for which row or ground, and the values of its words."""

    where: Where
    row: UUID | None = None
    ground: Ground | None = None
    values: dict[str, str] = field(default_factory=dict)


_PARTS = {Part.FACTS: Where.FACTS, Part.ANALYSIS: Where.ANALYSIS, Part.ADVICE: Where.ADVICE}


def missing(progress: Progress, made: Conclusion, claimed: tuple[Ground, ...]) -> tuple[Missing, ...]:
    """Return what must be there before the case can be concluded, in the order of the work."""
    unsigned = [h for h in progress.hearings if h.state is HearingState.OPEN]
    found = [Missing(Where.RECORD, row=h.id, values={"who": h.label}) for h in unsigned]
    if made.household is None:
        found.append(Missing(Where.HOUSEHOLD))
    if made.common_sense is None:
        found.append(Missing(Where.COMMON_SENSE))
    for gap in (made.composition or Composition()).gaps(claimed):
        values = {"ground": gap.ground.label} if gap.ground else {}
        found.append(Missing(_PARTS[gap.part], ground=gap.ground, values=values))
    return tuple(found)


def worth_a_look(records: tuple[FiledRecord, ...]) -> tuple[Missing, ...]:
    """Return the records in which questions stayed open: they hinder nothing."""
    return tuple(
        Missing(Where.UNKNOWN, row=filed.id,
                values={"who": filed.hearing.label, "count": str(len(filed.record.open_questions))})
        for filed in records if filed.record.open_questions
    )
