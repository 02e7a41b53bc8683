"""The commands: thin wrappers, one group to a file."""

from pathlib import Path

import click

import mediation
from mediation.cli.audit import audit
from mediation.cli.demo import demo
from mediation.cli.init import init
from mediation.cli.migrate import migrate
from mediation.cli.serve import serve
from mediation.cli.workflow import workflow
from mediation.settings import INSTANCE_VARIABLE

DEFAULT_INSTANCE = Path(mediation.__file__).resolve().parent.parent / "instance"


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(mediation.__version__, message="%(version)s")
@click.option(
    "--instance",
    envvar=INSTANCE_VARIABLE,
    type=click.Path(path_type=Path, file_okay=False),
    default=DEFAULT_INSTANCE,
    help="Folder of the run-time data; instance/ beside the program when absent.",
)
@click.pass_context
def main(context: click.Context, instance: Path) -> None:
    """Handle confidential cases: set up, serve, verify."""
    context.obj = instance.absolute()


for command in (demo, init, serve, migrate, audit, workflow):
    main.add_command(command)
