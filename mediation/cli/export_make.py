"""The command that makes an export: account and password are asked for here, and stand on no command line."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import click

from mediation.accounts import sessions, signing_in
from mediation.accounts.attempts import Origin
from mediation.accounts.model import Stage
from mediation.accounts.sessions import Presence
from mediation.accounts.store import units
from mediation.cli.opening import opened
from mediation.errors import NotFound, Refusal
from mediation.inspection.exporting.model import DEFAULT_FIELDS, Aim, Order, Sheet, read_month
from mediation.inspection.exporting.services import keys, making, orders
from mediation.inspection.summaries.model import FIELDS, Filter, Lateness
from mediation.language import mark
from mediation.permissions import Permission
from mediation.transaction import Premises, Transaction
from mediation.vault.minisign import public_key
from mediation.vault.sessions import session_id

# Where attempts at this terminal count from: one place, whoever sits there.
_TERMINAL = Origin("terminal")
_KNOWN = {one.code for one in FIELDS}

_ACCOUNT = mark("NIP atau nama akun")
_PASSWORD = mark("Kata sandi")
_REASON = mark("Alasan (misalnya nomor surat tugas)")
_NOT_AUDITOR = mark("Hanya auditor yang membuat ekspor. Masuk dengan akun auditor.")
_FIRST_AT_WEB = mark("Akun ini belum selesai disiapkan. Masuk lebih dahulu lewat peramban.")
_NO_MONTH = mark("{month} bukan bulan. Tulis seperti 2026-01.")
_NO_UNIT = mark("Unit kerja {name} tidak dikenal. Tulis namanya persis seperti dalam daftar unit kerja.")
_NO_KEY = mark("Tidak ada kunci yang disahkan atas nama {name}. Yang ada: {known}.")
_TWO_KEYS = mark("Ada lebih dari satu kunci yang disahkan atas nama {name}. Cabut yang tidak dipakai.")
_NO_FIELD = mark("Isian {code} tidak dikenal.")
_NO_FOLDER = mark("Folder {path} tidak ada.")
_NOT_MADE = mark("Ekspor tidak jadi dibuat. {cause} Tidak ada berkas yang tertinggal.")
_MADE = mark("{rows} ringkasan, {damaged} di antaranya rusak. SHA-256 {sha256}")
_VERIFY = mark("Periksa dengan: minisign -V -P {line} -m {path}")

T = TypeVar("T")


_MONTH = "YYYY-MM"


@click.command()
@click.option("--from", "first", default="", metavar=_MONTH, help="First month of receipt; all before when absent.")
@click.option("--to", "last", default="", metavar=_MONTH, help="Last month of receipt; until now when absent.")
@click.option("--unit", "unit_names", multiple=True, metavar="NAME", help="Only this unit; may be repeated.")
@click.option(
    "--lateness", type=click.Choice([one.value for one in Lateness]), default=Lateness.ALL.value, show_default=True,
    help="Which cases by their clocks.",
)
@click.option("--submitted-only", is_flag=True, help="Only what was handed in or ended.")
@click.option("--purpose", required=True, type=click.Choice([one.value for one in Aim]), help="What it is made for.")
@click.option("--reason", default="", help="Kept with the purpose; asked for when absent.")
@click.option(
    "--recipient", "recipients", multiple=True, required=True, metavar="NAME",
    help="Holder of a confirmed key; may be repeated.",
)
@click.option(
    "--field", "fields", multiple=True, metavar="CODE", help="Only this field; may be repeated. The usual when absent.",
)
@click.option("--csv", is_flag=True, help="Add a CSV sheet.")
@click.option("--xlsx", is_flag=True, help="Add an XLSX sheet.")
@click.option(
    "--into", required=True, type=click.Path(path_type=Path, file_okay=False),
    help="Folder for NAME.age and NAME.age.minisig.",
)
@click.pass_obj
def make(  # noqa: PLR0913 - click shows each argument with its option
    instance: Path, *, first: str, last: str, unit_names: Sequence[str], lateness: str, submitted_only: bool,
    purpose: str, reason: str, recipients: Sequence[str], fields: Sequence[str], csv: bool, xlsx: bool, into: Path,
) -> None:
    """Make a sealed export into a folder: NAME.age and NAME.age.minisig. Asks for account and password."""
    if not into.is_dir():
        raise click.ClickException(_NO_FOLDER.format(path=into))
    sheets = tuple(one for one, wished in ((Sheet.CSV, csv), (Sheet.XLSX, xlsx)) if wished)
    months = _month(first), _month(last)
    with opened(instance) as premises, _arrived(premises) as present:
        with premises.reading(present.person.actor, present.identity) as transaction:
            wanted = Filter(_units(transaction, unit_names), *months, Lateness(lateness), submitted_only)
            order = Order(
                wanted, Aim(purpose), reason or click.prompt(_REASON), _fields(fields),
                tuple(_key(transaction, name) for name in recipients), sheets,
            )
            counted = orders.count(transaction, wanted)
        with premises.writing(present.person.actor, present.identity) as transaction:
            begun = _agreed(orders.begin(transaction, order, counted))
        _tell(premises, present, begun, into)


@contextmanager
def _arrived(premises: Premises) -> Iterator[Presence]:
    """Let an auditor in as at the door, attempts counted and told; his session ends with the command."""
    name, password = click.prompt(_ACCOUNT), click.prompt(_PASSWORD, hide_input=True)
    arrival = _agreed(signing_in.sign_in(premises, name=name, password=password, origin=_TERMINAL))
    present = sessions.arrive(premises, arrival.secret)
    try:
        if present is None or present.identity is None or arrival.stage is not Stage.OPEN:
            raise click.ClickException(_FIRST_AT_WEB)
        if not present.person.actor.may(Permission.AUDIT_WORK):
            raise click.ClickException(_NOT_AUDITOR)
        yield present
    finally:
        with premises.writing(arrival.person.actor) as transaction:
            sessions.sign_out(transaction, session_id(arrival.secret))


def _tell(premises: Premises, present: Presence, begun: orders.Begun, into: Path) -> None:
    """Make the bundle here and now, and say what came of it."""
    if present.identity is None:
        raise NotFound
    done = making.make(making.Job(
        premises, present.person.actor, present.identity, present.session, begun.id, into, begun.name, kept=False,
    ))
    if not isinstance(done, making.Done):
        raise click.ClickException(_NOT_MADE.format(cause=done.label))
    path = into / f"{begun.name}.age"
    click.echo(path)
    click.echo(_MADE.format(rows=done.found.rows, damaged=done.found.damaged, sha256=done.made.sha256))
    click.echo(_VERIFY.format(line=public_key(premises.system).line, path=path))


def _agreed(done: T | Refusal) -> T:
    """Return what was done; raises ClickException with the words of a refusal."""
    if isinstance(done, Refusal):
        raise click.ClickException(" ".join(part % done.values for part in (done.reason, done.remedy) if part))
    return done


def _month(typed: str) -> str:
    found = read_month(typed) if typed else ""
    if found is None:
        raise click.ClickException(_NO_MONTH.format(month=typed))
    return found


def _units(transaction: Transaction, names: Sequence[str]) -> frozenset[UUID]:
    known = {unit.name: unit.id for unit in units.every(transaction)}
    for name in names:
        if name not in known:
            raise click.ClickException(_NO_UNIT.format(name=name))
    return frozenset(known[name] for name in names)


def _fields(codes: Sequence[str]) -> tuple[str, ...]:
    for code in codes:
        if code not in _KNOWN:
            raise click.ClickException(_NO_FIELD.format(code=code))
    return tuple(codes) or DEFAULT_FIELDS


def _key(transaction: Transaction, name: str) -> UUID:
    usable = keys.usable(transaction)
    found = [one.id for one in usable if one.name == name]
    if len(found) > 1:
        raise click.ClickException(_TWO_KEYS.format(name=name))
    if not found:
        broken = next((one for one in keys.broken(transaction) if one.name == name), None)
        if broken:
            _agreed(keys.check(transaction, [broken.id]))
        known = ", ".join(one.name for one in usable) or "–"
        raise click.ClickException(_NO_KEY.format(name=name, known=known))
    return found[0]
