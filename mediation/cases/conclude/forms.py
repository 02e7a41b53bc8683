"""What is asked when concluding: facts in own words, two findings, the report's own text. Shape alone."""

from collections.abc import Iterable, Sequence
from dataclasses import fields as fields_of
from types import new_class
from typing import Any, TypeVar, cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from mediation.cases.conclude.material import Material
from mediation.cases.conclude.model import (
    REASONS_MINIMUM,
    AnalysisPoint,
    CommonSenseFinding,
    EvidenceVerdict,
    Fact,
    GroundAnalysis,
    HouseholdFinding,
    Indicators,
    Reasoning,
)
from mediation.cases.model import CommonSenseResult, HouseholdResult
from mediation.law.grounds import Ground
from mediation.web.choices import ChoiceField, ChoicesField
from mediation.web.fields import LongTextField
from mediation.web.filters import jumlah
from mediation.web.forms import BaseForm

FACT_MAXIMUM = 1000


def long_enough(text: str) -> str | None:
    """Return the error that names the least length of reasons and what is there; None when there is enough."""
    if len(text) >= REASONS_MINIMUM:
        return None
    return str(_("Pertimbangan paling sedikit %(least)s huruf; sekarang %(length)s.",
                 least=REASONS_MINIMUM, length=jumlah(len(text))))


class FactsForm(BaseForm):
    """Facts in own words, one field for each recorded thing; the fields are added by `with_material`."""

    material: tuple[Material, ...] = ()
    known: tuple[Fact, ...] = ()

    reuse = ChoicesField(_l("Fakta yang sudah Anda tulis"),
                         hint=_l("Centang yang juga menjadi dasar di sini. Kata-katanya boleh diubah di bawah."))

    def offer(self) -> None:
        """Offer the facts that were written elsewhere."""
        self.reuse.choices = [(fact.source.key, fact.text) for fact in self.known]

    def facts(self) -> tuple[Fact, ...]:
        """Return the facts relied on, in the order of the case: written here, or ticked among those written before."""
        before = {fact.source.key: fact.text for fact in self.known if fact.source.key in self.reuse.data}
        written = ((one.source, self[name_of(one)].data or before.get(one.source.key, "")) for one in self.material)
        return tuple(Fact(text, source) for source, text in written if text)

    def validate(self, extra_validators: object = None) -> bool:
        """Add to the usual checks that there is at least one fact."""
        valid: bool = super().validate(extra_validators)
        if self.facts():
            return valid
        first = self.reuse if self.known else self[name_of(self.material[0])]
        self.problem(_("Pilih paling sedikit satu fakta dan tulis dengan kata-kata Anda."), first)
        return False


def _reasons(hint: str) -> LongTextField:
    return LongTextField(
        _l("Pertimbangan"), maximum=4000, rows=8, check=long_enough, hint=hint,
        required=_l("Tuliskan pertimbangannya. Kesimpulan tanpa pertimbangan tidak dapat diterbitkan."),
    )


class FindingForm(FactsForm):
    """What both findings ask; each has its own result."""

    evidence = ChoicesField(_l("Bukti yang mendukung"), hint=_l("Centang bukti yang Anda pakai."))
    contrary = LongTextField(
        _l("Keterangan yang bertentangan"), maximum=4000, rows=4,
        required=_l("Tulis keterangan yang bertentangan dan bagaimana Anda menimbangnya, atau bahwa tidak ada."),
        hint=_l("Apa yang berlawanan dengan fakta di atas, dan mengapa Anda tetap pada kesimpulan Anda. "
                "Bila tidak ada, tulis demikian."))
    reasons = _reasons("")

    def reasoning(self) -> Reasoning:
        """Return what the finding rests on; only for a valid form."""
        return Reasoning(self.facts(), self.evidence.data, self.contrary.data, self.reasons.data)


def _indicator(label: str, hint: str) -> LongTextField:
    return LongTextField(label, maximum=500, rows=2, hint=hint)


class HouseholdForm(FindingForm):
    """Finding (a)."""

    living = _indicator(_l("Tempat tinggal"), _l("Serumah atau berpisah; sejak kapan"))
    communication = _indicator(_l("Komunikasi"), _l("Masih berhubungan? Tentang apa?"))
    maintenance = _indicator(_l("Nafkah"), _l("Lahir dan batin; sejak kapan tidak"))
    children = _indicator(_l("Anak"), _l("Keadaan dan kepentingan anak"))
    violence = _indicator(_l("Kekerasan"),
                          _l("Hanya yang ada dalam berita acara atau bukti; bukan dari percakapan sendirian"))
    will = _indicator(_l("Kehendak masing-masing"), _l("Kehendak pemohon dan kehendak pasangan"))
    attempts = _indicator(_l("Upaya yang pernah dilakukan"), _l("Keluarga, pemuka agama, BP4, psikolog"))
    result = ChoiceField(_l("Kesimpulan"), choices=HouseholdResult, required=_l("Pilih kesimpulannya."))
    reasons = _reasons(_l("Tulis mengapa fakta dan bukti itu membawa Anda pada kesimpulan ini. "
                          "Paling sedikit 100 huruf."))

    def finding(self) -> HouseholdFinding:
        """Return the finding; only for a valid form."""
        told = {field.name: self[field.name].data for field in fields_of(Indicators)}
        return HouseholdFinding(self.result.data, self.reasoning(), Indicators(**told))


class CommonSenseForm(FindingForm):
    """Finding (b)."""

    result = ChoiceField(_l("Kesimpulan"), choices=CommonSenseResult, required=_l("Pilih kesimpulannya."))
    reasons = _reasons(_l("Apakah orang yang berpikiran wajar dalam kedudukan Anda akan memahami bahwa fakta-fakta ini "
                          "menjadi alasan untuk bercerai? Tulis mengapa. Paling sedikit 100 huruf."))

    def finding(self) -> CommonSenseFinding:
        """Return the finding; only for a valid form."""
        return CommonSenseFinding(self.result.data, self.reasoning())


class AdviceForm(BaseForm):
    """Part V."""

    advice = LongTextField(_l("Saran tindak"), maximum=4000, rows=8, required=_l("Tulis saran tindak Anda."),
                           hint=_l("Dengan kata-kata Anda sendiri, kepada pejabat yang memutus."))


class AnalysisForm(BaseForm):
    """Part III on one ground; a field for each chosen fact is added by `analysis_form`."""

    facts: tuple[Fact, ...] = ()

    evidence = ChoicesField(_l("Bukti untuk alasan ini"))
    verdict = ChoiceField(_l("Apakah bukti yang diminta ada?"), choices=EvidenceVerdict,
                          required=_l("Pilih apakah bukti yang diminta ada."))
    text = LongTextField(_l("Pembahasan keseluruhan"), maximum=4000, rows=6,
                         required=_l("Tulis pembahasan untuk alasan ini."),
                         hint=_l("Apakah fakta-fakta itu bersama-sama memenuhi alasan ini, dan mengapa."))

    def validate(self, extra_validators: object = None) -> bool:
        """Add to the usual checks that at least one fact was discussed."""
        valid: bool = super().validate(extra_validators)
        if any(self[f"point_{fact.source.key}"].data for fact in self.facts):
            return valid
        self.problem(_("Bahas paling sedikit satu fakta."), self[f"point_{self.facts[0].source.key}"])
        return False

    def analysis(self, ground: Ground) -> GroundAnalysis:
        """Return the analysis of `ground`; only for a valid form."""
        said = ((fact.source.key, self[f"point_{fact.source.key}"].data) for fact in self.facts)
        points = tuple(AnalysisPoint(key, text) for key, text in said if text)
        return GroundAnalysis(ground, points, self.evidence.data, self.verdict.data, self.text.data)


F = TypeVar("F", bound=FactsForm)


def name_of(one: Material) -> str:
    """Return the name of the field in which the fact from `one` is written."""
    return f"fact_{one.source.key}"


def with_material(form: type[F], material: Sequence[Material], known: Iterable[Fact]) -> type[F]:
    """Return `form` with a field for each recorded thing; `known` are facts written elsewhere."""
    body: dict[str, Any] = {"material": tuple(material), "known": tuple(known)}
    for one in material:
        label = _("Fakta dengan kata-kata Anda: %(label)s", label=_(one.label))
        body[name_of(one)] = LongTextField(label, maximum=FACT_MAXIMUM, rows=3)
    # `new_class` asks the class of the base, which collects the fields; `type` would not.
    return cast("type[F]", new_class(form.__name__, (form,), exec_body=lambda names: names.update(body)))


def analysis_form(facts: Sequence[Fact]) -> type[AnalysisForm]:
    """Return the form of part III with a field for each chosen fact."""
    body: dict[str, Any] = {"facts": tuple(facts)}
    for number, fact in enumerate(facts, start=1):
        label = _("Arti fakta %(number)s bagi alasan ini", number=number)
        body[f"point_{fact.source.key}"] = LongTextField(label, maximum=2000, rows=3)
    return cast(
        "type[AnalysisForm]", new_class("AnalysisForm", (AnalysisForm,), exec_body=lambda names: names.update(body)),
    )


def filled_facts(facts: Iterable[Fact]) -> dict[str, Any]:
    """Return what a form shows of stored facts."""
    return {f"fact_{fact.source.key}": fact.text for fact in facts}


def filled_finding(finding: HouseholdFinding | CommonSenseFinding | None) -> dict[str, Any]:
    """Return what a form shows of a stored finding."""
    if finding is None:
        return {}
    reasoning = finding.reasoning
    data = filled_facts(reasoning.facts) | {
        "evidence": reasoning.evidence, "contrary": reasoning.contrary, "reasons": reasoning.reasons,
        "result": finding.result,
    }
    if isinstance(finding, HouseholdFinding):
        data |= {field.name: getattr(finding.indicators, field.name) for field in fields_of(Indicators)}
    return data


def filled_analysis(analysis: GroundAnalysis | None) -> dict[str, Any]:
    """Return what a form shows of a stored analysis."""
    if analysis is None:
        return {}
    points = {f"point_{point.fact}": point.text for point in analysis.points}
    return points | {"evidence": analysis.evidence, "verdict": analysis.verdict, "text": analysis.text}
