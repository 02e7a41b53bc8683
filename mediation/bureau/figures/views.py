"""Pages of the figures: the years, one year with its charts and its CSV, freezing a year, and whole numbers."""

from io import BytesIO

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
_OLDEST, _LATEST = 1990, 2100


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


@blueprint.get("/k/angka/<int:year>")
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


@blueprint.get("/k/angka/<int:year>/unduh")
@needs(Permission.BUREAU_WORK)
def download(year: int) -> ResponseReturnValue:
    """Hand out a frozen year as CSV, under a neutral name."""
    with writing() as transaction:
        frozen = services.export(transaction, year)
    return send_file(
        BytesIO(to_csv(frozen.published)), mimetype="text/csv", as_attachment=True,
        download_name=f"daftar-{year}.csv", max_age=0,
    )


@blueprint.route("/k/angka/<int:year>/tutup", methods=["GET", "POST"])
@needs(Permission.BUREAU_LEAD)
def freeze(year: int) -> ResponseReturnValue:
    """Show what freezing a year would publish, and freeze it."""
    _must_be_over(year)
    with reading() as transaction:
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
    )
    return body, g.get("answer_status", 200)


@blueprint.route("/k/angka/utuh", methods=["GET", "POST"])
@needs(Permission.BUREAU_LEAD)
def whole() -> ResponseReturnValue:
    """Ask for a reason, then show every number of a year; nothing of it is kept but the reason."""
    form = LookForm()
    with reading() as transaction:
        first = services.first_year(transaction, today().year)
    form.year.choices = [(str(year), str(year)) for year in range(today().year, first - 1, -1)]
    if not page.perform(form, lambda transaction: services.look(transaction, int(form.year.data), reason=form.reason.data)):
        return render_template("figures/look.html", form=form), g.get("answer_status", 200)
    # No redirect: the numbers stand nowhere, so there is no page to lead to. Sent again, the form does nothing twice.
    with reading() as transaction:
        counted = services.gather(transaction, int(form.year.data))
    return render_template(
        "figures/whole.html", tables=showing.whole(counted.year), total=counted.year.total, year=form.year.data,
        reason=form.reason.data, unreadable=counted.unreadable, current=form.year.data == str(today().year),
    )


def _must_be_over(year: int) -> None:
    if not _OLDEST <= year < today().year:
        abort(404)


def _name(transaction: Transaction, person: object) -> str:
    return people.get(transaction, person).name  # type: ignore[arg-type]
