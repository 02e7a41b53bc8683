"""A database with its keyring: made once, and opened only when everything about it is as it must be."""

import os
from pathlib import Path

from mediation import audit, clock
from mediation.database import migrate
from mediation.database.engine import Engines, connect
from mediation.database.store import (
    Installation,
    SystemKeyRow,
    read_installation,
    read_system_keys,
    write_installation,
)
from mediation.errors import Tampered
from mediation.language import mark
from mediation.settings import Settings
from mediation.transaction import Premises
from mediation.vault.keyring import Keyring
from mediation.vault.system import StoredSystemKey, SystemKeys

_OWNER_ONLY = 0o600

_NO_DATABASE = mark("Basis data {place} tidak ada. Jalankan `mediation init`, atau perbaiki setelan database.")
_PENDING = mark(
    "Susunan basis data bukan susunan versi program ini. Cadangkan basis data dan berkas kunci, "
    "lalu jalankan `mediation migrate`.",
)
_UNFINISHED = mark(
    "Pemasangan belum selesai: basis data ini belum berisi apa pun. Pindahkan berkasnya, lalu ulangi `mediation init`.",
)
_OTHER_KEYRING = mark(
    "Berkas kunci {path} bukan berkas kunci basis data ini. Kembalikan berkas kunci yang dibuat bersama "
    "basis data ini, atau perbaiki setelan keyring_file.",
)
_KEYS_DAMAGED = mark(
    "Kunci sistem dalam basis data rusak atau diganti. Kembalikan basis data dari cadangan; "
    "jangan teruskan dengan berkas ini.",
)
_DEMO = mark(
    "Basis data ini bertanda DATA CONTOH dan tidak dipakai untuk pekerjaan sungguhan. "
    "Jalankan `mediation init` di folder lain.",
)
_NOT_DEMO = mark("Basis data ini berisi pekerjaan sungguhan dan tidak dipakai untuk peragaan.")


class StartRefused(Exception):  # noqa: N818 - named as the answer it leads to
    """The database is not opened. The text is Indonesian, for the operator, and ends with the remedy."""


def make(url: str, keyring: Keyring, *, demo: bool, now: clock.Clock = clock.now) -> Premises:
    """Make the schema, the system keys and the first audit entry in the empty database at `url`.

    The database then names `keyring` as its own and says whether it is made up. Nothing is ever overwritten.
    """
    engines = connect(url)
    migrate.upgrade(engines.write)
    with engines.write.begin() as connection:
        rows = [SystemKeyRow(key.name, key.version, key.stored) for key in SystemKeys.create(keyring)]
        write_installation(connection, Installation(keyring.identity(), demo, clock.micros(now())), rows)
    premises = Premises(engines, keyring, _system_keys(engines, keyring), demo=demo, clock=now)
    with premises.writing() as transaction:
        audit.append(transaction, audit.Action.INSTALLATION_MADE, f"keyring:{keyring.identity()}", demo=demo)
        transaction.commit()
    return premises


def open_for_work(settings: Settings) -> Premises:
    """Return the opened database of real work; raises StartRefused or KeyringRefused with the remedy."""
    premises = open_any(settings)
    if premises.demo:
        premises.engines.dispose()
        raise StartRefused(_DEMO)
    return premises


def open_for_demo(settings: Settings) -> Premises:
    """Return the opened database of a demonstration; raises StartRefused or KeyringRefused with the remedy."""
    premises = open_any(settings)
    if not premises.demo:
        premises.engines.dispose()
        raise StartRefused(_NOT_DEMO)
    return premises


def open_any(settings: Settings) -> Premises:
    """Return the opened database, real or made up; raises StartRefused or KeyringRefused with the remedy."""
    keyring = Keyring.load(settings.keyring_file)
    _refuse_missing(settings.database)
    engines = connect(settings.database)
    try:
        demo = _checked(engines, keyring, settings.keyring_file)
        return Premises(engines, keyring, _system_keys(engines, keyring), demo=demo)
    except BaseException:
        engines.dispose()
        raise


def migrate_up(settings: Settings) -> None:
    """Apply pending migrations to an existing database; needs no key. Raises StartRefused when there is none."""
    _refuse_missing(settings.database)
    engines = connect(settings.database)
    migrate.upgrade(engines.write)
    engines.dispose()


def new_sqlite_file(path: Path) -> None:
    """Make an empty file that its owner alone may read; raises FileExistsError, never overwrites."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWNER_ONLY))


def _refuse_missing(url: str) -> None:
    # SQLite would make an empty database where none is.
    place = url.removeprefix("sqlite:///")
    if place != url and not Path(place).is_file():
        raise StartRefused(_NO_DATABASE.format(place=place))


def _checked(engines: Engines, keyring: Keyring, path: Path) -> bool:
    """Return whether the database is made up, after everything about it was found as it must be."""
    if migrate.pending(engines.read):
        raise StartRefused(_PENDING)
    with engines.read.connect() as connection:
        found = read_installation(connection)
    if found is None:
        raise StartRefused(_UNFINISHED)
    if found.keyring != keyring.identity():
        raise StartRefused(_OTHER_KEYRING.format(path=path))
    return found.demo


def _system_keys(engines: Engines, keyring: Keyring) -> SystemKeys:
    with engines.read.connect() as connection:
        rows = read_system_keys(connection)
    try:
        return SystemKeys.open_(keyring, [StoredSystemKey(row.name, row.version, row.stored) for row in rows])
    except Tampered:
        raise StartRefused(_KEYS_DAMAGED) from None
