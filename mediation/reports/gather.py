"""Case to facts: what a document may say, taken from what was recorded. Never opens the screening or a contact."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mediation.accounts.model import Capacity
from mediation.accounts.model import Person as Account
from mediation.cases.conclude.store import conclusion
from mediation.cases.examine.model import Answer, Witness
from mediation.cases.examine.store import FiledRecord, evidence, record, records
from mediation.cases.mediate.store import sessions
from mediation.cases.model import Attendance, Employment, Opinion, Person
from mediation.cases.second.store import consultations
from mediation.cases.store import CaseFile, IssuedDocument, documents
from mediation.cases.summon.model import StoredSummons
from mediation.cases.summon.store import one as one_summons
from mediation.cases.summon.store import summonses
from mediation.law.identity import Sex
from mediation.law.statutes import basis_for
from mediation.reports import facts as f
from mediation.reports.blocks import Kind
from mediation.reports.gather_conclusion import Places, analysis, common_sense, household, kept_facts
from mediation.reports.letterhead import LetterheadSettings
from mediation.reports.sources import Recorded


@dataclass(frozen=True)
class Issuing:
    """What a document gets when it is issued: number, day, letterhead, who signs, code, the zone of its times."""

    settings: LetterheadSettings
    signer: Account
    number: str
    on: date
    zone: str
    code: str = ""
    demo: bool = False


def paper(issuing: Issuing, kind: Kind) -> f.Paper:
    """Return what the paper bears."""
    return f.Paper(
        number=issuing.number, on=issuing.on, agency=agency(issuing.settings), signatory=signatory(issuing.signer),
        code=issuing.code, subject=issuing.settings.pattern(kind).subject, demo=issuing.demo,
    )


def agency(settings: LetterheadSettings) -> f.Agency:
    """Return the agency's side of the letterhead."""
    return f.Agency(
        owner=settings.owner, name=settings.name, address=settings.address, contact=settings.contact,
        town=settings.town, emblem=settings.emblem, addressee_title=settings.addressee_title,
        addressee_place=settings.addressee_place,
    )


def signatory(account: Account) -> f.Signatory:
    """Return who signs, as the account says."""
    person = Person(
        name=account.name, sex=Sex(account.sex), employment=Employment(account.employment), digits=account.digits,
        rank=account.rank, grade=account.grade, position=account.position,
    )
    return f.Signatory(person, Capacity(account.capacity), account.on_behalf_of)


def summons(file: CaseFile, row: UUID, issuing: Issuing) -> f.SummonsFacts:
    """Return the facts of a summons letter; raises NotFound, Tampered."""
    request, found = file.request, one_summons(file, row)
    letters = _issued(file, Kind.SUMMONS)
    called = found.summons
    return f.SummonsFacts(
        paper=paper(issuing, Kind.SUMMONS), party=called.party, called=request.person(called.party),
        applicant=request.applicant, requested_on=request.requested_on, received_on=request.received_on,
        round=called.round, on=called.on, at=called.at, zone=issuing.zone, place=called.place,
        purpose=called.purpose,
        earlier=tuple(_missed(one, letters.get(one.row)) for one in summonses(file, called.party)
                      if _was_missed(one) and called.round > one.summons.round),
    )


def _was_missed(one: StoredSummons) -> bool:
    return one.appointment.attendance is Attendance.ABSENT and not one.appointment.withdrawn


def _missed(one: StoredSummons, letter: IssuedDocument | None) -> f.NoShow:
    issued_on = date.fromisoformat(letter.issued_on) if letter else None
    return f.NoShow(one.summons.round, one.summons.on, letter.number if letter else "", issued_on)


def examination_record(file: CaseFile, row: UUID, issuing: Issuing) -> f.RecordFacts:
    """Return the facts of an examination record; raises NotFound, Tampered."""
    request, found = file.request, record(file, row)
    made = found.record
    return f.RecordFacts(
        paper=paper(issuing, Kind.EXAMINATION_RECORD), party=made.party, examined=_examined(file, found),
        applicant=request.applicant, requested_on=request.requested_on, on=made.on, at=made.at, zone=issuing.zone,
        place=made.place, exchanges=exchanges(made.exchanges), state=found.hearing.state,
        refusal_reason=made.signing.reason if made.signing else "", companion=made.companion,
        relation=made.witness.relation if made.witness else "", second_examiner=made.second_examiner,
        statements=_statements(found),
    )


def _examined(file: CaseFile, found: FiledRecord) -> Person:
    witness = found.record.witness
    if witness is None:
        return file.request.person(found.record.party)
    return witness_person(witness)


def witness_person(witness: Witness) -> Person:
    """Return a witness as a person."""
    return Person(name=witness.name, sex=witness.sex, employment=Employment.NONE, occupation=witness.occupation,
                  town=witness.town)


def exchanges(answers: tuple[Answer, ...]) -> tuple[f.Exchange, ...]:
    """Return what was asked and answered; what was not answered is left out."""
    answered = [one for one in answers if one.said.strip() or one.unknown]
    return tuple(f.Exchange(one.asked, one.said if one.said.strip() else "Belum tahu.") for one in answered)


def _statements(found: FiledRecord) -> tuple[f.Exchange, ...]:
    made = found.record
    said = [
        ("Pengetahuan tentang permohonan", _knows(made.knows_request)),
        ("Pendapat tentang permohonan", _said(made.stance.label.lower() if made.stance else "", made.stance_reason)),
        ("Alasan yang dikemukakan", _said("; ".join(ground.words for ground in made.claims), made.claim_facts)),
    ]
    return tuple(f.Exchange(about, words) for about, words in said if words)


def _knows(known: bool | None) -> str:  # noqa: FBT001 - the model's own three values
    return {True: "mengetahui.", False: "tidak mengetahui.", None: ""}[known]


def _said(first: str, more: str) -> str:
    return ". ".join(part.strip().rstrip(".") for part in (first, more) if part.strip()) + "." if first else ""


def report(file: CaseFile, issuing: Issuing) -> f.ReportFacts:
    """Return the facts of the mediation-result report; raises Tampered. Ask `missing` before it is printed."""
    request, concluded = file.request, conclusion(file)
    places = _places(file)
    composed = concluded.composition
    return f.ReportFacts(
        paper=paper(issuing, Kind.MEDIATION_REPORT), applicant=request.applicant, spouse=request.spouse,
        marriage=request.marriage, requested_on=request.requested_on, received_on=request.received_on,
        claims=tuple(f.ClaimFacts(claim.ground, claim.facts) for claim in request.grounds),
        summonses=_summonses(file), sittings=_sittings(file), records=_records(file), evidence=_evidence(file),
        facts=kept_facts(composed, places), analysis=analysis(composed, places),
        household=household(concluded.household, places), common_sense=common_sense(concluded.common_sense, places),
        advice=composed.advice if composed else "",
        basis=basis_for(request.applicant.employment, issuing.on, issuing.settings.pppk_basis),
        reviewer=opinion(file),
    )


def opinion(file: CaseFile) -> f.ReviewerOpinion | None:
    """Return what the second reviewer wrote on the finding as it stands; None when nothing stands. Raises Tampered."""
    held, finding = consultations(file).current, conclusion(file).common_sense
    given = held.given if held else None
    if held is None or given is None or finding is None or given.revision != finding.revision:
        return None
    return f.ReviewerOpinion(
        held.reviewer, given.opinion is Opinion.AGREES, given.reasons, given.on, held.answer,
    )


def _places(file: CaseFile) -> Places:
    recorded = Recorded(
        request=file.request,
        summonses={one.row: one for one in summonses(file)},
        records={one.id: one for one in records(file)},
        sessions={one.id: one for one in sessions(file)},
        evidence={one.id: one for one in evidence(file)},
    )
    composed = conclusion(file).composition
    chosen = {fact.source.key: place for place, fact in enumerate(composed.facts)} if composed else {}
    return Places(recorded, chosen, {one.id: place for place, one in enumerate(evidence(file))})


def _issued(file: CaseFile, kind: Kind) -> Mapping[UUID, IssuedDocument]:
    return {UUID(one.about): one for one in documents(file) if one.kind == kind.value and one.about}


def _summonses(file: CaseFile) -> tuple[f.SummonsEntry, ...]:
    letters = _issued(file, Kind.SUMMONS)
    standing = [one for one in summonses(file) if not one.appointment.withdrawn and one.row in letters]
    return tuple(_summons_entry(file, one, letters[one.row]) for one in standing)


def _summons_entry(file: CaseFile, one: StoredSummons, letter: IssuedDocument) -> f.SummonsEntry:
    called, service = one.summons, one.summons.service
    return f.SummonsEntry(
        number=letter.number, letter_on=date.fromisoformat(letter.issued_on), party=called.party,
        name=file.request.person(called.party).name, round=called.round, on=called.on,
        served_on=service.on if service else None, served_how=service.how.label if service else "",
        attendance=one.appointment.attendance,
    )


def _sittings(file: CaseFile) -> tuple[f.SittingEntry, ...]:
    held = (one.session for one in sessions(file))
    return tuple(f.SittingEntry(one.on, one.mode, one.present, one.outcome, one.terms) for one in held)


def _records(file: CaseFile) -> tuple[f.RecordEntry, ...]:
    issued = _issued(file, Kind.EXAMINATION_RECORD)
    return tuple(
        f.RecordEntry(
            number=issued[one.id].number if one.id in issued else "", on=one.record.on, party=one.record.party,
            name=_examined(file, one).name, state=one.hearing.state,
        )
        for one in records(file)
    )


def _evidence(file: CaseFile) -> tuple[f.EvidenceEntry, ...]:
    found = (one.evidence for one in evidence(file))
    return tuple(f.EvidenceEntry(one.label, one.number, one.on, one.grounds) for one in found)


