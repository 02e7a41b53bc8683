"""What the trail says of a row that it binds: the row's newest state, or what became of it."""

from dataclasses import dataclass

from mediation.language import Labelled, mark
from mediation.law.deadlines import Sentence


class State(Labelled):
    """What became of a row that the trail tells of; `label` is the sentence."""

    EDITED = "edited", mark("DIUBAH: baris %(subject)s tidak cocok dengan jejak; diubah di luar program.")
    ROLLED_BACK = "rolled_back", mark(
        "DIKEMBALIKAN: baris %(subject)s adalah keadaan lama; jejak memuat perubahan yang lebih baru.",
    )
    NEWER = "newer", mark(
        "EKOR DIPOTONG: baris %(subject)s lebih baru daripada jejak; catatan perubahannya tidak ada lagi.",
    )
    GONE = "gone", mark(
        "HILANG: %(subject)s ada dalam jejak, tetapi barisnya, kuncinya, atau hak buka pemegangnya tidak ada. "
        "Jangan mengubah apa pun; kembalikan basis data dari salinan.",
    )


@dataclass(frozen=True)
class Astray:
    """A row that does not fit the trail: how the trail names it, and what became of it."""

    subject: str
    state: State

    @property
    def sentence(self) -> Sentence:
        """Return the sentence that says it."""
        return Sentence(self.state.label, {"subject": self.subject})
