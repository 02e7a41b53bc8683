"""The file's papers: what kinds there are, what each is tied to, who attached it and who took it back. Pure."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from mediation.cases.model import Standing
from mediation.language import Labelled, mark

PAPER_MOST = 20 * 1024 * 1024  # bytes
NAME_MOST = 150


class FileKind(Labelled):
    """What a file is. Its value is stored."""

    PDF = "pdf", mark("PDF")
    JPEG = "jpeg", mark("gambar JPEG")
    PNG = "png", mark("gambar PNG")
    DOCX = "docx", mark("dokumen Word")

    @property
    def ending(self) -> str:
        """The ending of its name."""
        return "jpg" if self is FileKind.JPEG else self.value

    @property
    def media_type(self) -> str:
        """How it is called on the wire."""
        return _MEDIA[self.value]

    @property
    def inline(self) -> bool:
        """Whether a browser may show it; what it may not is handed out as a download."""
        return self is not FileKind.DOCX


_MEDIA = {
    "pdf": "application/pdf", "jpeg": "image/jpeg", "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class TieKind(Labelled):
    """What a paper belongs to."""

    PERSON = "person", mark("Orang")
    GROUND = "ground", mark("Alasan")
    ROW = "row", mark("Yang dicatat")
    LINE = "line", mark("Daftar kelengkapan")
    DOCUMENT = "document", mark("Salinan bertanda tangan")


@dataclass(frozen=True)
class Tie:
    """What a paper belongs to: a party, a ground's code, a row's or a document's id in hex, or a checklist line."""

    kind: TieKind
    of: str

    @property
    def text(self) -> str:
        """The tie as one word, as a form carries it."""
        return f"{self.kind.value}:{self.of}"

    @classmethod
    def from_text(cls, text: str) -> "Tie":
        """Return the tie that `text` wrote; ValueError for what wrote none."""
        kind, found, of = text.partition(":")
        if not found or not of:
            raise ValueError("not a tie")
        return cls(TieKind(kind), of)


@dataclass(frozen=True)
class Upload:
    """A file as it was sent: its cleaned name and its bytes."""

    name: str
    body: bytes = field(repr=False)

    @property
    def ending(self) -> str:
        """The ending of its name in small letters, without the point; empty when it has none."""
        return self.name.rpartition(".")[2].casefold() if "." in self.name else ""


@dataclass(frozen=True)
class Accepted:
    """A file that was looked into and may become a paper."""

    name: str
    kind: FileKind
    body: bytes = field(repr=False)


@dataclass(frozen=True)
class TakenBack:
    """Who took a paper back, when and why. Its bytes stay."""

    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class PaperRecord:
    """What is kept, sealed, of a paper beside its bytes. `sha256` is that of the original; `side` who attached it."""

    name: str
    kind: FileKind
    size: int
    sha256: str
    tie: Tie
    note: str
    side: Standing
    by: str
    at: datetime
    taken_back: TakenBack | None = None


@dataclass(frozen=True)
class Paper:
    """One paper of the file."""

    id: UUID
    record: PaperRecord

    @property
    def stands(self) -> bool:
        """Whether it was not taken back."""
        return self.record.taken_back is None

    @property
    def neutral_name(self) -> str:
        """The name under which it leaves the house: it tells nothing."""
        return f"lampiran-{self.id.hex[:8]}.{self.record.kind.ending}"
