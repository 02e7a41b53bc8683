"""Reading of the data files that lie beside the rules."""

import tomllib
from importlib.resources import files
from typing import Any


def read_toml(package: str, name: str) -> dict[str, Any]:
    """Return the TOML file `name` that lies in `package`."""
    return tomllib.loads(files(package).joinpath(name).read_text(encoding="utf-8"))
