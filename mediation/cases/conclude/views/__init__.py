"""Pages of the conclusion: two findings, the report's own text part by part, and the check of all answers."""

from mediation.cases.conclude.views import composing, findings, review
from mediation.cases.conclude.views.room import blueprint

__all__ = ["blueprint", "composing", "findings", "review"]
