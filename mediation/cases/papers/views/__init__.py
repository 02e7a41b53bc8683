"""Pages of papers: the list, attaching one, taking one back, and the paper itself as a copy under a neutral name."""

from mediation.cases.papers.views import pages, serving  # noqa: F401 - importing registers the pages
from mediation.cases.papers.views.listing import Shown, listed
from mediation.cases.papers.views.room import blueprint

__all__ = ["Shown", "blueprint", "listed"]
