"""What a document is made of, as data: blocks that know their words and nothing of DOCX or HTML. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Kind(StrEnum):
    """The kinds of document; the value is stored and never changes."""

    SUMMONS = "summons"
    EXAMINATION_RECORD = "examination_record"
    MEDIATION_REPORT = "mediation_report"
    RETURN_LETTER = "return_letter"
    STATEMENT_RECORD = "statement_record"
    SESSION_RECORD = "session_record"
    REVIEW_MEMO = "review_memo"
    RECOMMENDATION = "recommendation"
    PERMIT_DECREE = "permit_decree"
    REFUSAL_DECREE = "refusal_decree"
    CERTIFICATE = "certificate"
    CLOSING_LETTER = "closing_letter"
    DEFERRAL_LETTER = "deferral_letter"
    HAND_OVER_RECEIPT = "hand_over_receipt"
    DIVORCE_REPORT = "divorce_report"
    SALARY_STATEMENT = "salary_statement"
    PEACE_STATEMENT = "peace_statement"
    WITHDRAWAL_LETTER = "withdrawal_letter"
    ANSWER_LETTER = "answer_letter"
    BREACH_NOTICE = "breach_notice"
    BREACH_REPORT = "breach_report"
    PROCESSING_RECORD = "processing_record"
    IMPACT_ASSESSMENT = "impact_assessment"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one face."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False


Text: TypeAlias = str | tuple[Run, ...]


def runs(text: Text) -> tuple[Run, ...]:
    """Return `text` as runs."""
    return (Run(text),) if isinstance(text, str) else text


def plain(text: Text) -> str:
    """Return the words of `text` alone."""
    return "".join(run.text for run in runs(text))


class Numerals(StrEnum):
    """How the items of a list are counted at its first level; deeper levels follow by custom."""

    FIGURES = "1."
    LETTERS = "a."
    BRACKETED = "(a)"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The agency's kop: owner, agency (the last line is set largest), address lines, emblem as PNG."""

    owner: str
    agency: tuple[str, ...]
    lines: tuple[str, ...]
    emblem: bytes | None = None


@dataclass(frozen=True, slots=True)
class ClassificationMark:
    """The secrecy mark, centred above a title."""

    text: str = "RAHASIA"


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """A centred title in capitals, with lines such as the number under it."""

    title: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterOpening:
    """Nomor, Sifat, Lampiran, Hal; place and date on the first line's right when given; then the addressee."""

    fields: tuple[tuple[str, str], ...]
    addressee: tuple[str, ...]
    place_date: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `level` indents it to the text of a list item of that level (0: not at all)."""

    text: Text
    level: int = 0
    keep_with_next: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's heading: its numeral and its words."""

    number: str
    text: str
    rank: int = 1


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list: its paragraphs, and a list below them."""

    paragraphs: tuple[Text, ...]
    children: tuple["Item", ...] = ()
    keep_with_next: bool = False


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list that starts again at its first numeral."""

    items: tuple[Item, ...]
    numerals: Numerals = Numerals.FIGURES


@dataclass(frozen=True, slots=True)
class FieldTable:
    """Label : value lines, without borders."""

    rows: tuple[tuple[str, Text], ...]
    level: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head and its share of the width (the shares are relative)."""

    head: str
    share: int
    centred: bool = False


@dataclass(frozen=True, slots=True)
class DataTable:
    """A bordered table whose head is repeated on each page and whose rows do not split."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    """A question put and the answer given, as typed."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class QuestionAnswers:
    """Numbered questions with their answers."""

    pairs: tuple[QuestionAnswer, ...]


@dataclass(frozen=True, slots=True)
class Centred:
    """Centred lines, such as the head of a decision; `bold` for all of them, `after` leaves a line below."""

    lines: tuple[str, ...]
    bold: bool = False
    after: bool = True


@dataclass(frozen=True, slots=True)
class ClauseItem:
    """What a clause says: its paragraphs, and label : value lines below them. One that `goes_on` takes no numeral."""

    paragraphs: tuple[Text, ...]
    rows: tuple[tuple[str, Text], ...] = ()
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """A labelled part of a decision: "Menimbang : a. …" counted by `numerals`, or "PERTAMA : …" without."""

    label: str
    items: tuple[ClauseItem, ...]
    numerals: Numerals | None = None

    def number(self, place: int) -> str:
        """Return the numeral of the item at `place` (from 0); empty when it is not counted."""
        if self.numerals is None or self.items[place].goes_on:
            return ""
        before = sum(not item.goes_on for item in self.items[:place])
        return f"{before + 1}." if self.numerals is Numerals.FIGURES else f"{letter(before)}."


def letter(place: int) -> str:
    """Return the letter of an item at `place` (from 0): a to z, then aa, ab."""
    before, rest = divmod(place, 26)
    return (letter(before - 1) if before else "") + chr(ord("a") + rest)


@dataclass(frozen=True, slots=True)
class CheckCode:
    """The random code that finds an issued document again, with its QR; the code carries no name."""

    code: str
    label: str = "Kode periksa"


@dataclass(frozen=True, slots=True)
class Signature:
    """Where a person signs: lines above, the name (underlined), lines below; `note` stands in the signature's place."""

    above: tuple[str, ...]
    name: str
    below: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """One signature on the right or two side by side, with the check code; they stay together on one page.

    `first` are two who sign above them. `initials` are the offices that initial a draft: a box beside the signature.
    """

    right: Signature
    left: Signature | None = None
    check: CheckCode | None = None
    first: tuple[Signature, Signature] | None = None
    initials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DemoLine:
    """Says that the data are made up."""

    text: str = "DATA CONTOH – BUKAN NASKAH DINAS"


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


Block: TypeAlias = (
    Letterhead | ClassificationMark | TitleBlock | LetterOpening | Paragraph | Heading | NumberedList | FieldTable
    | DataTable | QuestionAnswers | Centred | Clause | CheckCode | SignatureBlock | DemoLine | PageBreak
)


@dataclass(frozen=True, slots=True)
class Margins:
    """What every page bears: the mark, the running title from the second page on, and the foot's left side."""

    mark: str = "RAHASIA"
    marked_first: bool = True
    running_title: str = ""
    foot: str = ""
    demo: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document, ready to be written as DOCX or shown as HTML."""

    kind: Kind
    title: str
    blocks: tuple[Block, ...]
    margins: Margins = Margins()
    paper: str = "F4"
