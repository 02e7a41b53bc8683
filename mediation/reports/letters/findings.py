"""Part IV of the report: the two findings, (a) household and (b) common sense, each with what it rests on. Pure."""

from mediation.cases.model import CommonSenseResult, HouseholdResult
from mediation.reports import blocks as b
from mediation.reports.facts import Reasoning, ReliedOn, ReportFacts, ReviewerOpinion
from mediation.reports.letters.report_sections import evidence_words, spouse_called, with_source
from mediation.reports.text import line, paragraphs, sentence
from mediation.reports.wording import plain_date

_HOUSEHOLD = {
    HouseholdResult.WORTH_PRESERVING: "masih layak dipertahankan",
    HouseholdResult.NOT_WORTH_PRESERVING: "tidak layak lagi dipertahankan",
    HouseholdResult.NOT_CONCLUDED: "belum dapat disimpulkan masih layak dipertahankan atau tidak",
}
_COMMON_SENSE = {
    CommonSenseResult.ACCORDS: "sesuai dengan akal sehat",
    CommonSenseResult.DOES_NOT_ACCORD: "bertentangan dengan akal sehat",
    CommonSenseResult.NOT_ENOUGH_KNOWN: "belum dapat dinilai menurut akal sehat karena keterangan belum cukup",
}


def conclusions(facts: ReportFacts) -> tuple[b.Block, ...]:
    """Return part IV. A finding that is absent prints nothing; `missing` refuses before that."""
    items = tuple(item for item in (_household(facts), _common_sense(facts)) if item)
    lead = b.Paragraph("Berdasarkan fakta dan pembahasan di atas, kami menyimpulkan:", keep_with_next=True)
    return (b.Heading("IV.", "KESIMPULAN"), lead, b.NumberedList(items, b.Numerals.BRACKETED))


def _household(facts: ReportFacts) -> b.Item | None:
    finding = facts.household
    if finding is None:
        return None
    words = _sentence(f"Rumah tangga Pemohon dan {spouse_called(facts)} ", _HOUSEHOLD[finding.result])
    known = _listed("Keadaan rumah tangga:", tuple(f"{label}: {line(said)}" for label, said in finding.indicators))
    below = (known,) if known else ()
    return b.Item((words,), (*below, *_grounds_of(finding.reasoning, facts)), keep_with_next=True)


def _common_sense(facts: ReportFacts) -> b.Item | None:
    finding = facts.common_sense
    if finding is None:
        return None
    words = _sentence("Alasan yang dikemukakan Pemohon ", _COMMON_SENSE[finding.result])
    below = (*_grounds_of(finding.reasoning, facts), *_second_opinion(facts))
    return b.Item((words,), below, keep_with_next=True)


def _second_opinion(facts: ReportFacts) -> tuple[b.Item, ...]:
    """Return what a second reviewer wrote; when he differs, that the finding stands beside his reasons."""
    opinion = facts.reviewer
    if opinion is None:
        return ()
    who = ", ".join(line(text) for text in (opinion.reviewer.name, opinion.reviewer.position) if text.strip())
    view = "sependapat" if opinion.agrees else "tidak sependapat"
    words = (b.Run(f"Penelaah kedua, {who}, pada tanggal {plain_date(opinion.on)} menyatakan "),
             b.Run(view, bold=True), b.Run(" dengan kesimpulan ini."))
    first, *others = paragraphs(opinion.reasons) or ("",)
    return (b.Item((words, f"Pertimbangan penelaah kedua: {first}", *others, *_stands(opinion))),)


def _stands(opinion: ReviewerOpinion) -> tuple[str, ...]:
    if opinion.agrees:
        return ()
    said = paragraphs(opinion.answer)
    lead = "Kami tetap pada kesimpulan kami dengan pertimbangan yang kami sebutkan di atas."
    return (f"{lead} Tanggapan kami: {said[0]}", *said[1:]) if said else (lead,)


def _sentence(lead: str, result: str) -> b.Text:
    return (b.Run(lead), b.Run(result, bold=True), b.Run("."))


def _grounds_of(reasoning: Reasoning, facts: ReportFacts) -> tuple[b.Item, ...]:
    proofs = tuple(evidence_words(facts.evidence[place]) for place in reasoning.evidence)
    return tuple(item for item in (
        _listed("Fakta yang menjadi dasar:", tuple(_relied(fact) for fact in reasoning.facts)),
        _listed("Bukti yang mendukung:", proofs),
        _told("Keterangan yang berlawanan dan penilaian kami:", reasoning.contrary),
        _told("Pertimbangan:", reasoning.reasons),
    ) if item)


def _relied(fact: ReliedOn) -> str:
    source = f"Bagian II angka {fact.fact + 1}" if fact.fact is not None else fact.source
    return " ".join(with_source(fact.text, source))


def _listed(lead: str, texts: tuple[str, ...]) -> b.Item | None:
    said = [sentence(text) for text in texts if text.strip()]
    if len(said) > 1:
        return b.Item((lead,), tuple(b.Item((text,)) for text in said), keep_with_next=True)
    return b.Item((f"{lead} {said[0]}",)) if said else None


def _told(lead: str, text: str) -> b.Item | None:
    said = paragraphs(text)
    return b.Item((f"{lead} {said[0]}", *said[1:])) if said else None
