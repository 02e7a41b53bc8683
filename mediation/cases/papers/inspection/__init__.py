"""What a file really is, and whether it may become a paper: by its bytes, not by its name alone. Pure.

Each kind is one whole thing from its first byte to its last; a file that is two things at once is refused. Nothing is
decoded into pixels and nothing is unfolded beyond its bounds, so that looking costs little whatever was sent.
"""

from collections.abc import Callable

from mediation.cases.papers.inspection import archive, docx, jpeg, pdf, png
from mediation.cases.papers.inspection.findings import RESAVE_DOCX, RESAVE_PICTURE, RESCAN, Unfit, double
from mediation.cases.papers.model import FileKind, Upload
from mediation.errors import Refusal
from mediation.language import mark

_BEGIN = {jpeg.START: FileKind.JPEG, png.START: FileKind.PNG, pdf.START: FileKind.PDF, archive.START: FileKind.DOCX}
_CHECKS: dict[FileKind, Callable[[bytes], None]] = {
    FileKind.JPEG: jpeg.check, FileKind.PNG: png.check, FileKind.PDF: pdf.check, FileKind.DOCX: docx.check,
}
_ENDINGS = {
    "pdf": FileKind.PDF, "jpg": FileKind.JPEG, "jpeg": FileKind.JPEG, "jpe": FileKind.JPEG, "jfif": FileKind.JPEG,
    "png": FileKind.PNG, "docx": FileKind.DOCX,
}
_REMEDIES = {
    FileKind.JPEG: RESAVE_PICTURE, FileKind.PNG: RESAVE_PICTURE, FileKind.PDF: RESCAN, FileKind.DOCX: RESAVE_DOCX,
}
_ACCEPTED = mark("Yang diterima: PDF, JPEG, PNG, dan DOCX.")
# What else people send, by its first bytes, and what helps.
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", mark("Ini berkas Word atau Excel bentuk lama, atau dokumen yang dikunci."),
     mark("Buka di pengolah kata, simpan sebagai .docx atau PDF tanpa kata sandi, lalu unggah lagi.")),
    (b"GIF8", mark("Ini gambar GIF."), RESAVE_PICTURE),
    (b"RIFF", mark("Ini gambar WebP, suara, atau video."), RESAVE_PICTURE),
    (b"II*\0", mark("Ini gambar TIFF."), mark("Simpan sebagai PDF atau JPEG, lalu unggah lagi.")),
    (b"MM\0*", mark("Ini gambar TIFF."), mark("Simpan sebagai PDF atau JPEG, lalu unggah lagi.")),
    (b"BM", mark("Ini gambar BMP."), RESAVE_PICTURE),
    (b"Rar!", mark("Ini arsip RAR."), mark("Keluarkan isinya, lalu unggah satu per satu.")),
    (b"7z\xbc\xaf", mark("Ini arsip 7z."), mark("Keluarkan isinya, lalu unggah satu per satu.")),
    (b"{\\rtf", mark("Ini dokumen RTF."), mark("Simpan sebagai .docx atau PDF, lalu unggah lagi.")),
)
_PHONE = (
    mark("Ini foto HEIC atau video dari telepon."), mark("Kirim atau simpan fotonya sebagai JPEG, lalu unggah lagi."),
)
_MARKUP = (mark("Ini halaman web atau gambar SVG."), mark("Cetak sebagai PDF, lalu unggah lagi."))
_HEAD = 1024
_TAIL = 1 << 16
_MARKS = (b"<html", b"<script", b"<svg", b"<!doctype", b"<?php", b"<body", b"<iframe")


def inspect(upload: Upload) -> FileKind | Refusal:
    """Return what kind of paper the file is; or why it is not taken and what helps."""
    try:
        return _inspect(upload)
    except Unfit as unfit:
        return unfit.refusal


def _inspect(upload: Upload) -> FileKind:
    body = upload.body
    if not body:
        raise Unfit(mark("Berkas ini kosong."), mark("Periksa berkasnya, lalu pilih lagi."))
    kind = next((kind for begin, kind in _BEGIN.items() if body.startswith(begin)), None)
    if kind is None:
        raise _unknown(body)
    _check_alone(body, kind)
    _CHECKS[kind](body)
    _check_name(upload.ending, kind)
    return kind


def _check_name(ending: str, kind: FileKind) -> None:
    if _ENDINGS.get(ending) is not kind:
        raise Unfit(
            mark("Akhiran nama berkas ini tidak cocok dengan isinya: isinya %(kind)s."),
            mark("Beri nama yang berakhiran .%(ending)s bila isinya memang itu, lalu unggah lagi."),
            kind=kind.label, ending=kind.ending,
        )


def _check_alone(body: bytes, kind: FileKind) -> None:
    """Refuse a file that another program would read as something else."""
    head, tail = body[:_HEAD].lower(), body[-_TAIL:]
    is_markup = any(each in head for each in _MARKS)
    also_pdf = kind is not FileKind.PDF and b"%pdf-" in head
    if is_markup or also_pdf or (kind is not FileKind.DOCX and _ends_as_archive(tail)):
        raise double(_REMEDIES[kind])


def _ends_as_archive(tail: bytes) -> bool:
    # Readers of archives begin at the end; a list of parts stands before it.
    return b"PK\x05\x06" in tail and b"PK\x01\x02" in tail


def _unknown(body: bytes) -> Unfit:
    for begin, reason, remedy in _OTHERS:
        if body.startswith(begin):
            return Unfit(reason, remedy)
    if body[4:8] == b"ftyp":
        return Unfit(*_PHONE)
    head = body[:_HEAD].lower().replace(b"\0", b"")
    if any(each in head for each in _MARKS) or head.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").startswith(b"<?xml"):
        return Unfit(*_MARKUP)
    return Unfit(mark("Jenis berkas ini tidak dikenal."), _ACCEPTED)
