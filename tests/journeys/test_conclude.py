"""One supervisor concludes: two findings, the report's own text, the check of all answers. Through the front door."""

from datetime import date
from uuid import UUID

import pytest

from mediation.cases import store as cases
from mediation.cases.conclude import store
from mediation.cases.conclude.model import Conclusion
from mediation.cases.model import CommonSenseResult, Stage
from mediation.cases.moves import Act, Move
from tests import hearings
from tests.builders import Office
from tests.hearings import TODAY, finding
from tests.pages import Visitor, arrive
from tests.walks import day


@pytest.fixture
def visitor(office: Office) -> Visitor:
    return arrive(office)


def conclusion(office: Office, case: UUID) -> Conclusion:
    with office.desk() as transaction:
        return store.conclusion(cases.get(transaction, case))


def violent(office: Office, visitor: Visitor) -> UUID:
    """Return a mediated case with evidence of injury."""
    case = hearings.mediated(office, visitor)
    visitor.get(f"/b/{case}/3/bukti").send(hearings.evidence(kind="E901"))
    return case


def test_nothing_is_concluded_before_mediation_ended(office: Office, visitor: Visitor) -> None:
    case = hearings.mediated(office, visitor, outcome="continue", next_on=day(date(2026, 11, 27)))

    assert [visitor.get(f"/b/{case}/5/{page}").status for page in ("a", "b", "c", "periksa")] == [409] * 4


def test_a_case_whose_other_party_never_came_is_concluded(office: Office, visitor: Visitor) -> None:
    case = hearings.absent(office)

    page = visitor.get(f"/b/{case}/5/a")

    assert page.status == 200
    assert "Panggilan ke-3 kepada pasangan" in page.text


def test_a_finding_keeps_its_facts_with_their_record(office: Office, visitor: Visitor) -> None:
    case = hearings.mediated(office, visitor)

    visitor.get(f"/b/{case}/5/a").send(finding(office, case, "not_worth_preserving", living="Berpisah."))

    made = conclusion(office, case).household
    assert made is not None
    fact = made.reasoning.facts[0]
    assert fact.text == "Kedua pihak tidak serumah sejak Maret 2024."
    assert (fact.source.row, fact.source.part) == (hearings.progress(office, case).hearings[0].id, "A401")
    assert made.indicators.living == "Berpisah."


def test_a_percent_sign_is_a_word_like_any_other(office: Office, visitor: Visitor) -> None:
    case = hearings.arrived(office)
    told = hearings.record(own_question_1="Apakah 50 % dari gaji dikirim, %(x)s?", own_answer_1="Hanya 10 %s saja.")
    visitor.get(f"/b/{case}/3/a").send(told)
    visitor.get(f"/b/{case}/3/bukti").send(hearings.evidence(about="Selisih 20 % per bulan.", number="7%d"))
    row = hearings.progress(office, case).hearings[0].id
    hearings.move(office, case, Move(Act.ISSUE_RECORD, TODAY, row=row))
    visitor.get(f"/b/{case}/3/{row}/ttd").send({"state": "signed", "on": day(TODAY), "at": ["09", "45"]})
    visitor.get(f"/b/{case}/4").send(hearings.session(applicant_points="90 % yakin %(y)s."))
    own = f"fact_record-{row.hex}-own1"

    visitor.get(f"/b/{case}/5/a").send(finding(office, case, "worth_preserving") | {own: "Hanya 10 %s."})
    page = visitor.get(f"/b/{case}/5/b")

    assert "Apakah 50 % dari gaji dikirim, %(x)s?" in page.text
    assert "90 % yakin %(y)s." in page.text
    assert "Hanya 10 %s." in visitor.get(f"/b/{case}/5/periksa").text


def test_the_findings_are_independent(office: Office, visitor: Visitor) -> None:
    case = hearings.mediated(office, visitor)

    visitor.get(f"/b/{case}/5/b").send(finding(office, case, "accords"))

    made = conclusion(office, case)
    assert made.household is None
    assert made.common_sense is not None
    assert hearings.progress(office, case).household is None


@pytest.mark.parametrize(("left_out", "said"), [
    ({"reasons": "Karena sudah begitu."}, "Pertimbangan paling sedikit 100 huruf; sekarang 20."),
    ({"reasons": ""}, "Kesimpulan tanpa pertimbangan tidak dapat diterbitkan."),
    ({"contrary": ""}, "Tulis keterangan yang bertentangan"),
    ({"result": ""}, "Pilih kesimpulannya."),
])
def test_a_finding_has_its_reasons(
    office: Office, visitor: Visitor, left_out: dict[str, str | list[str]], said: str,
) -> None:
    case = hearings.mediated(office, visitor)

    page = visitor.get(f"/b/{case}/5/a").send(finding(office, case, "worth_preserving") | left_out)

    assert said in page.text
    assert conclusion(office, case).household is None


def test_a_finding_rests_on_a_fact(office: Office, visitor: Visitor) -> None:
    case = hearings.mediated(office, visitor)
    given = finding(office, case, "worth_preserving") | {hearings.fact_field(office, case): ""}

    page = visitor.get(f"/b/{case}/5/a").send(given)

    assert "Pilih paling sedikit satu fakta" in page.text


def test_a_fact_written_once_is_ticked_the_next_time(office: Office, visitor: Visitor) -> None:
    case = hearings.mediated(office, visitor)
    visitor.get(f"/b/{case}/5/a").send(finding(office, case, "worth_preserving"))
    given = finding(office, case, "accords") | {hearings.fact_field(office, case): ""}

    page = visitor.get(f"/b/{case}/5/b")
    page.send(given | {"reuse": page.form().offered["reuse"]})

    made = conclusion(office, case).common_sense
    assert made is not None
    assert made.reasoning.facts[0].text == "Kedua pihak tidak serumah sejak Maret 2024."


def test_evidence_is_linked_by_its_id(office: Office, visitor: Visitor) -> None:
    case = hearings.mediated(office, visitor)
    visitor.get(f"/b/{case}/3/bukti").send(hearings.evidence())
    page = visitor.get(f"/b/{case}/5/a")
    offered = page.form().offered["evidence"]

    page.send(finding(office, case, "worth_preserving", evidence=offered))

    made = conclusion(office, case).household
    assert made is not None
    assert [str(row) for row in made.reasoning.evidence] == offered


def test_a_changed_finding_keeps_the_old_one_in_its_history(office: Office, visitor: Visitor) -> None:
    case = hearings.mediated(office, visitor)
    visitor.get(f"/b/{case}/5/a").send(finding(office, case, "worth_preserving"))

    visitor.get(f"/b/{case}/5/a").send(finding(office, case, "not_worth_preserving"))

    past = conclusion(office, case).history[0]
    assert past.household is not None
    assert past.household.result == "worth_preserving"
    assert past.replaced == office.clock.moment


def test_two_tabs_lose_nothing(office: Office, visitor: Visitor) -> None:
    case = hearings.mediated(office, visitor)
    visitor.get(f"/b/{case}/5/a").send(finding(office, case, "worth_preserving"))
    second_tab = visitor.get(f"/b/{case}/5/a")
    visitor.get(f"/b/{case}/5/a").send({"contrary": "Dari jendela pertama."})

    page = second_tab.send({"contrary": "Dari jendela kedua."})

    assert page.status == 409
    assert "Dari jendela pertama." in page.text
    assert "Dari jendela kedua." in page.html
    assert page.send({}).status == 200


def test_not_common_sense_beside_violence_waits_for_a_second_reviewer(office: Office, visitor: Visitor) -> None:
    case = violent(office, visitor)

    page = visitor.get(f"/b/{case}/5/b").send(finding(office, case, "does_not_accord"))

    assert "Menunggu penelaah kedua" in page.text
    assert hearings.progress(office, case).awaits_second_reviewer


def test_while_the_second_reviewer_is_awaited_the_finding_may_be_changed(
    office: Office, visitor: Visitor,
) -> None:
    case = hearings.concluded(office, visitor)
    visitor.get(f"/b/{case}/5/b?ubah=1").send(finding(office, case, "does_not_accord"))
    hearings.move(office, case, Move(Act.ADD_EVIDENCE, TODAY, claims_violence=True))
    visitor.get(f"/b/{case}/5/periksa").send({})
    assert hearings.progress(office, case).awaits_second_reviewer

    visitor.get(f"/b/{case}/5/b").send(finding(office, case, "accords"))

    after = hearings.progress(office, case)
    assert (after.common_sense, after.concluded_on) == (CommonSenseResult.ACCORDS, None)


def test_without_violence_not_common_sense_waits_for_nobody(office: Office, visitor: Visitor) -> None:
    case = hearings.mediated(office, visitor)

    visitor.get(f"/b/{case}/5/b").send(finding(office, case, "does_not_accord"))

    assert not hearings.progress(office, case).awaits_second_reviewer


def test_the_report_is_composed_when_no_part_is_missing(office: Office, visitor: Visitor) -> None:
    case = hearings.mediated(office, visitor)
    fact = hearings.fact_field(office, case)

    visitor.get(f"/b/{case}/5/c/fakta").send({fact: "Tidak serumah sejak Maret 2024."})
    assert not hearings.progress(office, case).composed
    hearings.composed(office, case, visitor)

    assert hearings.progress(office, case).composed


def test_analysis_comes_after_the_facts(office: Office, visitor: Visitor) -> None:
    case = hearings.mediated(office, visitor)

    assert visitor.get(f"/b/{case}/5/c/analisis/1").path.endswith("/5/c/fakta")
    assert "Pilih fakta dahulu." in visitor.get(f"/b/{case}/5/c").text


def test_a_fact_taken_away_leaves_its_analysis_to_be_done(office: Office, visitor: Visitor) -> None:
    case = hearings.mediated(office, visitor)
    hearings.composed(office, case, visitor)
    other = hearings.fact_field(office, case, "A301")

    visitor.get(f"/b/{case}/5/c/fakta").send({hearings.fact_field(office, case): "", other: "Sering bertengkar."})

    assert not hearings.progress(office, case).composed
    assert "Perlu dilengkapi" in visitor.get(f"/b/{case}/5/c").text


def test_only_a_claimed_ground_is_analysed(office: Office, visitor: Visitor) -> None:
    case = hearings.mediated(office, visitor)

    assert [visitor.get(f"/b/{case}/5/c/analisis/{name}").status for name in ("0", "2", "x", "²")] == [404] * 4


def test_the_check_page_names_what_is_missing_with_links(office: Office, visitor: Visitor) -> None:
    case = hearings.mediated(office, visitor)

    page = visitor.get(f"/b/{case}/5/periksa")

    wanted = [f"/b/{case}/5/{path}" for path in ("a", "b", "c/fakta", "c/analisis/1", "c/saran")]
    assert [link for link in page.reader.links if link in wanted] == wanted


def test_an_incomplete_case_is_not_concluded(office: Office, visitor: Visitor) -> None:
    case = hearings.mediated(office, visitor)
    visitor.get(f"/b/{case}/5/a").send(finding(office, case, "worth_preserving"))

    sent = {name: value for name, value in visitor.get(f"/b/{case}/5/b").form().fields
            if name in {"csrf_token", "submit_key", "version"}}
    page = visitor.post(f"/b/{case}/5/periksa", sent)

    assert page.status == 409
    assert "Kesimpulan belum lengkap" in page.text
    assert "Simpulkan" not in page.text.split("Periksa jawaban")[1]
    assert hearings.progress(office, case).concluded_on is None


def test_a_question_that_stayed_open_is_shown_and_hinders_nothing(office: Office, visitor: Visitor) -> None:
    case = hearings.mediated(office, visitor)

    assert "1 jawaban “belum tahu” dalam berita acara Ani Contoh" in visitor.get(f"/b/{case}/5/periksa").text


def test_a_checked_case_is_concluded(office: Office, visitor: Visitor) -> None:
    case = hearings.concluded(office, visitor)

    with office.desk() as transaction:
        file = cases.get(transaction, case)
    assert (file.stage, file.progress.concluded_on) == (Stage.CONCLUDING, TODAY)


def test_a_concluded_case_is_only_read(office: Office, visitor: Visitor) -> None:
    case = hearings.concluded(office, visitor)

    seen = {visitor.get(f"/b/{case}/5/{path}").path for path in ("a", "b", "c", "c/fakta", "c/saran", "periksa")}

    assert seen == {f"/b/{case}/5/periksa"}
    assert "Tidak serumah sejak Maret 2024." in visitor.get(f"/b/{case}/5/periksa").text


def test_a_mistake_seen_after_concluding_is_mended_and_confirmed_anew(office: Office, visitor: Visitor) -> None:
    case = hearings.concluded(office, visitor)

    page = visitor.get(f"/b/{case}/5/c/saran?ubah=1")
    assert "simpulkan sekali lagi" in page.text
    page.send({"advice": "Permohonan ditimbang lagi."})

    assert hearings.progress(office, case).concluded_on is None


def test_nothing_is_changed_after_the_report_was_issued(office: Office, visitor: Visitor) -> None:
    case = hearings.concluded(office, visitor)
    still_open = visitor.get(f"/b/{case}/5/c/saran?ubah=1")
    hearings.move(office, case, Move(Act.ISSUE_REPORT, TODAY))

    page = still_open.send({"advice": "Terlambat."})

    assert page.status == 409
    assert visitor.get(f"/b/{case}/5/c/saran?ubah=1").path == f"/b/{case}/5/periksa"
    assert not any("ubah=1" in link for link in visitor.get(f"/b/{case}/5/periksa").reader.links)


def test_neither_screening_nor_separate_notes_are_offered_as_facts(office: Office, visitor: Visitor) -> None:
    case = hearings.mediated(office, visitor)

    page = visitor.get(f"/b/{case}/5/a")

    assert "hanya untuk saya" not in page.html


def test_another_supervisor_sees_no_conclusion(office: Office, visitor: Visitor) -> None:
    case = hearings.concluded(office, visitor)
    stranger = arrive(office, office.colleague)
    paths = ("a", "b", "c", "c/fakta", "c/analisis/1", "c/saran", "periksa", "b/tersimpan")

    assert {stranger.get(f"/b/{case}/5/{path}").status for path in paths} == {404}
