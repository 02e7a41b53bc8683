"""The order of the pages, what each depends on, and the filing that they make together.

A page is kept as it was sent and read by its own form again: one way to understand it, whether it comes from the
browser or from the draft.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from mediation.cases.model import Contact, Contacts, Employment, GroundClaim, Marriage, Person
from mediation.cases.receive import forms
from mediation.cases.receive.model import Filing
from mediation.cases.receive.store import Pairs, State
from mediation.errors import Refusal
from mediation.language import mark
from mediation.law.grounds import Ground
from mediation.law.identity import Sex, read_nip
from mediation.law.ranks import rank_name
from mediation.web.forms import BaseForm, words_of

START = "mulai"


@dataclass(frozen=True)
class Look:
    """What the pages are read by: what was filled in so far, and the day."""

    state: Mapping[str, Pairs]
    today: date

    def sent(self, number: int, name: str) -> str:
        """Return the first value that was sent as `name` on page `number`; "" when there is none."""
        return next((value for found, value in self.state.get(str(number), ()) if found == name), "")

    def sent_all(self, number: int, name: str) -> tuple[str, ...]:
        """Return all values that were sent as `name` on page `number`."""
        return tuple(value for found, value in self.state.get(str(number), ()) if found == name)


Make = Callable[[Look], type[BaseForm]]
Prepare = Callable[[Any, Look], None]


@dataclass(frozen=True)
class Step:
    """One page: its number, part, heading, template, form, and what it needs of the pages before."""

    number: int
    part: int
    title: str
    make: Make
    prepare: Prepare | None = None
    template: str = "receive/step.html"
    applies: Callable[[Look], bool] = lambda _look: True
    why: str = ""

    @property
    def key(self) -> str:
        """The name under which the page is kept."""
        return str(self.number)


PARTS = (mark("Pegawai"), mark("Pasangan"), mark("Kontak"), mark("Perkawinan dan anak"), mark("Alasan"),
         mark("Tanggal"))


def _member(kind: Any, value: str) -> Any:  # noqa: ANN401 - any of our choices
    return next((member for member in kind if member.value == value), None)


def applicant_employment(look: Look) -> Employment | None:
    """Return the kind of employment that was filled in for the applicant."""
    found: Employment | None = _member(Employment, look.sent(1, "employment"))
    return found


def spouse_employment(look: Look) -> Employment:
    """Return the kind of employment of the spouse; none until it is filled in."""
    return _member(Employment, look.sent(3, "employment")) or Employment.NONE


def applicant_sex(look: Look) -> Sex | None:
    """Return the applicant's sex; the spouse's is the other (UU 1/1974 art. 1)."""
    found: Sex | None = _member(Sex, look.sent(1, "sex"))
    return found


def spouse_sex(look: Look) -> Sex:
    """Return the spouse's sex."""
    return Sex.MALE if applicant_sex(look) is Sex.FEMALE else Sex.FEMALE


def chosen_grounds(look: Look) -> tuple[Ground, ...]:
    """Return the grounds that were chosen, in their legal order."""
    sent = look.sent_all(9, "grounds")
    return tuple(ground for ground in Ground if ground.value in sent)


def _number(form: forms.WarnedForm, digits: Any, employment: Employment | None, sex: Sex | None, today: date) -> None:  # noqa: ANN401 - the field
    if not digits.data or employment is None or sex is None:
        return
    reading = read_nip(digits.data, employment.value, sex, today)
    if isinstance(reading, Refusal):
        refusal = reading
        digits.check = lambda _typed: " ".join(words_of(refusal))
    elif reading.warnings:
        form.warnings = reading.warnings
        form.ask_reason()


def _employee(form: forms.EmployeeForm, look: Look) -> None:
    _number(form, form.digits, form.employment.data, form.sex.data, look.today)


def _spouse_service(form: forms.SpouseServiceForm, look: Look) -> None:
    form.offer(spouse_employment(look))
    _number(form, form.digits, spouse_employment(look), spouse_sex(look), look.today)


def _position(form: forms.PositionForm, look: Look) -> None:
    form.offer(applicant_employment(look) or Employment.PNS)


def _demand(form: Any, _look: Look) -> None:  # noqa: ANN401 - each has its own `demand`
    form.demand()


def rows(look: Look) -> int:
    """Return how many rows the page of the children has."""
    sent = look.sent(8, "rows")
    return min(max(int(sent), 1), forms.CHILDREN_MOST) if re.fullmatch("[0-9]{1,2}", sent) else 1


def _children(look: Look) -> type[BaseForm]:
    return forms.children_form(rows(look), look.today.year)


STEPS = (
    Step(1, 1, mark("Siapa yang mengajukan permohonan?"), lambda _: forms.EmployeeForm, _employee,
         "receive/number.html",
         why=mark("Data ini dipakai dalam surat panggilan, berita acara, dan laporan. "
                  "Sapaan mengikuti jenis kelamin.")),
    Step(2, 1, mark("Pangkat dan tugasnya"), lambda _: forms.PositionForm, _position,
         why=mark("Laporan menyebut pangkat, jabatan, dan unit kerja pemohon.")),
    Step(3, 2, mark("Siapa pasangannya?"), lambda _: forms.SpouseForm,
         why=mark("Pasangan dipanggil dan didengar juga. Bila pasangan ASN, ia memerlukan surat "
                  "dari pejabatnya sendiri.")),
    Step(4, 2, mark("Kepegawaian pasangan"), lambda _: forms.SpouseServiceForm, _spouse_service,
         "receive/number.html", applies=lambda look: spouse_employment(look) is not Employment.NONE,
         why=mark("Surat menyebut NIP pasangan bila pasangan seorang ASN.")),
    Step(5, 3, mark("Cara menghubungi pemohon"), lambda _: forms.ContactForm, _demand, "receive/contact.html",
         why=mark("Surat atau pesan yang dibaca orang lain dapat membahayakan. Alamat dan nomor disegel tersendiri, "
                  "hanya Anda yang dapat membacanya, dan tidak pernah tercetak.")),
    Step(6, 3, mark("Cara menghubungi pasangan"), lambda _: forms.ContactForm, _demand, "receive/contact.html",
         why=mark("Cukup sejauh pemohon mengetahuinya. Alamat dan nomor disegel tersendiri "
                  "dan tidak pernah tercetak.")),
    Step(7, 4, mark("Perkawinan"), lambda _: forms.MarriageForm,
         why=mark("Isi seperti dalam buku nikah atau kutipan akta perkawinan.")),
    Step(8, 4, mark("Anak"), _children, _demand, "receive/children.html",
         why=mark("Data anak dilindungi secara khusus (UU 27/2022): cukup inisial dan tahun lahir.")),
    Step(9, 5, mark("Alasan apa yang diajukan?"), lambda _: forms.GroundsForm, None, "receive/grounds.html",
         why=mark("Izin hanya dapat diberikan berdasarkan alasan yang disebut ketentuan (SE BAKN 08/SE/1983).")),
    Step(10, 5, mark("Apa yang terjadi?"), lambda look: forms.facts_form(chosen_grounds(look)), None,
         "receive/facts.html", why=mark("Alasan tanpa kejadian tidak dapat dinilai. Tulis seperti yang diceritakan "
                                        "pemohon; Anda tidak perlu menilai sekarang.")),
    Step(11, 5, mark("Sebab yang diceritakan"), lambda _: forms.CausesForm, _demand, "receive/causes.html",
         why=mark("Sebab yang diceritakan orang bukan alasan menurut ketentuan. Daftar ini dipakai untuk pembinaan.")),
    Step(12, 6, mark("Kapan permohonan ini diterima?"), lambda _: forms.DatesForm,
         why=mark("Batas waktu atasan langsung tiga bulan sejak menerima permintaan (Pasal 5 ayat (2) PP 45/1990).")),
)


def step(number: int) -> Step | None:
    """Return the page with that number, None when there is none."""
    return next((each for each in STEPS if each.number == number), None)


def applicable(look: Look) -> Iterator[Step]:
    """Yield the pages that this request needs."""
    return (each for each in STEPS if each.applies(look))


def read(each: Step, look: Look) -> Any:  # noqa: ANN401 - the page's own form
    """Return the page's form filled with what was kept; its token was checked when it was sent."""
    form = each.make(look)(formdata=MultiDict(look.state.get(each.key, ())), meta={"csrf": False})
    prepare(each, form, look)
    return form


def prepare(each: Step, form: BaseForm, look: Look) -> None:
    """Give the form what it needs of the other pages and of the law."""
    if each.prepare:
        each.prepare(form, look)


def kept_data(each: Step, look: Look) -> dict[str, Any]:
    """Return what was kept of the page as values for a new form."""
    if each.key not in look.state:
        return {}
    return {field.name: field.data for field in read(each, look) if field.name not in ("submit_key", "csrf_token")}


def incomplete(look: Look) -> Step | None:
    """Return the first page that is missing or no longer fits the others; None when all is there."""
    for each in applicable(look):
        if each.key not in look.state or not read(each, look).validate():
            return each
    return None


def after(number: int, look: Look) -> Step | None:
    """Return the page after `number`; None after the last."""
    return next((each for each in applicable(look) if each.number > number), None)


def before(number: int, look: Look) -> Step | None:
    """Return the page before `number`; None before the first."""
    return next((each for each in reversed(tuple(applicable(look))) if each.number < number), None)


def with_page(state: Mapping[str, Pairs], key: str, pairs: Pairs) -> State:
    """Return `state` with that page replaced."""
    return {**state, key: pairs}


def filing(look: Look) -> Filing:
    """Return what the pages make together; only when none is incomplete."""
    read_forms = {each.number: read(each, look) for each in applicable(look)}
    employee, marriage, days, causes = (read_forms[number] for number in (1, 7, 12, 11))
    warned = [form for form in (employee, read_forms.get(4)) if form is not None and form.warnings]
    return Filing(
        requested_on=days.requested_on.data, received_on=days.received_on.data,
        applicant=_applicant(employee, read_forms[2]),
        spouse=_spouse(read_forms[3], read_forms.get(4), look),
        contacts=Contacts(_contact(read_forms[5]), _contact(read_forms[6])),
        marriage=Marriage(marriage.on.data, marriage.place.data, marriage.certificate.data),
        children=tuple(read_forms[8].children()),
        grounds=tuple(GroundClaim(ground, facts) for ground, facts in read_forms[10].told()),
        causes=tuple(causes.causes.data),
        other_cause=causes.other.data if forms.OTHER_CAUSE in causes.causes.data else "",
        warnings=tuple(text for form in warned for text in form.warnings),
        reason_for_warnings="\n".join(form.reason.data for form in warned),
    )


def _contact(form: forms.ContactForm) -> Contact:
    return form.reached()


def _applicant(form: forms.EmployeeForm, position: forms.PositionForm) -> Person:
    employment = form.employment.data
    return Person(
        form.name.data, form.sex.data, employment, form.digits.data, rank_name(position.grade.data),
        position.grade.data, position.position.data, position.unit.data, form.religion.data,
        employment.label, form.town.data,
    )


def _spouse(form: forms.SpouseForm, service: forms.SpouseServiceForm | None, look: Look) -> Person:
    base = Person(
        form.name.data, spouse_sex(look), form.employment.data, religion=form.religion.data,
        occupation=form.occupation.data, town=form.town.data,
    )
    if service is None:
        return base
    grade = service.grade.data or ""
    given = {"digits": service.digits.data, "rank": rank_name(grade), "grade": grade,
             "position": service.position.data, "unit": service.unit.data}
    return Person(**{**vars(base), **given})
