"""D04, the summons letter: to each party separately. No grounds, no address. Pure."""

from mediation.cases.model import Party
from mediation.cases.summon.model import Purpose
from mediation.reports import blocks as b
from mediation.reports.facts import NoShow, SummonsFacts
from mediation.reports.letters import parts
from mediation.reports.text import line
from mediation.reports.wording import address_form, clock_time, join, long_date, plain_date, roman

NAME = "Surat Panggilan"

_ORDINALS = {1: "pertama", 2: "kedua", 3: "ketiga", 4: "keempat", 5: "kelima"}
_PURPOSES = {
    Purpose.EXAMINATION: "Memberikan keterangan",
    Purpose.MEDIATION: "Mengikuti mediasi",
    Purpose.BOTH: "Memberikan keterangan dan mengikuti mediasi",
}


def compose(facts: SummonsFacts) -> b.Document:
    """Return the letter that calls one person."""
    blocks: tuple[b.Block, ...] = (
        parts.kop(facts.paper.agency),
        _opening(facts),
        b.Paragraph(_reason(facts)),
        *_earlier(facts),
        b.Paragraph(f"Untuk itu, dengan hormat kami panggil {_form(facts)} untuk hadir pada:", keep_with_next=True),
        b.FieldTable(_appointment(facts), level=1),
        b.Paragraph(_requests(facts)),
        b.Paragraph(_closing(facts), keep_with_next=True),
        parts.signing(facts.paper, parts.signature(facts.paper.signatory)),
    )
    return b.Document(b.Kind.SUMMONS, NAME, blocks, parts.margins(facts.paper, NAME))


def _form(facts: SummonsFacts) -> str:
    return address_form(facts.called.sex)


def _opening(facts: SummonsFacts) -> b.LetterOpening:
    paper = facts.paper
    subject = line(paper.subject) or f"Panggilan {roman(facts.round)}"
    fields = (("Nomor", line(paper.number)), ("Sifat", "Rahasia"), ("Lampiran", "-"), ("Hal", subject))
    return b.LetterOpening(fields, _addressee(facts), parts.place_and_date(paper))


def _addressee(facts: SummonsFacts) -> tuple[str, ...]:
    called = facts.called
    post = tuple(part for part in (line(called.position), line(called.unit)) if part)
    place = f"di {line(called.town)}" if called.town.strip() else "di tempat"
    return (f"Yth. {parts.form_and_name(called)}", *((", ".join(post),) if post else ()), place)


def _reason(facts: SummonsFacts) -> str:
    return f"Sehubungan dengan {_occasion(facts)}, {_need(facts)}."


def _occasion(facts: SummonsFacts) -> str:
    if facts.party is Party.WITNESS:
        return "pemeriksaan urusan kepegawaian yang sedang kami tangani"
    if facts.party is Party.SPOUSE:
        return f"permohonan izin perceraian yang diajukan oleh {parts.form_and_name(facts.applicant)}"
    return (
        f"permohonan izin perceraian yang {_form(facts)} ajukan pada tanggal {plain_date(facts.requested_on)} "
        f"dan kami terima pada tanggal {plain_date(facts.received_on)}"
    )


def _need(facts: SummonsFacts) -> str:
    if facts.party is Party.WITNESS:
        return f"kami memerlukan keterangan {_form(facts)} sebagai saksi"
    if facts.purpose is Purpose.MEDIATION:
        return f"kami mengharapkan kehadiran {_form(facts)} dalam mediasi"
    return f"kami perlu mendengar langsung keterangan {_form(facts)}"


def _earlier(facts: SummonsFacts) -> tuple[b.Paragraph, ...]:
    if not facts.earlier:
        return ()
    said = join([_missed(one) for one in facts.earlier])
    return (b.Paragraph(
        f"Surat ini merupakan panggilan {_ordinal(facts.round)}, sehubungan dengan ketidakhadiran "
        f"{_form(facts)} pada {said}.",
    ),)


def _missed(one: NoShow) -> str:
    letter = f" (surat Nomor {line(one.letter)}" if one.letter.strip() else ""
    dated = f" tanggal {plain_date(one.letter_on)}" if letter and one.letter_on else ""
    return f"panggilan {_ordinal(one.round)}, {long_date(one.on)}{letter}{dated}{')' if letter else ''}"


def _ordinal(number: int) -> str:
    return _ORDINALS.get(number, f"ke-{number}")


def _appointment(facts: SummonsFacts) -> tuple[tuple[str, str], ...]:
    signatory = facts.paper.signatory
    return (
        ("Hari, tanggal", long_date(facts.on)),
        ("Waktu", clock_time(facts.at, facts.zone)),
        ("Tempat", line(facts.place)),
        ("Menghadap kepada", f"{line(signatory.person.name)}, {parts.office(signatory)}"),
        ("Keperluan", _PURPOSES[facts.purpose]),
    )


def _requests(facts: SummonsFacts) -> str:
    form = _form(facts)
    return (
        f"Mohon {form} membawa surat ini dan kartu identitas, serta surat atau bukti lain yang {form} pandang perlu. "
        f"Apabila dikehendaki, {form} dapat didampingi oleh seorang yang {form} percaya. Apabila berhalangan, mohon "
        f"{form} memberitahukannya kepada kami beserta alasannya sebelum waktu tersebut agar dapat dijadwalkan kembali."
    )


def _closing(facts: SummonsFacts) -> str:
    return (
        f"Surat ini bersifat rahasia dan hanya ditujukan kepada {_form(facts)}. "
        f"Atas perhatian dan kehadiran {_form(facts)}, kami ucapkan terima kasih."
    )
