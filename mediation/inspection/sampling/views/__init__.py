"""Pages of samples and looks: the auditor's, and the bureau's."""

from mediation.inspection.sampling.services.sweeping import sweep
from mediation.inspection.sampling.views import bureau, reading, samples
from mediation.inspection.sampling.views.room import blueprint

__all__ = ["blueprint", "bureau", "reading", "samples", "sweep"]
