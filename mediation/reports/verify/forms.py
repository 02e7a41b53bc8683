"""The two ways to verify a letter: by the code printed on it, or by its file."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from mediation.reports.verify.model import CODE_LETTERS
from mediation.vault import base32
from mediation.web.fields import FileField, TextField
from mediation.web.forms import BaseForm


def _no_code(typed: str) -> str | None:
    try:
        base32.letters_of(typed, CODE_LETTERS)
    except ValueError:
        return str(_("Kode periksa terdiri atas 12 huruf dan angka, misalnya 7K2M-9QXT-4HDP."))
    return None


class CodeForm(BaseForm):
    """Verify by the check code."""

    code = TextField(
        _l("Kode periksa"), required=_l("Isi kode periksa."), maximum=60, width="20", check=_no_code,
        hint=_l(
            "12 huruf dan angka di dekat kode QR. Huruf besar atau kecil sama saja; O dibaca nol, I dan L dibaca satu.",
        ),
    )


class FileForm(BaseForm):
    """Verify by the file as it was issued."""

    file = FileField(
        _l("Berkas surat (.docx)"), required=_l("Pilih berkas surat."), accept=".docx",
        hint=_l("Berkas Word yang diunduh dari sistem ini, paling besar 20 MB. Berkas tidak disimpan."),
    )
