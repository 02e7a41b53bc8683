"""The commands: thin wrappers, one group to a file."""

import gc
from importlib import import_module
from pathlib import Path
from typing import cast

import click

import mediation
from mediation.settings import INSTANCE_VARIABLE

DEFAULT_INSTANCE = Path(mediation.__file__).resolve().parent.parent / "instance"


class Commands(click.Group):
    """Loads the one command that is asked for: what another would import is not waited for."""

    names = ("audit", "demo", "export", "init", "migrate", "serve", "workflow")

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of all commands."""
        return list(self.names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        """Return the command of that name from the file of that name; None when there is none."""
        if cmd_name not in self.names:
            return None
        # Looking for garbage while modules are loaded, of which none is garbage, takes a sixth of the time.
        gc.disable()
        module = import_module(f"mediation.cli.{cmd_name}")
        gc.freeze()
        gc.enable()
        return cast("click.Command", getattr(module, cmd_name))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
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
