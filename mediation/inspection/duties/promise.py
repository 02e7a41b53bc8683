"""What this program protects from and what not, in words for everybody who uses it. Pure.

A test compares the rows with the table in the README: a promise is changed in both places or in none.
"""

from dataclasses import dataclass

from mediation.language import mark


@dataclass(frozen=True)
class Promise:
    """What somebody who holds something can read, and what he cannot do."""

    holder: str
    reads: str
    cannot: str


PROMISES = (
    Promise(
        mark("Berkas basis data atau seluruh cadangannya"),
        mark("Nama akun, peran, unit, siapa melakukan apa pada berkas beridentitas acak mana dan kapan, "
             "tahap yang netral, tanggal, jumlah"),
        mark("Membaca nama pihak, nomor, alasan, keterangan, kesimpulan, hasil, atau lampiran; menebak kata sandi"),
    ),
    Promise(
        mark("Cakram peladen beserta berkas kunci, peladen mati"),
        mark("Yang sama dan, bila memegang daftar NIP, siapa yang mempunyai berkas"),
        mark("Membuka satu berkas pun tanpa menebak kata sandi seseorang; setiap tebakan dibuat lambat (Argon2id)"),
    ),
    Promise(
        mark("Hak menulis ke basis data"),
        mark("Yang sama"),
        mark("Memindahkan, menukar, menyunting, mengosongkan, menambah, menghapus, atau memundurkan catatan berkas "
             "tanpa terlihat; menukar kunci publik seseorang; memberi dirinya sendiri berkas"),
    ),
    Promise(
        mark("Akun pengelola"),
        mark("Akun, unit, pengaturan"),
        mark("Membuka berkas, kecuali seseorang menyegelnya kepada kunci yang dibuat pengelola itu: karena itulah "
             "sidik kunci dibandingkan"),
    ),
    Promise(
        mark("Akun rekan kerja"),
        mark("Berkasnya sendiri"),
        mark("Membuka berkas orang lain: jawabannya sama dengan berkas yang tidak ada"),
    ),
    Promise(
        mark("Akun auditor"),
        mark("Jejak dan ringkasan yang disamarkan"),
        mark("Membaca nama, keterangan, atau bukti: kuncinya lain"),
    ),
    Promise(
        mark("Hasil ekspor yang dicuri"),
        mark("Tidak ada, tanpa kunci auditor yang dituju"),
        mark("Mengubah satu bita pun tanpa terlihat"),
    ),
    Promise(
        mark("Root di peladen yang sedang berjalan"),
        mark("Yang dibuka orang selama itu"),
        mark("Membuka berkas orang yang tidak masuk, selama tidak ada anggota biro yang masuk"),
    ),
)

LIMITS = (
    mark("Baris terakhir adalah batas setiap program yang menyusun halamannya di peladen: siapa yang menguasai peladen "
         "selagi program berjalan dapat melihat apa yang sedang dibuka orang."),
    mark("Siapa yang memegang berkas kunci dapat menulis ulang jejak. Hanya salinan jejak di tempat lain yang "
         "menunjukkannya."),
    mark("Mencabut hak berlaku ke depan. Yang pernah dapat dibuka seseorang mungkin sudah disimpannya."),
    mark("Auditor dapat membuka berkas contoh yang sudah diserahkan, bila dua orang menyetujuinya, untuk waktu "
         "tertentu; setiap pembukaan tercatat."),
    mark("Siapa yang ditunjuk menjadi penelaah kedua, dan siapa yang mengambil berkas di biro, terlihat di basis data; "
         "alasannya tidak."),
    mark("Catatan kejadian dan catatan peringatan terbaca oleh yang memegang basis data beserta berkas kunci. Karena "
         "itu keduanya tidak memuat nama pihak."),
    mark("Layar yang difoto, kertas yang dicetak, berkas yang diunduh, dan percakapan berada di luar program."),
    mark("Siapa yang sudah mengetahui suatu perkara mungkin mengenalinya dalam ringkasan dari bulan, unit, dan "
         "lamanya."),
)

YOURS = (
    mark("Pakai “Sembunyikan layar” sebelum meninggalkan meja, juga sebentar."),
    mark("Bandingkan sidik kunci lewat suara sebelum menyerahkan berkas atau mendaftarkan pemegang kunci."),
    mark("Simpan kode pemulihan di tempat yang hanya Anda ketahui; jangan memberikan kata sandi kepada siapa pun."),
    mark("Simpan cetakan di lemari terkunci, dan hancurkan yang tidak dipakai."),
    mark("Bila Anda menduga data bocor, hilang, atau terbaca orang lain, beri tahu kepala biro atau auditor saat itu "
         "juga: batasnya 3 x 24 jam."),
)
