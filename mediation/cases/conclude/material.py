"""What was recorded and may be relied on: answers, points, summonses and evidence, each with its source. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from mediation.cases.conclude.model import Fact, Source, SourceKind
from mediation.cases.examine.model import Answer
from mediation.cases.examine.store import FiledEvidence, FiledRecord
from mediation.cases.mediate.store import FiledSession
from mediation.cases.model import Party, Progress, Request
from mediation.language import mark


@dataclass(frozen=True)
class Material:
    """One recorded thing: where it stands, under which heading of the page, what it is called and what it says.

    `values` are filled into `heading` alone: a label may be a question that somebody typed. `on` stands before `text`.
    """

    source: Source
    heading: str
    label: str
    text: str
    values: dict[str, str] = field(default_factory=dict)
    on: date | None = None


_SESSION_PARTS = (
    ("applicant_points", mark("Pokok keterangan pemohon")),
    ("spouse_points", mark("Pokok keterangan pasangan")),
    ("advice", mark("Nasihat yang diberikan")),
    ("options", mark("Pilihan yang dibicarakan")),
    ("terms", mark("Isi kesepakatan atau pencabutan")),
    ("reason", mark("Mengapa mediasi dihentikan")),
)


def gather(
    request: Request, progress: Progress, records: Iterable[FiledRecord], sessions: Iterable[FiledSession],
    evidence: Iterable[FiledEvidence],
) -> tuple[Material, ...]:
    """Return what was recorded, in the order of the case. Screening and notes of separate talks have no place here."""
    return (
        *_request(request),
        *_summonses(progress),
        *(one for filed in records for one in _record(request, filed)),
        *(one for number, filed in enumerate(sessions, start=1) for one in _session(number, filed)),
        *(_evidence(filed) for filed in evidence),
    )


def _request(request: Request) -> Iterator[Material]:
    heading = mark("Permohonan")
    for claim in request.grounds:
        source = Source(SourceKind.REQUEST, part=claim.ground.value)
        yield Material(source, heading, claim.ground.label, claim.facts)
    wed = request.marriage
    text = f"{wed.place}, {wed.certificate}"
    yield Material(Source(SourceKind.REQUEST, part="marriage"), heading, mark("Perkawinan"), text, on=wed.on)


def _summonses(progress: Progress) -> Iterator[Material]:
    heading = mark("Panggilan ke-%(round)s kepada %(who)s")
    called = (a for party in (Party.APPLICANT, Party.SPOUSE) for a in progress.standing(party) if a.attendance)
    for one in called:
        values = {"round": str(one.round), "who": one.party.label.lower()}
        answer = one.attendance.label if one.attendance else ""
        yield Material(Source(SourceKind.SUMMONS, one.id), heading, mark("Kehadiran"), answer, values, one.on)


def _record(request: Request, filed: FiledRecord) -> Iterator[Material]:
    record = filed.record
    name = record.witness.name if record.witness else request.person(record.party).name
    heading, values = mark("Berita acara %(who)s"), {"who": name}
    for part, answer in _answers(filed):
        if answer.said:
            yield Material(Source(SourceKind.RECORD, filed.id, part), heading, answer.asked, answer.said, values)
    if record.stance_reason:
        source = Source(SourceKind.RECORD, filed.id, "stance")
        yield Material(source, heading, mark("Pendapat tentang permohonan"), record.stance_reason, values)
    if record.claim_facts:
        source = Source(SourceKind.RECORD, filed.id, "claims")
        yield Material(source, heading, mark("Alasan yang ia ajukan sendiri"), record.claim_facts, values)


def _answers(filed: FiledRecord) -> Iterator[tuple[str, Answer]]:
    own = {id(answer): f"own{number}" for number, answer in enumerate(filed.record.extra, start=1)}
    for answer in filed.record.exchanges:
        yield answer.question or own[id(answer)], answer


def _session(number: int, filed: FiledSession) -> Iterator[Material]:
    heading, values = mark("Sesi mediasi ke-%(number)s"), {"number": str(number)}
    held = filed.session
    for part, label in _SESSION_PARTS:
        text = getattr(held, part)
        if text:
            yield Material(Source(SourceKind.SESSION, filed.id, part), heading, label, text, values)
    source = Source(SourceKind.SESSION, filed.id, "outcome")
    yield Material(source, heading, mark("Hasil sesi"), held.outcome.label, values, held.on)


def _evidence(filed: FiledEvidence) -> Material:
    proof = filed.evidence
    return Material(Source(SourceKind.EVIDENCE, filed.id), mark("Bukti"), proof.label, proof.about)


def lost(facts: Iterable[Fact], material: Iterable[Material]) -> tuple[Material, ...]:
    """Return a stand-in for each fact whose record was changed since, so that no fact vanishes from a form."""
    there = {one.source.key for one in material}
    return tuple(
        Material(fact.source, mark("Catatan yang sudah berubah"), mark("Fakta yang sudah Anda tulis"), "")
        for fact in facts if fact.source.key not in there
    )
