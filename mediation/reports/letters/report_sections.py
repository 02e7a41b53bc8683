"""Parts I to III of the report: the matter, the facts with their records, the analysis per ground. Pure."""

from mediation.cases.conclude.model import EvidenceVerdict
from mediation.cases.model import Attendance, Outcome, Party, SittingMode
from mediation.errors import Refusal
from mediation.reports import blocks as b
from mediation.reports.facts import (
    AnalysisPoint,
    ChosenFact,
    ClaimFacts,
    EvidenceEntry,
    GroundAnalysis,
    ReportFacts,
    SittingEntry,
    SummonsEntry,
)
from mediation.reports.letters import parts
from mediation.reports.text import clause, line, paragraphs, sentence
from mediation.reports.wording import count, join, long_date, plain_date

OUTCOMES = {
    Outcome.RECONCILED: "kedua pihak rukun kembali",
    Outcome.NOT_RECONCILED: "tidak tercapai kesepakatan untuk rukun kembali",
    Outcome.CONTINUE: "mediasi dilanjutkan pada pertemuan berikutnya",
    Outcome.WITHDRAWN: "Pemohon mencabut permohonannya",
    Outcome.STOPPED: "mediasi dihentikan",
}


_VERDICTS = {
    EvidenceVerdict.MEETS: "Bukti yang diminta untuk alasan ini telah ada.",
    EvidenceVerdict.PARTLY: "Bukti yang ada bukan bukti yang diminta untuk alasan ini.",
    EvidenceVerdict.NONE: "Bukti untuk alasan ini belum ada.",
}
_LETTERS = "abcdef"


def spouse_called(facts: ReportFacts) -> str:
    """Return how the report calls the spouse: "Suami Pemohon" or "Istri Pemohon"."""
    return f"{parts.married_to(facts.spouse).capitalize()} Pemohon"


def matter(facts: ReportFacts) -> tuple[b.Block, ...]:
    """Return part I: the request, the marriage, the grounds put forward, what was done."""
    asked = (
        f"Dengan surat tanggal {plain_date(facts.requested_on)}, Pemohon mengajukan permohonan izin untuk melakukan "
        f"perceraian dengan {parts.married_to(facts.spouse)}nya, {parts.form_and_name(facts.spouse)}. Permohonan itu "
        f"kami terima pada hari {long_date(facts.received_on).replace(', ', ', tanggal ')}."
    )
    items = [b.Item((asked,)), b.Item((_marriage(facts),)), _claims(facts), *_done(facts)]
    return (b.Heading("I.", "POKOK PERSOALAN"), b.NumberedList(tuple(items)))


def _marriage(facts: ReportFacts) -> str:
    marriage = facts.marriage
    paper = f", tercatat dengan akta Nomor {clause(marriage.certificate)}" if marriage.certificate.strip() else ""
    place = f" di {clause(marriage.place)}" if marriage.place.strip() else ""
    day = plain_date(marriage.on)
    return f"Perkawinan Pemohon dan {spouse_called(facts)} dilangsungkan{place} pada tanggal {day}{paper}."


def _claims(facts: ReportFacts) -> b.Item:
    return b.Item(
        ("Alasan yang dikemukakan Pemohon dalam permohonannya:",),
        tuple(_claim(claim) for claim in facts.claims), keep_with_next=True,
    )


def _claim(claim: ClaimFacts) -> b.Item:
    told = paragraphs(claim.facts)
    return b.Item((f"{claim.ground.words}.", *((f"Uraian Pemohon: {told[0]}", *told[1:]) if told else ())))


def _done(facts: ReportFacts) -> tuple[b.Item, ...]:
    steps = [
        (len(facts.summonses), "menyampaikan {} surat panggilan"),
        (len(facts.records), "menyusun {} berita acara pemeriksaan"),
        (len(facts.sittings), "melaksanakan {} kali mediasi"),
    ]
    said = [words.format(count(number)) for number, words in steps if number]
    if not said:
        return ()
    return (b.Item((
        f"Menindaklanjuti permohonan tersebut, kami telah {join(said)}. Rinciannya termuat dalam lampiran laporan ini.",
    )),)


def facts_and_data(facts: ReportFacts) -> tuple[b.Block, ...]:
    """Return part II: the chosen facts, each with its record; who did not come; the sessions with their outcomes."""
    chosen = [_fact(fact) for fact in facts.facts]
    recorded = [b.Item((text,)) for text in (*_absences(facts), *(_sitting(one, facts) for one in facts.sittings))]
    lead = b.Paragraph("Fakta dan data yang kami peroleh adalah sebagai berikut.", keep_with_next=True)
    return (b.Heading("II.", "FAKTA DAN DATA"), lead, b.NumberedList((*chosen, *recorded)))


def _fact(fact: ChosenFact) -> b.Item:
    return b.Item(with_source(fact.text, fact.source))


def with_source(text: str, source: str) -> tuple[str, ...]:
    """Return the paragraphs of `text`, the last one closed by its source in brackets."""
    *before, last = paragraphs(text) or ("",)
    return (*before, f"{clause(last)} ({source})." if source else sentence(last))


def party_called(party: Party, name: str, facts: ReportFacts) -> str:
    """Return how the report calls a party; a witness goes by name."""
    named = {Party.APPLICANT: "Pemohon", Party.SPOUSE: spouse_called(facts)}
    return named.get(party, f"Saksi {line(name)}")


def _absences(facts: ReportFacts) -> list[str]:
    said = []
    for party in (Party.APPLICANT, Party.SPOUSE):
        missed = [one for one in facts.summonses if one.party is party and one.attendance is Attendance.ABSENT]
        if missed:
            said.append(_absent(party, missed, facts))
    return said


def _absent(party: Party, missed: list[SummonsEntry], facts: ReportFacts) -> str:
    rounds = join([f"panggilan ke-{one.round} ({long_date(one.on)})" for one in missed])
    silent = party is Party.SPOUSE and not _heard(party, facts)
    unheard = ". Sampai laporan ini disusun, keterangannya tidak kami peroleh" if silent else ""
    return f"{party_called(party, '', facts)} tidak hadir memenuhi {rounds}{unheard}."


def _heard(party: Party, facts: ReportFacts) -> bool:
    came = {Attendance.CAME, Attendance.ACCOMPANIED}
    return (
        any(one.party is party for one in facts.records)
        or any(party in one.present for one in facts.sittings)
        or any(one.party is party and one.attendance in came for one in facts.summonses)
    )


def _sitting(one: SittingEntry, facts: ReportFacts) -> str:
    day = long_date(one.on)
    apart = one.mode is SittingMode.APART
    if apart:
        held = f"Pada hari {day}, mediasi dilaksanakan secara terpisah"
    else:
        present = join([party_called(party, "saksi", facts) for party in one.present])
        held = f"Pada hari {day}, mediasi dilaksanakan" + (f" dengan dihadiri oleh {present}" if present else "")
    agreed = f" Kesepakatan yang dicatat: {sentence(one.terms)}" if one.terms.strip() and not apart else ""
    return f"{held}. Hasilnya: {OUTCOMES[one.outcome]}.{agreed}"


def analysis(facts: ReportFacts) -> tuple[b.Block, ...]:
    """Return part III: what the handling rests on, then each ground fact by fact."""
    grounds = [_ground(place, claim, facts) for place, claim in enumerate(facts.claims)]
    return (
        b.Heading("III.", "ANALISIS DAN PEMBAHASAN"),
        *_basis(facts),
        *(block for blocks in grounds for block in blocks),
    )


def _basis(facts: ReportFacts) -> tuple[b.Block, ...]:
    if isinstance(facts.basis, Refusal) or not facts.basis:
        return ()
    lead = b.Paragraph("Penanganan permohonan ini berpedoman pada:", keep_with_next=True)
    *first, last = [clause(words) for words in facts.basis]
    ends = [f"{words};" for words in first] + [f"{last}."]
    return (lead, b.NumberedList(tuple(b.Item((words,)) for words in ends)))


def _ground(place: int, claim: ClaimFacts, facts: ReportFacts) -> tuple[b.Block, ...]:
    head = b.Heading(f"{_LETTERS[place]}.", f"Alasan: {claim.ground.words}", rank=2)
    found = [one for one in facts.analysis if one.ground is claim.ground]
    items = tuple(item for one in found for item in _analysis(one, facts))
    return (head, b.NumberedList(items)) if items else (head,)


def _analysis(one: GroundAnalysis, facts: ReportFacts) -> tuple[b.Item, ...]:
    points = [_point(point) for point in one.points if paragraphs(point.text)]
    proofs = join([evidence_words(facts.evidence[place]) for place in one.evidence])
    named = f"Bukti yang berkaitan: {proofs}." if proofs else ""
    weighed = _VERDICTS[one.verdict] if one.verdict else ""
    evidence = b.Item((" ".join(filter(None, (named, weighed))),))
    whole = b.Item(tuple(paragraphs(one.text)))
    return (*points, *((evidence,) if evidence.paragraphs[0] else ()), *((whole,) if whole.paragraphs else ()))


def _point(point: AnalysisPoint) -> b.Item:
    first, *others = paragraphs(point.text)
    lead = f"Mengenai fakta angka {point.fact + 1}: " if point.fact is not None else ""
    return b.Item((f"{lead}{sentence(first)}", *others))


def evidence_words(entry: EvidenceEntry) -> str:
    """Return a piece of evidence in a sentence: kind, number, date."""
    number = f" Nomor {line(entry.number)}" if entry.number.strip() else ""
    return f"{line(entry.kind)}{number}{f' tanggal {plain_date(entry.on)}' if entry.on else ''}"
