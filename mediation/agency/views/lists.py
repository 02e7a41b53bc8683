"""Pages that show: all lists, one list, its history, and one list as it stood."""

from typing import Any
from uuid import UUID

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.accounts.store import people
from mediation.agency import store
from mediation.agency.model import Edition, Entry, Item
from mediation.agency.views import words
from mediation.agency.views.room import SHELVES, Shelf, blueprint, shelf, unit_names
from mediation.clock import from_micros
from mediation.permissions import Permission
from mediation.web.filters import waktu
from mediation.web.guards import needs, reading, zone

Names = dict[UUID, str]


@blueprint.get("")
@needs(Permission.AGENCY_MANAGE)
def books() -> ResponseReturnValue:
    """List the lists: what each is for, how long it is, when it was changed."""
    with reading() as transaction:
        shown = [(each, store.current(transaction, each.book)) for each in SHELVES]
        names = {person.id: person.name for person in people.everybody(transaction)}
    rows = [
        {
            "title": _(each.title), "text": _(each.lead), "href": url_for("agency.book", number=each.number),
            "count": len(edition.used), "when": _when(edition, names), "empty": _waits(each, edition),
        }
        for each, edition in shown
    ]
    return render_template("agency/books.html", books=rows)


def _waits(each: Shelf, edition: Edition[Any]) -> bool:
    """Tell whether a list must be filled in before anything can be decided."""
    return each.book.item is Entry and all(item.example for item in edition.used)


@blueprint.get("/<int:number>")
@needs(Permission.AGENCY_MANAGE)
def book(number: int) -> ResponseReturnValue:
    """Show one list."""
    found = shelf(number)
    with reading() as transaction:
        edition = store.current(transaction, found.book)
        names = {person.id: person.name for person in people.everybody(transaction)}
    return render_template(
        "agency/book.html", shelf=found, edition=edition, when=_when(edition, names), waits=_waits(found, edition),
        **_table(found, edition, linked=True),
    )


@blueprint.get("/<int:number>/riwayat")
@needs(Permission.AGENCY_MANAGE)
def history(number: int) -> ResponseReturnValue:
    """Show who changed a list, when and what."""
    found = shelf(number)
    with reading() as transaction:
        editions = store.history(transaction, found.book)
        names = {person.id: person.name for person in people.everybody(transaction)}
    events = [
        {
            "title": _("Versi %(version)d", version=edition.version), "when": _when(edition, names),
            "text": words.changes(before, edition),
            "href": url_for("agency.edition", number=number, version=edition.version),
        }
        for edition, before in zip(editions, (*editions[1:], None), strict=True)
    ]
    return render_template("agency/history.html", shelf=found, events=events)


@blueprint.get("/<int:number>/riwayat/<int:version>")
@needs(Permission.AGENCY_MANAGE)
def edition(number: int, version: int) -> ResponseReturnValue:
    """Show a list as it stood in one version."""
    found = shelf(number)
    with reading() as transaction:
        stood = store.at(transaction, found.book, version)
        names = {person.id: person.name for person in people.everybody(transaction)}
    return render_template(
        "agency/edition.html", shelf=found, edition=stood, when=_when(stood, names), **_table(found, stood),
    )


def _when(edition: Edition[Any], names: Names) -> str:
    """Return when an edition was made and by whom."""
    if edition.by is None:
        return str(_("Bawaan program"))
    moment = waktu(from_micros(edition.made), zone())
    return str(_("%(moment)s oleh %(name)s", moment=moment, name=names.get(edition.by, "–")))


def _table(found: Shelf, edition: Edition[Any], *, linked: bool = False) -> dict[str, Any]:
    """Return the lines in use and those that are not, as rows, with their heads."""
    units = unit_names()

    def named(item: Item) -> Any:  # noqa: ANN401 - a cell
        href = url_for("agency.item", number=found.number, code=item.code) if linked else ""
        return {"text": f"{item.code} {item.label}", "href": href}

    return {
        "head": [_("Nama"), *words.head(found.book.item)],
        "rows": [[named(item), *words.cells(item, units)] for item in edition.used],
        "retired_head": [_("Nama"), _("Mengapa")],
        "retired": [[named(item), item.retired] for item in edition.items if item.retired],
    }
