"""The assessment of the impact on the protection of data: filled in, for the agency to weigh and sign. Pure."""

from mediation.reports import blocks as b
from mediation.reports.duty_facts import ImpactFacts, Part, Risk
from mediation.reports.letters import duty_parts, matters, parts
from mediation.reports.text import line, sentence
from mediation.reports.wording import roman

NAME = "Penilaian Dampak Pelindungan Data Pribadi"


def compose(facts: ImpactFacts) -> b.Document:
    """Return the assessment."""
    sheet, after = facts.sheet, len(facts.before) + 2
    blocks: tuple[b.Block, ...] = (
        parts.kop(sheet.agency),
        b.ClassificationMark(),
        b.TitleBlock(NAME.upper()),
        b.Heading("I.", "PENGENDALI"), b.FieldTable(duty_parts.responsible_rows(facts.responsible)),
        *(block for place, part in enumerate(facts.before, start=2) for block in _part(roman(place), part)),
        b.Heading(f"{roman(after)}.", "RISIKO BAGI ORANG DAN LANGKAHNYA"),
        *(block for place, risk in enumerate(facts.risks, start=1) for block in _risk(place, risk)),
        *_part(roman(after + 1), Part("YANG TERSISA", (
            "Yang berikut tidak dapat dicegah program ini. Instansi menimbang apakah sisa risiko itu dapat diterima.",
        ), facts.remaining)),
        *_part(roman(after + 2), Part("KEWAJIBAN INSTANSI", points=facts.duties)),
        b.Heading(f"{roman(after + 3)}.", "PENDAPAT DAN PENGESAHAN"),
        b.FieldTable((
            ("Pendapat pejabat", matters.BLANK * 2),
            ("Sisa risiko", "dapat diterima / belum dapat *)"),
            ("Ditinjau lagi pada", matters.BLANK),
        )),
        b.Paragraph("*) coret yang tidak sesuai", keep_with_next=True),
        _signatures(facts),
    )
    return b.Document(
        b.Kind.IMPACT_ASSESSMENT, NAME, blocks, duty_parts.margins(sheet, NAME, marked_first=False),
    )


def _part(numeral: str, part: Part) -> tuple[b.Block, ...]:
    said = tuple(b.Paragraph(sentence(text)) for text in part.text)
    points = (b.NumberedList(tuple(b.Item((sentence(text),)) for text in part.points)),) if part.points else ()
    return (b.Heading(f"{numeral}.", part.title.upper()), *said, *points)


def _risk(place: int, risk: Risk) -> tuple[b.Block, ...]:
    columns = (b.Column("Langkah", 60), b.Column("Letaknya dalam program", 40))
    return (
        b.Heading(f"{place}.", f"{line(risk.to)}: {line(risk.text)}", rank=2),
        b.Paragraph((b.Run("Sebelum langkah: ", bold=True), b.Run(sentence(risk.before))), keep_with_next=True),
        b.DataTable("", columns, tuple((line(each.text), line(each.where)) for each in risk.measures)),
        b.Paragraph((b.Run("Sesudah langkah: ", bold=True), b.Run(sentence(risk.after)))),
    )


def _signatures(facts: ImpactFacts) -> b.SignatureBlock:
    right = duty_parts.signing(facts.sheet, place_date=duty_parts.place_and_date(facts.sheet)).right
    office = line(facts.responsible.officer).upper() or "PEJABAT PELINDUNGAN DATA"
    return b.SignatureBlock(right, b.Signature(("", f"{office},"), matters.BLANK))
