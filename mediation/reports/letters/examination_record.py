"""D06, the examination record of one person. It says that it was signed only by being signed. Pure."""

from dataclasses import dataclass

from mediation.cases.model import HearingState, Party, Person
from mediation.reports import blocks as b
from mediation.reports.facts import RecordFacts
from mediation.reports.letters import parts
from mediation.reports.text import clause, clean, line, paragraphs
from mediation.reports.wording import clock_time, date_in_words, plain_date

NAME = "Berita Acara Pemeriksaan"


@dataclass(frozen=True)
class Form:
    """What differs between records of one person's statement: kind, name, what the two who sign are called."""

    kind: b.Kind
    name: str
    examined: str
    examiner: str


_FORM = Form(b.Kind.EXAMINATION_RECORD, NAME, "Yang diperiksa", "Pemeriksa")
_JOINED = "\N{NON-BREAKING HYPHEN}"


def compose(facts: RecordFacts) -> b.Document:
    """Return the record of one person's examination."""
    return composed(facts, _FORM)


def composed(facts: RecordFacts, form: Form) -> b.Document:
    """Return the record of what one person said, as `form` names it."""
    blocks: tuple[b.Block, ...] = (
        parts.kop(facts.paper.agency),
        b.ClassificationMark(),
        b.TitleBlock(form.name.upper(), (f"Nomor: {line(facts.paper.number)}",)),
        *_who(facts, form),
        b.Paragraph(_subject(facts, form), keep_with_next=True),
        b.QuestionAnswers(tuple(
            b.QuestionAnswer(line(one.question), clean(one.answer).strip()) for one in facts.exchanges
        )),
        *_statements(facts, form),
        b.Paragraph(_closing(facts, form), keep_with_next=True),
        *_refusal(facts, form),
        _signatures(facts, form),
    )
    foot = f"{parts.FOOT}  Paraf {_low(form.examined)}: …………  Paraf {_low(form.examiner)}: …………"
    page = parts.margins(facts.paper, form.name, marked_first=False, foot=foot)
    return b.Document(form.kind, form.name, blocks, page)


def _low(words: str) -> str:
    return words[0].lower() + words[1:]


def _who(facts: RecordFacts, form: Form) -> tuple[b.Block, ...]:
    return (
        b.Paragraph(_place_in_time(facts), keep_with_next=True),
        b.FieldTable((*parts.signer_rows(facts.paper.signatory), *_second(facts)), level=1),
        b.Paragraph(f"selaku {_low(form.examiner)}, telah meminta keterangan dari:", keep_with_next=True),
        b.FieldTable((*parts.identity_rows(facts.examined, town=True), *_beside(facts)), level=1),
    )


def _place_in_time(facts: RecordFacts) -> str:
    figures = _JOINED.join((f"{facts.on.day:02}", f"{facts.on.month:02}", str(facts.on.year)))
    return (
        f"Pada hari ini, {date_in_words(facts.on)} ({figures}), {clock_time(facts.at, facts.zone)}, bertempat di "
        f"{clause(facts.place)}, saya yang bertanda tangan di bawah ini:"
    )


def _second(facts: RecordFacts) -> tuple[tuple[str, str], ...]:
    return (("Pemeriksa kedua", line(facts.second_examiner)),) if facts.second_examiner.strip() else ()


def _beside(facts: RecordFacts) -> tuple[tuple[str, str], ...]:
    rows = (("Hubungan", line(facts.relation)), ("Didampingi oleh", line(facts.companion)))
    return tuple((label, value) for label, value in rows if value)


def _subject(facts: RecordFacts, form: Form) -> str:
    heard = f"selaku {parts.part_of(facts.party, facts.examined)}"
    request = f"permohonan izin perceraian {_whose(facts)} tanggal {plain_date(facts.requested_on)}"
    told = f"Atas pertanyaan {_low(form.examiner)}, yang bersangkutan menerangkan sebagai berikut."
    return f"{heard}, sehubungan dengan {request}. {told}"


def _whose(facts: RecordFacts) -> str:
    return "yang diajukannya" if facts.party is Party.APPLICANT else parts.form_and_name(facts.applicant)


def _statements(facts: RecordFacts, form: Form) -> tuple[b.Block, ...]:
    if not facts.statements:
        return ()
    items = tuple(_statement(one.question, paragraphs(one.answer)) for one in facts.statements)
    lead = b.Paragraph(f"Selanjutnya {_low(form.examined)} menyatakan:", keep_with_next=True)
    return (lead, b.NumberedList(items, b.Numerals.LETTERS))


def _statement(about: str, said: tuple[str, ...]) -> b.Item:
    first, *others = said or ("",)
    return b.Item((f"{about}: {first}", *others))


def _closing(facts: RecordFacts, form: Form) -> str:
    made = f"Demikian {form.name} ini dibuat dengan sebenarnya"
    if facts.state is HearingState.REFUSED:
        return f"{made} dan ditandatangani oleh {_low(form.examiner)}."
    return f"{made} untuk ditandatangani oleh {_low(form.examined)} dan {_low(form.examiner)}."


def _refusal(facts: RecordFacts, form: Form) -> tuple[b.Paragraph, ...]:
    if facts.state is not HearingState.REFUSED:
        return ()
    note = f"Catatan: {_low(form.examined)} tidak bersedia menandatangani {form.name} ini dengan alasan:"
    return (b.Paragraph(f"{note} {clause(facts.refusal_reason)}.", keep_with_next=True),)


def _signatures(facts: RecordFacts, form: Form) -> b.SignatureBlock:
    signer = parts.signature(facts.paper.signatory)
    examiner = b.Signature((f"{form.examiner},", *signer.above), signer.name, signer.below)
    return parts.signing(facts.paper, examiner, _examined(facts.examined, facts.state, form))


def _examined(person: Person, state: HearingState, form: Form) -> b.Signature:
    number = f"{parts.number_label(person.employment)}. {parts.grouped(person.digits)}" if person.digits else ""
    note = "(tidak bersedia menandatangani)" if state is HearingState.REFUSED else ""
    return b.Signature((f"{form.examined},",), line(person.name), (number,) if number else (), note)
