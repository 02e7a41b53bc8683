"""Forms of papers: the file with what it is for, and the reason why one is taken back."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from mediation.cases.papers.inspection import inspect
from mediation.cases.papers.model import NAME_MOST, Accepted, Tie, Upload
from mediation.errors import Refusal
from mediation.web.choices import Choice, ChoiceField
from mediation.web.cleaning import clean_line
from mediation.web.fields import FileField, LongTextField, TextField
from mediation.web.forms import BaseForm, words_of
from mediation.web.uploads import Held

ACCEPT = ".pdf,.jpg,.jpeg,.png,.docx"
_NAMELESS = "berkas"


class PaperField(FileField):
    """A file that becomes a paper: looked into when the form is validated; `accepted` is what may be kept."""

    accepted: Accepted | None = None

    def let_go(self) -> None:
        """Forget the file: a form lives on in memory for a while, its file need not."""
        self.accepted = None
        self.data = None

    def find_problem(self) -> str | None:
        """Return why this file is not taken and what helps; None when it is."""
        held = self.data.stream
        if getattr(held, "too_large", False):
            return str(_("Berkas ini lebih besar dari 20 MB. "
                         "Pindai dengan mutu lebih rendah atau pecah menjadi beberapa berkas, lalu unggah lagi."))
        body = held.getvalue() if isinstance(held, Held) else held.read()
        name = plain_name(self.data.filename)
        found = inspect(Upload(name, body))
        if isinstance(found, Refusal):
            return " ".join(words_of(found))
        self.accepted = Accepted(name, found, body)
        return None


class AttachForm(BaseForm):
    """A file, what it is for, and a few words about it."""

    file = PaperField(
        _l("Berkas"), required=_l("Pilih berkas yang akan dilampirkan."), accept=ACCEPT,
        hint=_l("PDF, JPEG, PNG, atau DOCX; paling banyak 20 MB."),
    )
    tie = ChoiceField(
        _l("Untuk apa lampiran ini?"), select=True, required=_l("Pilih untuk apa lampiran ini."),
    )
    note = TextField(
        _l("Keterangan"), maximum=200, hint=_l("Misalnya: halaman 1 sampai 3, atau asli ada pada pemohon."),
    )

    def offer(self, ties: list[tuple[Tie, str]], chosen: str = "") -> None:
        """Offer what the file may be tied to; `chosen` stands there at first."""
        self.tie.choices = [Choice(tie.text, label) for tie, label in ties]
        if self.tie.data is None and not self.is_submitted():
            self.tie.data = self.tie.find(chosen)

    def chosen(self) -> Tie:
        """Return what the file is tied to."""
        return Tie.from_text(self.tie.data)


class TakeBackForm(BaseForm):
    """Why a paper is taken back."""

    reason = LongTextField(
        _l("Alasan"), maximum=500, rows=3, required=_l("Tulis mengapa lampiran ini ditarik."),
        hint=_l("Misalnya: salah berkas, atau diganti pindaian yang lebih jelas."),
    )


def plain_name(sent: str | None) -> str:
    """Return the name of a file as it is kept: its last part, cleaned, of bounded length, with its ending."""
    name = clean_line((sent or "").replace("\\", "/").rpartition("/")[2]).lstrip(". ")
    stem, point, ending = name.rpartition(".")
    if not point or len(ending) > NAME_MOST // 10:
        return name[:NAME_MOST] or _NAMELESS
    return f"{stem[: NAME_MOST - len(ending) - 1] or _NAMELESS}.{ending}"
