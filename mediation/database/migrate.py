"""Bring a database to the newest schema. Alembic alone."""

from alembic import command
from alembic.config import Config
from sqlalchemy.engine import Engine

from mediation.database.state import FOLDER, pending

__all__ = ["pending", "upgrade"]


def upgrade(engine: Engine) -> None:
    """Apply every pending migration, all or nothing."""
    config = _config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return config
