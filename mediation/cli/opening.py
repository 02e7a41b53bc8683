"""What the commands share: settings, and the database opened only when everything about it is as it must be."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from mediation.accounts.founding import OtherKeyring, open_premises
from mediation.audit import outside
from mediation.database import state
from mediation.database.engine import Engines, connect
from mediation.errors import NotFound, Tampered
from mediation.language import mark
from mediation.settings import Settings, SettingsRefused
from mediation.transaction import Premises
from mediation.vault.keyring import Keyring, KeyringRefused
from mediation.web import logs

# What a command or the server makes is for its owner alone.
OWNER_ONLY_UMASK = 0o077
OWNER_ONLY_FILE = 0o600
OWNER_ONLY_FOLDER = 0o700

_SQLITE = "sqlite:///"

_NO_DATABASE = mark("Basis data {place} tidak ada. Jalankan `mediation init`, atau perbaiki setelan database.")
_PENDING = mark(
    "Susunan basis data bukan susunan versi program ini. Salin basis data dan berkas kunci ke tempat lain, "
    "lalu jalankan `mediation migrate`.",
)
_UNFINISHED = mark("Pemasangan belum selesai. Pindahkan berkas basis data ini, lalu ulangi `mediation init`.")
_OTHER_KEYRING = mark(
    "Berkas kunci {path} bukan berkas kunci basis data ini. Kembalikan berkas kunci yang dibuat bersama "
    "basis data ini, atau perbaiki setelan keyring_file.",
)
_KEYS_DAMAGED = mark(
    "Kunci sistem dalam basis data rusak atau diganti. Jangan teruskan dengan berkas ini; "
    "kembalikan basis data dari cadangan.",
)
_DEMO = mark(
    "Basis data ini bertanda DATA CONTOH dan tidak dipakai untuk pekerjaan sungguhan. "
    "Jalankan `mediation init` di folder lain.",
)
_NOT_DEMO = mark(
    "Basis data ini berisi pekerjaan sungguhan dan tidak dipakai untuk peragaan. Pilih folder lain dengan --keep.",
)
_DISAGREES = mark(
    "Basis data tidak cocok dengan berkas titik periksa {path}, sehingga program tidak dijalankan. Jangan mengubah apa "
    "pun; jalankan `mediation audit verify` untuk melihat bedanya, lalu kembalikan basis data yang benar. Bila Anda "
    "memang memulihkannya dari cadangan, akui dengan `mediation audit accept --reason restored`; hal itu dicatat.",
)


class StartRefused(Exception):  # noqa: N818 - named as the answer it leads to
    """The database is not opened. The text is Indonesian, for the operator, and ends with the remedy."""


@contextmanager
def refusals_shown() -> Iterator[None]:
    """Turn a refusal to start into a plain message and exit status 1."""
    try:
        yield
    except (SettingsRefused, StartRefused, KeyringRefused) as refused:
        raise click.ClickException(str(refused)) from None


def settings_of(instance: Path) -> Settings:
    """Return the settings of the installation in `instance`; raises SettingsRefused."""
    return Settings.from_env(os.environ, instance)


@contextmanager
def opened(instance: Path, *, compare: bool = True) -> Iterator[Premises]:
    """Open the installation in `instance` for a command, and close it after; `compare` as in `open_checked`."""
    with refusals_shown():
        settings = settings_of(instance)
        logs.configure(settings.log, settings.syslog)
        premises = open_checked(settings, compare=compare)
    try:
        yield premises
    finally:
        premises.engines.dispose()


def open_checked(settings: Settings, *, demo: bool = False, compare: bool = True) -> Premises:
    """Return the opened database, of real work or (`demo`) of a demonstration, never one for the other.

    Raises StartRefused or KeyringRefused with the remedy; with `compare` also when the trail disagrees with the
    newest checkpoints of the file outside the database.
    """
    keyring = Keyring.load(settings.keyring_file)
    refuse_missing(settings)
    engines = connect(settings.database)
    try:
        premises = _fitting(_opened(engines, keyring, settings.keyring_file), demo=demo)
        outfitted = premises.outfitted(settings)
        if compare:
            _refuse_disagreeing(outfitted)
    except BaseException:
        engines.dispose()
        raise
    return outfitted


def refuse_missing(settings: Settings) -> None:
    """Raise StartRefused when there is no database: SQLite would make an empty one."""
    path = sqlite_file(settings)
    if path is not None and not path.is_file():
        raise StartRefused(_NO_DATABASE.format(place=path))


def sqlite_file(settings: Settings) -> Path | None:
    """Return the file of a SQLite database; None for another."""
    path = settings.database.removeprefix(_SQLITE)
    return None if path == settings.database else Path(path)


def _fitting(premises: Premises, *, demo: bool) -> Premises:
    if premises.demo is not demo:
        raise StartRefused(_DEMO if premises.demo else _NOT_DEMO)
    return premises


def _refuse_disagreeing(premises: Premises) -> None:
    with premises.reading() as transaction:
        found = outside.glance(transaction)
    if not found.whole:
        said = " ".join(sentence.words for sentence in found.sentences)
        raise StartRefused(f"{said}\n{_DISAGREES.format(path=premises.outside.file)}")


def _opened(engines: Engines, keyring: Keyring, path: Path) -> Premises:
    if state.pending(engines.read):
        raise StartRefused(_PENDING)
    try:
        return open_premises(engines, keyring)
    except NotFound:
        raise StartRefused(_UNFINISHED) from None
    except OtherKeyring:
        raise StartRefused(_OTHER_KEYRING.format(path=path)) from None
    except Tampered:
        raise StartRefused(_KEYS_DAMAGED) from None
