"""The command that brings an existing database to this version's schema."""

from pathlib import Path

import click

from mediation.cli.opening import refusals_shown, refuse_missing, settings_of
from mediation.database import migrate as migrations
from mediation.database.engine import connect
from mediation.language import mark

_DONE = mark("Susunan basis data sudah sesuai dengan versi program ini.")


@click.command()
@click.pass_obj
def migrate(instance: Path) -> None:
    """Apply pending migrations. Needs no key; copy database and keyring elsewhere first."""
    with refusals_shown():
        settings = settings_of(instance)
        refuse_missing(settings)
    engines = connect(settings.database)
    migrations.upgrade(engines.write)
    engines.dispose()
    click.echo(_DONE)
