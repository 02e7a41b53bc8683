"""Blocks to HTML, for the preview: the same words in the same order. Everything typed is escaped. Pure."""

from collections.abc import Callable, Iterable
from typing import Any

from markupsafe import Markup

from mediation.reports import blocks as b
from mediation.reports.text import clean

_LIST_TYPES = {b.Numerals.FIGURES: ("1", "a", "1"), b.Numerals.LETTERS: ("a", "1", "a"),
               b.Numerals.BRACKETED: ("a", "1", "a")}


def render(document: b.Document, emblem_url: str = "") -> Markup:
    """Return `document` as one HTML section; its headings start at the second rank. The emblem is shown by address."""
    mark = Markup('<p class="m-paper__mark">{}</p>').format(document.margins.mark)
    demo = _wrapped("p", "m-paper__demo", document.margins.demo) if document.margins.demo else Markup("")
    marked = mark if document.margins.marked_first else Markup("")
    body = _joined(_block(block, emblem_url) for block in document.blocks)
    return Markup('<section class="m-paper" aria-label="{}">{}{}{}</section>').format(
        document.title, demo, marked, body)


def _block(block: b.Block, emblem_url: str) -> Markup:
    if isinstance(block, b.Letterhead):
        return _letterhead(block, emblem_url)
    return _WAYS[type(block)](block)


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup("\n").join(parts)


def _text(text: b.Text) -> Markup:
    return Markup("").join(_run(run) for run in b.runs(text))


def _run(run: b.Run) -> Markup:
    words = Markup("<br>").join(clean(run.text).split("\n"))
    return Markup("<strong>{}</strong>").format(words) if run.bold else words


def _wrapped(tag: str, name: str, text: b.Text) -> Markup:
    return Markup(f'<{tag} class="{name}">{{}}</{tag}>').format(_text(text))  # noqa: S704 - tag and name are ours


def _letterhead(block: b.Letterhead, emblem_url: str) -> Markup:
    shown = Markup('<img class="m-paper__emblem" src="{}" alt="Lambang">').format(emblem_url)
    picture = shown if block.emblem and emblem_url else Markup("")
    names = (block.owner, *block.agency)
    lines = [_wrapped("p", "m-paper__kop-name", name) for name in names if name]
    lines += [_wrapped("p", "m-paper__kop-line", line) for line in block.lines]
    return Markup('<div class="m-paper__kop">{}<div>{}</div></div>').format(picture, _joined(lines))


def _title(block: b.TitleBlock) -> Markup:
    lines = _joined(_wrapped("p", "m-paper__subtitle", line) for line in block.lines)
    return Markup('<h2 class="m-paper__title">{}</h2>{}').format(block.title, lines)


def _opening(block: b.LetterOpening) -> Markup:
    date = _wrapped("p", "m-paper__place-date", block.place_date) if block.place_date else Markup("")
    addressee = Markup('<p class="m-paper__addressee">{}</p>').format(Markup("<br>").join(block.addressee))
    return Markup("{}{}{}").format(date, _rows(block.fields), addressee)


def _rows(rows: Iterable[tuple[str, b.Text]]) -> Markup:
    lines = (Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(label, _text(value)) for label, value in rows)
    return Markup('<dl class="m-paper__fields">{}</dl>').format(_joined(lines))


def _heading(block: b.Heading) -> Markup:
    tag = f"h{block.rank + 1}"
    return _wrapped(tag, "m-paper__heading", f"{block.number} {block.text}")


def _list(block: b.NumberedList) -> Markup:
    name = "m-paper__list m-paper__bracketed" if block.numerals is b.Numerals.BRACKETED else "m-paper__list"
    return _items(block.items, _LIST_TYPES[block.numerals], name)


def _items(items: tuple[b.Item, ...], types: tuple[str, ...], name: str) -> Markup:
    drawn = _joined(_item(item, types[1:] or types) for item in items)
    return Markup('<ol type="{}" class="{}">{}</ol>').format(types[0], name, drawn)


def _item(item: b.Item, types: tuple[str, ...]) -> Markup:
    said = _joined(_wrapped("p", "m-paper__text", text) for text in item.paragraphs)
    below = _items(item.children, types, "m-paper__list") if item.children else Markup("")
    return Markup("<li>{}{}</li>").format(said, below)


def _table(block: b.DataTable) -> Markup:
    heads = _joined(Markup('<th scope="col">{}</th>').format(column.head) for column in block.columns)
    rows = _joined(Markup("<tr>{}</tr>").format(_cells(block, row)) for row in block.rows)
    table = '<table class="m-paper__table"><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>'
    return Markup(table).format(block.caption, heads, rows)  # noqa: S704 - a constant


def _cells(block: b.DataTable, row: tuple[str, ...]) -> Markup:
    # On a narrow screen each cell says its column by itself.
    pairs = zip(block.columns, row, strict=True)
    return _joined(Markup('<td data-head="{}">{}</td>').format(column.head, _text(cell)) for column, cell in pairs)


def _questions(block: b.QuestionAnswers) -> Markup:
    pairs = (
        Markup("<li><p><strong>Pertanyaan:</strong> {}</p><p><strong>Jawaban:</strong> {}</p></li>").format(
            _text(pair.question), _text(pair.answer))
        for pair in block.pairs
    )
    return Markup('<ol class="m-paper__list m-paper__questions">{}</ol>').format(_joined(pairs))


def _centred(block: b.Centred) -> Markup:
    return _joined(_wrapped("p", "m-paper__subtitle", (b.Run(line, bold=block.bold),)) for line in block.lines)


def _clause(block: b.Clause) -> Markup:
    items = _joined(_clause_item(block.number(place), item) for place, item in enumerate(block.items))
    return Markup('<dl class="m-paper__fields m-paper__clause"><div><dt>{}</dt><dd>{}</dd></div></dl>').format(
        block.label, items)


def _clause_item(number: str, item: b.ClauseItem) -> Markup:
    first, *others = item.paragraphs
    counted = (b.Run(f"{number} "), *b.runs(first)) if number else first
    said = _joined(_wrapped("p", "m-paper__text", text) for text in (counted, *others))
    return said + (_rows(item.rows) if item.rows else Markup(""))


def _signatures(block: b.SignatureBlock) -> Markup:
    first = _side_by_side(block.first) if block.first else Markup("")
    code = _check_code(block.check) if block.check else Markup("")
    return Markup("{}{}{}{}").format(first, _side_by_side((block.left, block.right)), code, _initials(block.initials))


def _side_by_side(signing: tuple[b.Signature | None, b.Signature]) -> Markup:
    columns = [_signature(one) for one in signing if one]
    return Markup('<div class="m-paper__signatures">{}</div>').format(_joined(columns))


def _initials(offices: tuple[str, ...]) -> Markup:
    if not offices:
        return Markup("")
    columns = (b.Column("Jabatan", 60), b.Column("Paraf", 40))
    return _table(b.DataTable("Paraf hierarki", columns, tuple((office, "") for office in offices)))


def _signature(signature: b.Signature) -> Markup:
    above = Markup("<br>").join(signature.above)
    below = Markup("").join(Markup("<br>{}").format(line) for line in signature.below)
    return Markup('<div><p>{}</p><p class="m-paper__note">{}</p><p><strong><u>{}</u></strong>{}</p></div>').format(
        above, signature.note, signature.name, below)


def _check_code(block: b.CheckCode) -> Markup:
    return _wrapped("p", "m-paper__code", f"{block.label}: {block.code}")


_WAYS: dict[type, Callable[[Any], Markup]] = {
    b.ClassificationMark: lambda block: _wrapped("p", "m-paper__mark m-paper__centred", block.text),
    b.TitleBlock: _title,
    b.LetterOpening: _opening,
    b.Paragraph: lambda block: _wrapped("p", "m-paper__text", block.text),
    b.Heading: _heading,
    b.NumberedList: _list,
    b.FieldTable: lambda block: _rows(block.rows),
    b.DataTable: _table,
    b.QuestionAnswers: _questions,
    b.Centred: _centred,
    b.Clause: _clause,
    b.CheckCode: _check_code,
    b.SignatureBlock: _signatures,
    b.DemoLine: lambda block: _wrapped("p", "m-paper__demo", block.text),
    b.PageBreak: lambda _: Markup("<hr>"),
}
