"""Commands about what is taken out of the house. All but those under `_APART` need no database."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final, cast

import click

from mediation.clock import now
from mediation.inspection.bundle import reading
from mediation.inspection.bundle.findings import LABELS, Finding, good
from mediation.language import mark
from mediation.vault import age
from mediation.vault.minisign import MAX_PUBLIC_BYTES, PublicKey, parse_public
from mediation.vault.principals import fingerprint as fingerprint_of
from mediation.vault.recipient import parse_recipient

# Commands that open the installation, by the module that holds each: loaded only when asked for.
_APART: Final[Mapping[str, str]] = {
    "key": "mediation.cli.export_key",
    "make": "mediation.cli.export_make",
}

_ASK_PASSPHRASE = mark("Frasa sandi kunci pribadi")
_WHOLE = mark("Semua yang dapat diperiksa cocok.")
_NOT_WHOLE = mark("Ada yang TIDAK COCOK. Jangan mengandalkan berkas ini.")
_OPENED = mark("Isinya ada di {folder}, terbaca hanya oleh Anda. Isi itu tidak lagi tersegel: hapus bila selesai.")
_NOT_OPENED = mark("Tidak ada yang ditulis.")
_THERE_ALREADY = mark("{path} sudah ada dan tidak ditimpa. Sebutkan folder lain dengan --into.")
_NO_FOLDER_ABOVE = mark("Folder tempat {path} hendak dibuat tidak ada. Buat dahulu, atau sebutkan yang lain.")
_UNREADABLE = mark("{path} tidak dapat dibaca.")
_NOT_WRITTEN = mark("Tidak dapat ditulis ke {path}: mungkin penuh atau tidak diizinkan. Tidak ada yang tersisa.")
_NOT_A_RECIPIENT = mark("Itu bukan satu baris utuh yang diawali age1, seperti yang dicetak `age-keygen`.")


class _Commands(click.Group):
    """The commands of this file, and those that stand apart."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all."""
        return sorted([*super().list_commands(ctx), *_APART])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name; None when there is none."""
        if cmd_name not in _APART:
            return super().get_command(ctx, cmd_name)
        return cast("click.Command", getattr(import_module(_APART[cmd_name]), cmd_name))


class Key(click.ParamType[PublicKey]):
    """A minisign public key: the line itself, or a file that holds it."""

    name = "LINE|FILE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> PublicKey:  # noqa: ANN401
        """Return the key."""
        path = Path(str(value))
        try:
            return parse_public(_start_of(path, MAX_PUBLIC_BYTES).decode() if path.is_file() else str(value))
        except OSError:
            self.fail(_UNREADABLE.format(path=path), param, ctx)
        except UnicodeDecodeError:
            self.fail(_UNREADABLE.format(path=path), param, ctx)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Identities(click.ParamType[Sequence[age.Identity]]):
    """A file of private keys as `age-keygen` writes it; sealed by `age -p`, its passphrase is asked on the terminal."""

    name = "FILE"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None  # noqa: ANN401 - click's signature
    ) -> Sequence[age.Identity]:
        """Return what the file holds."""
        path = Path(str(value))
        try:
            return age.identities_of(_start_of(path, age.MAX_IDENTITY_BYTES + 1), _passphrase)
        except OSError:
            self.fail(_UNREADABLE.format(path=path), param, ctx)
        except ValueError as error:
            self.fail(str(error), param, ctx)


def _start_of(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        return file.read(most)


def _passphrase() -> str:
    return str(click.prompt(_ASK_PASSPHRASE, hide_input=True, err=True))


@click.group(cls=_Commands)
def export() -> None:
    """Make, check and open what leaves the house."""


_BUNDLE = click.argument("bundle", metavar="FILE.age", type=click.Path(path_type=Path, exists=True, dir_okay=False))
_KEY = click.option("--key", type=Key(), required=True, help="Who signed: what `mediation export key` prints.")
_CHECKPOINT_KEY = click.option("--checkpoint-key", default="", metavar="LINE", help="The trail's own verifier key.")


@export.command()
@_BUNDLE
@click.option("--identity", type=Identities(), default=None, help="Your private key, to check what is inside too.")
@_KEY
@_CHECKPOINT_KEY
def verify(bundle: Path, identity: Sequence[age.Identity] | None, key: PublicKey, checkpoint_key: str) -> None:
    """Say what holds of a bundle; writes nothing. Exit status 1 when something does not hold."""
    try:
        findings = reading.verify(bundle, reading.Asked(key, now(), identity or (), checkpoint_key))
    except OSError:
        raise click.ClickException(_UNREADABLE.format(path=bundle)) from None
    _tell(findings)


@export.command(name="open")
@_BUNDLE
@click.option("--identity", type=Identities(), required=True, help="Your private key.")
@_KEY
@_CHECKPOINT_KEY
@click.option("--into", type=click.Path(path_type=Path), required=True, help="A new folder for what is inside.")
def open_(bundle: Path, identity: Sequence[age.Identity], key: PublicKey, checkpoint_key: str, into: Path) -> None:
    """Check a bundle and, when everything holds, write what is inside into a new folder."""
    try:
        findings = reading.open_(bundle, reading.Asked(key, now(), identity, checkpoint_key), into.absolute())
    except FileExistsError as error:
        raise click.ClickException(_THERE_ALREADY.format(path=error.filename or error)) from None
    except FileNotFoundError:
        raise click.ClickException(_NO_FOLDER_ABOVE.format(path=into)) from None
    except OSError:
        raise click.ClickException(_NOT_WRITTEN.format(path=into)) from None
    _tell(findings, good_end=_OPENED.format(folder=into), bad_end=_NOT_OPENED)


@export.command()
@click.argument("recipient", metavar="age1…")
def fingerprint(recipient: str) -> None:
    """Print the 20 letters by which two people compare a public key by voice."""
    try:
        public = parse_recipient(recipient)
    except ValueError:
        raise click.BadParameter(_NOT_A_RECIPIENT, param_hint="age1…") from None
    click.echo(fingerprint_of(public))


def _tell(findings: Sequence[Finding], good_end: str = "", bad_end: str = "") -> None:
    """Print what was found; leave with exit status 1 when something does not hold."""
    for finding in findings:
        click.echo(f"{LABELS[finding.state]}: {finding.sentence}")
    whole = good(findings)
    click.echo("\n" + (_WHOLE if whole else _NOT_WHOLE))
    if end := good_end if whole else bad_end:
        click.echo(end)
    if not whole:
        raise SystemExit(1)
