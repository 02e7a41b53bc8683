"""Search: what is typed travels in the body of a POST and stands in no address."""

from typing import Any

from flask import g, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.bureau.queue import searching
from mediation.bureau.queue.forms import SearchForm
from mediation.bureau.queue.lines import Line
from mediation.bureau.queue.views.room import blueprint
from mediation.permissions import Permission
from mediation.web.guards import needs, reading, writing


@blueprint.route("/k/cari", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def search() -> ResponseReturnValue:
    """Look for a file by a number or a part of a name.

    A search that worked is not redirected: its words would have to stand in the address.
    """
    form = SearchForm()
    found: tuple[Line, ...] | None = None
    if form.validate_on_submit():
        with writing() as transaction:
            searching.tell(transaction)
        with reading() as transaction:
            found = searching.search(transaction, typed=form.words.data, year=form.year.data)
    rows = [_row(line) for line in found] if found is not None else None
    body = render_template("queue/search.html", form=form, rows=rows, most=searching.MOST_FOUND)
    return body, g.get("answer_status", 200)


def _row(line: Line) -> dict[str, Any]:
    names = f"{line.cover['applicant']} – {line.cover['spouse']}" if line.cover else _("Tidak dapat dibuka")
    return {
        "href": url_for("queue.file", case=line.id), "number": line.cover.get("number", ""), "names": names,
        "unit": line.unit, "submitted": line.submitted_on, "officer": line.officer, "stage": _(line.stage.label),
    }
