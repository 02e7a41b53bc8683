"""Where another WSGI server than `mediation serve` finds the application."""

import os
from pathlib import Path

from mediation.app import create_app
from mediation.audit import outside
from mediation.cli.opening import open_checked
from mediation.settings import INSTANCE_VARIABLE, Settings

_DEFAULT = Path(__file__).resolve().parent.parent / "instance"

settings = Settings.from_env(os.environ, Path(os.environ.get(INSTANCE_VARIABLE, _DEFAULT)))
_premises = open_checked(settings)
outside.begin(_premises)
application = create_app(settings, _premises)
