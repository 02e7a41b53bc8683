"""What every page bears: the secrecy mark, a running title, the line on made-up data, and "Halaman X dari Y"."""

from docx.document import Document

from mediation.reports.blocks import Margins
from mediation.reports.docx import layout
from mediation.reports.docx.elements import Element, el, field, paragraph, rules, tabs, words


def put(document: Document, margins: Margins, paper: str) -> None:
    """Fill the heads and feet of the document's one section, and set its paper."""
    width = layout.text_width(paper)
    section = document.sections[0]
    size = section._sectPr.find(el("pgSz").tag)  # noqa: SLF001 - python-docx offers no twips
    assert size is not None  # noqa: S101 - our own base holds it
    _set_paper(size, paper)
    _fill(section.first_page_header._element, _first_head(margins, width))  # noqa: SLF001
    _fill(section.header._element, _next_head(margins, width))  # noqa: SLF001
    _fill(section.first_page_footer._element, _foot(margins, width))  # noqa: SLF001
    _fill(section.footer._element, _foot(margins, width))  # noqa: SLF001


def _set_paper(size: Element, paper: str) -> None:
    given = el("pgSz", w=layout.PAPERS[paper][0], h=layout.PAPERS[paper][1])
    for name, value in given.attrib.items():
        size.set(name, value)


def _fill(part: Element, content: list[Element]) -> None:
    part.extend(content)


def _first_head(margins: Margins, width: int) -> list[Element]:
    mark = margins.mark if margins.marked_first else ""
    return [*_demo(margins), _between("Header", "", mark, width)]


def _next_head(margins: Margins, width: int) -> list[Element]:
    line = _between("Header", margins.running_title, margins.mark, width, ruled="bottom")
    return [*_demo(margins), line]


def _foot(margins: Margins, width: int) -> list[Element]:
    pages = [*words("Halaman "), *field("PAGE"), *words(" dari "), *field("NUMPAGES")]
    properties = (rules(("top", 4)), tabs(("right", width)))
    return [paragraph("Footer", *words(f"{margins.foot}\t"), *pages, properties=properties)]


def _demo(margins: Margins) -> list[Element]:
    return [paragraph("Demo", *words(margins.demo))] if margins.demo else []


def _between(style: str, left: str, right: str, width: int, *, ruled: str = "") -> Element:
    properties = (rules((ruled, 4)) if ruled else None, tabs(("right", width)))
    return paragraph(style, *words(f"{left}\t"), *words(right, bold=True, large=True), properties=properties)
