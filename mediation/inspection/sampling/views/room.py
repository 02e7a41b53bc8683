"""The blueprint of samples and looks, and what is swept before each of their pages."""

from flask import Blueprint

from mediation.inspection.sampling.services.sweeping import sweep
from mediation.web.guards import premises, visitor

blueprint = Blueprint("sampling", __name__)


@blueprint.before_request
def sweep_first() -> None:
    """End what is over before a page shows it; a visitor who is not let in sweeps nothing."""
    found = visitor()
    if found is not None and not found.locked:
        sweep(premises())
