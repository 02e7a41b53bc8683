"""What somebody opens a file for: the fixed words that stand in the trail."""


from mediation.language import Labelled, mark


class Purpose(Labelled):
    """The purpose of one look into a file: its value stands in the trail, its label on the page."""

    READ = "read", mark("Membaca berkas")
    PREVIEW = "preview", mark("Melihat dokumen sebelum diterbitkan")
    ADOPT = "adopt", mark("Mengambil alih keadaan berkas")
    CHECKLIST = "checklist", mark("Memeriksa kelengkapan")
    REVIEW = "review", mark("Menelaah berkas")
    SECOND = "second", mark("Memberi pendapat sebagai penelaah kedua")
    DECISION = "decision", mark("Menyiapkan atau mengesahkan keputusan")
    AFTERWARDS = "afterwards", mark("Menindaklanjuti keputusan")
    COLLEAGUE = "colleague", mark("Membantu atau menggantikan rekan")
    VERIFY = "verify", mark("Mencocokkan dokumen")
    SAMPLE = "sample", mark("Membaca berkas yang terpilih sebagai contoh pemeriksaan")
    PARTY_REQUEST = "party_request", mark("Menjawab permintaan pihak")
