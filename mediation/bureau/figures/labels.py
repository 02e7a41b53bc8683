"""What tables, rows and columns of the figures are called. Pure: pages translate, the CSV takes them as they are."""

from collections.abc import Mapping
from types import MappingProxyType

from mediation.bureau.figures import figures
from mediation.bureau.figures.drafting import OUTCOME, REQUESTS
from mediation.bureau.figures.merging import MERGED
from mediation.language import mark
from mediation.law.dates import month_name
from mediation.law.grounds import Ground, causes

UNIT = "unit:"  # before the name of a branch, so that no unit's name passes for a code
STAYS = "stays"

TABLES: Mapping[str, str] = MappingProxyType({
    OUTCOME: mark("Hasil"),
    figures.SEX: mark("Jenis kelamin pemohon"),
    figures.EMPLOYMENT: mark("Status kepegawaian pemohon"),
    figures.STANDING: mark("Kedudukan di pengadilan"),
    figures.GROUND: mark("Alasan"),
    figures.CAUSE: mark("Penyebab"),
    figures.MONTH: mark("Waktu penerimaan"),
    figures.BRANCH: mark("Cabang unit kerja"),
    figures.MODE: mark("Cara mediasi"),
    figures.FORWARDED: mark("Batas waktu atasan langsung"),
    figures.DECIDED: mark("Batas waktu keputusan"),
    figures.CALLS: mark("Kehadiran atas panggilan"),
    STAYS: mark("Lama berkas di tiap tahap"),
})

NOTES: Mapping[str, str] = MappingProxyType({
    figures.STANDING: mark("Yang menggugat memerlukan izin; yang digugat memerlukan surat keterangan."),
    figures.GROUND: mark("Permohonan dengan lebih dari satu alasan dihitung sekali, pada baris tersendiri."),
    figures.CAUSE: mark("Permohonan dengan lebih dari satu penyebab dihitung sekali, pada baris tersendiri."),
    figures.MODE: mark("Terpisah: paling sedikit satu sesi diadakan terpisah."),
    figures.FORWARDED: mark("Batasnya 3 bulan sejak atasan langsung menerima permohonan."),
    figures.DECIDED: mark("Batasnya 3 bulan sejak berkas diserahkan kepada Pejabat."),
    figures.CALLS: mark("Panggilan yang sudah dijawab, menurut cara mediasi berkasnya."),
    STAYS: mark("Dalam hari kalender. Separuh berkas tidak lebih lama dari median; sembilan dari sepuluh tidak lebih "
                "lama dari persentil ke-90. Batas 3 bulan berarti paling lama 92 hari."),
})

_COLUMNS: Mapping[str, str] = MappingProxyType({
    REQUESTS: mark("Permohonan"),
    "permit": mark("Izin diberikan"),
    "certificate": mark("Surat keterangan diberikan"),
    "refusal": mark("Ditolak"),
    "reconciled": mark("Rukun kembali"),
    "withdrawn": mark("Dicabut"),
    "lapsed": mark("Gugur"),
    figures.OPEN: mark("Masih berjalan"),
    "permit+certificate": mark("Diberi izin atau keterangan"),
    "refusal+reconciled+withdrawn+lapsed+open": mark("Tidak atau belum diberi"),
    "reconciled+withdrawn": mark("Rukun kembali atau dicabut"),
    "refusal+lapsed+open": mark("Ditolak, gugur, atau masih berjalan"),
    "lapsed+open": mark("Gugur atau masih berjalan"),
    "permit+certificate+refusal+withdrawn+lapsed+open": mark("Tidak rukun kembali"),
    figures.CALLS: mark("Panggilan"),
    figures.CAME: mark("Hadir"),
    figures.ABSENT: mark("Tidak hadir"),
})

_ROWS: Mapping[str, str] = MappingProxyType({
    figures.UNKNOWN: mark("Belum diserahkan, jadi belum diketahui"),
    figures.SEVERAL: mark("Lebih dari satu"),
    figures.NONE: mark("Tidak disebut"),
    MERGED: mark("Lainnya"),
    "female": mark("Perempuan"),
    "male": mark("Laki-laki"),
    "pns": mark("PNS"),
    "pppk": mark("PPPK"),
    "suing": mark("Menggugat"),
    "sued": mark("Digugat"),
    figures.TOGETHER: mark("Bersama"),
    figures.APART: mark("Terpisah"),
    figures.IN_TIME: mark("Tepat waktu"),
    figures.LATE: mark("Terlambat"),
    figures.NOT_YET: mark("Belum atau tidak diteruskan"),
    figures.UNTIMED: mark("Selesai tanpa batas waktu"),
    "q1": mark("Januari sampai Maret"),
    "q2": mark("April sampai Juni"),
    "q3": mark("Juli sampai September"),
    "q4": mark("Oktober sampai Desember"),
    "superior": mark("Di atasan langsung"),
    "bureau": mark("Di biro, sampai keputusan"),
    "whole": mark("Seluruhnya, sampai keputusan"),
    "received": mark("Diterima"),
    "summoning": mark("Pemanggilan"),
    "examining": mark("Pemeriksaan"),
    "mediating": mark("Mediasi"),
    "concluding": mark("Kesimpulan"),
    "submitted": mark("Diserahkan"),
    "in review": mark("Ditelaah"),
})

NO_SESSION = mark("Tanpa sesi")


def column(code: str) -> str:
    """Return what a column is called."""
    return _COLUMNS[code]


def row(table: str, code: str) -> str:
    """Return what a row of `table` is called; a branch bears the name of its unit."""
    if code.startswith(UNIT):
        return code.removeprefix(UNIT)
    if code == figures.NONE and table in {figures.MODE, figures.CALLS}:
        return NO_SESSION
    if table == OUTCOME or code == figures.OPEN:
        return column(code)
    return _ROWS.get(code) or _listed(table, code)


def _listed(table: str, code: str) -> str:
    """Return the name of a month, a ground or a cause; a code that is no longer known stands as it is."""
    if table == figures.MONTH:
        return month_name(int(code)).capitalize()
    if table == figures.GROUND:
        return Ground(code).label
    return next((cause.label for cause in causes() if cause.code == code), code)
