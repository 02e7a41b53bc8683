"""Statutes as dated, cited data: what a document may cite and what may refuse."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from mediation.errors import Refusal
from mediation.language import mark
from mediation.law.data import read_toml
from mediation.law.identity import Employment


class Mark(StrEnum):
    """How well a rule is grounded: by a source, by general knowledge, or by this program's advice."""

    SOURCED = "S"
    OWN = "OWN"
    DESIGN = "DESIGN"


@dataclass(frozen=True)
class Citation:
    """One article as it stood in one period. `effective_to` is its last day; None while it stands."""

    id: str
    instrument: str
    article: str
    text: str
    effective_from: date
    effective_to: date | None
    sources: tuple[str, ...]
    mark: Mark
    verified: bool
    note: str = ""
    exempt: str = ""

    @property
    def words(self) -> str:
        """Return the citation as a letter writes it: article first, then the instrument."""
        return f"{self.article} {self.instrument}" if self.article else self.instrument

    def stands_on(self, on: date) -> bool:
        """Tell whether this form of the article was in force on `on`."""
        return self.effective_from <= on and (self.effective_to is None or on <= self.effective_to)


class NoSuchRule(LookupError):  # noqa: N818 - named as the finding
    """No form of this rule was in force on that day."""


PERMIT_BASIS = ("pp10-1983.3.2-3", "pp45-1990.5.2", "uu1-1974.39.2")
"""What the report of a permanent employee rests on, in the order in which it is printed."""

DECISION_BASIS = ("uu1-1974.39.2", "pp10-1983.3.2-3", "pp10-1983.12")
"""What a decision about a permanent employee rests on (Mengingat), in the order in which it is printed."""


@cache
def citations() -> tuple[Citation, ...]:
    """Return every form of every rule, in the order of the data file."""
    return tuple(_citation(entry) for entry in read_toml("mediation.law", "statutes.toml")["rule"])


def _citation(entry: dict[str, Any]) -> Citation:
    return Citation(
        id=entry["id"],
        instrument=entry["instrument"],
        article=entry["article"],
        text=entry["text"],
        effective_from=entry["effective_from"],
        effective_to=entry.get("effective_to"),
        sources=tuple(entry["sources"]),
        mark=Mark(entry["mark"]),
        verified=entry["verified"],
        note=entry.get("note", ""),
        exempt=entry.get("exempt", ""),
    )


def citation(rule_id: str, on: date) -> Citation:
    """Return the form of `rule_id` that was in force on `on`; raise NoSuchRule when there was none."""
    found = in_force(rule_id, on)
    if found is None:
        raise NoSuchRule(f"{rule_id} on {on.isoformat()}")
    return found


def in_force(rule_id: str, on: date) -> Citation | None:
    """Return the form of `rule_id` that was in force on `on`, None when there was none."""
    return next((rule for rule in citations() if rule.id == rule_id and rule.stands_on(on)), None)


def printable(rule_ids: Iterable[str], on: date) -> tuple[Citation, ...]:
    """Return those of `rule_ids` that a document dated `on` may print, in the given order."""
    found = (citation(rule_id, on) for rule_id in rule_ids)
    return tuple(rule for rule in found if rule.verified)


def may_refuse(rule_id: str) -> bool:
    """Tell whether a rule may stop somebody: one with a source, or of safety or shape. Others warn."""
    forms = [rule for rule in citations() if rule.id == rule_id]
    return bool(forms) and all(rule.exempt or _sourced(rule) for rule in forms)


def _sourced(rule: Citation) -> bool:
    return rule.mark is Mark.SOURCED and bool(rule.sources)


def basis_for(
    employment: Employment | str, on: date, agency_basis: str | None, rules: tuple[str, ...] = PERMIT_BASIS,
) -> tuple[str, ...] | Refusal:
    """Return the legal basis that a document dated `on` prints; of `rules` those that are verified.

    For contract employees no verified basis is known (the 1983 rule names permanent employees alone), so the
    agency's own basis is printed and nothing else; without it the report is refused.
    """
    if Employment(employment) is Employment.PPPK:
        return _agency_basis(agency_basis)
    return tuple(rule.words for rule in printable(rules, on))


def printable_article(rule_id: str, on: date) -> str:
    """Return the article as a document dated `on` may print it; empty when it may not."""
    rule = in_force(rule_id, on)
    return rule.words if rule and rule.verified else ""


def _agency_basis(agency_basis: str | None) -> tuple[str, ...] | Refusal:
    lines = tuple(line.strip() for line in (agency_basis or "").splitlines() if line.strip())
    return lines or Refusal(
        mark("Dasar hukum instansi bagi PPPK belum diisi, sehingga dokumen ini belum dapat diterbitkan."),
        mark("Minta administrator mengisi “Dasar bagi PPPK” pada kop surat, lalu terbitkan lagi."),
    )
