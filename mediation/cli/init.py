"""The command that sets up an installation: folder, keyring, database, settings, the first three people."""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from mediation.accounts.founding import Newcomer, found
from mediation.audit import outside
from mediation.cli.opening import (
    OWNER_ONLY_FILE,
    OWNER_ONLY_FOLDER,
    OWNER_ONLY_UMASK,
    StartRefused,
    refusals_shown,
    sqlite_file,
)
from mediation.database import migrate
from mediation.database.engine import connect
from mediation.language import mark
from mediation.settings import FILE, PREFIX, Settings
from mediation.vault.keyring import Keyring
from mediation.vault.notes import is_origin, verifier_key
from mediation.vault.recipient import parse_recipient

_EXISTS = mark("{path} sudah ada dan tidak ditimpa. Pindahkan dahulu, atau pilih folder lain dengan --instance.")
_SAME_NAME = mark("Ketiga orang pertama harus berbeda nama masuknya. Perbaiki, lalu ulangi.")
_PERSON = mark("Tulis nama lengkap dan nama masuk (NIP atau nama akun).")
_ASK_NAME = mark("{role}: nama lengkap")
_ASK_SIGN_IN = mark("{role}: nama masuk (NIP atau nama akun)")
_ASK_RECOVERY = mark("Penerima pemulihan (age1…, dibuat dengan age-keygen di komputer yang tidak tersambung jaringan)")
_ASK_AGENCY = mark("Nama instansi")
_ASK_ADDRESS = mark("Alamat yang dibuka di peramban")
_DONE = mark("Pemasangan selesai di {instance}.")
_PASSWORDS = mark(
    "Kata sandi sekali pakai, berlaku 72 jam, hanya ditampilkan sekarang. Serahkan langsung kepada orangnya:",
)
_KEY = mark(
    "Kunci pemeriksa titik periksa jejak (bukan rahasia; juga lewat `mediation audit key`). Simpan di luar kantor:",
)
_ORIGIN = mark("Nama pemasangan hanya berisi huruf, angka, dan tanda baca tanpa spasi dan tanpa tanda tambah.")
_NEXT = mark(
    "Berikutnya jalankan `mediation serve`. Berkas baru dapat dibuka setelah kepala biro dan auditor masuk untuk "
    "pertama kali.\nSalin basis data dan berkas kunci dari {instance} ke dua tempat lain yang terkunci: bila salah "
    "satunya hilang, tidak ada berkas yang dapat dibuka lagi.",
)

_ROLE_WORDS: Mapping[str, str] = {
    "head": mark("Kepala biro kepegawaian"),
    "auditor": mark("Auditor"),
    "administrator": mark("Administrator"),
}


@dataclass(frozen=True)
class Answers:
    """What `init` was told. `recovery` is the raw public half of the recovery pair."""

    agency: str
    address: str
    recovery: bytes
    head: Newcomer
    auditor: Newcomer
    administrator: Newcomer
    origin: str = ""


@dataclass(frozen=True)
class SetUp:
    """What was set up: the one-time passwords by sign-in name, and the key that verifies checkpoints."""

    passwords: dict[str, str] = field(repr=False)
    verifier: str


class Recipient(click.ParamType[bytes]):
    """An `age1…` recipient, as its 32 raw bytes."""

    name = "age1…"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> bytes:  # noqa: ANN401
        """Return the raw bytes; what was converted at the prompt comes by a second time."""
        if isinstance(value, bytes):
            return value
        try:
            return parse_recipient(str(value).strip())
        except ValueError as error:
            self.fail(str(error), param, ctx)


def _person(_context: click.Context, parameter: click.Parameter, value: tuple[str, str] | None) -> Newcomer:
    role = _ROLE_WORDS[str(parameter.name)]
    if not value:
        value = (click.prompt(_ASK_NAME.format(role=role)), click.prompt(_ASK_SIGN_IN.format(role=role)))
    name, sign_in = (part.strip() for part in value)
    if not name or not sign_in:
        raise click.BadParameter(_PERSON)
    return Newcomer(sign_in=sign_in, name=name)


def _origin(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    if value and not is_origin(value):
        raise click.BadParameter(_ORIGIN)
    return value


def _person_option(name: str, help_text: str) -> Callable[[Any], Any]:
    return click.option(
        f"--{name}", type=(str, str), metavar="NAME SIGN-IN", default=None, callback=_person, help=help_text,
    )


@click.command()
@click.option("--agency", prompt=_ASK_AGENCY, help="Name of the agency.")
@click.option("--address", prompt=_ASK_ADDRESS, default="http://127.0.0.1:8000", help="Public address.")
@click.option(
    "--recovery", prompt=_ASK_RECOVERY, type=Recipient(), help="Public half of the recovery pair.",
)
@click.option(
    "--origin", default="", callback=_origin,
    help="Name under which checkpoints of the trail are signed, for good; made by chance when absent.",
)
@_person_option("head", "The first bureau head.")
@_person_option("auditor", "The first auditor.")
@_person_option("administrator", "The administrator.")
@click.pass_obj
def init(instance: Path, /, **answers: Any) -> None:
    """Set up a new installation; never overwrites one."""
    os.umask(OWNER_ONLY_UMASK)
    with refusals_shown():
        made = set_up(instance, Answers(**answers), os.environ)
    _print_result(instance, made)


def set_up(instance: Path, answers: Answers, environment: Mapping[str, str]) -> SetUp:
    """Make everything in `instance`; return what is to be shown once.

    What was made is taken away again when a later step fails; what was there before is never touched.
    Raises SettingsRefused, StartRefused, KeyringRefused with the remedy.
    """
    _refuse_present(instance / FILE)
    given = {**environment, f"{PREFIX}AGENCY": answers.agency, f"{PREFIX}ADDRESS": answers.address}
    settings = Settings.from_env(given, instance)
    _refuse_same_names(answers)
    files = _new_files(settings)
    instance.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
    instance.chmod(OWNER_ONLY_FOLDER)
    try:
        return _make(settings, answers)
    except BaseException:
        for path in files:
            path.unlink(missing_ok=True)
        raise


def _make(settings: Settings, answers: Answers) -> SetUp:
    keyring = Keyring.create(settings.keyring_file)
    database = sqlite_file(settings)
    if database:
        os.close(os.open(database, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY_FILE))
    engines = connect(settings.database)
    try:
        migrate.upgrade(engines.write)
        founded = found(
            engines,
            keyring,
            recovery_recipient=answers.recovery,
            head=answers.head,
            auditor=answers.auditor,
            administrator=answers.administrator,
            origin=answers.origin,
        )
        premises = founded.premises.outfitted(settings)
        outside.begin(premises)
    finally:
        engines.dispose()
    _write_settings(settings)
    return SetUp(founded.passwords, verifier_key(premises.system, premises.outside.origin))


def _refuse_same_names(answers: Answers) -> None:
    people = (answers.head, answers.auditor, answers.administrator)
    if len({"".join(person.sign_in.split()).casefold() for person in people}) < len(people):
        raise StartRefused(_SAME_NAME)


def _new_files(settings: Settings) -> list[Path]:
    """Return the files that will be made; raises StartRefused when one of them is there already."""
    database = sqlite_file(settings)
    files = [
        settings.instance / FILE, settings.keyring_file, settings.checkpoints, *([database] if database else []),
    ]
    for path in files:
        _refuse_present(path)
    companions = [database.with_name(database.name + end) for end in ("-wal", "-shm")] if database else []
    return [*files, *companions]


def _refuse_present(path: Path) -> None:
    if path.exists():
        raise StartRefused(_EXISTS.format(path=path))


def _write_settings(settings: Settings) -> None:
    # A JSON string is a TOML string.
    lines = [f"{name} = {json.dumps(getattr(settings, name), ensure_ascii=False)}\n" for name in ("address", "agency")]
    (settings.instance / FILE).write_text("".join(lines), encoding="utf-8")


def _print_result(instance: Path, made: SetUp) -> None:
    click.echo(_DONE.format(instance=instance))
    click.echo(f"\n{_PASSWORDS}")
    width = max(len(name) for name in made.passwords)
    for sign_in, password in made.passwords.items():
        click.echo(f"  {sign_in:<{width}}  {password}")
    click.echo(f"\n{_KEY}\n{made.verifier}")
    click.echo(f"\n{_NEXT.format(instance=instance)}")
