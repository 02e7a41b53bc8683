"""All answers of the conclusion in groups of rows, each leading to the page where it is changed."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup

from mediation.cases.conclude.model import (
    CommonSenseFinding,
    Composition,
    Conclusion,
    Fact,
    GroundAnalysis,
    HouseholdFinding,
    Reasoning,
)
from mediation.cases.conclude.views import room
from mediation.cases.store import CaseFile
from mediation.language import mark
from mediation.web.filters import paragraphs

Row = dict[str, Any]

_INDICATORS = (
    ("living", mark("Tempat tinggal")), ("communication", mark("Komunikasi")), ("maintenance", mark("Nafkah")),
    ("children", mark("Anak")), ("violence", mark("Kekerasan")), ("will", mark("Kehendak masing-masing")),
    ("attempts", mark("Upaya yang pernah dilakukan")),
)


def groups(file: CaseFile, made: Conclusion) -> list[Row]:
    """Return what was answered so far, in the order of the report, with "Ubah" as long as it may be changed."""
    shown = _Shown(file, made)
    found = []
    if made.household:
        found.append(shown.group(_("Keutuhan rumah tangga"), "conclude.household", shown.household(made.household)))
    if made.common_sense:
        found.append(shown.group(_("Akal sehat"), "conclude.common_sense", shown.finding(made.common_sense)))
    if made.composition:
        found += shown.composed(made.composition)
    return found


class _Shown:
    """Knows the words for what answers refer to: where facts were recorded, and the evidence."""

    def __init__(self, file: CaseFile, made: Conclusion) -> None:
        self._case = file.id
        self._query: dict[str, Any] | None = room.changing(file)
        self._claimed = room.claimed(file)
        self._evidence = dict(room.evidence(file))
        self._sources = {
            one.source.key: f"{_(one.heading, **one.values)}: {_(one.label)}"
            for one in room.gather(file, made.facts())
        }

    def group(self, title: str, endpoint: str, rows: list[Row], **values: Any) -> Row:
        """Return a group that leads to the page where it is changed, if it still may be."""
        href = "" if self._query is None else url_for(endpoint, case=self._case, **values, **self._query)
        return {"title": title, "href": href, "rows": rows}

    def household(self, finding: HouseholdFinding) -> list[Row]:
        """Return the rows of finding (a)."""
        told = ((_(label), getattr(finding.indicators, name)) for name, label in _INDICATORS)
        return [{"key": label, "value": paragraphs(text)} for label, text in told if text] + self.finding(finding)

    def finding(self, finding: HouseholdFinding | CommonSenseFinding) -> list[Row]:
        """Return the rows that both findings have."""
        reasoning: Reasoning = finding.reasoning
        return [
            {"key": _("Fakta"), "value": self._facts(reasoning.facts)},
            {"key": _("Bukti"), "value": self._proofs(reasoning.evidence)},
            {"key": _("Keterangan yang bertentangan"), "value": paragraphs(reasoning.contrary)},
            {"key": _("Kesimpulan"), "value": _(finding.result.label)},
            {"key": _("Pertimbangan"), "value": paragraphs(reasoning.reasons)},
        ]

    def composed(self, composition: Composition) -> list[Row]:
        """Return the groups of the report's own text that were written."""
        found = []
        if composition.facts:
            rows = [{"key": _("Fakta"), "value": self._facts(composition.facts)}]
            found.append(self.group(_("Bagian II. Fakta dan data"), "conclude.facts", rows))
        for number, ground in enumerate(self._claimed, start=1):
            analysis = composition.analysis(ground)
            if analysis:
                title = _("Bagian III. Analisis: %(ground)s", ground=_(ground.label))
                rows = self._analysis(analysis, composition.facts)
                found.append(self.group(title, "conclude.analysis", rows, name=number))
        if composition.advice:
            rows = [{"key": _("Saran"), "value": paragraphs(composition.advice)}]
            found.append(self.group(_("Bagian V. Saran tindak"), "conclude.advice", rows))
        return found

    def _analysis(self, analysis: GroundAnalysis, facts: tuple[Fact, ...]) -> list[Row]:
        numbers = {fact.source.key: number for number, fact in enumerate(facts, start=1)}
        rows = [
            {"key": _("Fakta %(number)s", number=numbers[point.fact]), "value": paragraphs(point.text)}
            for point in analysis.points if point.fact in numbers
        ]
        return [
            *rows,
            {"key": _("Bukti"), "value": self._proofs(analysis.evidence)},
            {"key": _("Bukti yang diminta"), "value": _(analysis.verdict.label)},
            {"key": _("Pembahasan keseluruhan"), "value": paragraphs(analysis.text)},
        ]

    def _facts(self, facts: tuple[Fact, ...]) -> Markup:
        lines = (
            Markup('{}<p class="govuk-hint">{}</p>').format(
                paragraphs(f"{number}. {fact.text}"), self._sources.get(fact.source.key, ""),
            )
            for number, fact in enumerate(facts, start=1)
        )
        return Markup("").join(lines)

    def _proofs(self, chosen: Iterable[UUID]) -> str:
        return "; ".join(self._evidence[row] for row in chosen if row in self._evidence)
