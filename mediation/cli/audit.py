"""Commands about the trail."""

from pathlib import Path

import click

from mediation import audit as trail
from mediation.cli.opening import opened
from mediation.language import mark

_INTACT = mark("Utuh: {count} catatan, dari yang pertama sampai yang terakhir, cocok dengan kuncinya.")
_BROKEN = mark("RUSAK: catatan nomor {broken} tidak cocok. {intact} catatan sebelumnya utuh.")
_UNSEEN = mark(
    "Yang tidak dapat dilihat dari sini: catatan terakhir yang dipotong bersih, dan rantai yang ditulis ulang oleh "
    "pemegang berkas kunci. Keduanya hanya tampak bila dibandingkan dengan salinan di tempat lain.",
)


@click.group()
def audit() -> None:
    """Look at the trail."""


@audit.command()
@click.pass_obj
def verify(instance: Path) -> None:
    """Check every entry of the trail against the one before it; exit status 1 when one does not fit."""
    with opened(instance) as premises, premises.reading() as transaction:
        verdict = trail.verify(transaction)
    if verdict.broken is None:
        click.echo(_INTACT.format(count=verdict.intact))
    else:
        click.echo(_BROKEN.format(broken=verdict.broken, intact=verdict.intact))
    click.echo(_UNSEEN)
    if verdict.broken is not None:
        raise SystemExit(1)
