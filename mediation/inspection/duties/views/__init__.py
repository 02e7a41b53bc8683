"""The pages of these duties. Importing the modules registers their routes."""

from mediation.inspection.duties.views import breaches, printing, protection, records
from mediation.inspection.duties.views.banner import banners
from mediation.inspection.duties.views.room import blueprint

__all__ = ["banners", "blueprint", "breaches", "printing", "protection", "records"]
