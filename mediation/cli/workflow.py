"""Commands about the table of transitions."""

import click

from mediation.cases.diagram import page


@click.group()
def workflow() -> None:
    """Look at what may be done when."""


@workflow.command()
def diagram() -> None:
    """Print docs/workflow.md: the diagram (Mermaid) and the table, from the program's own table."""
    click.echo(page(), nl=False)
