"""Cases whose parties have come, and what a supervisor then fills in when examining, mediating and concluding."""

from collections.abc import Iterable
from datetime import date, time
from uuid import UUID, uuid4

from mediation import audit
from mediation.cases import store as cases
from mediation.cases import workflow
from mediation.cases.model import Appointment, Attendance, Party, Progress, Request
from mediation.cases.moves import Act, Move
from tests.builders import Office, open_case
from tests.pages import Visitor
from tests.walks import day

BOTH = (Party.APPLICANT, Party.SPOUSE)
CAME_ON = {Party.APPLICANT: date(2026, 11, 16), Party.SPOUSE: date(2026, 11, 17)}
TODAY = date(2026, 11, 20)
REASONS = "Kedua pihak sudah lama tidak serumah dan tidak lagi saling menghubungi; upaya keluarga tidak berhasil. " * 2


def progress(office: Office, case: UUID) -> Progress:
    """Return what the workflow knows of a case."""
    with office.desk() as transaction:
        return cases.get(transaction, case).progress


def move(office: Office, case: UUID, *moves: Move) -> None:
    """Make moves whose rows do not matter to the test."""
    with office.desk() as transaction:
        file = cases.get_to_change(transaction, case)
        stage, after = file.stage, file.progress
        for one in moves:
            decision = workflow.decide(stage, after, one)
            assert isinstance(decision, workflow.Decision), decision
            stage, after = decision.stage, decision.progress
        cases.save(transaction, file, workflow.Decision(stage, after), [], audit.Action.ATTENDANCE_RECORDED)
        transaction.commit()


def arrived(
    office: Office, parties: Iterable[Party] = BOTH, *, flagged: bool = False, request: Request | None = None,
) -> UUID:
    """Open a case in which `parties` came when called and were screened alone."""
    case = open_case(office, request)
    move(office, case, Move(Act.SCREEN, date(2026, 11, 3), party=Party.APPLICANT, flagged=flagged),
         Move(Act.SET_LETTER_DAY, date(2026, 11, 3), on=date(2026, 11, 4)))
    for party in parties:
        came(office, case, party)
        if party is Party.SPOUSE:
            move(office, case, Move(Act.SCREEN, CAME_ON[party], party=party))
    return case


def came(
    office: Office, case: UUID, party: Party, *, number: int = 1, attendance: Attendance = Attendance.CAME,
) -> None:
    """Call `party` once by letter and record how that was answered."""
    on = replace_day(CAME_ON[party], number)
    row = uuid4()
    called = Appointment(row, party, number, on, time(9), "examination", date(2026, 11, 4))
    move(office, case, Move(Act.SUMMON, date(2026, 11, 4), party=party, on=on, appointment=called),
         Move(Act.ISSUE_SUMMONS, date(2026, 11, 4), party=party, row=row),
         Move(Act.RECORD_ATTENDANCE, on, row=row, attendance=attendance))


def replace_day(first: date, number: int) -> date:
    """Return the day of a later round: each a day after the one before, so that none is in the future."""
    return first.replace(day=first.day + number - 1)


def absent(office: Office) -> UUID:
    """Open a case whose other party did not come to three summonses; the applicant's record is signed."""
    case = arrived(office, [Party.APPLICANT])
    for number in (1, 2, 3):
        came(office, case, Party.SPOUSE, number=number, attendance=Attendance.ABSENT)
    return case


def record(**more: str | list[str]) -> dict[str, str | list[str]]:
    """Return what is filled in on the page of an applicant's record."""
    return {
        "on": day(date(2026, 11, 16)), "at": ["09", "30"], "place": "Ruang Konseling",
        "answer_A301": "Sering bertengkar tentang uang sejak tahun 2020.",
        "answer_A401": "Tidak serumah sejak Maret 2024.", "unknown_A704": "ya", **more,
    }


def spouse_record(**more: str | list[str]) -> dict[str, str | list[str]]:
    """Return what is filled in on the page of the other party's record."""
    return {
        "on": day(date(2026, 11, 17)), "at": ["09", "30"], "place": "Ruang Rapat",
        "answer_S301": "Masih ingin rukun demi anak.", "knows_request": "ya", "stance": "objects",
        "stance_reason": "Anak masih kecil.", **more,
    }


def session(**more: str | list[str]) -> dict[str, str | list[str]]:
    """Return what is filled in on the page of a joint session that ended without agreement."""
    return {
        "on": day(date(2026, 11, 18)), "at": ["10", "00"], "place": "Ruang Konseling", "mode": "together",
        "present": ["applicant", "spouse"], "applicant_points": "Ingin berpisah.",
        "spouse_points": "Ingin rukun.", "advice": "Memikirkan kepentingan anak.",
        "caucus": "Catatan yang hanya untuk saya.", "outcome": "not_reconciled", **more,
    }


def evidence(**more: str | list[str]) -> dict[str, str | list[str]]:
    """Return what is filled in on the page of evidence."""
    return {
        "kind": "E601", "about": "Menerangkan perselisihan sejak 2020.", "number": "470/12/2026",
        "on": day(date(2026, 10, 1)), "issuer": "Kepala Desa Contoh", "kept": "Map rahasia",
        "brought_by": "applicant", **more,
    }


def heard(office: Office, case: UUID, visitor: Visitor, side: str = "a") -> UUID:
    """Record, issue and sign one side's examination; returns the record's id."""
    given = record() if side == "a" else spouse_record()
    assert visitor.get(f"/b/{case}/3/{side}").send(given).status == 200
    row = progress(office, case).hearings[-1].id
    move(office, case, Move(Act.ISSUE_RECORD, TODAY, row=row))
    signed = {"state": "signed", "on": day(TODAY), "at": ["09", "45"]}
    assert visitor.get(f"/b/{case}/3/{row}/ttd").send(signed).status == 200
    return row


def mediated(office: Office, visitor: Visitor, **more: str | list[str]) -> UUID:
    """Bring a case to the end of its mediation; returns its id."""
    case = arrived(office)
    heard(office, case, visitor, "a")
    heard(office, case, visitor, "b")
    assert visitor.get(f"/b/{case}/4").send(session(**more)).status == 200
    return case


def finding(office: Office, case: UUID, result: str, **more: str | list[str]) -> dict[str, str | list[str]]:
    """Return what is filled in for a finding: one fact from the first record's answer on living apart."""
    return {
        fact_field(office, case): "Kedua pihak tidak serumah sejak Maret 2024.",
        "contrary": "Tidak ada keterangan yang bertentangan.", "result": result, "reasons": REASONS, **more,
    }


def fact_field(office: Office, case: UUID, question: str = "A401") -> str:
    """Return the name of the field for the fact that comes from an answer in the first record."""
    return f"fact_record-{progress(office, case).hearings[0].id.hex}-{question}"


def composed(office: Office, case: UUID, visitor: Visitor) -> None:
    """Write all parts of the report."""
    fact = fact_field(office, case)
    visitor.get(f"/b/{case}/5/c/fakta").send({fact: "Tidak serumah sejak Maret 2024."})
    point = fact.replace("fact_", "point_")
    visitor.get(f"/b/{case}/5/c/analisis/1").send({
        point: "Menunjukkan perselisihan yang tidak selesai.", "verdict": "none", "text": "Alasan terpenuhi.",
    })
    visitor.get(f"/b/{case}/5/c/saran").send({"advice": "Permohonan dapat dipertimbangkan."})


def concluded(
    office: Office, visitor: Visitor, household: str = "not_worth_preserving", sense: str = "accords",
) -> UUID:
    """Bring a case to its conclusion; returns its id."""
    case = mediated(office, visitor)
    visitor.get(f"/b/{case}/5/a").send(finding(office, case, household))
    visitor.get(f"/b/{case}/5/b").send(finding(office, case, sense))
    composed(office, case, visitor)
    assert visitor.get(f"/b/{case}/5/periksa").send({}).status == 200
    return case
