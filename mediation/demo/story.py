"""A story as its file tells it: who, what was asked, and the scenes in the order of their days."""

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from importlib.resources import files
from typing import Any

from mediation.cases.model import Child, Contact, Contacts, Employment, GroundClaim, Marriage, Person, Religion
from mediation.cases.receive.model import Filing
from mediation.demo.days import filled, working_day
from mediation.law.data import read_toml
from mediation.law.dates import plain_date
from mediation.law.grounds import Ground
from mediation.law.identity import Sex
from mediation.law.ranks import rank_name

_PACKAGE = "mediation.demo"
_RECEIVED_AT = "09.20"


@dataclass(frozen=True)
class Scene:
    """One thing that happened: in which story, when, what; `told` are its details."""

    story: int
    day: date
    at: time
    act: str
    told: dict[str, Any]

    @property
    def when(self) -> datetime:
        """The moment, by which all scenes of all stories are put in order."""
        return datetime.combine(self.day, self.at)


@dataclass(frozen=True)
class Story:
    """One story with every slot filled; `number` picks among the ways of saying what everybody says."""

    number: int
    today: date
    told: dict[str, Any]

    @property
    def office(self) -> str:
        """Whose case it is: "school" or "clinic"."""
        return str(self.told["office"])

    def day(self, step: int) -> date:
        """Return the working day `step` working days from today."""
        return working_day(self.today, step)

    def person(self, side: str) -> Person:
        """Return the applicant or the spouse."""
        return _person(self.told[side], _UNITS[self.office] if side == "applicant" else "")

    def filing(self) -> Filing:
        """Return what was asked for, as the pages of a new request would make it."""
        asked, contacts = self.told["request"], self.told["contacts"]
        return Filing(
            requested_on=self.day(asked["requested"]),
            received_on=self.day(asked["received"]),
            applicant=self.person("applicant"),
            spouse=self.person("spouse"),
            contacts=Contacts(Contact(**contacts["applicant"]), Contact(**contacts["spouse"])),
            marriage=_marriage(asked["marriage"], self.today),
            children=tuple(
                Child(one["initials"], self.today.year - one["age"]) for one in asked.get("children", ())
            ),
            grounds=tuple(GroundClaim(Ground(one["ground"]), one["facts"]) for one in asked["grounds"]),
            causes=tuple(asked["causes"]),
            other_cause=asked.get("other_cause", ""),
        )

    def scenes(self) -> tuple[Scene, ...]:
        """Return all that happened, the receiving of the request first."""
        asked = self.told["request"]
        first = {"day": asked["received"], "at": asked.get("at", _RECEIVED_AT), "act": "receive"}
        routine = _routine(self.told["course"], asked["received"]) if "course" in self.told else ()
        return tuple(self._scene(one) for one in (first, *routine, *self.told.get("scene", ())))

    def _scene(self, line: dict[str, Any]) -> Scene:
        apart = self.told.get("told", {}).get(line.get("told", ""), {})
        return Scene(self.number, self.day(line["day"]), clock(line["at"]), line["act"], {**apart, **line})


def stories(today: date) -> tuple[Story, ...]:
    """Return all stories as they stand on `today`."""
    return tuple(_story(number, told, today) for number, told in enumerate(_told()))


def said_usually(question: str, number: int) -> str:
    """Return what people answer to a question that everybody answers alike; raises KeyError for another question."""
    ways: list[str] = _usual()[question]
    return ways[number % len(ways)]


def is_usual(question: str) -> bool:
    """Tell whether everybody answers this question alike."""
    return question in _usual()


def clock(text: str) -> time:
    """Return the time that is written as "09.30"."""
    hour, minute = text.split(".")
    return time(int(hour), int(minute))


_UNITS = {"school": "SD Negeri 1 Contoh", "clinic": "Puskesmas Contoh"}


@cache
def _told() -> tuple[dict[str, Any], ...]:
    names = sorted(path.name for path in files(_PACKAGE).joinpath("stories").iterdir() if path.name.endswith(".toml"))
    return tuple(read_toml(_PACKAGE, f"stories/{name}") for name in names)


# What a scene of a course counts in days from the day on which the request was received.
_COUNTED = ("day", "letter_day", "on", "next")


def _routine(course: str, received: int) -> tuple[dict[str, Any], ...]:
    """Return the scenes of a course that many stories share, from the day that the request was received."""
    return tuple(
        {key: value + received if key in _COUNTED else value for key, value in line.items()}
        for line in _courses()[course]
    )


@cache
def _courses() -> dict[str, Any]:
    return dict(read_toml(_PACKAGE, "courses.toml"))


@cache
def _usual() -> dict[str, Any]:
    return dict(read_toml(_PACKAGE, "routine.toml")["answers"])


def _story(number: int, told: dict[str, Any], today: date) -> Story:
    words = _words(told["request"], today)
    return Story(number, today, {**filled(told, today, words), "usual_words": words})


def _words(asked: dict[str, Any], today: date) -> dict[str, str]:
    """Return the words of this marriage, which the texts of the story leave open."""
    wed = asked["marriage"]
    married = filled(_marriage(wed, today).certificate, today, {"tahun_nikah": str(today.year - wed["years"])})
    lived = _full_years(_marriage(wed, today).on, today)
    born = (str(today.year - one["age"]) for one in asked.get("children", ()))
    return {
        "nikah": plain_date(_marriage(wed, today).on),
        "tempat_nikah": wed["place"],
        "tahun_nikah": str(today.year - wed["years"]),
        "nomor_nikah": married,
        "lama": str(lived),
        **{f"lahir{number}": year for number, year in enumerate(born, 1)},
    }


def _full_years(since: date, today: date) -> int:
    return today.year - since.year - ((today.month, today.day) < (since.month, since.day))


def _marriage(wed: dict[str, Any], today: date) -> Marriage:
    return Marriage(date(today.year - wed["years"], wed["month"], wed["day"]), wed["place"], wed["certificate"])


def _person(told: dict[str, Any], unit: str) -> Person:
    grade = told.get("grade", "")
    return Person(
        name=told["name"],
        sex=Sex(told["sex"]),
        employment=Employment(told.get("employment", "none")),
        digits=told.get("digits", ""),
        rank=rank_name(grade),
        grade=grade,
        position=told.get("position", ""),
        unit=told.get("unit", unit),
        religion=Religion(told["religion"]),
        occupation=told.get("occupation", ""),
        town=told["town"],
    )
