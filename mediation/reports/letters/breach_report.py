"""The letter that tells the authority of a failure of protection. Names nobody. Pure."""

from mediation.reports import blocks as b
from mediation.reports.duty_facts import ReportFacts
from mediation.reports.letters import duty_parts, matters, parts
from mediation.reports.text import clause, line
from mediation.reports.wording import count

NAME = "Surat Pemberitahuan kepada Lembaga"
SUBJECT = "Pemberitahuan Kegagalan Pelindungan Data Pribadi"


def compose(facts: ReportFacts) -> b.Document:
    """Return the letter; ask `duty_facts.missing` first."""
    sheet, failure = facts.sheet, facts.failure
    place = f"di {line(facts.place)}" if facts.place.strip() else "di tempat"
    basis = f"Berdasarkan {failure.basis}, dengan" if failure.basis else "Dengan"
    blocks: tuple[b.Block, ...] = (
        parts.kop(sheet.agency),
        duty_parts.opening(sheet, SUBJECT, (f"Yth. {line(facts.authority)}", place)),
        b.Paragraph(
            f"{basis} hormat kami memberitahukan bahwa pada kami terjadi kegagalan pelindungan data pribadi, sebagai "
            "berikut.", keep_with_next=True,
        ),
        b.NumberedList((
            *duty_parts.matter(failure),
            b.Item((f"Banyaknya orang yang terdampak: {_people(failure.people)}",)),
            b.Item((f"Batas waktu pemberitahuan: {duty_parts.moment(failure.due, failure.zone)}.",)),
            duty_parts.listed("Pemberitahuan yang sudah disampaikan:", _told(facts)),
        )),
        b.Paragraph(
            f"Keterangan lebih lanjut dapat diminta kepada {clause(failure.officer) or 'pejabat pelindungan data'}: "
            f"{clause(failure.contact)}.",
        ),
        b.Paragraph(f"Demikian kami sampaikan. {matters.CLOSING}", keep_with_next=True),
        duty_parts.signing(sheet),
    )
    return b.Document(b.Kind.BREACH_REPORT, NAME, blocks, duty_parts.margins(sheet, NAME))


def _people(people: int | None) -> str:
    return "belum diketahui." if people is None else f"{count(people, 'orang')}."


def _told(facts: ReportFacts) -> tuple[str, ...]:
    return tuple(
        f"kepada {clause(each.whom).lower()} pada {duty_parts.moment(each.at, facts.failure.zone)}"
        + (f" ({each.late})" if each.late else "")
        for each in facts.told
    ) or ("belum ada",)
