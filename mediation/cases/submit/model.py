"""Handing in as it is recorded: when, by whom, by which list, which lines the supervisor ticked. Pure."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class HandingIn:
    """One handing in. `ticked` are the codes of the lines that the supervisor said are there."""

    on: date
    by: str
    list_version: int
    ticked: tuple[str, ...]
    note: str = ""
