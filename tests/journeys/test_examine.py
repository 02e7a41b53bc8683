"""One supervisor examines: a record for each person, its signature, and the evidence. Through the front door."""

from datetime import date

import pytest

from mediation.cases import store as cases
from mediation.cases.examine import store
from mediation.cases.model import HearingState, Party
from mediation.cases.moves import Act, Move
from tests import hearings
from tests.builders import Office
from tests.hearings import TODAY
from tests.pages import Visitor, arrive
from tests.walks import day


@pytest.fixture
def visitor(office: Office) -> Visitor:
    return arrive(office)


def records(office: Office, case: object) -> tuple[store.FiledRecord, ...]:
    with office.desk() as transaction:
        return store.records(cases.get(transaction, case))  # type: ignore[arg-type]  # an id


def test_a_record_keeps_what_was_answered_and_what_is_not_known_yet(office: Office, visitor: Visitor) -> None:
    case = hearings.arrived(office)

    visitor.get(f"/b/{case}/3/a").send(hearings.record())

    made = records(office, case)[0].record
    assert [(a.question, a.said, a.unknown) for a in made.answers] == [
        ("A301", "Sering bertengkar tentang uang sejak tahun 2020.", False),
        ("A401", "Tidak serumah sejak Maret 2024.", False),
        ("A704", "", True),
    ]


def test_questions_are_read_aloud_by_sex(office: Office, visitor: Visitor) -> None:
    case = hearings.arrived(office)

    page = visitor.get(f"/b/{case}/3/a")

    assert "Saudari" in page.text
    assert "suami Saudari" in page.text
    assert "[[" not in page.html


def test_what_was_not_asked_is_not_in_the_record(office: Office, visitor: Visitor) -> None:
    case = hearings.arrived(office)
    visitor.get(f"/b/{case}/3/a").send(hearings.record())

    assert len(records(office, case)[0].record.exchanges) == 3


def test_somebody_who_did_not_come_is_not_examined(office: Office, visitor: Visitor) -> None:
    case = hearings.arrived(office, [Party.APPLICANT])

    page = visitor.get(f"/b/{case}/3/b")

    assert page.status == 409
    assert "belum tercatat hadir" in page.text


def test_a_refused_record_keeps_what_was_typed(office: Office, visitor: Visitor) -> None:
    case = hearings.arrived(office)
    tomorrow = {"on": day(date(2026, 11, 21))}

    page = visitor.get(f"/b/{case}/3/a").send(hearings.record(**tomorrow))

    assert page.status == 409
    assert "Tanggalnya belum tiba" in page.text
    assert "Sering bertengkar tentang uang" in page.html
    assert records(office, case) == ()


def test_an_answer_over_its_bound_is_named_by_its_number(office: Office, visitor: Visitor) -> None:
    case = hearings.arrived(office)

    page = visitor.get(f"/b/{case}/3/a").send(hearings.record(answer_A101="x" * 4001))

    assert "Jawaban nomor 1 paling banyak 4.000 huruf; sekarang 4.001." in page.text
    assert "Sering bertengkar tentang uang" in page.html


def test_an_own_question_is_asked_before_the_closing_ones(office: Office, visitor: Visitor) -> None:
    case = hearings.arrived(office)
    given = hearings.record(
        own_question_1="Apakah yakin 100%?", own_answer_1="Ya.", answer_A901="Tidak ada lagi.",
    )

    visitor.get(f"/b/{case}/3/a").send(given)

    said = [answer.said for answer in records(office, case)[0].record.exchanges]
    assert said[-2:] == ["Ya.", "Tidak ada lagi."]


def test_an_own_answer_needs_its_question(office: Office, visitor: Visitor) -> None:
    case = hearings.arrived(office)

    page = visitor.get(f"/b/{case}/3/a").send(hearings.record(own_answer_2="Jawaban tanpa pertanyaan."))

    assert "Tulis pertanyaan tambahan nomor 2." in page.text


def test_an_open_record_is_gone_on_with(office: Office, visitor: Visitor) -> None:
    case = hearings.arrived(office)
    visitor.get(f"/b/{case}/3/a").send(hearings.record())

    again = visitor.get(f"/b/{case}/3/a")

    assert again.path.endswith(str(records(office, case)[0].id))
    assert "Tidak serumah sejak Maret 2024." in again.html


def test_a_changed_record_must_be_issued_anew(office: Office, visitor: Visitor) -> None:
    case = hearings.arrived(office)
    visitor.get(f"/b/{case}/3/a").send(hearings.record())
    row = records(office, case)[0].id
    hearings.move(office, case, Move(Act.ISSUE_RECORD, TODAY, row=row))

    visitor.get(f"/b/{case}/3/{row}").send({"answer_A302": "Sejak 2020."})

    assert not hearings.progress(office, case).hearings[0].document_issued


def test_saving_an_unchanged_record_leaves_the_issued_paper_valid(office: Office, visitor: Visitor) -> None:
    case = hearings.arrived(office)
    visitor.get(f"/b/{case}/3/a").send(hearings.record())
    row = records(office, case)[0].id
    hearings.move(office, case, Move(Act.ISSUE_RECORD, TODAY, row=row))

    visitor.get(f"/b/{case}/3/{row}").send({})

    assert hearings.progress(office, case).hearings[0].document_issued


def test_two_tabs_lose_nothing(office: Office, visitor: Visitor) -> None:
    case = hearings.arrived(office)
    visitor.get(f"/b/{case}/3/a").send(hearings.record())
    row = records(office, case)[0].id
    second_tab = visitor.get(f"/b/{case}/3/{row}")
    visitor.get(f"/b/{case}/3/{row}").send({"answer_A302": "Tulisan dari jendela pertama."})

    page = second_tab.send({"answer_A302": "Tulisan dari jendela kedua."})

    assert page.status == 409
    assert "Tulisan dari jendela pertama." in page.text
    assert "Tulisan dari jendela kedua." in page.html
    saved = page.send({})
    assert saved.status == 200
    assert records(office, case)[0].record.answers[1].said == "Tulisan dari jendela kedua."


def test_a_record_begun_in_two_tabs_loses_nothing(office: Office, visitor: Visitor) -> None:
    case = hearings.arrived(office)
    second_tab = visitor.get(f"/b/{case}/3/a")
    visitor.get(f"/b/{case}/3/a").send(hearings.record(answer_A302="Dari jendela pertama."))

    page = second_tab.send(hearings.record(answer_A302="Dari jendela kedua."))

    assert page.status == 409
    assert "Dari jendela pertama." in page.text
    assert "Dari jendela kedua." in page.html
    assert page.send({}).status == 200
    assert len(records(office, case)) == 1


def test_other_work_on_the_case_does_not_stand_in_the_way_of_a_record(office: Office, visitor: Visitor) -> None:
    case = hearings.arrived(office)
    visitor.get(f"/b/{case}/3/a").send(hearings.record())
    row = records(office, case)[0].id
    page = visitor.get(f"/b/{case}/3/{row}")
    visitor.get(f"/b/{case}/3/bukti").send(hearings.evidence())

    assert page.send({"answer_A302": "Sejak 2020."}).status == 200


def test_a_record_is_signed_only_after_it_was_issued(office: Office, visitor: Visitor) -> None:
    case = hearings.arrived(office)
    visitor.get(f"/b/{case}/3/a").send(hearings.record())
    row = records(office, case)[0].id

    page = visitor.get(f"/b/{case}/3/{row}/ttd")

    assert page.status == 409
    assert "belum diterbitkan" in page.text


def test_a_refusal_to_sign_needs_its_reason(office: Office, visitor: Visitor) -> None:
    case = hearings.arrived(office)
    visitor.get(f"/b/{case}/3/a").send(hearings.record())
    row = records(office, case)[0].id
    hearings.move(office, case, Move(Act.ISSUE_RECORD, TODAY, row=row))
    refused = {"state": "refused", "on": day(TODAY), "at": ["09", "45"]}

    page = visitor.get(f"/b/{case}/3/{row}/ttd").send(refused)
    assert "Isi alasan menolak menandatangani." in page.text
    page.send({"reason": "Ingin bertanya kepada keluarga dahulu."})

    filed = records(office, case)[0]
    assert filed.hearing.state is HearingState.REFUSED
    assert filed.record.signing is not None
    assert filed.record.signing.reason == "Ingin bertanya kepada keluarga dahulu."


def test_a_closed_record_is_shown_and_no_longer_changes(office: Office, visitor: Visitor) -> None:
    case = hearings.arrived(office)
    visitor.get(f"/b/{case}/3/a").send(hearings.record())
    row = records(office, case)[0].id
    still_open = visitor.get(f"/b/{case}/3/{row}")
    hearings.move(office, case, Move(Act.ISSUE_RECORD, TODAY, row=row))
    visitor.get(f"/b/{case}/3/{row}/ttd").send({"state": "signed", "on": day(TODAY), "at": ["09", "45"]})

    shown = visitor.get(f"/b/{case}/3/{row}")
    still_open.send({"answer_A301": "Diubah sesudah ditandatangani."})

    assert "tidak dapat diubah lagi" in shown.text
    assert "Tidak serumah sejak Maret 2024." in shown.text
    assert records(office, case)[0].record.answers[0].said == "Sering bertengkar tentang uang sejak tahun 2020."


def test_the_other_party_may_claim_a_ground_and_violence_holds_the_case_apart(
    office: Office, visitor: Visitor,
) -> None:
    case = hearings.arrived(office)
    given = hearings.spouse_record(claims=["G5_ANIAYA"], claim_facts="Pernah dipukul pada tahun 2023.")

    page = visitor.get(f"/b/{case}/3/b").send(given)

    after = hearings.progress(office, case)
    assert (after.claimed_violence, after.apart) == (True, True)
    assert "pada hari yang berlainan" in page.text


def test_the_page_of_one_side_says_nothing_that_the_other_said(office: Office, visitor: Visitor) -> None:
    case = hearings.arrived(office)
    visitor.get(f"/b/{case}/3/a").send(hearings.record())

    page = visitor.get(f"/b/{case}/3/b")

    assert "Berita acara ini milik Budi Contoh (pasangan)" in page.text
    assert "Sering bertengkar" not in page.html


def test_a_witness_is_written_down_before_the_questions(office: Office, visitor: Visitor) -> None:
    case = hearings.arrived(office)
    who = {
        "name": "Citra Contoh", "sex": "female", "relation": "tetangga", "on": day(date(2026, 11, 18)),
        "at": ["13", "00"], "place": "Ruang Rapat",
    }

    page = visitor.get(f"/b/{case}/3/c").send(who)
    page.send({"answer_W301": "Mendengar pertengkaran."})

    filed = records(office, case)[0]
    assert "Apakah Saudari sehat" in page.text
    assert filed.hearing.label == "Citra Contoh"
    assert filed.record.answers[0].said == "Mendengar pertengkaran."


def test_a_record_is_not_moved_to_a_day_on_which_the_other_side_came(office: Office, visitor: Visitor) -> None:
    case = hearings.arrived(office, flagged=True)
    visitor.get(f"/b/{case}/3/a").send(hearings.record())
    row = records(office, case)[0].id

    page = visitor.get(f"/b/{case}/3/{row}").send({"on": day(date(2026, 11, 17))})

    assert page.status == 409
    assert "tidak boleh hadir pada hari yang sama" in page.text


@pytest.mark.parametrize(("given", "violent"), [
    ({}, False),
    ({"violent": "ya"}, True),
    ({"kind": "E901"}, True),
])
def test_evidence_of_injury_or_threat_counts_as_violence(
    office: Office, visitor: Visitor, given: dict[str, str], violent: bool,
) -> None:
    case = hearings.arrived(office)

    page = visitor.get(f"/b/{case}/3/bukti").send(hearings.evidence(**given))

    assert "Menerangkan perselisihan sejak 2020." in page.text
    assert hearings.progress(office, case).violent_evidence is violent


def test_evidence_bears_on_the_ground_of_its_kind_unless_told(office: Office, visitor: Visitor) -> None:
    case = hearings.arrived(office)
    visitor.get(f"/b/{case}/3/bukti").send(hearings.evidence())

    with office.desk() as transaction:
        found = store.evidence(cases.get(transaction, case))

    assert [ground.value for ground in found[0].evidence.grounds] == ["G6_CEKCOK"]


def test_another_supervisor_sees_no_record(office: Office, visitor: Visitor) -> None:
    case = hearings.arrived(office)
    visitor.get(f"/b/{case}/3/a").send(hearings.record())
    row = records(office, case)[0].id
    stranger = arrive(office, office.colleague)

    assert [stranger.get(f"/b/{case}/3/{path}").status for path in ("a", row, f"{row}/ttd", "bukti")] == [404] * 4
