"""The queue itself, and the cases that were not handed in yet."""

from contextlib import suppress
from datetime import date
from typing import Any
from uuid import UUID

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.accounts.store import units
from mediation.bureau.queue import covering, services
from mediation.bureau.queue.forms import SortForm
from mediation.bureau.queue.lines import Line
from mediation.bureau.queue.model import MINE, NOBODY, Chosen, Lateness, Place
from mediation.bureau.queue.services import Waiting
from mediation.bureau.queue.views.room import blueprint
from mediation.cases import page
from mediation.cases.model import HandlingState, Stage
from mediation.law.deadlines import Status, superior_deadline
from mediation.permissions import Permission
from mediation.web.guards import actor, needs, reading, today

_OLDEST_YEAR, _NEWEST_YEAR = 2000, 2100


@blueprint.get("/k")
@needs(Permission.BUREAU_WORK)
def listing() -> ResponseReturnValue:
    """Show the queue, page by page: the visitor's own files first."""
    return _show(None)


@blueprint.post("/k/urutan")
@needs(Permission.BUREAU_WORK)
def sort() -> ResponseReturnValue:
    """Keep in which order the visitor likes the queue."""
    form = SortForm()
    if page.perform(form, lambda transaction: services.sort(transaction, form.order.data)):
        return redirect(url_for("queue.listing", **_in_address(_chosen())))
    return _show(form)


def _show(form: SortForm | None) -> ResponseReturnValue:
    chosen = _chosen()
    with reading() as transaction:
        found = services.listed(transaction, chosen, _page_number())
        known = units.every(transaction)
        colleagues = covering.members(transaction)
    body = render_template(
        "queue/listing.html", found=found, mine=[_row(line) for line in found.lines if line.mine],
        others=[_row(line) for line in found.lines if not line.mine], chosen=chosen,
        form=form or SortForm(data={"order": found.sorting}), filters=_filters(chosen), units=known,
        sort_values=_in_address(chosen), colleagues=colleagues, places=Place, latenesses=Lateness, years=_years(),
        narrowed=bool(_in_address(chosen)), leads=actor().may(Permission.BUREAU_LEAD),
    )
    return body, g.get("answer_status", 200)


@blueprint.get("/k/belum")
@needs(Permission.BUREAU_WORK)
def waiting() -> ResponseReturnValue:
    """Show the cases that were not handed in yet: unit, stage, dates and lateness, and nothing else."""
    with reading() as transaction:
        found, number, pages = services.waiting(transaction, _page_number())
    rows = [_waiting_row(each) for each in found]
    return render_template("queue/waiting.html", rows=rows, number=number, pages=pages)


def _page_number() -> int:
    return request.args.get("halaman", 1, type=int)


def _chosen() -> Chosen:
    """Return what the address chooses; what it does not offer chooses nothing."""
    year = request.args.get("tahun", None, type=int)
    return Chosen(
        place=next((each for each in Place if each.value == request.args.get("tahap")), Place.OPEN),
        unit=_id(request.args.get("unit", "")),
        officer=_officer(request.args.get("petugas", "")),
        lateness=next((each for each in Lateness if each.value == request.args.get("batas")), None),
        year=year if year and _OLDEST_YEAR <= year <= _NEWEST_YEAR else None,
    )


def _officer(wanted: str) -> str:
    return wanted if wanted in {MINE, NOBODY} else str(_id(wanted) or "")


def _id(wanted: str) -> UUID | None:
    with suppress(ValueError):
        return UUID(wanted)
    return None


def _in_address(chosen: Chosen) -> dict[str, Any]:
    given = {
        "tahap": chosen.place.value if chosen.place is not Place.OPEN else None, "unit": chosen.unit,
        "petugas": chosen.officer or None, "batas": chosen.lateness.value if chosen.lateness else None,
        "tahun": chosen.year,
    }
    return {name: value for name, value in given.items() if value is not None}


def _filters(chosen: Chosen) -> str:
    address = url_for("queue.listing", **_in_address(chosen))
    return f"{address}{'&' if '?' in address else '?'}halaman="


def _years() -> range:
    newest = today().year
    return range(newest, newest - 6, -1)


def _row(line: Line) -> dict[str, Any]:
    status = line.deadline.status(today())
    closed = line.stage is Stage.CLOSED
    return {
        "href": url_for("queue.file", case=line.id), "number": line.cover.get("number", ""), "unit": line.unit,
        "submitted": line.submitted_on, "days": (today() - line.submitted_on).days, "due": line.deadline.due,
        "clock": "" if closed else _(status.text, days=status.days), "tone": _tone(status), "state": _state(line),
        "officer": line.officer, "own": line.own,
    }


def _state(line: Line) -> str:
    """Return how far the file has come, in words."""
    if not line.cover:
        return str(_("Tidak dapat dibuka"))
    if line.stage is Stage.CLOSED:
        return str(_("Ditutup"))
    state = HandlingState(line.cover["state"]) if line.cover.get("state") else HandlingState.NEW
    return str(_(state.label))


def _tone(status: Status) -> str:
    if status.standing.value == "late":
        return "red"
    return "amber" if status.soon else "blue"


def _waiting_row(each: Waiting) -> dict[str, Any]:
    if not each.course:
        return {"unit": each.unit, "stage": _(each.stage.label)}
    deadline = superior_deadline(date.fromisoformat(each.course["received_on"]))
    met = each.course["met_on"] and date.fromisoformat(each.course["met_on"])
    passages = each.course.get("history") or [{"on": each.course["received_on"]}]
    status = deadline.status(today(), met_on=met or None)
    return {
        "unit": each.unit, "stage": _(each.stage.label), "received": deadline.start, "due": deadline.due,
        "since": date.fromisoformat(passages[-1]["on"]),
        "clock": _("Laporan terbit") if met else _(status.text, days=status.days),
        "tone": "green" if met else _tone(status),
    }
