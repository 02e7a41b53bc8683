"""The page for everybody who signed in: what the program protects from, and what not."""

from flask import render_template
from flask.typing import ResponseReturnValue

from mediation.inspection.duties import store
from mediation.inspection.duties.model import Controller
from mediation.inspection.duties.promise import LIMITS, PROMISES, YOURS
from mediation.inspection.duties.views.room import blueprint
from mediation.permissions import Permission
from mediation.web.guards import needs, reading


@blueprint.get("/perlindungan")
@needs(Permission.SELF_MANAGE)
def protection() -> ResponseReturnValue:
    """Show what somebody who holds something can read and cannot do, the limits, and whom to ask."""
    with reading() as transaction:
        edition = store.controller(transaction)
    # Whom to ask is not read from a row that somebody changed.
    own = edition.controller if edition.intact else Controller()
    return render_template("duties/protection.html", promises=PROMISES, limits=LIMITS, yours=YOURS, own=own)
