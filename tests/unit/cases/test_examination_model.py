"""What an examination and a conclusion hold: pure rules."""

from datetime import UTC, date, datetime, time
from uuid import UUID, uuid4

import pytest

from mediation.cases import codec, outrun
from mediation.cases.conclude import material
from mediation.cases.conclude.model import (
    AnalysisPoint,
    CommonSenseFinding,
    Composition,
    Conclusion,
    EvidenceVerdict,
    Fact,
    Gap,
    GroundAnalysis,
    HouseholdFinding,
    Indicators,
    Part,
    Past,
    Reasoning,
    Source,
    SourceKind,
)
from mediation.cases.examine import asking
from mediation.cases.examine.model import Answer, Evidence, Record
from mediation.cases.examine.store import FiledRecord
from mediation.cases.model import CommonSenseResult, Hearing, HouseholdResult, Party, Progress
from mediation.law.grounds import Ground
from mediation.law.identity import Sex
from tests.builders import a_request

ROW = UUID(int=7)
SOURCE = Source(SourceKind.RECORD, ROW, "A401")
FACT = Fact("Tidak serumah.", SOURCE)
STRIFE = Ground.G6_CEKCOK


def a_record(*answers: Answer, **traits: object) -> Record:
    usual = {"party": Party.APPLICANT, "on": date(2026, 11, 16), "at": time(9), "place": "Ruang", "examiner": "Atasan"}
    return Record(**{**usual, "answers": answers, **traits})  # type: ignore[arg-type]  # traits of a test


def an_analysis(*points: str) -> GroundAnalysis:
    told = tuple(AnalysisPoint(key, "Berarti.") for key in points)
    return GroundAnalysis(STRIFE, told, (), EvidenceVerdict.NONE, "Keseluruhan.")


def test_own_questions_come_before_the_closing_ones() -> None:
    record = a_record(Answer("A101", "a"), Answer("A901", "z"), extra=(Answer("", "m"),))

    assert [answer.asked for answer in record.exchanges] == ["a", "m", "z"]


def test_what_was_answered_with_not_known_stays_open() -> None:
    record = a_record(Answer("A101", "a", "ya"), Answer("A704", "b", unknown=True))

    assert [answer.question for answer in record.open_questions] == ["A704"]


@pytest.mark.parametrize(("kind", "grounds", "marked", "violent"), [
    ("E601", (Ground.G6_CEKCOK,), False, False),
    ("E601", (Ground.G6_CEKCOK,), True, True),
    ("E601", (Ground.G5_ANIAYA,), False, True),
    ("E501", (), False, True),
    ("E902", (), False, True),
    ("E908", (), False, False),
])
def test_evidence_is_violent_by_kind_ground_or_mark(
    kind: str, grounds: tuple[Ground, ...], marked: bool, violent: bool,
) -> None:
    evidence = Evidence(kind, "uraian", "", None, "", "map", grounds, Party.APPLICANT, marked)

    assert evidence.violent is violent


def test_a_stored_answer_keeps_the_words_in_which_it_was_asked() -> None:
    record = a_record(Answer("A101", "Kata-kata lama?", "ya"))

    first = asking.asked(a_request(), Party.APPLICANT, record)[0]

    assert (first.id, first.text) == ("A101", "Kata-kata lama?")


def test_a_question_that_is_no_longer_asked_stays_with_its_answer() -> None:
    record = a_record(Answer("A551", "Bersediakah?", "ya"))

    assert "A551" in {one.id for one in asking.asked(a_request(), Party.APPLICANT, record)}


@pytest.mark.parametrize("party", [Party.APPLICANT, Party.SPOUSE, Party.WITNESS])
@pytest.mark.parametrize("applicant", [Sex.MALE, Sex.FEMALE])
def test_no_question_is_read_with_a_slot_left_open(party: Party, applicant: Sex) -> None:
    every = tuple(type(a_request().grounds[0])(ground, "") for ground in Ground)
    request = a_request(grounds=every)

    assert not [one for one in asking.asked(request, party) if "[[" in one.text]


def test_only_what_differs_is_compared() -> None:
    found = outrun.differences({"a": "1", "b": "2", "d": "4"}, {"a": "1", "b": "3", "c": "5"})

    assert [(one.label, one.theirs, one.yours) for one in found] == [("b", "2", "3"), ("c", "", "5"), ("d", "4", "")]


@pytest.mark.parametrize(("composition", "gaps"), [
    (Composition(), (Gap(Part.FACTS), Gap(Part.ANALYSIS, STRIFE), Gap(Part.ADVICE))),
    (Composition((FACT,), (), "Saran."), (Gap(Part.ANALYSIS, STRIFE),)),
    (Composition((FACT,), (an_analysis(),), "Saran."), (Gap(Part.ANALYSIS, STRIFE),)),
    (Composition((FACT,), (an_analysis("record-lain"),), "Saran."), (Gap(Part.ANALYSIS, STRIFE),)),
    (Composition((FACT,), (an_analysis(SOURCE.key),), ""), (Gap(Part.ADVICE),)),
    (Composition((FACT,), (an_analysis(SOURCE.key),), "Saran."), ()),
])
def test_the_reports_text_says_what_is_missing(composition: Composition, gaps: tuple[Gap, ...]) -> None:
    assert composition.gaps((STRIFE,)) == gaps


def test_a_fact_written_in_several_places_is_offered_once_in_its_newest_words() -> None:
    newer = Fact("Tidak serumah sejak 2024.", SOURCE)
    household = HouseholdFinding(
        HouseholdResult.NOT_CONCLUDED, Reasoning((FACT,), (), "", ""), Indicators(),
    )

    assert Conclusion(household, composition=Composition((newer,))).facts() == (newer,)


def test_a_conclusion_comes_back_as_it_was_stored() -> None:
    reasoning = Reasoning((FACT,), (uuid4(),), "Tidak ada.", "Karena itu.")
    household = HouseholdFinding(HouseholdResult.WORTH_PRESERVING, reasoning, Indicators(living="Serumah."), 4)
    sense = CommonSenseFinding(CommonSenseResult.ACCORDS, reasoning, 5)
    past = Past(datetime(2026, 11, 20, tzinfo=UTC), "Atasan", common_sense=sense)
    made = Conclusion(household, sense, Composition((FACT,), (an_analysis(SOURCE.key),), "Saran."), (past,))

    assert codec.from_data(Conclusion, codec.to_data(made)) == made


def test_every_answer_is_material_with_its_source() -> None:
    hearing = Hearing(ROW, Party.APPLICANT, "Ani", date(2026, 11, 16))
    record = a_record(Answer("A401", "Serumah?", "Tidak."), Answer("A704", "Gaji?", unknown=True),
                      extra=(Answer("", "Yakin 100%?", "Ya."),))

    found = material.gather(a_request(), Progress(date(2026, 11, 2)), [FiledRecord(ROW, record, hearing)], [], [])

    keys = [one.source.key for one in found if one.source.kind is SourceKind.RECORD]
    assert keys == [f"record-{ROW.hex}-A401", f"record-{ROW.hex}-own1"]


def test_a_fact_whose_record_changed_does_not_vanish() -> None:
    assert [one.source for one in material.lost([FACT], [])] == [SOURCE]
