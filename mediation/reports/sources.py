"""Where a fact was recorded, in the words of a report. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from mediation.cases.conclude.model import Source, SourceKind
from mediation.cases.examine.store import FiledEvidence, FiledRecord
from mediation.cases.mediate.store import FiledSession
from mediation.cases.model import Party, Request
from mediation.cases.summon.model import StoredSummons
from mediation.reports.text import line
from mediation.reports.wording import plain_date, spouse_word


@dataclass(frozen=True)
class Recorded:
    """All rows of a case that a fact may come from."""

    request: Request
    summonses: Mapping[UUID, StoredSummons]
    records: Mapping[UUID, FiledRecord]
    sessions: Mapping[UUID, FiledSession]
    evidence: Mapping[UUID, FiledEvidence]


def words(source: Source, recorded: Recorded) -> str:
    """Return where a fact was recorded, for the brackets behind it; empty when that row is no more."""
    if source.kind is SourceKind.REQUEST:
        return f"surat permohonan tanggal {plain_date(recorded.request.requested_on)}"
    if source.row is None:
        return ""
    if source.kind is SourceKind.RECORD:
        return _record(recorded.records.get(source.row), recorded.request)
    if source.kind is SourceKind.SESSION:
        return _session(recorded.sessions.get(source.row))
    if source.kind is SourceKind.SUMMONS:
        return _summons(recorded.summonses.get(source.row), recorded.request)
    return _evidence(recorded.evidence.get(source.row))


def called(party: Party, request: Request, name: str = "") -> str:
    """Return how a report calls a party: Pemohon, Suami or Istri Pemohon, Saksi with the name."""
    if party is Party.APPLICANT:
        return "Pemohon"
    if party is Party.SPOUSE:
        return f"{spouse_word(request.spouse.sex).capitalize()} Pemohon"
    return f"Saksi {line(name)}"


def _record(found: FiledRecord | None, request: Request) -> str:
    if found is None:
        return ""
    name = found.record.witness.name if found.record.witness else ""
    who = called(found.record.party, request, name)
    return f"Berita Acara Pemeriksaan {who}, {plain_date(found.record.on)}"


def _session(found: FiledSession | None) -> str:
    return f"mediasi tanggal {plain_date(found.session.on)}" if found else ""


def _summons(found: StoredSummons | None, request: Request) -> str:
    if found is None:
        return ""
    one = found.summons
    return f"panggilan ke-{one.round} kepada {called(one.party, request)}, {plain_date(one.on)}"


def _evidence(found: FiledEvidence | None) -> str:
    if found is None:
        return ""
    proof = found.evidence
    number = f" Nomor {line(proof.number)}" if proof.number.strip() else ""
    return f"{line(proof.label)}{number}"
