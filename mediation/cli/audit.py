"""Commands about the trail."""

from pathlib import Path

import click

from mediation.audit import outside
from mediation.audit.against import Course
from mediation.audit.outside import Reason
from mediation.audit.records import Record
from mediation.cli.opening import opened
from mediation.inspection import verifying
from mediation.inspection.verifying import own_records
from mediation.language import mark
from mediation.transaction import Transaction
from mediation.vault import notes

_UNREADABLE = mark("Berkas {path} tidak terbaca. Periksa jalurnya, lalu ulangi.")
_GIVEN_UP = mark(
    "Mulai sekarang titik periksa lama yang tidak cocok tidak dipersoalkan lagi pada berkas ini. Alasannya ({reason}), "
    "isi berkas saat ini, dan waktunya dicatat dalam jejak dan tidak dapat dihapus. Lanjutkan?",
)
_NOTHING = mark("Tidak ada yang perlu diakui: jejak cocok dengan berkas titik periksa.")
_ACCEPTED = mark("Sudah diakui dan dicatat dalam jejak. Titik periksa baru ditulis.")
_NO_FILE = mark(
    "Berkas titik periksa {path} tidak ada. `mediation serve` memulai yang baru dan mencatatnya dalam jejak.",
)
_KEY = mark(
    "Kunci pemeriksa titik periksa; bukan rahasia. Simpan juga di luar kantor: dengannya siapa pun dapat memeriksa "
    "tanda tangan titik periksa.",
)


@click.group()
def audit() -> None:
    """Look at the trail."""


@audit.command()
@click.option(
    "--against", type=click.Path(path_type=Path, dir_okay=False), default=None,
    help="Compare with this copy of the checkpoints (a file, or lines of syslog) instead of the program's own file.",
)
@click.pass_obj
def verify(instance: Path, against: Path | None) -> None:
    """Check the whole trail, checkpoints that left it, and the rows that it binds; exit status 1 if they disagree."""
    with opened(instance, compare=False) as premises:
        records = own_records(premises) if against is None else _listed(against)
        with premises.reading() as transaction:
            whole = tell(transaction, records, needed=against is not None)
    if not whole:
        raise SystemExit(1)


@audit.command()
@click.pass_obj
def key(instance: Path) -> None:
    """Print the key with which anybody checks the signature of a checkpoint."""
    with opened(instance, compare=False) as premises:
        click.echo(f"{_KEY}\n{notes.verifier_key(premises.system, premises.outside.origin)}")


@audit.command()
@click.option(
    "--reason", type=click.Choice([reason.value for reason in Reason]), required=True,
    help="; ".join(f"{reason.value}: {reason.label}" for reason in Reason),
)
@click.option("--yes", is_flag=True, help="Do not ask again.")
@click.pass_obj
def accept(instance: Path, reason: str, *, yes: bool) -> None:
    """Go on with a database that disagrees with its checkpoints, as after a restore; the trail tells of it."""
    with opened(instance, compare=False) as premises:
        with premises.reading() as transaction:
            found = outside.glance(transaction)
        if premises.outside.file is None or not premises.outside.file.is_file():
            raise click.ClickException(_NO_FILE.format(path=premises.outside.file))
        if found.whole:
            click.echo(_NOTHING)
            return
        for sentence in found.sentences:
            click.echo(sentence.words)
        if not yes:
            click.confirm(_GIVEN_UP.format(reason=Reason(reason).label), abort=True)
        outside.accept(premises, Reason(reason))
        click.echo(_ACCEPTED)


def tell(transaction: Transaction, records: tuple[Record, ...] = (), *, needed: bool = False) -> bool:
    """Print what the trail and what it binds look like, and what cannot be seen; True when all is as it must be.

    `needed`: a file of checkpoints was named, so that one without any of them is not as it must be.
    """
    found = verifying.verify(transaction, records)
    for sentence in found.sentences:
        click.echo(sentence.words)
    click.echo(verifying.UNSEEN)
    return found.whole and not (needed and found.comparison.course is Course.NONE)


def _listed(path: Path) -> tuple[Record, ...]:
    try:
        return outside.listed(path)
    except OSError:
        raise click.ClickException(_UNREADABLE.format(path=path)) from None
