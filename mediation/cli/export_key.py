"""The command that prints by which key this installation's bundles are signed."""

from pathlib import Path

import click

from mediation.cli.opening import opened
from mediation.vault.minisign import public_key


@click.command()
@click.pass_obj
def key(instance: Path) -> None:
    """Print the public key that verifies this installation's bundles: hand it to auditors, keep it elsewhere."""
    with opened(instance) as premises:
        click.echo(public_key(premises.system).line)
