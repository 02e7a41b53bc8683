"""A bundle: nothing in clear on the way, nothing half, whatever was changed is named, opened for its reader alone."""

import hashlib
import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from mediation.inspection.bundle import reading, words
from mediation.inspection.bundle.findings import Finding, State, good
from mediation.inspection.bundle.model import CSV, MANIFEST, ROWS
from mediation.inspection.bundle.packing import packed
from mediation.inspection.bundle.writing import write
from mediation.vault import age, notes
from mediation.vault.minisign import Verdict
from tests import bundles
from tests.bundles import LINES, MADE, NAME, asked, forged, made, path_in, right, zipped

CANARY = b"Qzvkwjxp"
Identity = age.Identity


@pytest.fixture(scope="module")
def auditor() -> Identity:
    return bundles.identity()


@pytest.fixture(scope="module")
def other() -> Identity:
    return bundles.identity()


def texts(findings: Sequence[Finding], state: State) -> list[str]:
    return [finding.text for finding in findings if finding.state is state]


def failing(findings: Sequence[Finding]) -> list[str]:
    return texts(findings, State.FAILS)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


# --- writing


def test_what_was_written_is_whole_and_for_its_readers(tmp_path: Path, auditor: Identity, other: Identity) -> None:
    result = made(tmp_path, auditor, other, members=[(ROWS, [LINES[:5], LINES[5:]]), (CSV, [b"a;b\n"])])

    for reader in (auditor, other):
        findings = reading.verify(path_in(tmp_path), asked(reader))
        assert texts(findings, State.HOLDS) == [
            words.SIGNED, words.NAMED, words.YOU, words.RECIPIENTS, words.MEMBERS, words.SAME_ROWS,
        ]
        assert failing(findings) == []
    sealed = path_in(tmp_path).read_bytes()
    assert (result.rows, result.bytes, result.sha256) == (2, len(sealed), hashlib.sha256(sealed).hexdigest())


def test_the_manifest_says_what_was_asked_and_for_whom(tmp_path: Path, auditor: Identity) -> None:
    made(tmp_path, auditor)
    reading.open_(path_in(tmp_path), asked(auditor), tmp_path / "isi")

    told = json.loads((tmp_path / "isi" / MANIFEST).read_text("utf-8"))

    assert told == {
        "format": "mediation-bundle-1", "name": NAME, "id": "00000000-0000-0000-0000-000000000007",
        "requester": "Auditor Contoh 1", "purpose": "Pemeriksaan contoh", "made_at": "2026-03-02T09:30:00+00:00",
        "valid_until": "2026-03-03T09:30:00+00:00", "filter": {"first": "2026-01"},
        "fields": [{"code": "track", "label": "Jalur"}], "rows": 2,
        "members": [{"name": ROWS, "sha256": hashlib.sha256(LINES).hexdigest()}],
        "recipients": [{"name": "Auditor Contoh 1", "recipient": age.recipient_line(auditor.public)}],
        "watermark": "Hanya untuk Auditor Contoh 1", "checkpoint": "", "checkpoint_key": "",
    }


def test_both_files_are_for_their_owner_alone_and_nothing_else_is_left(tmp_path: Path, auditor: Identity) -> None:
    before = os.umask(0)
    try:
        made(tmp_path, auditor)
    finally:
        os.umask(before)

    assert {path.name: mode(path) for path in tmp_path.iterdir()} == {
        f"{NAME}.age": 0o600, f"{NAME}.age.minisig": 0o600,
    }


def test_nothing_stands_in_clear_anywhere_while_it_is_written(
    tmp_path: Path, auditor: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary, folder = tmp_path / "sementara", tmp_path / "hasil"
    temporary.mkdir()
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    seen: list[bytes] = []

    def rows() -> Iterator[bytes]:
        for _ in range(300):
            yield CANARY * 200 + b"\n"
            seen.extend(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())

    made(folder, auditor, members=[(ROWS, rows())])
    reading.verify(path_in(folder), asked(auditor))

    assert max(map(len, seen)) > 100_000
    assert not any(CANARY in content for content in [*seen, path_in(folder).read_bytes()])
    assert list(temporary.iterdir()) == []
    assert len(list(folder.iterdir())) == 2


class OwnError(Exception):
    """Raised by the test."""


def test_what_breaks_on_the_way_leaves_nothing(tmp_path: Path, auditor: Identity) -> None:
    def rows() -> Iterator[bytes]:
        yield b"x" * 500_000
        raise OwnError

    with pytest.raises(OwnError):
        made(tmp_path, auditor, members=[(ROWS, rows())])

    assert list(tmp_path.iterdir()) == []


def test_who_is_told_of_rows_can_end_it(tmp_path: Path, auditor: Identity) -> None:
    heard: list[int] = []

    def told(rows: int) -> None:
        heard.append(rows)
        if rows >= 1000:
            raise OwnError

    members = [(ROWS, (b"{}\n" for _ in range(5000)))]
    with pytest.raises(OwnError):
        write(tmp_path, NAME, members=members, facts=bundles.facts(auditor), system=bundles.system(), told=told)

    assert heard == [256, 512, 768, 1024]
    assert list(tmp_path.iterdir()) == []


def test_no_bundle_is_overwritten(tmp_path: Path, auditor: Identity) -> None:
    made(tmp_path, auditor)
    before = path_in(tmp_path).read_bytes()

    with pytest.raises(FileExistsError):
        made(tmp_path, auditor)

    assert path_in(tmp_path).read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("name", ["../a", "/srv/a", "a/b", "", ".", "A b"])
def test_a_name_with_a_path_is_refused(tmp_path: Path, auditor: Identity, name: str) -> None:
    with pytest.raises(ValueError, match="plain name"):
        write(tmp_path, name, members=[], facts=bundles.facts(auditor), system=bundles.system(), told=print)


def test_a_bundle_for_nobody_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="recipient"):
        made(tmp_path)

    assert list(tmp_path.iterdir()) == []


_WRITING = """
import resource, sys
from pathlib import Path
from tests import bundles
from mediation.inspection.bundle.model import ROWS
row = b'{"a": "' + b"x" * 1000 + b'"}\\n'
def rows(count):
    for _ in range(count):
        yield row
folder, count, most = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
if most:
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
def reached(n):
    if n >= 20_000:
        print(n, flush=True)
bundles.write(folder, bundles.NAME, members=[(ROWS, rows(count))], facts=bundles.facts(bundles.identity()),
              system=bundles.system(), told=reached)
"""


def writing(folder: Path, rows: int, most: int = 0) -> subprocess.Popen[str]:
    words_ = [sys.executable, "-c", _WRITING, str(folder), str(rows), str(most)]
    root = Path(__file__).parents[2]
    return subprocess.Popen(words_, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=root)


def test_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    with writing(tmp_path, 50_000, most=5_000_000) as process:
        _, error = process.communicate(timeout=60)

    assert process.returncode == 1
    assert "OSError" in error
    assert list(tmp_path.iterdir()) == []


def test_a_killed_process_leaves_nothing_that_looks_whole(tmp_path: Path, auditor: Identity) -> None:
    with writing(tmp_path, 100_000_000) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)

    assert [path.name for path in tmp_path.iterdir()] == [f"{NAME}.age.part"]
    made(tmp_path, auditor)
    assert good(reading.verify(path_in(tmp_path), asked(auditor)))
    assert len(list(tmp_path.iterdir())) == 2


_MEMORY = """
import sys
from pathlib import Path
from tests import bundles
from mediation.inspection.bundle import reading
from mediation.inspection.bundle.model import CSV, ROWS
row = b'{"a": "' + b"x" * 1000 + b'"}\\n'
def rows(count):
    for _ in range(count):
        yield row
folder, reader = Path(sys.argv[1]), bundles.identity()
def done(name, count):
    (folder / name).mkdir()
    bundles.made(folder / name, reader, members=[(ROWS, rows(count)), (CSV, rows(count))])
    findings = reading.open_(bundles.path_in(folder / name), bundles.asked(reader), folder / name / "isi")
    assert reading.good(findings), findings
    # Not ru_maxrss, which begins with the parent's.
    return int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])
few, many = done("few", 5000), done("many", 100_000)
print(few, many)
"""


def test_a_hundred_thousand_rows_take_no_more_memory_than_few(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _MEMORY, str(tmp_path)], capture_output=True, text=True, check=True,
        cwd=Path(__file__).parents[2],
    )
    few, many = (int(kib) for kib in done.stdout.split())

    assert path_in(tmp_path / "many").stat().st_size > 200_000_000
    assert many - few < 16 * 1024
    assert many < 100 * 1024


# --- verifying


def test_without_an_identity_the_signature_alone_is_looked_at(tmp_path: Path, auditor: Identity) -> None:
    made(tmp_path, auditor)

    findings = reading.verify(path_in(tmp_path), asked())

    assert texts(findings, State.HOLDS) == [words.SIGNED, words.NAMED]
    assert texts(findings, State.UNSAID) == [words.NO_IDENTITY]


def test_every_changed_byte_and_every_cut_is_named(tmp_path: Path, auditor: Identity) -> None:
    made(tmp_path, auditor)
    path = path_in(tmp_path)
    whole = path.read_bytes()

    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 1 << place % 8
        for wrong in (bytes(changed), whole[:place]):
            path.write_bytes(wrong)
            assert failing(reading.verify(path, asked(auditor))) == [words.UNSIGNED[Verdict.OTHER_CONTENT]]
    path.write_bytes(whole + b"\0")
    assert failing(reading.verify(path, asked())) == [words.UNSIGNED[Verdict.OTHER_CONTENT]]


def test_every_flipped_bit_of_the_signature_is_named(tmp_path: Path, auditor: Identity) -> None:
    made(tmp_path, auditor)
    path = path_in(tmp_path)
    signature = path.with_name(path.name + ".minisig")
    whole = signature.read_bytes()
    begins = whole.index(b"\n")  # what stands before is not signed, by minisign's own rule

    for place in range(begins, len(whole)):
        for bit in range(8):
            changed = bytearray(whole)
            changed[place] ^= 1 << bit
            signature.write_bytes(changed)
            assert len(failing(reading.verify(path, asked(auditor)))) == 1


def test_a_missing_a_swapped_and_a_foreign_signature_are_told_apart(tmp_path: Path, auditor: Identity) -> None:
    here, there = tmp_path / "satu", tmp_path / "dua"
    for folder in (here, there):
        folder.mkdir()
        made(folder, auditor)
    path = path_in(here)
    signature = path.with_name(path.name + ".minisig")

    assert failing(reading.verify(path, asked(auditor, seed=2))) == [words.UNSIGNED[Verdict.OTHER_KEY]]
    signature.write_bytes((there / signature.name).read_bytes())
    assert failing(reading.verify(path, asked(auditor))) == [words.UNSIGNED[Verdict.OTHER_CONTENT]]
    signature.unlink()
    assert failing(reading.verify(path, asked(auditor))) == [words.NO_SIGNATURE]


def test_a_bundle_under_another_name_is_named(tmp_path: Path, auditor: Identity) -> None:
    made(tmp_path, auditor)
    for path in list(tmp_path.iterdir()):
        path.rename(path.with_name(path.name.replace(NAME, "bawa-lain")))

    assert failing(reading.verify(tmp_path / "bawa-lain.age", asked(auditor))) == [words.RENAMED]


def test_somebody_elses_identity_opens_nothing(tmp_path: Path, auditor: Identity, other: Identity) -> None:
    made(tmp_path, auditor)

    assert failing(reading.verify(path_in(tmp_path), asked(other))) == [words.NOT_FOR_YOU]


def test_a_member_that_is_not_what_the_manifest_says_is_named(tmp_path: Path, auditor: Identity) -> None:
    told = right(auditor)
    cases = {
        "changed": zipped(told, (ROWS, LINES.replace(b"1", b"9"))),
        "missing": zipped({**told, "members": [*told["members"], {"name": CSV, "sha256": "0" * 64}]}),
        "unlisted": zipped(told, (ROWS, LINES), (CSV, b"a\n")),
    }

    for clear in cases.values():
        path = forged(tmp_path, clear, [auditor.public])
        assert failing(reading.verify(path, asked(auditor))) == [words.OTHER_MEMBERS]


@pytest.mark.parametrize(("changes", "rows"), [({"rows": 3}, 2), ({}, 3), ({"name": "bawa-lain"}, 2)])
def test_another_count_or_name_than_was_signed_is_named(
    tmp_path: Path, auditor: Identity, changes: dict[str, Any], rows: int
) -> None:
    path = forged(tmp_path, zipped({**right(auditor), **changes}), [auditor.public], rows=rows)

    assert failing(reading.verify(path, asked(auditor))) == [words.OTHER_ROWS]


def test_readers_that_the_manifest_does_not_name_are_noticed(
    tmp_path: Path, auditor: Identity, other: Identity
) -> None:
    path = forged(tmp_path, zipped(right(auditor)), [auditor.public, other.public])

    assert failing(reading.verify(path, asked(auditor))) == [words.MORE_RECIPIENTS]
    assert failing(reading.verify(path, asked(other))) == [words.NOT_NAMED, words.MORE_RECIPIENTS]


def test_what_is_signed_but_no_bundle_is_named(tmp_path: Path, auditor: Identity) -> None:
    told = right(auditor)
    broken = [
        b"", b"bukan zip", zipped(told)[:-1], zipped(told) + b"x", b"PK\x03\x04" + bytes(100),
        b"".join(packed([(MANIFEST, [b"{}"]), (ROWS, [LINES])], MADE)), zipped(b" " * 1_100_000),
    ]
    unknown: list[Any] = [
        b"", b"{}", b"[]", b"\xff", b"[" * 100_000, {**told, "format": "mediation-bundle-9"}, {**told, "rows": "dua"},
        {**told, "members": [{"name": 1, "sha256": 2}]}, {**told, "valid_until": "2026-03-02T09:30:00"},
        {**told, "recipients": None}, {**told, "checkpoint": 1},
    ]

    for clear, text in [(clear, words.BROKEN) for clear in broken] + [(zipped(one), words.UNKNOWN) for one in unknown]:
        path = forged(tmp_path, clear, [auditor.public])
        assert failing(reading.verify(path, asked(auditor))) == [text]
    path = bundles.signed(tmp_path, b"bukan age")
    assert failing(reading.verify(path, asked(auditor))) == [words.BROKEN]


def test_an_expired_bundle_is_told_and_still_holds(tmp_path: Path, auditor: Identity) -> None:
    made(tmp_path, auditor)

    findings = reading.verify(path_in(tmp_path), asked(auditor, now=MADE + timedelta(hours=25)))

    assert words.EXPIRED in texts(findings, State.TOLD)
    assert good(findings)


def test_the_checkpoint_is_verified_with_the_key_given_or_the_one_inside(tmp_path: Path, auditor: Identity) -> None:
    system = bundles.system()
    note = notes.sign(system, notes.Checkpoint("mediation.contoh", 12, bytes(32)))
    key, foreign = (notes.verifier_key(one, "mediation.contoh") for one in (system, bundles.system(2)))

    def found(checkpoint: str, inside: str, given: str) -> str:
        path = forged(tmp_path, zipped({**right(auditor), "checkpoint": checkpoint, "checkpoint_key": inside}),
                      [auditor.public])
        told = reading.verify(path, asked(auditor, checkpoint_key=given))
        return next(finding.text for finding in told if finding.text.startswith("Titik periksa"))

    assert found("", key, key) == words.NO_CHECKPOINT
    assert found(note, "", "") == words.NO_CHECKPOINT_KEY
    assert found(note, key, "") == words.CHECKPOINT_BY_ITSELF
    assert found(note, key, key) == found(note, "", key) == words.CHECKPOINT
    assert found(note, key, foreign) == words.OTHER_CHECKPOINT_KEY
    assert found(note, foreign, "") == found(note.replace("12", "13", 1), key, key) == words.BAD_CHECKPOINT
    assert found("bukan catatan", key, "") == found(note, "bukan kunci", "") == words.BAD_CHECKPOINT


def test_names_from_inside_do_not_steer_the_screen(tmp_path: Path, auditor: Identity) -> None:
    made(tmp_path, auditor, purpose="awal\x1b[2J\u202eakhir\n", requester="{key}")

    sentences = [finding.sentence for finding in reading.verify(path_in(tmp_path), asked(auditor))]

    assert all(sentence.isprintable() for sentence in sentences)
    assert any("Diminta oleh {key}" in sentence for sentence in sentences)


# --- opening


def test_what_holds_is_opened_for_its_reader_alone(tmp_path: Path, auditor: Identity) -> None:
    made(tmp_path, auditor, members=[(ROWS, [LINES]), (CSV, [b"a;b\n"])])
    before = os.umask(0)
    try:
        findings = reading.open_(path_in(tmp_path), asked(auditor), tmp_path / "isi")
    finally:
        os.umask(before)

    assert good(findings)
    assert mode(tmp_path / "isi") == 0o700
    assert {path.name: mode(path) for path in (tmp_path / "isi").iterdir()} == {
        ROWS: 0o600, CSV: 0o600, MANIFEST: 0o600,
    }
    assert (tmp_path / "isi" / ROWS).read_bytes() == LINES


def test_the_checkpoint_is_written_beside_as_the_trails_command_reads_it(tmp_path: Path, auditor: Identity) -> None:
    system = bundles.system()
    note = notes.sign(system, notes.Checkpoint("mediation.contoh", 12, bytes(32)))
    made(tmp_path, auditor, checkpoint=note, checkpoint_key=notes.verifier_key(system, "mediation.contoh"))

    findings = reading.open_(path_in(tmp_path), asked(auditor), tmp_path / "isi")

    assert words.CHECKPOINT_KEPT in texts(findings, State.TOLD)
    assert (tmp_path / "isi" / reading.CHECKPOINT).read_text("utf-8") == note


def test_what_does_not_hold_leaves_nothing_in_clear(tmp_path: Path, auditor: Identity, other: Identity) -> None:
    wrong = [
        (forged(tmp_path, zipped(right(auditor), (ROWS, CANARY + b"\n")), [auditor.public]), auditor),
        (forged(tmp_path, zipped(right(auditor), (ROWS, CANARY))[:-1], [auditor.public]), auditor),
        (forged(tmp_path, zipped(right(auditor)), [auditor.public, other.public]), auditor),
        (forged(tmp_path, zipped(right(other)), [other.public]), auditor),
    ]

    for path, reader in wrong:
        assert not good(reading.open_(path, asked(reader), tmp_path / "isi"))
        assert sorted(each.name for each in tmp_path.iterdir()) == [f"{NAME}.age", f"{NAME}.age.minisig"]


def test_nothing_is_overwritten_by_opening(tmp_path: Path, auditor: Identity) -> None:
    made(tmp_path, auditor)
    (tmp_path / "berkas").write_text("tetap")
    (tmp_path / "folder").mkdir()
    (tmp_path / "tautan").symlink_to(tmp_path / "tiada")

    for name in ("berkas", "folder", "tautan"):
        with pytest.raises(FileExistsError):
            reading.open_(path_in(tmp_path), asked(auditor), tmp_path / name)
    with pytest.raises(FileNotFoundError):
        reading.open_(path_in(tmp_path), asked(auditor), tmp_path / "tiada" / "isi")
    assert (tmp_path / "berkas").read_text() == "tetap"
    assert list((tmp_path / "folder").iterdir()) == []


def test_a_file_that_changes_between_checking_and_opening_is_noticed(
    tmp_path: Path, auditor: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path, auditor, members=[(ROWS, [b"x" * 100_000])])
    path = path_in(tmp_path)
    (tmp_path / "lain").mkdir()
    made(tmp_path / "lain", auditor, members=[(ROWS, [b"y" * 100_000])])
    count = age.sealed_to

    def changed_meanwhile(sealed: Any) -> int:
        path.write_bytes(path_in(tmp_path / "lain").read_bytes())
        return count(sealed)

    monkeypatch.setattr(age, "sealed_to", changed_meanwhile)

    assert failing(reading.open_(path, asked(auditor), tmp_path / "isi")) == [words.BROKEN]
    assert not (tmp_path / "isi").exists()

