"""Pages of the figures: the years, one year with its charts and its CSV, freezing a year, and whole numbers."""

from datetime import date
from io import BytesIO
from uuid import UUID, uuid4

from flask import Blueprint, abort, g, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.accounts.store import people
from mediation.bureau.figures import services, showing, store
from mediation.bureau.figures.export import to_csv
from mediation.bureau.figures.forms import FreezeForm, LookForm
from mediation.cases import page
from mediation.clock import from_micros
from mediation.permissions import Permission
from mediation.transaction import Transaction
from mediation.web.guards import actor, needs, reading, today, writing, zone

blueprint = Blueprint("figures", __name__)

_LOOKS_SHOWN = 25
_CLOCKS_OUT = (7, 1)  # of the next year: six months after the last day of receipt both clocks have run out


@blueprint.get("/k/angka")
@needs(Permission.BUREAU_WORK)
def years() -> ResponseReturnValue:
    """List the frozen years; the head sees also what waits, and who looked at whole numbers."""
    leads = actor().may(Permission.BUREAU_LEAD)
    with reading() as transaction:
        frozen = [(year, from_micros(at), _name(transaction, by)) for year, at, by in store.years(transaction)]
        waiting = services.unfrozen(transaction, today().year) if leads else []
        looks = [
            (look.year, from_micros(look.at), _name(transaction, look.person), look.reason)
            for look in (store.looks(transaction, _LOOKS_SHOWN) if leads else [])
        ]
    return render_template(
        "figures/years.html", frozen=frozen, waiting=waiting, looks=looks, leads=leads, zone=zone(),
    )


@blueprint.get("/k/angka/<int(max=9999):year>")
@needs(Permission.BUREAU_WORK)
def year(year: int) -> ResponseReturnValue:
    """Show a frozen year."""
    with reading() as transaction:
        frozen = store.get(transaction, year)
        by = _name(transaction, frozen.by)
    return render_template(
        "figures/year.html", published=frozen.published, tables=showing.shown(frozen.published),
        at=from_micros(frozen.at), by=by, zone=zone(),
    )


@blueprint.get("/k/angka/<int(max=9999):year>/unduh")
@needs(Permission.BUREAU_WORK)
def download(year: int) -> ResponseReturnValue:
    """Hand out a frozen year as CSV, under a neutral name."""
    with writing() as transaction:
        frozen = services.export(transaction, year)
    return send_file(
        BytesIO(to_csv(frozen.published)), mimetype="text/csv", as_attachment=True,
        download_name=f"daftar-{year}.csv", max_age=0,
    )


@blueprint.route("/k/angka/<int(max=9999):year>/tutup", methods=["GET", "POST"])
@needs(Permission.BUREAU_LEAD)
def freeze(year: int) -> ResponseReturnValue:
    """Show what freezing a year would publish, and freeze it."""
    with reading() as transaction:
        _must_be_over(transaction, year)
        if store.is_frozen(transaction, year):
            return redirect(url_for("figures.year", year=year))
        published, digest, unfinished = services.proposed(transaction, year)
    form = FreezeForm(seen=digest)
    if page.perform(form, lambda transaction: services.freeze(transaction, published, digest, seen=form.seen.data)):
        page.saved(_("Angka tahun %(year)s ditutup.", year=year))
        return redirect(url_for("figures.year", year=year))
    # Whatever was sent, the page shows the newest numbers, and the next sending is about them.
    form.seen.data = digest
    body = render_template(
        "figures/freeze.html", form=form, published=published, tables=showing.shown(published), unfinished=unfinished,
        early=today() < date(year + 1, *_CLOCKS_OUT),
    )
    return body, g.get("answer_status", 200)


@blueprint.route("/k/angka/utuh", methods=["GET", "POST"])
@needs(Permission.BUREAU_LEAD)
def look() -> ResponseReturnValue:
    """Ask of which year and for what reason every number is to be seen; the reason is kept."""
    form, look = LookForm(), uuid4()
    with reading() as transaction:
        first = services.first_year(transaction, today().year)
    form.year.choices = [(str(year), str(year)) for year in range(today().year, first - 1, -1)]
    if page.perform(form, lambda transaction: services.look(
        transaction, look, int(form.year.data), reason=form.reason.data,
    )):
        return redirect(url_for("figures.whole", look=look))
    return render_template("figures/look.html", form=form), g.get("answer_status", 200)


@blueprint.get("/k/angka/utuh/<uuid:look>")
@needs(Permission.BUREAU_LEAD)
def whole(look: UUID) -> ResponseReturnValue:
    """Show every number of a year to who has just said why; they are counted anew and kept nowhere."""
    with reading() as transaction:
        noted = services.still_open(transaction, look)
        counted = services.gather(transaction, noted.year)
    return render_template(
        "figures/whole.html", tables=showing.whole(counted.year), total=counted.year.total, look=noted,
        unreadable=counted.unreadable, current=noted.year == today().year, minutes=services.LOOK_MINUTES,
    )


def _must_be_over(transaction: Transaction, year: int) -> None:
    if not services.first_year(transaction, today().year) <= year < today().year:
        abort(404)


def _name(transaction: Transaction, person: UUID) -> str:
    return people.get(transaction, person).name
