"""The letterheads of the demonstration: one for the agency and one for each of the two units, with a drawn emblem."""

from dataclasses import replace
from io import BytesIO

from PIL import Image, ImageDraw

from mediation.demo.staff import Staff, done
from mediation.reports import store
from mediation.reports.blocks import Kind
from mediation.reports.letterhead import LetterheadSettings, Pattern, emblem

_OWNER = "Pemerintah Kabupaten Contoh"
_AGENCY = LetterheadSettings(
    owner=_OWNER,
    name="Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
    address="Jalan Contoh Raya Nomor 0, Kabupaten Contoh 00000",
    contact="Telepon (000) 000000, laman bkpsdm.contoh.example",
    town="Contoh",
    addressee_title="Bupati Contoh melalui Kepala Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
    addressee_place="Contoh",
)
_SCHOOL = replace(
    _AGENCY,
    name="Dinas Pendidikan\nSD Negeri 1 Contoh",
    address="Jalan Contoh Pelajar Nomor 0, Kabupaten Contoh 00000",
    contact="Telepon (000) 000001, pos-el sdn1@contoh.example",
    addressee_title="Bupati Contoh melalui Kepala Dinas Pendidikan",
)
# The one agency of the demonstration that has a basis of its own for contract employees.
_CLINIC = replace(
    _AGENCY,
    name="Dinas Kesehatan\nPuskesmas Contoh",
    address="Jalan Contoh Sehat Nomor 0, Kabupaten Contoh 00000",
    contact="Telepon (000) 000002, pos-el puskesmas@contoh.example",
    addressee_title="Bupati Contoh melalui Kepala Dinas Kesehatan",
    pppk_basis="Peraturan Bupati Contoh Nomor 00 Tahun 2025 tentang Izin Perkawinan dan Perceraian bagi Pegawai "
               "Pemerintah dengan Perjanjian Kerja",
)


def write_letterheads(staff: Staff) -> None:
    """Write them as the administrator does."""
    drawn = done(emblem(_emblem()))
    given = (
        (None, _AGENCY, "BKPSDM"),
        (staff.school_head.person.unit, _SCHOOL, "SDN1"),
        (staff.clinic_head.person.unit, _CLINIC, "PKM"),
    )
    for unit, letterhead, short in given:
        patterns = {kind: Pattern(unit=short) for kind in Kind}
        with staff.premises.writing(staff.administrator.person.actor) as transaction:
            store.put(transaction, unit, replace(letterhead, patterns=patterns, emblem=drawn))
            transaction.commit()


def _emblem() -> bytes:
    """Return a drawn emblem that is nobody's: rings, a book and a leaf."""
    side, blue, gold = 400, (31, 78, 121), (201, 150, 43)
    picture = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((10, 10, 390, 390), fill=blue)
    pen.ellipse((34, 34, 366, 366), fill="white", outline=gold, width=8)
    pen.polygon([(100, 250), (200, 275), (200, 305), (100, 280)], fill=blue)
    pen.polygon([(300, 250), (200, 275), (200, 305), (300, 280)], fill=blue)
    pen.polygon([(200, 90), (250, 160), (200, 245), (150, 160)], fill=gold)
    pen.line([(200, 110), (200, 240)], fill="white", width=5)
    written = BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()
