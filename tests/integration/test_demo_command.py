"""`mediation demo` serves made-up cases on this machine alone and leaves nothing behind."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

WHOLE_SECONDS = 60


@contextmanager
def demonstration(
    place: Path, *options: str, ending: signal.Signals = signal.SIGINT,
) -> Iterator[tuple[dict[str, Any], subprocess.Popen[str]]]:
    """Start the command with `place` as the folder of temporary files; end it as told."""
    command = [sys.executable, "-c", "from mediation.cli import main; main()", "demo", "--json", *options]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(place)},
        # A shell may have told this process to ignore Ctrl-C, which children inherit.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509 - no threads here
    ) as process:
        assert process.stdout is not None
        try:
            yield json.loads(process.stdout.readline()), process
        finally:
            process.send_signal(ending)
            process.wait(WHOLE_SECONDS)


def test_it_tells_address_and_accounts_passes_a_taken_port_over_and_cleans_up_after_ctrl_c(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with demonstration(tmp_path, "--port", str(port)) as (told, process):
            with urllib.request.urlopen(told["address"], timeout=WHOLE_SECONDS) as answer:  # noqa: S310 - our own
                page = answer.read().decode()
            made = list(tmp_path.iterdir())

    assert "DATA CONTOH" in page
    assert len({account["sign_in"] for account in told["accounts"]}) == len(told["accounts"]) == 7
    assert told["address"].startswith("http://127.0.0.1:")
    assert int(told["address"].rpartition(":")[2]) > port
    assert len(made) == 1
    assert list(tmp_path.iterdir()) == []
    assert process.returncode == 0


def test_a_kept_one_is_served_again_with_the_same_accounts_and_a_polite_end_is_clean_too(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    with demonstration(tmp_path, "--keep", str(kept), ending=signal.SIGTERM) as (first, ended):
        pass

    with demonstration(tmp_path, "--keep", str(kept), ending=signal.SIGHUP) as (second, ended_again):
        pass

    assert second["accounts"] == first["accounts"]
    assert (ended.returncode, ended_again.returncode) == (0, 0)
    assert (kept / "database.sqlite").stat().st_mode & 0o077 == 0


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "surat.txt").write_text("punya orang", encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "-c", "from mediation.cli import main; main()", "demo", "--keep", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=WHOLE_SECONDS,
    )

    assert done.returncode == 1
    assert "berisi hal lain" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["surat.txt"]
