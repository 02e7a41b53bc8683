"""Samples and looks in tests: an office with a file at the bureau, and the way from the draw to the running look."""

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from flask import Flask

from mediation.audit.alerts import MOST_FILES
from mediation.cases.store import looks
from mediation.cases.store.looks import Look
from tests import deciding
from tests.builders import Office, Someone
from tests.pages import Page, Visitor, application, arrive

SAMPLES = "/a/contoh"
BUREAU = "/k/contoh"
NOTE = "Membandingkan tanggal panggilan dengan berita acaranya."
ASKED: dict[str, str | list[str]] = {"aim": "time", "note": NOTE}
DRAWN: dict[str, str | list[str]] = {"lateness": "all", "size": "1", "submitted_only": ["ya"]}
YES = {"answer": "yes", "compared": "ya"}
DAYS_UNTIL_OVER = 6  # the usual look ends with its fifth day

__all__ = ["MOST_FILES", "Looking", "looking"]


@dataclass
class Looking:
    """An office in which one file was handed in, and those who have to do with a look into it, each at a browser."""

    place: Office
    case: UUID
    officer_: Someone
    second_head_: Someone
    app: Flask = field(init=False)

    def __post_init__(self) -> None:
        self.app = application(self.place)
        self.auditor = self.at(self.place.auditor)
        self.head = self.at(self.place.head)
        self.officer = self.at(self.officer_)
        self.second_head = self.at(self.second_head_)

    def at(self, who: Someone) -> Visitor:
        return arrive(self.place, who, self.app)

    def draw(self, **given: str | list[str]) -> Page:
        """Draw a sample of files that were handed in; returns its page."""
        return self.auditor.get(f"{SAMPLES}/baru").confirm(DRAWN | given)

    def ask(self, sample: Page | None = None, **given: str | list[str]) -> Page:
        """Ask for a look into the first file of a sample; returns the look's page."""
        drawn = sample or self.draw()
        self.place.clock.forward(seconds=1)
        return self.auditor.get(f"{drawn.path}/1").confirm(ASKED | given)

    def answer(self, visitor: Visitor, answer: str = "yes", **given: str) -> Page:
        """Answer the newest look."""
        return visitor.get(f"{BUREAU}/{self.look.id}").confirm(YES | {"answer": answer} | given)

    def granted(self) -> str:
        """Ask for a look, let it be granted by officer and head, and return the address under which it is read."""
        asked = self.ask()
        self.answer(self.officer)
        self.answer(self.head)
        return f"{asked.path}/baca"

    @property
    def look(self) -> Look:
        """The newest look."""
        with self.place.premises.reading() as transaction:
            return looks.of_auditor(transaction, self.place.auditor.person.id)[0]

    def grants(self) -> int:
        """Return how many keys of looks there are."""
        with self.place.premises.engines.read.connect() as connection:
            return int(connection.exec_driver_sql("SELECT count(*) FROM look_grant").scalar_one())

    def told(self, action: str) -> list[str]:
        """Return the entries of the trail with this action, as text."""
        with self.place.premises.engines.read.connect() as connection:
            rows = connection.exec_driver_sql(
                "SELECT canonical FROM audit_entry WHERE action = ? ORDER BY seq", (action,),
            )
            return [row.canonical.decode(errors="replace") for row in rows]

    def run(self, statement: str, *values: object) -> None:
        """Change the database behind the program's back."""
        with closing(sqlite3.connect(self.place.folder / "office.db")) as connection, connection:
            connection.execute(statement, values)


def looking(folder: Path) -> Looking:
    """Return such an office in `folder`."""
    ready = deciding.ready(folder)
    return Looking(ready.place, ready.case, ready.officer, ready.second_head)


def links(page: Page, pattern: str) -> list[str]:
    """Return the page's links that match, each once."""
    return [link for link in dict.fromkeys(page.reader.links) if re.fullmatch(pattern, link)]
