"""The stories of the demonstration are plainly made up, complete, and hold on any day of the year."""

import re
from datetime import date
from itertools import chain
from typing import Any

import pytest

from mediation.cases.examine.bank import questions
from mediation.cases.model import Party
from mediation.demo.days import month_words, working_day
from mediation.demo.story import Story, is_usual, stories
from mediation.errors import Refusal
from mediation.law.calendar import is_working_day
from mediation.law.identity import Employment, read_nip

TODAY = date(2026, 11, 18)
DAYS = (TODAY, date(2027, 1, 4), date(2028, 2, 29))
LONG = 120
MADE_UP = re.compile(r"\b(Contoh|Rekaan|Misal)\b")


def texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return list(chain.from_iterable(texts(one) for one in value.values()))
    if isinstance(value, list):
        return list(chain.from_iterable(texts(one) for one in value))
    return []


def people(story: Story) -> list[str]:
    witnesses = [one["name"] for one in story.told.get("witnesses", {}).values()]
    return [story.told["applicant"]["name"], story.told["spouse"]["name"], *witnesses]


@pytest.mark.parametrize("today", DAYS)
def test_everything_happened_on_a_working_day_before_today(today: date) -> None:
    days = [scene.day for story in stories(today) for scene in story.scenes()]

    assert [day for day in days if not is_working_day(day) or day >= today] == []


@pytest.mark.parametrize("today", DAYS)
def test_no_slot_stays_open(today: date) -> None:
    left = [text for story in stories(today) for text in texts(story.told) if re.search(r"\[\[(?!suami)", text)]

    assert left == []


def test_every_name_is_plainly_made_up() -> None:
    real = [name for story in stories(TODAY) for name in people(story) if not MADE_UP.search(name)]

    assert real == []


def test_every_employee_number_is_well_formed_and_plainly_made_up() -> None:
    """Born on 1 January, serial 900 and above: nobody's number."""
    sides = [story.told[side] for story in stories(TODAY) for side in ("applicant", "spouse")]

    for told in (side for side in sides if side.get("digits")):
        reading = read_nip(told["digits"], Employment(told["employment"]), told["sex"], TODAY)
        assert not isinstance(reading, Refusal), told["name"]
        assert reading.warnings == (), told["name"]
        assert (told["digits"][4:8], told["digits"][15]) == ("0101", "9"), told["name"]


def test_no_text_stands_in_two_stories() -> None:
    seen: dict[str, int] = {}
    for story in stories(TODAY):
        for text in {text for text in texts(story.told) if len(text) > LONG}:
            seen[text] = seen.get(text, 0) + 1

    assert [text for text, count in seen.items() if count > 1] == []


def test_every_question_has_an_answer_in_the_story_or_a_usual_one() -> None:
    missing = []
    for story in stories(TODAY):
        grounds = [one["ground"] for one in story.told["request"]["grounds"]]
        for scene in story.scenes():
            if scene.act != "record" or scene.told.get("brief"):
                continue
            who = scene.told["who"]
            own = {*story.told["answers"][who], *scene.told.get("unknown", ())}
            role = Party.WITNESS if who.startswith("witness") else Party(who)
            asked = {one.id for one in questions(role, grounds)}
            missing += [f"{story.number} {one}" for one in asked - own if not is_usual(one)]

    assert missing == []


def test_no_answer_belongs_to_a_question_that_nobody_asks() -> None:
    stray = []
    for story in stories(TODAY):
        grounds = [one["ground"] for one in story.told["request"]["grounds"]]
        for who, answers in story.told.get("answers", {}).items():
            role = Party.WITNESS if who.startswith("witness") else Party(who)
            asked = {one.id for one in questions(role, grounds)}
            stray += [f"{story.number} {one}" for one in answers if one not in asked]

    assert stray == []


def test_working_days_are_counted_from_today_or_the_working_day_before() -> None:
    sunday = date(2026, 11, 22)

    assert [working_day(sunday, step).day for step in (-1, 0, 1)] == [19, 20, 23]


def test_months_are_counted_over_the_turn_of_the_year() -> None:
    found = [month_words(date(2026, 2, 28), step) for step in (0, -2, -14)]

    assert found == ["Februari 2026", "Desember 2025", "Desember 2024"]


def test_there_are_more_than_twelve_stories_at_both_desks() -> None:
    offices = [story.office for story in stories(TODAY)]

    assert len(offices) >= 14
    assert min(offices.count("school"), offices.count("clinic")) >= 6


def test_what_stories_share_is_counted_from_the_day_of_the_request() -> None:
    told = next(story for story in stories(TODAY) if "course" in story.told)
    handed_in = next(scene for scene in told.scenes() if scene.act == "submit")

    assert handed_in.day == told.day(told.told["request"]["received"] + 27)
