"""The settings: parsed once, from a mapping that is passed in and `settings.toml`; refused with the remedy."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mediation.language import mark

PREFIX = "MEDIATION_"
FILE = "settings.toml"
DATABASE_FILE = "database.sqlite"
KEYRING_FILE = "keyring.json"
CHECKPOINTS_FILE = "checkpoints.txt"
EXPORTS_FOLDER = "exports"

# Read by the command line before there are settings, so known here and not a setting.
INSTANCE_VARIABLE = "MEDIATION_INSTANCE"
# A keyring's content in the environment is readable by every process of the same user and lands in crash reports.
KEYRING_VARIABLE = "MEDIATION_KEYRING"

_MAX_PROXIES = 5
_WORK_WEEKS = (5, 6)
_MAX_PORT = 65_535


class SettingsRefused(Exception):  # noqa: N818 - named as what happened
    """The settings do not allow a start. The text is Indonesian and ends with the remedy."""


@dataclass(frozen=True)
class Known:
    """One setting: its name in the file, what stands when it is absent (None: it must be given), what it means."""

    name: str
    default: str | None
    meaning: str
    parse: Callable[[str], Any]

    @property
    def variable(self) -> str:
        """The environment variable that overrides the file."""
        return PREFIX + self.name.upper()


@dataclass(frozen=True)
class Settings:
    """What the program must be told. Made by `from_env` alone."""

    instance: Path
    address: str
    agency: str
    database: str
    keyring_file: Path
    listen: tuple[str, int]
    log: str
    checkpoints: Path
    syslog: str
    exports: Path
    trusted_proxies: int
    work_week: int

    @classmethod
    def from_env(cls, environment: Mapping[str, str], instance: Path) -> "Settings":
        """Return the settings from `environment` (MEDIATION_*) over `instance`/settings.toml.

        Raises SettingsRefused when one is unknown, missing or malformed.
        """
        _refuse_keyring(environment)
        given = _from_file(instance / FILE) | _from_environment(environment)
        _refuse_unknown(given)
        values = {known.name: _value(known, given) for known in SETTINGS}
        _refuse_open_door(values["address"], values["listen"][0])
        _refuse_silent_log(values["log"], values["syslog"])
        return cls(
            instance=instance,
            address=values["address"],
            agency=values["agency"],
            database=values["database"] or f"sqlite:///{instance / DATABASE_FILE}",
            keyring_file=Path(values["keyring_file"] or instance / KEYRING_FILE),
            listen=values["listen"],
            log=values["log"],
            checkpoints=Path(values["checkpoints"] or instance / CHECKPOINTS_FILE),
            syslog=values["syslog"],
            exports=Path(values["exports"] or instance / EXPORTS_FOLDER),
            trusted_proxies=values["trusted_proxies"],
            work_week=values["work_week"],
        )

    @property
    def https(self) -> bool:
        """Whether browsers reach the program by https, so that cookies are marked Secure."""
        return self.address.startswith("https:")

    @property
    def host(self) -> str:
        """The one Host header that is answered."""
        return urlsplit(self.address).netloc


def _text(value: str) -> str:
    if not value.strip():
        raise ValueError(mark("tidak boleh kosong"))
    return value.strip()


def _path(value: str) -> str:
    if value and not Path(value).is_absolute():
        raise ValueError(mark("harus jalur lengkap yang dimulai dengan garis miring"))
    return value


def _address(value: str) -> str:
    parts = urlsplit(value)
    bare = not (parts.path.strip("/") or parts.query or parts.fragment or parts.username)
    if parts.scheme not in ("http", "https") or not parts.hostname or not bare:
        raise ValueError(mark("harus berbentuk https://nama-host, tanpa jalur di belakangnya"))
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        raise ValueError(mark("harus memakai https, kecuali untuk alamat di mesin ini sendiri (127.0.0.1)"))
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _listen(value: str) -> tuple[str, int]:
    host, _, port = value.rpartition(":")
    if not host or not port.isascii() or not port.isdigit() or not 0 < int(port) <= _MAX_PORT:
        raise ValueError(mark("harus berbentuk alamat:porta, misalnya 127.0.0.1:8000"))
    return host.strip("[]"), int(port)


def _proxies(value: str) -> int:
    if value not in {str(count) for count in range(_MAX_PROXIES + 1)}:
        raise ValueError(mark("harus jumlah proksi di depan program, 0 sampai 5"))
    return int(value)


def _week(value: str) -> int:
    if value not in {str(days) for days in _WORK_WEEKS}:
        raise ValueError(mark("harus 5 atau 6"))
    return int(value)


def _log(value: str) -> str:
    return value if value in ("stderr", "syslog") else _path(_text(value))


def _syslog(value: str) -> str:
    if value and not value.startswith("/"):
        _listen(value)
    return value


SETTINGS: tuple[Known, ...] = (
    Known("address", None, "public address; https, except on this machine itself", _address),
    Known("agency", None, "name of the agency, at the top of every page", _text),
    Known("database", "", "database address; empty: `database.sqlite` in `instance/`", str.strip),
    Known("keyring_file", "", "full path of the keyring; empty: `keyring.json` in `instance/`", _path),
    Known("listen", "127.0.0.1:8000", "where the server listens, behind its proxy", _listen),
    Known("log", "stderr", "`stderr`, `syslog` or the full path of a file", _log),
    Known("checkpoints", "", "full path of the file of checkpoints; empty: `checkpoints.txt` in `instance/`", _path),
    Known("syslog", "", "where checkpoints go too: `/dev/log` or `host:port` (UDP); empty: nowhere", _syslog),
    Known("exports", "", "full path of the folder of bundles to be fetched; empty: `exports` in `instance/`", _path),
    Known("trusted_proxies", "0", "how many proxies of yours stand in front, 0 to 5", _proxies),
    Known("work_week", "5", "working days a week, 5 or 6", _week),
)


def is_loopback(host: str) -> bool:
    """Tell whether `host` names this machine itself."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _refuse_open_door(address: str, listens_on: str) -> None:
    # An address of this machine alone, but a door open to the network: passwords would travel in the clear.
    if address.startswith("http:") and not is_loopback(listens_on):
        raise SettingsRefused(
            mark(
                "Setelan listen terbuka bagi jaringan, sedangkan address tidak memakai https. "
                "Pakai 127.0.0.1 dalam listen, atau isi address dengan alamat https yang dilayani proksi Anda.",
            ),
        )


def _refuse_silent_log(log: str, syslog: str) -> None:
    if log == "syslog" and not syslog:
        raise SettingsRefused(
            mark(
                "Setelan log berisi syslog, tetapi setelan syslog kosong. "
                "Isi syslog dengan /dev/log atau alamat:porta.",
            ),
        )


def _refuse_keyring(environment: Mapping[str, str]) -> None:
    if KEYRING_VARIABLE in environment:
        raise SettingsRefused(
            mark(
                "Gantungan kunci tidak boleh diberikan lewat variabel lingkungan. "
                "Hapus MEDIATION_KEYRING; simpan gantungan kunci sebagai berkas yang hanya terbaca oleh "
                "pemiliknya (0600) dan sebutkan jalurnya dalam keyring_file.",
            ),
        )


def _from_file(path: Path) -> dict[str, str]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = mark("{path} tidak terbaca sebagai TOML. Perbaiki barisnya: {error}")
        raise SettingsRefused(message.format(path=path, error=error)) from None
    return {name: str(value) for name, value in content.items()}


def _from_environment(environment: Mapping[str, str]) -> dict[str, str]:
    return {
        name.removeprefix(PREFIX).lower(): value
        for name, value in environment.items()
        if name.startswith(PREFIX) and name != INSTANCE_VARIABLE
    }


def _refuse_unknown(given: Mapping[str, str]) -> None:
    unknown = sorted(given.keys() - {known.name for known in SETTINGS})
    if unknown:
        message = mark("Setelan tidak dikenal: {unknown}. Hapus atau perbaiki namanya. Yang dikenal: {known}.")
        known_names = ", ".join(known.name for known in SETTINGS)
        raise SettingsRefused(message.format(unknown=", ".join(unknown), known=known_names))


def _value(known: Known, given: Mapping[str, str]) -> Any:  # noqa: ANN401 - each setting has a type of its own
    text = given.get(known.name, known.default)
    if text is None:
        message = mark("Setelan {name} belum diisi. Tulis {name} dalam settings.toml atau beri {variable}.")
        raise SettingsRefused(message.format(name=known.name, variable=known.variable))
    try:
        return known.parse(text)
    except ValueError as error:
        message = mark("Setelan {name} {error}. Perbaiki dalam settings.toml atau {variable}.")
        raise SettingsRefused(message.format(name=known.name, error=error, variable=known.variable)) from None
