"""Parts I to III of the report: the matter, the facts with their records, the analysis per ground. Pure."""

from mediation.cases.model import Attendance, Outcome, Party, SittingMode
from mediation.reports import blocks as b
from mediation.reports.facts import AnalysisPoint, ChosenFact, ClaimFacts, ReportFacts, SittingEntry, SummonsEntry
from mediation.reports.letters import parts
from mediation.reports.text import clause, line, paragraphs, sentence
from mediation.reports.wording import count, join, long_date, plain_date

_OUTCOMES = {
    Outcome.RECONCILED: "kedua pihak rukun kembali",
    Outcome.NOT_RECONCILED: "tidak tercapai kesepakatan untuk rukun kembali",
    Outcome.CONTINUE: "mediasi dilanjutkan pada pertemuan berikutnya",
    Outcome.WITHDRAWN: "Pemohon mencabut permohonannya",
    Outcome.STOPPED: "mediasi dihentikan",
}


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
    chosen = [_fact(fact, facts) for fact in facts.facts]
    recorded = [b.Item((text,)) for text in (*_absences(facts), *(_sitting(one, facts) for one in facts.sittings))]
    lead = b.Paragraph("Fakta dan data yang kami peroleh adalah sebagai berikut.", keep_with_next=True)
    return (b.Heading("II.", "FAKTA DAN DATA"), lead, b.NumberedList((*chosen, *recorded)))


def _fact(fact: ChosenFact, facts: ReportFacts) -> b.Item:
    *before, last = paragraphs(fact.text) or ("",)
    source = _source(fact, facts)
    return b.Item((*before, f"{clause(last)} ({source})." if source else _stopped(last)))


def _stopped(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _source(fact: ChosenFact, facts: ReportFacts) -> str:
    if fact.record is None:
        return ""
    record = facts.records[fact.record]
    return f"Berita Acara Pemeriksaan {_of(record.party, record.name, facts)}, {plain_date(record.on)}"


def _of(party: Party, name: str, facts: ReportFacts) -> str:
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
    silent = party is Party.SPOUSE and not any(one.party is Party.SPOUSE for one in facts.records)
    unheard = ". Sampai laporan ini disusun, keterangannya tidak kami peroleh" if silent else ""
    return f"{_of(party, '', facts)} tidak hadir memenuhi {rounds}{unheard}."


def _sitting(one: SittingEntry, facts: ReportFacts) -> str:
    day = long_date(one.on)
    apart = one.mode is SittingMode.APART
    if apart:
        held = f"Pada hari {day}, mediasi dilaksanakan secara terpisah"
    else:
        present = join([_of(party, "saksi", facts) for party in one.present])
        held = f"Pada hari {day}, mediasi dilaksanakan" + (f" dengan dihadiri oleh {present}" if present else "")
    agreed = f" Kesepakatan yang dicatat: {sentence(one.terms)}" if one.terms.strip() and not apart else ""
    return f"{held}. Hasilnya: {_OUTCOMES[one.outcome]}.{agreed}"


def analysis(facts: ReportFacts) -> tuple[b.Block, ...]:
    """Return part III: what the handling rests on, then each ground fact by fact."""
    grounds = [_ground(place, claim, facts) for place, claim in enumerate(facts.claims)]
    return (
        b.Heading("III.", "ANALISIS DAN PEMBAHASAN"),
        *_basis(facts),
        *(block for blocks in grounds for block in blocks),
    )


def _basis(facts: ReportFacts) -> tuple[b.Block, ...]:
    if not facts.basis:
        return ()
    lead = b.Paragraph("Penanganan permohonan ini berpedoman pada:", keep_with_next=True)
    *first, last = [clause(words) for words in facts.basis]
    ends = [f"{words};" for words in first] + [f"{last}."]
    return (lead, b.NumberedList(tuple(b.Item((words,)) for words in ends)))


def _ground(place: int, claim: ClaimFacts, facts: ReportFacts) -> tuple[b.Block, ...]:
    points = [point for one in facts.analysis if one.ground is claim.ground for point in one.points]
    letter = "abcdefghij"[place]
    items = tuple(_point(point) for point in points if point.text.strip())
    return (b.Heading(f"{letter}.", f"Alasan: {claim.ground.words}", rank=2), b.NumberedList(items))


def _point(point: AnalysisPoint) -> b.Item:
    first, *others = paragraphs(point.text)
    lead = f"Mengenai fakta angka {point.fact + 1}: " if point.fact is not None else ""
    return b.Item((f"{lead}{_stopped(first)}", *others))
