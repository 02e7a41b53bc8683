"""A document's words in order, one line each: what a reader would read, without its form."""

from collections.abc import Iterator

from mediation.reports import blocks as b


def lines(document: b.Document) -> list[str]:
    return [line for block in document.blocks for line in _lines(block) if line]


def text(document: b.Document) -> str:
    return "\n".join(lines(document))


def _lines(block: b.Block) -> Iterator[str]:  # noqa: C901, PLR0912 - one branch for each kind of block
    match block:
        case b.Letterhead():
            yield from (block.owner, *block.agency, *block.lines)
        case b.ClassificationMark() | b.DemoLine():
            yield block.text
        case b.TitleBlock():
            yield from (block.title, *block.lines)
        case b.LetterOpening():
            yield from (f"{label}: {value}" for label, value in block.fields)
            yield from (block.place_date, *block.addressee)
        case b.Paragraph():
            yield b.plain(block.text)
        case b.Heading():
            yield f"{block.number} {block.text}"
        case b.NumberedList():
            for item in block.items:
                yield from _item(item, "- ")
        case b.FieldTable():
            yield from (f"{label}: {b.plain(value)}" for label, value in block.rows)
        case b.DataTable():
            yield block.caption
            yield " | ".join(column.head for column in block.columns)
            yield from (" | ".join(row).replace("\n", " / ") for row in block.rows)
        case b.QuestionAnswers():
            for pair in block.pairs:
                yield f"T: {pair.question}"
                yield f"J: {pair.answer}"
        case b.Centred():
            yield from block.lines
        case b.Clause():
            for place, part in enumerate(block.items):
                yield from _clause_item(f"{block.label}: " if place == 0 else "", block.number(place), part)
        case b.CheckCode():
            yield f"{block.label} {block.code}"
        case b.SignatureBlock():
            for one in (*(block.first or ()), block.left, block.right):
                if one:
                    yield from (*one.above, one.note, one.name, *one.below)
            yield from (f"Paraf: {office}" for office in block.initials)
            if block.check:
                yield f"{block.check.label} {block.check.code}"
        case b.PageBreak():
            yield "=== halaman baru"


def _clause_item(label: str, number: str, part: b.ClauseItem) -> Iterator[str]:
    first, *others = (b.plain(paragraph) for paragraph in part.paragraphs)
    yield f"{label}{number} {first}" if number else f"{label}{first}"
    yield from others
    yield from (f"{name}: {b.plain(value)}" for name, value in part.rows)


def _item(item: b.Item, lead: str) -> Iterator[str]:
    yield from (f"{lead}{b.plain(paragraph)}" for paragraph in item.paragraphs)
    for child in item.children:
        yield from _item(child, f"  {lead}")
