"""Settings are parsed once and refused with the remedy."""

from pathlib import Path

import pytest

from mediation.settings import Settings, SettingsRefused

ENOUGH = {"MEDIATION_ADDRESS": "https://berkas.contoh.example", "MEDIATION_AGENCY": "Kabupaten Contoh"}


def settings_of(tmp_path: Path, **changes: str) -> Settings:
    return Settings.from_env(ENOUGH | {f"MEDIATION_{name.upper()}": text for name, text in changes.items()}, tmp_path)


def test_absent_settings_have_their_defaults(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)

    assert settings == Settings(
        instance=tmp_path,
        address="https://berkas.contoh.example",
        agency="Kabupaten Contoh",
        database=f"sqlite:///{tmp_path}/database.sqlite",
        keyring_file=tmp_path / "keyring.json",
        listen=("127.0.0.1", 8000),
        log="stderr",
        checkpoints=tmp_path / "checkpoints.txt",
        syslog="",
        exports=tmp_path / "exports",
        trusted_proxies=0,
        work_week=5,
    )


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('agency = "Dari berkas"\nwork_week = 6\n', encoding="utf-8")

    settings = settings_of(tmp_path, agency="Dari lingkungan")

    assert (settings.agency, settings.work_week) == ("Dari lingkungan", 6)


def test_other_variables_of_the_environment_are_not_ours(tmp_path: Path) -> None:
    settings = Settings.from_env(ENOUGH | {"PATH": "/bin", "MEDIATION_INSTANCE": str(tmp_path)}, tmp_path)

    assert settings.work_week == 5


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("address", "http://berkas.contoh.example"),
        ("address", "https://berkas.contoh.example/jalur"),
        ("address", "https://nama@berkas.contoh.example"),
        ("address", "berkas.contoh.example"),
        ("address", ""),
        ("agency", "  "),
        ("keyring_file", "kunci.json"),
        ("listen", "8000"),
        ("listen", "127.0.0.1:0"),
        ("listen", "127.0.0.1:70000"),
        ("log", "log.txt"),
        ("checkpoints", "checkpoints.txt"),
        ("exports", "exports"),
        ("syslog", "log.contoh.example"),
        ("syslog", "dev/log"),
        ("trusted_proxies", "-1"),
        ("trusted_proxies", "banyak"),
        ("work_week", "7"),
    ],
)
def test_a_malformed_setting_is_refused_by_name_with_the_remedy(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(SettingsRefused, match=f"Setelan {name} .*Perbaiki dalam settings.toml"):
        settings_of(tmp_path, **{name: text})


@pytest.mark.parametrize("address", ["http://127.0.0.1:8000", "http://localhost:8000", "http://[::1]:8000"])
def test_http_is_allowed_on_this_machine_itself(tmp_path: Path, address: str) -> None:
    settings = settings_of(tmp_path, address=address)

    assert not settings.https


def test_a_missing_setting_is_refused_by_name_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(SettingsRefused, match="Setelan address belum diisi"):
        Settings.from_env({"MEDIATION_AGENCY": "Kabupaten Contoh"}, tmp_path)


def test_an_unknown_setting_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(SettingsRefused, match="tidak dikenal: adress"):
        settings_of(tmp_path, adress="https://berkas.contoh.example")


def test_an_unknown_setting_in_the_file_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("warna = 'biru'\n", encoding="utf-8")

    with pytest.raises(SettingsRefused, match="tidak dikenal: warna"):
        settings_of(tmp_path)


def test_a_file_that_is_not_toml_is_refused(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("agency Kabupaten\n", encoding="utf-8")

    with pytest.raises(SettingsRefused, match="tidak terbaca sebagai TOML"):
        settings_of(tmp_path)


def test_a_keyring_in_the_environment_is_refused_and_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(SettingsRefused, match="Hapus MEDIATION_KEYRING") as refused:
        Settings.from_env(ENOUGH | {"MEDIATION_KEYRING": "isi-rahasia"}, tmp_path)

    assert "isi-rahasia" not in str(refused.value)


def test_the_host_that_is_answered_is_that_of_the_address(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, address="https://Berkas.Contoh.example:8443/")

    assert settings.host == "berkas.contoh.example:8443"


@pytest.mark.parametrize("listen", ["0.0.0.0:8000", "[::]:8000", "192.0.2.7:8000"])
def test_without_https_the_door_is_not_open_to_the_network(tmp_path: Path, listen: str) -> None:
    with pytest.raises(SettingsRefused, match="listen terbuka bagi jaringan"):
        settings_of(tmp_path, address="http://127.0.0.1:8000", agency="Dinas Contoh", listen=listen)


def test_behind_an_https_proxy_it_may_listen_on_the_network(tmp_path: Path) -> None:
    known = settings_of(tmp_path, address="https://berkas.contoh.example", agency="Dinas", listen="0.0.0.0:8000")

    assert known.listen == ("0.0.0.0", 8000)  # noqa: S104 - what was asked for


def test_a_log_to_syslog_needs_to_know_where_that_is(tmp_path: Path) -> None:
    with pytest.raises(SettingsRefused, match="setelan syslog kosong"):
        settings_of(tmp_path, log="syslog")


@pytest.mark.parametrize("place", ["/dev/log", "127.0.0.1:514"])
def test_a_log_to_syslog_is_taken_with_its_place(tmp_path: Path, place: str) -> None:
    settings = settings_of(tmp_path, log="syslog", syslog=place)

    assert (settings.log, settings.syslog) == ("syslog", place)
