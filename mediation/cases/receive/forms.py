"""The pages on which a request is asked: shape alone; what the number says, the view asks of the law."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from flask_babel import lazy_gettext as _l

from mediation.cases.model import Child, Contact, Employment, Religion
from mediation.law.grounds import Ground, GroundEntry, causes, ground_entries
from mediation.law.identity import Sex
from mediation.law.ranks import grades, rank_words
from mediation.web.choices import Choice, ChoiceField, ChoicesField, YesNoField
from mediation.web.fields import DateField, HiddenField, LongTextField, NipField, NumberField, TextField
from mediation.web.forms import BaseForm

OTHER_CAUSE = "C99"
CHILDREN_MOST = 12
_ASN = (Employment.PNS, Employment.PPPK)
_UNKNOWN = "belum"
_SAFE = (
    ("ya", _l("Ya")),
    ("tidak", _l("Tidak")),
    (_UNKNOWN, _l("Belum tahu"), _l("Sebelum diketahui, jangan dipakai.")),
)


class InvolvedForm(BaseForm):
    """The first question."""

    involved = YesNoField(
        _l("Apakah Anda salah satu pihak, keluarga, atau terlibat dalam perkara ini?"),
        required=_l("Pilih ya atau tidak."), inline=False,
        yes=_l("Ya, saya terlibat atau ada hubungan keluarga"), no=_l("Tidak"),
    )


def _reason() -> LongTextField:
    # Made in each form, so that it comes last there.
    return LongTextField(_l("Mengapa nomor ini tetap benar"), maximum=500, rows=3,
                         hint=_l("Misalnya: sudah dicocokkan dengan surat keputusan"))


class WarnedForm(BaseForm):
    """A page with an employee number: what looks odd (`warnings`) is kept with a reason."""

    warnings: tuple[str, ...] = ()

    def ask_reason(self) -> None:
        """Demand a reason."""
        self["reason"].required = _l("Tuliskan mengapa nomor ini tetap benar, atau perbaiki nomornya.")


class EmployeeForm(WarnedForm):
    """Who asks for the permit."""

    name = TextField(_l("Nama lengkap"), required=_l("Isi nama pegawai."), maximum=150,
                     hint=_l("Dengan gelar, seperti dalam surat keputusan"))
    sex = ChoiceField(_l("Jenis kelamin"), choices=Sex, inline=True, required=_l("Pilih jenis kelamin pegawai."))
    employment = ChoiceField(_l("Jenis kepegawaian"), choices=_ASN, inline=True,
                             required=_l("Pilih jenis kepegawaian."))
    digits = NipField(_l("NIP atau NI PPPK"), required=_l("Isi NIP atau NI PPPK."),
                      hint=_l("18 angka, misalnya 19860926 201505 1 001"))
    religion = ChoiceField(_l("Agama"), choices=Religion, select=True, required=_l("Pilih agama."))
    town = TextField(_l("Kabupaten atau kota tempat tinggal"), required=_l("Isi kabupaten atau kota."), maximum=80,
                     hint=_l("Hanya kota ini yang tercetak dalam surat; alamat tidak pernah dicetak."))
    reason = _reason()


class PositionForm(BaseForm):
    """Rank, position and unit of an employee; the grades follow from the kind of employment."""

    grade = ChoiceField(_l("Pangkat dan golongan"), select=True, required=_l("Pilih golongan."))
    position = TextField(_l("Jabatan"), required=_l("Isi jabatan."), maximum=150)
    unit = TextField(_l("Unit kerja"), required=_l("Isi unit kerja."), maximum=200,
                     hint=_l("Misalnya SD Negeri Contoh 2, Dinas Pendidikan"))

    def offer(self, employment: Employment) -> None:
        """Offer the grades of `employment`."""
        self.grade.choices = [Choice(grade, rank_words(grade)) for grade in grades(employment.value)]


class SpouseForm(BaseForm):
    """The husband or wife; the sex follows from the applicant's."""

    name = TextField(_l("Nama lengkap"), required=_l("Isi nama pasangan."), maximum=150)
    employment = ChoiceField(
        _l("Apakah pasangan juga ASN?"), required=_l("Pilih apakah pasangan juga ASN."),
        choices=((Employment.NONE, _l("Bukan ASN")), (Employment.PNS, _l("Ya, PNS")),
                 (Employment.PPPK, _l("Ya, PPPK"))),
    )
    occupation = TextField(_l("Pekerjaan"), required=_l("Isi pekerjaan; bila tidak bekerja, tulis demikian."),
                           maximum=100)
    religion = ChoiceField(_l("Agama"), choices=Religion, select=True, required=_l("Pilih agama."))
    town = TextField(_l("Kabupaten atau kota tempat tinggal"), required=_l("Isi kabupaten atau kota."), maximum=80)


class SpouseServiceForm(WarnedForm):
    """Number, rank and unit of a spouse who is a civil servant too."""

    digits = NipField(_l("NIP atau NI PPPK"), required=_l("Isi NIP atau NI PPPK pasangan."))
    grade = ChoiceField(_l("Pangkat dan golongan"), select=True)
    position = TextField(_l("Jabatan"), maximum=150)
    unit = TextField(_l("Unit kerja"), maximum=200)
    reason = _reason()

    offer = PositionForm.offer


class ContactForm(BaseForm):
    """Where somebody is reached, and whether that is safe."""

    address = LongTextField(_l("Alamat"), maximum=400, rows=3)
    address_safe = ChoiceField(_l("Aman dikirimi surat?"), choices=_SAFE)
    contact = TextField(_l("Telepon atau surel"), maximum=150)
    contact_safe = ChoiceField(_l("Aman dihubungi?"), choices=_SAFE)

    def demand(self) -> None:
        """Demand the answer about safety for what was given."""
        if self.address.data:
            self.address_safe.required = _l("Pilih apakah alamat itu aman dikirimi surat.")
        if self.contact.data:
            self.contact_safe.required = _l("Pilih apakah nomor atau surel itu aman dihubungi.")

    def reached(self) -> Contact:
        """Return what was filled in."""
        return Contact(
            self.address.data, _known(self.address_safe.data), self.contact.data, _known(self.contact_safe.data),
        )

    @staticmethod
    def filled(known: Contact) -> dict[str, str | None]:
        """Return what stands in the form when it shows a contact that is known already."""
        return {
            "address": known.address, "address_safe": _answer(known.address, known.address_safe),
            "contact": known.contact, "contact_safe": _answer(known.contact, known.contact_safe),
        }


def _known(answer: str | None) -> bool | None:
    return {"ya": True, "tidak": False}.get(answer or _UNKNOWN)


def _answer(given: str, safe: bool | None) -> str | None:  # noqa: FBT001 - the three answers as they are kept
    if not given:
        return None
    return {True: "ya", False: "tidak", None: _UNKNOWN}[safe]


class MarriageForm(BaseForm):
    """The marriage as its paper says."""

    on = DateField(_l("Tanggal nikah"), required=_l("Isi tanggal nikah."))
    place = TextField(_l("Tempat nikah"), required=_l("Isi tempat nikah."), maximum=150,
                      hint=_l("Kecamatan atau kota, seperti dalam buku nikah atau akta"))
    certificate = TextField(_l("Nomor buku nikah atau kutipan akta"), maximum=80,
                            required=_l("Isi nomor buku nikah atau kutipan akta perkawinan."))


class ChildrenForm(BaseForm):
    """Children by initials and year of birth; `children_form` makes the rows."""

    rows = HiddenField()

    def children(self) -> Iterator[Child]:
        """Yield the rows that were filled in."""
        for initials, year in self.pairs():
            if initials.data and year.data:
                yield Child(initials.data, year.data)

    def pairs(self) -> Iterator[tuple[TextField, NumberField]]:
        """Yield the two fields of each row."""
        for number in range(1, self.count + 1):
            yield self[f"initials_{number}"], self[f"year_{number}"]

    @property
    def count(self) -> int:
        """Return how many rows there are."""
        return sum(field.name.startswith("initials_") for field in self)

    def demand(self) -> None:
        """Demand the other half of a row that is half filled in."""
        for initials, year in self.pairs():
            if initials.data and not year.typed:
                year.required = _l("Isi tahun lahir anak ini.")
            if year.typed and not initials.data:
                initials.required = _l("Isi inisial anak ini.")


@lru_cache(maxsize=CHILDREN_MOST)
def children_form(rows: int, year: int) -> type[ChildrenForm]:
    """Return the form with `rows` rows; `year` is the latest year of birth."""
    fields: dict[str, object] = {}
    for number in range(1, rows + 1):
        fields[f"initials_{number}"] = TextField(
            _l("Inisial anak ke-%(number)s", number=number), maximum=10, width="10")
        fields[f"year_{number}"] = NumberField(
            _l("Tahun lahir anak ke-%(number)s", number=number), minimum=1940, maximum=year)
    return type("ChildrenFormOfRows", (ChildrenForm,), fields)


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


class GroundsForm(BaseForm):
    """Which legal grounds are put forward."""

    grounds = ChoicesField(
        _l("Alasan menurut ketentuan"), required=_l("Pilih paling sedikit satu alasan."),
        choices=[Choice(entry.ground, entry.label, _sentence(entry.words)) for entry in ground_entries()],
    )


class FactsForm(BaseForm):
    """What happened, for each ground; `facts_form` makes the fields."""

    def entries(self) -> Iterator[GroundEntry]:
        """Yield the grounds that are asked about."""
        return (entry for entry in ground_entries() if entry.ground.value in self)

    def told(self) -> Iterator[tuple[Ground, str]]:
        """Yield each ground with its facts."""
        for entry in self.entries():
            yield entry.ground, self[entry.ground.value].data


@lru_cache(maxsize=128)
def facts_form(grounds: Iterable[Ground]) -> type[FactsForm]:
    """Return the form that asks for the facts of each of `grounds` (a tuple)."""
    fields = {
        entry.ground.value: LongTextField(
            _l(entry.label), maximum=4000, rows=7, hint=_l(entry.facts_hint),
            required=_l("Ceritakan kejadian untuk alasan: %(ground)s.", ground=entry.label),
        )
        for entry in ground_entries() if entry.ground in set(grounds)
    }
    return type("FactsFormOfGrounds", (FactsForm,), fields)


class CausesForm(BaseForm):
    """Causes as people report them: another list, which gives no permit."""

    causes = ChoicesField(_l("Sebab yang diceritakan"),
                          choices=[Choice(each.code, each.label, each.note) for each in causes()])
    other = TextField(_l("Sebab lainnya"), maximum=200)

    def demand(self) -> None:
        """Demand the words for "other"."""
        if OTHER_CAUSE in self.causes.data:
            self.other.required = _l("Tuliskan sebab lainnya.")


class DatesForm(BaseForm):
    """The days of the request: the clock runs from the second."""

    requested_on = DateField(_l("Tanggal surat permohonan"), required=_l("Isi tanggal surat permohonan."))
    received_on = DateField(_l("Tanggal surat Anda terima"), required=_l("Isi tanggal surat Anda terima."),
                            hint=_l("Batas waktu tiga bulan dihitung dari tanggal ini."))


class OpenForm(BaseForm):
    """The last page: nothing but the button."""
