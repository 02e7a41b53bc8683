"""The record of the bureau's own session. Held apart, it says that alone and the outcome. Pure."""

from dataclasses import replace

from mediation.cases.model import Outcome, Party, SittingMode
from mediation.reports import blocks as b
from mediation.reports.bureau_facts import BureauSessionFacts, Member
from mediation.reports.letters import matters, parts
from mediation.reports.letters.report_sections import OUTCOMES
from mediation.reports.text import clause, line, paragraphs, sentence
from mediation.reports.wording import clock_time, date_in_words, long_date, plain_date

_ROMAN = ("I.", "II.", "III.", "IV.", "V.")


def compose(facts: BureauSessionFacts) -> b.Document:
    """Return the record of one session."""
    name = session_name(facts)
    blocks: tuple[b.Block, ...] = (
        parts.kop(facts.paper.agency),
        b.ClassificationMark(),
        b.TitleBlock(name.upper(), (f"Nomor: {line(facts.paper.number)}",)),
        b.Paragraph(_held(facts)),
        *_people(facts),
        *_said(facts),
        b.Paragraph(f"Demikian {name} ini dibuat dengan sebenarnya.", keep_with_next=True),
        *_signatures(facts),
    )
    page = parts.margins(facts.paper, name, marked_first=False)
    return b.Document(b.Kind.SESSION_RECORD, name, blocks, page)


def session_name(facts: BureauSessionFacts) -> str:
    """Return what the record is called: a mediation of the bureau's, or a sitting of the team."""
    return f"Berita Acara Sidang {line(facts.team)}" if facts.team.strip() else "Berita Acara Mediasi"


def _held(facts: BureauSessionFacts) -> str:
    what = f"{_what(facts)} {line(facts.team)}".rstrip()
    request = (
        f"{matters.request_words(facts.matter)} tanggal {plain_date(facts.matter.requested_on)} atas nama "
        f"{matters.numbered_person(facts.matter.applicant)}"
    )
    if facts.mode is SittingMode.APART:
        return f"Pada hari {date_in_words(facts.on)}, {what} sehubungan dengan {request} dilaksanakan secara terpisah."
    return (
        f"Pada hari {date_in_words(facts.on)}, {clock_time(facts.at, facts.zone)}, bertempat di {clause(facts.place)}, "
        f"telah dilaksanakan {what} sehubungan dengan {request}."
    )


def _what(facts: BureauSessionFacts) -> str:
    return "sidang" if facts.team.strip() else "mediasi"


def _people(facts: BureauSessionFacts) -> tuple[b.Block, ...]:
    members = tuple(b.Item((_member(one),)) for one in facts.members if one.name.strip())
    present = tuple(b.Item((_present(party, facts),)) for party in _came(facts))
    return (*_listed(f"Yang memimpin {_what(facts)}:", members), *_listed("Pihak yang hadir:", present))


def _came(facts: BureauSessionFacts) -> tuple[Party, ...]:
    if facts.mode is SittingMode.APART:
        return ()
    return tuple(party for party in (Party.APPLICANT, Party.SPOUSE) if party in facts.present)


def _member(one: Member) -> str:
    words = [line(text) for text in (one.name, one.position) if text.strip()]
    part = f" selaku {clause(one.part).lower()}" if one.part.strip() else ""
    return f"{', '.join(words)}{part}."


def _present(party: Party, facts: BureauSessionFacts) -> str:
    matter = facts.matter
    person, companion = (
        (matter.applicant, facts.applicant_companion) if party is Party.APPLICANT
        else (matter.spouse, facts.spouse_companion)
    )
    beside = f", didampingi oleh {clause(companion)}" if companion.strip() else ""
    return f"{parts.form_and_name(person)}, {matters.called(party, matter)}{beside}."


def _listed(lead: str, items: tuple[b.Item, ...]) -> tuple[b.Block, ...]:
    return (b.Paragraph(lead, keep_with_next=True), b.NumberedList(items)) if items else ()


def _said(facts: BureauSessionFacts) -> tuple[b.Block, ...]:
    matter = facts.matter
    points = {Party.APPLICANT: facts.applicant_points, Party.SPOUSE: facts.spouse_points}
    told = [(f"KETERANGAN {matters.called(party, matter).upper()}", points[party]) for party in _came(facts)]
    advised = [("NASIHAT YANG DIBERIKAN", facts.advice)] if facts.mode is SittingMode.TOGETHER else []
    sections = [(head, paragraphs(text)) for head, text in (*told, *advised) if text.strip()]
    sections.append(("HASIL", _result(facts)))
    blocks: list[b.Block] = []
    for number, (head, texts) in zip(_ROMAN, sections, strict=False):
        blocks += [b.Heading(number, head), *map(b.Paragraph, texts)]
    return tuple(blocks)


def _result(facts: BureauSessionFacts) -> tuple[str, ...]:
    outcome = sentence(OUTCOMES[facts.outcome])
    result = outcome[0].upper() + outcome[1:]
    if facts.mode is SittingMode.APART:
        return (result,)
    terms = paragraphs(facts.terms)
    agreed = (f"Kesepakatan yang dicatat: {terms[0]}", *terms[1:]) if terms else ()
    going_on = facts.next_on and facts.outcome is Outcome.CONTINUE
    following = (f"Pertemuan berikutnya: hari {long_date(facts.next_on)}.",) if facts.next_on and going_on else ()
    return (result, *agreed, *following)


def _signatures(facts: BureauSessionFacts) -> tuple[b.Block, ...]:
    signer = parts.signing(facts.paper, parts.signature(facts.paper.signatory))
    came = [_party_signature(party, facts) for party in _came(facts)]
    if len(came) == 1:
        return (replace(signer, left=came[0]),)
    return (replace(signer, first=(came[0], came[1])) if came else signer,)


def _party_signature(party: Party, facts: BureauSessionFacts) -> b.Signature:
    person = facts.matter.applicant if party is Party.APPLICANT else facts.matter.spouse
    return b.Signature((f"{matters.called(party, facts.matter)},",), line(person.name))
