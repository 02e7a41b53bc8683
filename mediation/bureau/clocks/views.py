"""Pages of the clocks: over all units for the bureau, and what is late below for a superior."""

from typing import Any
from uuid import UUID

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from mediation.bureau.clocks import services
from mediation.bureau.clocks.model import Held
from mediation.permissions import Permission
from mediation.web.guards import needs, reading, today

blueprint = Blueprint("clocks", __name__)

MOST_LATE = 100


@blueprint.get("/k/jam")
@needs(Permission.BUREAU_WORK)
def bureau() -> ResponseReturnValue:
    """Show the clocks of the whole agency."""
    return _show(None)


@blueprint.get("/k/jam/<uuid:unit>")
@needs(Permission.BUREAU_WORK)
def branch(unit: UUID) -> ResponseReturnValue:
    """Show the clocks of one unit and of those below it."""
    return _show(unit)


@blueprint.get("/jam")
@needs(Permission.CASE_WORK)
def above() -> ResponseReturnValue:
    """Show a superior how many files are late one level down, and nothing else."""
    with reading() as transaction:
        found = services.late_below(transaction)
    return render_template("clocks/above.html", units=found)


def _show(unit: UUID | None) -> ResponseReturnValue:
    with reading() as transaction:
        found = services.overview(transaction, unit)
    late = [_late(name, one) for name, one in found.late[:MOST_LATE]]
    return render_template("clocks/bureau.html", found=found, late=late, more=len(found.late) - len(late))


def _late(name: str, one: Held) -> dict[str, Any]:
    return {
        "unit": name, "level": one.level.label, "stage": one.stage.label, "since": one.since, "due": one.due,
        "days": one.late(today()),
    }
