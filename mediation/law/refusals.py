"""For which of the rule's grounds a permit is refused, and what may be cited for each."""

from datetime import date
from enum import StrEnum

from mediation.language import mark
from mediation.law.statutes import printable_article


class RefusalGround(StrEnum):
    """The four conditions that a permit must meet, and the one ground for which none is given."""

    RELIGION = "religion"
    NO_LAWFUL_GROUND = "no_lawful_ground"
    LEGISLATION = "legislation"
    COMMON_SENSE = "common_sense"
    ILLNESS = "illness"

    @property
    def label(self) -> str:
        """Return the words that people see."""
        return _LABELS[self]

    @property
    def words(self) -> str:
        """Return the ground as a decision writes it, to follow "karena"."""
        return _WORDS[self]


_LABELS = {
    RefusalGround.RELIGION: mark("Bertentangan dengan ajaran agama"),
    RefusalGround.NO_LAWFUL_GROUND: mark("Tidak ada alasan yang sah"),
    RefusalGround.LEGISLATION: mark("Bertentangan dengan peraturan perundang-undangan"),
    RefusalGround.COMMON_SENSE: mark("Alasan bertentangan dengan akal sehat"),
    RefusalGround.ILLNESS: mark("Alasannya cacat badan atau penyakit istri"),
}
_WORDS = {
    RefusalGround.RELIGION: "permintaan itu bertentangan dengan ajaran agama yang dianut",
    RefusalGround.NO_LAWFUL_GROUND: "tidak ada alasan yang sah",
    RefusalGround.LEGISLATION: "permintaan itu bertentangan dengan peraturan perundang-undangan",
    RefusalGround.COMMON_SENSE: "alasan yang dikemukakan bertentangan dengan akal sehat",
    RefusalGround.ILLNESS: (
        "alasan yang dikemukakan ialah cacat badan atau penyakit istri dengan akibat tidak dapat menjalankan "
        "kewajibannya sebagai istri"
    ),
}
_LETTERS = {
    RefusalGround.RELIGION: "a",
    RefusalGround.NO_LAWFUL_GROUND: "b",
    RefusalGround.LEGISLATION: "c",
    RefusalGround.COMMON_SENSE: "d",
}
_INSTRUMENT = "Peraturan Pemerintah Nomor 10 Tahun 1983"


def known_article(ground: RefusalGround, on: date) -> str:
    """Return the article for `ground` as a document may print it; empty while none is verified."""
    return printable_article("pp10-1983.7.2", on) if ground is RefusalGround.ILLNESS else ""


def proposed_article(ground: RefusalGround, on: date) -> str:
    """Return the article and letter to look up for `ground`: a hint for the form, to be checked, never printed by us.

    The order of the four letters is general knowledge and not confirmed by a text.
    """
    if ground in _LETTERS:
        return f"Pasal 7 ayat (3) huruf {_LETTERS[ground]} {_INSTRUMENT}"
    return known_article(ground, on)
