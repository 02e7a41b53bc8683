"""Pages of alerts: the list, and one alert with the note that closes it."""

from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.audit.alerts import MOST_FILES, WINDOW
from mediation.bureau.alerts import services
from mediation.bureau.alerts.forms import AcknowledgeForm
from mediation.cases import page
from mediation.permissions import Permission
from mediation.web.guards import needs, reading, zone

blueprint = Blueprint("alerts", __name__)


@blueprint.get("/k/peringatan")
@needs(Permission.BUREAU_LEAD)
def listing() -> ResponseReturnValue:
    """Show all alerts, those that wait first."""
    with reading() as transaction:
        sheet = services.listed(transaction, request.args.get("halaman", 1, type=int))
    return render_template("alerts/listing.html", sheet=sheet, **_words())


@blueprint.route("/k/peringatan/<uuid:alert>", methods=["GET", "POST"])
@needs(Permission.BUREAU_LEAD)
def alert(alert: UUID) -> ResponseReturnValue:
    """Show one alert and close it with a note."""
    form = AcknowledgeForm()
    if page.perform(form, lambda transaction: services.acknowledge(transaction, alert, note=form.note.data)):
        page.saved(_("Peringatan ditutup. Catatan Anda disimpan."))
        return redirect(url_for("alerts.listing"))
    with reading() as transaction:
        shown = services.read(transaction, alert)
    return render_template("alerts/alert.html", alert=shown, form=form, **_words()), g.get("answer_status", 200)


def _words() -> dict[str, object]:
    return {"most": MOST_FILES, "minutes": int(WINDOW.total_seconds()) // 60, "zone": zone()}
