"""Why a file is not taken, in the words of whoever sends it. Pure."""

from typing import Any

from mediation.errors import Refusal
from mediation.language import mark


class Unfit(Exception):  # noqa: N818 - names the finding
    """This file is not taken; `refusal` says why and what helps."""

    def __init__(self, reason: str, remedy: str = "", **values: Any) -> None:
        super().__init__("unfit file")
        self.refusal = Refusal(reason, remedy, values=values)


RESCAN = mark("Pindai ulang lembarnya, atau buka berkasnya lalu simpan sebagai PDF baru, kemudian unggah lagi.")
RESAVE_PICTURE = mark("Buka gambarnya, simpan ulang sebagai JPEG atau PNG, lalu unggah lagi.")
RESAVE_DOCX = mark("Buka di pengolah kata, simpan sebagai dokumen Word biasa (.docx) atau PDF, lalu unggah lagi.")


def broken(remedy: str) -> Unfit:
    """Return the finding that a file is damaged or ends early."""
    return Unfit(mark("Berkas ini rusak atau terpotong."), remedy)


def double(remedy: str) -> Unfit:
    """Return the finding that a file is two things at once."""
    return Unfit(mark("Di dalam berkas ini ada data lain yang ditempelkan; berkas seperti itu tidak diterima."), remedy)


def too_many_pixels(remedy: str, most: int) -> Unfit:
    """Return the finding that a picture unfolds into more than a screen or a memory can hold."""
    return Unfit(
        mark("Gambar ini terlalu besar untuk dibuka: paling banyak %(most)s juta titik."), remedy,
        most=most // 1_000_000,
    )
