"""How dates, times, numbers and typed text look on the screen."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from pathlib import Path

from babel.dates import format_date
from babel.numbers import format_decimal
from flask import Flask, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from markupsafe import Markup, escape

from mediation.law.deadlines import Sentence

NOTHING = "–"

ZONES = {
    "WIB": timezone(timedelta(hours=7), "WIB"),
    "WITA": timezone(timedelta(hours=8), "WITA"),
    "WIT": timezone(timedelta(hours=9), "WIT"),
}

_NIP_LENGTH = 18


def register(app: Flask) -> None:
    """Give every template of `app` these filters."""
    shown = (tanggal, tanggal_pendek, pukul, waktu, nip, jumlah, paragraphs, kalimat)
    app.jinja_env.filters.update({filter_.__name__: filter_ for filter_ in shown})
    app.jinja_env.filters["asset"] = lambda name: asset(app, name)


def tanggal(value: date | None, zone: str = "WIB") -> str:
    """Return "Jumat, 20 November 2026"; a moment is taken to its day in `zone`."""
    return NOTHING if value is None else _written(_day(value, zone), "EEEE, d MMMM y", _locale())


def tanggal_pendek(value: date | None, zone: str = "WIB") -> str:
    """Return "20 Nov 2026"; a moment is taken to its day in `zone`."""
    return NOTHING if value is None else _written(_day(value, zone), "d MMM y", _locale())


def pukul(value: datetime | None, zone: str = "WIB") -> str:
    """Return "pukul 10.15 WIB" for an aware moment, in the unit's zone: WIB, WITA or WIT."""
    if value is None:
        return NOTHING
    return str(_("pukul %(time)s %(zone)s", time=f"{value.astimezone(ZONES[zone]):%H.%M}", zone=str(zone)))


def waktu(value: datetime | None, zone: str = "WIB") -> str:
    """Return "Jumat, 20 November 2026 pukul 10.15 WIB"."""
    return NOTHING if value is None else f"{tanggal(value, zone)} {pukul(value, zone)}"


def nip(value: str | None) -> str:
    """Return eighteen digits in their groups of 8, 6, 1 and 3; anything else as it is."""
    if not value:
        return NOTHING
    if len(value) != _NIP_LENGTH or not value.isascii() or not value.isdigit():
        return value
    return f"{value[:8]} {value[8:14]} {value[14]} {value[15:]}"


def jumlah(value: int | None) -> str:
    """Return "4.120"."""
    return NOTHING if value is None else format_decimal(value, locale=_locale())


def paragraphs(value: str | None) -> Markup:
    """Return typed text, escaped: empty lines part paragraphs, single line ends stay line ends."""
    blocks = [block.strip("\n") for block in (value or "").split("\n\n")]
    lines = (Markup("<br>").join(escape(line) for line in block.split("\n")) for block in blocks if block)
    joined = Markup("</p>\n<p class='govuk-body'>").join(lines)
    return Markup("<p class='govuk-body'>{}</p>").format(joined) if joined else escape(NOTHING)


def kalimat(value: Iterable[Sentence]) -> str:
    """Return sentences one after the other, each in the language of the screen."""
    return " ".join(_(sentence.text, **sentence.values) for sentence in value)


def asset(app: Flask, name: str) -> str:
    """Return the address of the static file `name`, with a part of its hash: a change shows at once."""
    return url_for("static", filename=name, v=_digest(Path(app.static_folder or "") / name))


@lru_cache(maxsize=64)
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]


@lru_cache(maxsize=2048)
def _written(day: date, pattern: str, locale: str) -> str:
    return format_date(day, pattern, locale=locale)


def _day(value: date, zone: str) -> date:
    return value.astimezone(ZONES[zone]).date() if isinstance(value, datetime) else value


def _locale() -> str:
    return str(get_locale() or "id")
