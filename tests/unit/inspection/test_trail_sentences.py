"""The trail in words: a sentence for every act, and an allow-list of what a sentence may say to whom."""

import random
from datetime import date
from uuid import UUID, uuid4

import pytest

from mediation.audit import Action, Purpose
from mediation.inspection.exporting import model as exporting
from mediation.inspection.sampling import model as sampling
from mediation.inspection.trail import sentences, telling
from mediation.inspection.trail.laying import Place, laid_out
from mediation.inspection.trail.model import About, Act, Kind, Line, Names
from mediation.inspection.trail.sentences import SENTENCES, Part, actions_of
from mediation.permissions import SYSTEM

CASE, OTHER, HOLDER, READER, OFFICER = (UUID(int=number) for number in range(1, 6))
NAMES = Names(
    people={HOLDER: "Atasan Contoh", READER: "Penelaah Contoh", OFFICER: "Petugas Contoh"},
    units={}, groups={}, cases={CASE: "AAAA-BBBB-CCCC", OTHER: "DDDD-EEEE-FFFF"},
)
DAY = date(2026, 11, 20)

# What an entry about a case may tell an auditor beside the act itself: nothing else, ever.
FOR_AUDITORS: dict[Action, set[str]] = {
    Action.CASE_OPENED: {"purpose"},
    Action.PAPER_OPENED: {"purpose"},
    Action.CASE_SUBMITTED: {"round"},
    Action.FILE_CHECKED: {"round"},
    Action.FILE_RETURNED: {"round"},
    Action.FILE_HANDED_ON: {"officer"},
    Action.REQUEST_REFUSED: {"unrecorded"},
    Action.TAMPERING_SEEN: {"unrecorded"},
    Action.SUMMARIES_READ: {"page"},
    Action.LOOK_ASKED: {"aim", "until"},
    Action.LOOK_APPROVED: {"auditor", "until"},
    Action.LOOK_GRANTED: {"auditor", "aim", "until"},
    Action.LOOK_REFUSED: {"auditor"},
    Action.LOOK_ENDED: {"auditor", "cause"},
}
# Acts that are about people and the like: no page knows them under a case's name.
NEVER_OF_A_CASE = frozenset({
    *actions_of(Kind.PEOPLE), *actions_of(Kind.KEYS), *actions_of(Kind.OFFICE), *actions_of(Kind.FIGURES),
    *actions_of(Kind.EXPORTS), *actions_of(Kind.BREACHES),
    *(set(actions_of(Kind.INSPECTION)) - {Action.SUMMARIES_READ}),
    Action.SIGN_IN_FAILED, Action.DOCUMENT_VERIFIED,
})
# Every key that the program writes, each with a value that would have words; and one that it does not write.
EVERYTHING: dict[str, object] = {
    "purpose": "read", "standing": "holder", "round": 2, "officer": str(OFFICER), "unrecorded": 3, "page": 2,
    "person": "spouse", "kind": "decision", "reader": READER.hex, "other": str(OTHER), "paper": OTHER.hex,
    "document": OTHER.hex, "seal": "ab" * 32, "course": "cd" * 32, "result": "genuine", "row": "ef" * 32,
    "status": 409, "auditor": str(READER), "aim": "time", "cause": "time", "until": 5, "sample": OTHER.hex,
    "note": "rahasia",
}


def act(action: Action = Action.CASE_OPENED, **changed: object) -> Act:
    """Return an act of the supervisor's on the case."""
    traits: dict[str, object] = {
        "seq": 1, "time": 100, "actor": HOLDER, "kind": "case", "subject": CASE, "detail": {}, **changed,
    }
    return Act(action=action.value, **traits)  # type: ignore[arg-type]  # traits by name


def words(part: Part) -> str:
    """Return what a part says, in Indonesian."""
    return str(part.text % {name: str(value) for name, value in part.values.items()})


@pytest.mark.parametrize("action", Action, ids=lambda action: action.value)
def test_every_act_has_a_sentence_that_says_who_or_whom(action: Action) -> None:
    assert action in SENTENCES, "give it a sentence in inspection/trail/sentences.py"
    named = {"member": str(READER), "newcomer": str(READER)}
    said = words(telling.sentence(act(action, detail=EVERYTHING | named), NAMES))

    assert "%(" not in said
    assert len(said) > 10


@pytest.mark.parametrize("kind", Kind, ids=lambda kind: kind.value)
def test_every_kind_chooses_acts_and_all_kinds_together_choose_every_act_once(kind: Kind) -> None:
    assert actions_of(kind)
    assert sorted(a for each in Kind for a in actions_of(each)) == sorted(Action)


def test_an_act_of_a_later_version_is_told_and_not_left_out() -> None:
    unknown = Act(1, 100, HOLDER, "moon.landed", "case", CASE)

    assert "moon.landed" in words(telling.sentence(unknown, NAMES))


@pytest.mark.parametrize("action", Action, ids=lambda action: action.value)
def test_of_a_case_an_auditor_is_told_the_listed_details_alone(action: Action) -> None:
    told = {
        key for key, value in EVERYTHING.items()
        if telling.clauses(act(action, detail={key: value}), NAMES, whole=False)
    }

    assert told <= FOR_AUDITORS.get(action, set()) or action in NEVER_OF_A_CASE


def test_a_summons_of_a_later_round_and_a_kind_of_letter_are_told_to_who_may_read_the_file_alone() -> None:
    for action, detail in ((Action.SUMMONS_PLANNED, {"round": 2}), (Action.DOCUMENT_ISSUED, {"kind": "decision"})):
        one = act(action, detail=detail)

        assert telling.clauses(one, NAMES, whole=True)
        assert not telling.clauses(one, NAMES, whole=False)


def test_every_purpose_is_told_in_its_words() -> None:
    for purpose in Purpose:
        told = telling.clauses(act(detail={"purpose": purpose.value}), NAMES, whole=False)

        assert [words(each) for each in told] == [f"keperluan: {purpose.label}"]


def test_words_of_other_rooms_are_their_words() -> None:
    assert {each.value: each.label for each in sampling.Aim} == sentences.AIMS_OF_LOOKS
    assert {each.value: each.label for each in sampling.Sown} == sentences.SEEDS
    assert {each.value: each.label for each in exporting.Aim} == sentences.AIMS_OF_EXPORTS
    assert {each.value for each in exporting.Cause} == set(sentences.CAUSES_OF_FAILURE)


OPEN, HANDED_IN = About(frozenset({HOLDER}), None), About(frozenset({HOLDER}), 50)


@pytest.mark.parametrize("one", [
    act(Action.CASE_SHARED, detail={"reader": READER.hex}),
    act(Action.CASE_UNSHARED),
    act(Action.CASE_OPENED, actor=READER, detail={"purpose": "read", "standing": "reviewer"}),
    act(Action.CASE_OPENED, actor=READER, detail={"purpose": "second"}),
    act(Action.PAPER_OPENED, actor=READER, detail={"standing": "reviewer"}),
    act(Action.FINDING_RECORDED, actor=READER),
    act(Action.REQUEST_REFUSED, actor=READER),
    act(Action.SCREENING_READ, actor=READER),
], ids=lambda one: f"{one.action} by {one.actor}")
@pytest.mark.parametrize("about", [OPEN, HANDED_IN], ids=["open", "handed in"])
def test_what_would_tell_of_a_second_reader_is_left_out(one: Act, about: About) -> None:
    assert telling.is_hidden(one, about, whole=False, of_bureau=False)
    assert not telling.is_hidden(one, about, whole=True, of_bureau=False)


@pytest.mark.parametrize("one", [
    act(Action.CASE_OPENED, detail={"purpose": "read", "standing": "holder"}),
    act(Action.FINDING_RECORDED),
    act(Action.TAMPERING_SEEN, actor=SYSTEM.id),
    act(Action.SUMMARIES_READ, actor=OFFICER),
    act(Action.LOOK_ASKED, actor=OFFICER),
], ids=lambda one: one.action)
@pytest.mark.parametrize("about", [OPEN, HANDED_IN], ids=["open", "handed in"])
def test_the_supervisors_acts_and_the_auditors_stand_in_the_trail(one: Act, about: About) -> None:
    assert not telling.is_hidden(one, about, whole=False, of_bureau=False)


def test_the_bureaus_acts_stand_in_the_trail_from_handing_in_on() -> None:
    looked = act(Action.CASE_OPENED, actor=OFFICER, detail={"purpose": "checklist", "standing": "bureau"})

    assert not telling.is_hidden(looked, HANDED_IN, whole=False, of_bureau=True)
    assert telling.is_hidden(looked, OPEN, whole=False, of_bureau=True)


def test_a_head_is_told_the_whole_of_what_was_handed_in_and_an_auditor_never() -> None:
    assert telling.is_whole(HANDED_IN, auditor=False)
    assert telling.is_whole(None, auditor=False)
    assert not telling.is_whole(OPEN, auditor=False)
    assert not telling.is_whole(HANDED_IN, auditor=True)


def day_of_acts() -> list[Act]:
    """Return a day: two cases, several people, some acts alike."""
    read = (Action.CASE_OPENED, HOLDER, CASE, {"purpose": "read"})
    told = [
        read, read,
        (Action.CASE_OPENED, HOLDER, CASE, {"purpose": "preview"}), (Action.FINDING_RECORDED, HOLDER, CASE, {}),
        (Action.FINDING_RECORDED, HOLDER, CASE, {}), (Action.CASE_RECEIVED, HOLDER, OTHER, {}),
        (Action.DOCUMENT_ISSUED, OFFICER, OTHER, {"kind": "decision"}), (Action.CASE_CLOSED, OFFICER, OTHER, {}),
    ]
    return [
        act(action, actor=who, subject=case, detail=detail, seq=number, time=number * 1_000)
        for number, (action, who, case, detail) in enumerate(told)
    ]


def shown(lines: list[Line]) -> list[tuple[object, ...]]:
    """Return what can be read of lines."""
    return [
        (words(telling.sentence(line.act, NAMES)), line.at, line.times,
         [words(each) for each in telling.clauses(line.act, NAMES, whole=line.whole)])
        for line in lines
    ]


def test_within_a_day_nothing_tells_in_which_order_a_case_was_worked_on() -> None:
    acts = day_of_acts()
    usual = shown(laid_out(acts, NAMES, day=DAY))
    for seed in range(20):
        times = random.Random(seed).sample(range(10_000), len(acts))
        moved = [act(Action(one.action), actor=one.actor, subject=one.subject, detail=one.detail, seq=at, time=at)
                 for one, at in zip(acts, times, strict=True)]
        moved.sort(key=lambda one: -one.time)

        assert shown(laid_out(moved, NAMES, day=DAY)) == usual


def test_alike_looks_are_counted_and_alike_steps_stand_once_without_a_count() -> None:
    times = {text: count for text, _at, count, _more in shown(laid_out(day_of_acts()[:2], NAMES, day=DAY))}
    steps = shown(laid_out(day_of_acts()[3:5], NAMES, day=DAY))

    assert list(times.values()) == [2]
    assert [count for _text, _at, count, _more in steps] == [1]


def test_an_act_on_a_case_has_no_time_and_any_other_has() -> None:
    session = act(Action.SESSION_STARTED, kind="session", subject=uuid4())
    lines = laid_out([session, *day_of_acts()], NAMES, day=DAY)

    assert [line.at is None for line in lines] == [bool(line.act.case) for line in lines]
    assert any(line.at for line in lines)


@pytest.mark.parametrize("text", ["", "x", "2026-11-20", "2026-13-01.2", "2026-11-20.-1", "2026-11-20.²", ".5"])
def test_a_place_that_is_none_is_the_first(text: str) -> None:
    assert Place.parse(text) == Place()


def test_a_place_survives_the_address_and_tells_no_time_of_day() -> None:
    place = Place(DAY, 50)

    assert (Place.parse(place.text), place.text) == (place, "2026-11-20.50")
