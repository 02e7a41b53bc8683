"""Commands about the trail."""

from pathlib import Path

import click

from mediation import audit as trail
from mediation.cases import store as cases
from mediation.cli.opening import opened
from mediation.language import mark
from mediation.transaction import Transaction

_INTACT = mark("Utuh: {count} catatan, dari yang pertama sampai yang terakhir, cocok dengan kuncinya.")
_BROKEN = mark("RUSAK: catatan nomor {broken} tidak cocok. {intact} catatan sebelumnya utuh.")
_LOST = mark(
    "HILANG: berkas {case} ada dalam jejak, tetapi barisnya, kuncinya, atau hak buka pemegangnya tidak ada. "
    "Jangan mengubah apa pun; kembalikan basis data dari salinan.",
)
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
    """Check every entry against the one before it, and that each case it tells of is there; exit status 1 if not."""
    with opened(instance) as premises, premises.reading() as transaction:
        whole = tell(transaction)
    if not whole:
        raise SystemExit(1)


def tell(transaction: Transaction) -> bool:
    """Print what the trail and the cases it tells of look like, and what cannot be seen; True when all is there."""
    verdict, lost = trail.verify(transaction), cases.lost(transaction)
    if verdict.broken is None:
        click.echo(_INTACT.format(count=verdict.intact))
    else:
        click.echo(_BROKEN.format(broken=verdict.broken, intact=verdict.intact))
    for case in lost:
        click.echo(_LOST.format(case=case))
    click.echo(_UNSEEN)
    return verdict.broken is None and not lost
