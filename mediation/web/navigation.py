"""What stands round every page: who is here, where to go, and the neutral names of pages."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields, replace
from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _l

# The only page titles there are: a browser's history and its tabs are read over the shoulder.
TITLES = (
    _l("Bantuan"),
    _l("Beranda"),
    _l("Berkas"),
    _l("Daftar"),
    _l("Dokumen"),
    _l("Formulir"),
    _l("Jejak"),
    _l("Kata sandi"),
    _l("Kode pemulihan"),
    _l("Kop surat"),
    _l("Jeda"),
    _l("Masuk"),
    _l("Orang"),
    _l("Pemberitahuan"),
    _l("Pengaturan"),
    _l("Periksa isian"),
    _l("Pratinjau"),
    _l("Profil"),
    _l("Tidak ditemukan"),
    _l("Unit kerja"),
)


@dataclass(frozen=True)
class Item:
    """A line of the navigation; `count` is shown when it is not zero."""

    text: str
    href: str
    current: bool = False
    count: int = 0


@dataclass(frozen=True)
class Banner:
    """A sentence on every page: something is wrong or must be known. `kind`: info, warning or danger."""

    text: str
    kind: str = "warning"
    href: str = ""
    link_text: str = ""


@dataclass(frozen=True)
class Links:
    """The addresses that the frame needs; an empty one is not shown."""

    home: str = ""
    profile: str = ""
    sign_out: str = ""
    hide_screen: str = ""
    help: str = ""
    protection: str = ""


@dataclass(frozen=True)
class Frame:
    """All that the layouts show round a page."""

    agency_name: str
    person_name: str = ""
    navigation: tuple[Item, ...] = ()
    links: Links = field(default_factory=Links)
    demo: bool = False
    banners: tuple[Banner, ...] = ()
    idle_minutes: int = 15


def register(app: Flask, frame: Callable[[], Frame]) -> None:
    """Give every page the parts of what `frame()` returns, under their names."""

    @app.context_processor
    def _frame() -> dict[str, Any]:
        shown = frame()
        return {part.name: getattr(shown, part.name) for part in fields(shown)}


def mark_current(items: Iterable[Item], path: str) -> tuple[Item, ...]:
    """Return `items` with the one marked whose address is the longest beginning of `path`."""
    listed = tuple(items)
    held = [item.href for item in listed if _holds(item.href, path)]
    best = max(held, key=len, default=None)
    return tuple(replace(item, current=item.href == best) for item in listed)


def _holds(href: str, path: str) -> bool:
    return path == href or path.startswith(href.rstrip("/") + "/")
