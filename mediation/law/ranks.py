"""Ranks and grades of permanent employees [S130], and grades of contract employees (I to XVII)."""

from dataclasses import dataclass
from types import MappingProxyType

from mediation.law.identity import Employment


@dataclass(frozen=True)
class Rank:
    """A rank with its grade, such as Penata Tingkat I with III/d."""

    grade: str
    name: str

    @property
    def words(self) -> str:
        """Return the rank as a signature block writes it: "Penata Tingkat I (III/d)"."""
        return f"{self.name} ({self.grade})"


RANKS = (
    Rank("I/a", "Juru Muda"),
    Rank("I/b", "Juru Muda Tingkat I"),
    Rank("I/c", "Juru"),
    Rank("I/d", "Juru Tingkat I"),
    Rank("II/a", "Pengatur Muda"),
    Rank("II/b", "Pengatur Muda Tingkat I"),
    Rank("II/c", "Pengatur"),
    Rank("II/d", "Pengatur Tingkat I"),
    Rank("III/a", "Penata Muda"),
    Rank("III/b", "Penata Muda Tingkat I"),
    Rank("III/c", "Penata"),
    Rank("III/d", "Penata Tingkat I"),
    Rank("IV/a", "Pembina"),
    Rank("IV/b", "Pembina Tingkat I"),
    Rank("IV/c", "Pembina Utama Muda"),
    Rank("IV/d", "Pembina Utama Madya"),
    Rank("IV/e", "Pembina Utama"),
)
PPPK_GRADES = (
    *("I", "II", "III", "IV", "V", "VI", "VII", "VIII"),
    *("IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII"),
)
_BY_GRADE = MappingProxyType({rank.grade: rank for rank in RANKS})


def grades(employment: Employment | str) -> tuple[str, ...]:
    """Return the grades that an employee of this kind can hold, lowest first."""
    return tuple(_BY_GRADE) if Employment(employment) is Employment.PNS else PPPK_GRADES


def rank_name(grade: str) -> str:
    """Return the rank that belongs to a permanent employee's grade; contract grades have none."""
    return _BY_GRADE[grade].name if grade in _BY_GRADE else ""


def rank_words(grade: str) -> str:
    """Return "Penata Tingkat I (III/d)", or "Golongan IX" where there is no rank name."""
    return _BY_GRADE[grade].words if grade in _BY_GRADE else f"Golongan {grade}"
