"""What is said of a bundle, in plain Indonesian. Pure."""

from collections.abc import Mapping
from typing import Final

from mediation.language import mark
from mediation.vault.minisign import Verdict

SIGNED: Final = mark("Tanda tangan: berkas ini ditandatangani pemegang kunci {key} dan tidak berubah sejak itu.")
NO_SIGNATURE: Final = mark(
    "Tanda tangan: {file} tidak ada di sebelah berkas ini, rusak, atau bukan tanda tangan minisign. Tanpa itu tidak "
    "ada yang terbukti. Minta kedua berkas sekali lagi."
)
UNSIGNED: Final[Mapping[Verdict, str]] = {
    Verdict.OTHER_KEY: mark(
        "Tanda tangan: dibuat dengan kunci lain, bukan dengan kunci publik yang Anda berikan. Periksa kunci itu; bila "
        "memang kunci instansi ini, jangan percayai berkasnya."
    ),
    Verdict.OTHER_CONTENT: mark(
        "Tanda tangan: berkas ini diubah atau terpotong, atau tanda tangannya milik berkas lain. Jangan dipercaya; "
        "minta kedua berkas sekali lagi."
    ),
    Verdict.OTHER_COMMENT: mark(
        "Tanda tangan: keterangan (nama dan jumlah baris) pada berkas tanda tangan diubah. Jangan dipercaya; minta "
        "kedua berkas sekali lagi."
    ),
}
NAMED: Final = mark("Nama: berkas ini masih bernama {name}, sama dengan yang ditandatangani.")
RENAMED: Final = mark(
    "Nama: yang ditandatangani ialah “{signed}”; nama berkas ini lain. Mungkin ini ekspor lama yang diganti namanya. "
    "Bila Anda sendiri yang menggantinya, kembalikan nama itu lalu periksa lagi."
)
NO_IDENTITY: Final = mark(
    "Isi, penerima, jumlah baris, dan titik periksa jejak: untuk itu berikan kunci pribadi Anda dengan --identity."
)
NOT_FOR_YOU: Final = mark("Kunci pribadi Anda tidak membuka berkas ini: ia disegel untuk orang lain.")
BROKEN: Final = mark(
    "Isi: berkas bertanda tangan ini tidak dapat dibaca sampai akhir, atau bukan paket dari program ini."
)
UNKNOWN: Final = mark(
    "Isi: keterangan di dalam paket (manifest.json) tidak ada, atau bukan bentuk yang dikenal versi ini."
)
ASKED_BY: Final = mark("Diminta oleh {who} pada {at}, untuk: {purpose}")
RECIPIENTS: Final = mark(
    "Penerima: disegel untuk {count} kunci, sebanyak yang tercatat: {names}. Bahwa itu kunci mereka dinyatakan "
    "penanda tangannya; dari luar yang terlihat hanya jumlahnya."
)
YOU: Final = mark("Penerima: kunci Anda tercatat di antaranya.")
NOT_NAMED: Final = mark("Penerima: kunci Anda membuka berkas ini, tetapi tidak tercatat sebagai penerima.")
MORE_RECIPIENTS: Final = mark(
    "Penerima: berkas ini disegel untuk {count} kunci, sedangkan yang tercatat {named}: {names}. Selebihnya tidak "
    "diketahui milik siapa."
)
MEMBERS: Final = mark("Isi: setiap bagian sama dengan yang tercatat ({names}).")
OTHER_MEMBERS: Final = mark("Isi: bagian ini lain dari yang tercatat, hilang, atau tidak tercatat: {names}.")
SAME_ROWS: Final = mark("Jumlah baris: {rows}, sama dengan yang tercatat dan yang ditandatangani.")
OTHER_ROWS: Final = mark(
    "Jumlah baris: {rows}, sedangkan yang tercatat {manifest} dan yang ditandatangani “{signed}”."
)
NO_CHECKPOINT: Final = mark("Titik periksa jejak: paket ini tidak membawanya.")
NO_CHECKPOINT_KEY: Final = mark(
    "Titik periksa jejak: kunci untuk memeriksanya tidak ada di dalam paket. Berikan dengan --checkpoint-key."
)
OTHER_CHECKPOINT_KEY: Final = mark("Titik periksa jejak: kunci di dalam paket bukan kunci yang Anda berikan.")
BAD_CHECKPOINT: Final = mark("Titik periksa jejak: tanda tangannya tidak cocok dengan kuncinya.")
CHECKPOINT: Final = mark(
    "Titik periksa jejak: {origin}, {size} catatan, ditandatangani dengan kunci yang Anda berikan. "
    "Simpan: dengan itu kelak tampak bila jejak dipotong atau ditulis ulang."
)
CHECKPOINT_BY_ITSELF: Final = mark(
    "Titik periksa jejak: {origin}, {size} catatan, ditandatangani dengan kunci yang tertulis di dalam paket ini. "
    "Simpan: dengan itu kelak tampak bila jejak dipotong atau ditulis ulang."
)
CHECKPOINT_KEPT: Final = mark(
    "Titik periksa itu ditulis pula tersendiri ke {file}, untuk `mediation audit verify --against` di tempat asalnya."
)
EXPIRED: Final = mark(
    "Paket ini berlaku sampai {until} dan di peladen sudah dihapus. Hapus salinan Anda bila tidak lagi perlu."
)
LIMITS: Final = mark(
    "Apakah ringkasan ini lengkap dan benar menurut basis data, dan apakah pemegang kunci instansi pernah membuat "
    "paket lain dengan nama yang sama. Itu hanya dapat dibandingkan di tempat asalnya."
)
