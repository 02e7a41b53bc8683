"""Nothing that is typed in confidence stands anywhere in clear: words planted in every field, then looked for.

A real installation is served by its own command. Every form of the house gets a word of its own; drafts, late and
refused forms too; the process is killed in the middle of a request. Then every file that it could have written is
searched in every spelling a program leaves behind.
"""

import base64
import io
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyrage
import pytest
from bech32 import bech32_encode, convertbits

from mediation.vault.keys import PrivateKey
from tests import tour, tour_duties, tour_exports, tour_trail
from tests.doors import code_on, give_back, one_time_on, person, press, sign_in
from tests.pages import Page, Visitor
from tests.wire import Wire

# All planted words begin with this. No key, number or language makes it by chance.
STEM = "Qzvkwjxp"
PASSWORD = f"{STEM}kuda tembok 77"
UNIT = "Unit Contoh"
LEAST = 150


class RealClock:
    """Now; it cannot be moved."""

    def __call__(self) -> datetime:
        return datetime.now(UTC)

    def forward(self, **_span: float) -> None:
        raise AssertionError("time is what it is")


@dataclass
class Planter:
    """Hands out words and remembers where each went; sends every form in every way that may leave a trace."""

    planted: dict[str, str] = field(default_factory=dict)
    here: str = ""

    def __call__(self, name: str) -> str:
        if name.startswith("year_"):
            return "2016"
        word = f"{STEM}{len(self.planted):02x}"
        self.planted[word] = f"{self.here} {name}"
        # The reasons of a finding must have some length.
        return f"{word} {'lalu diceritakan seterusnya ' * 4}" if name == "reasons" else word

    def at(self, page: Page, answers: dict[str, "str | list[str]"]) -> Page:
        """Save the form as a draft, send it broken, send it late; then as it is meant."""
        self.here = re.sub("[0-9a-f-]{36}", "…", page.path)
        form = page.form()
        typed: dict[str, str | list[str]] = {**dict(form.fields), **answers}
        page.visitor.post(f"/konsep?tempat={page.path}", typed, follow=False)
        refused = page.visitor.post(form.action, {**typed, "version": "x"}, follow=False)
        assert refused.status == 200, refused.text
        assert refused.reader.title.strip().startswith("Galat"), refused.path
        return page.visitor.get(page.path).send(answers)


@dataclass
class House:
    """A served installation and what was planted in it."""

    folder: Path
    address: str
    process: "subprocess.Popen[bytes]"
    planter: Planter
    recovery: list[str] = field(default_factory=list)
    taken: dict[str, bytes] = field(default_factory=dict)  # what an auditor took away, as its reader opens it
    lines: set[bytes] = field(default_factory=set)  # what the process list showed meanwhile

    @property
    def database(self) -> Path:
        return self.folder / "instance" / "database.sqlite"

    def visitor(self) -> Visitor:
        """Return somebody at a new browser."""
        return Visitor(Wire(self.address), None)  # type: ignore[arg-type]  # speaks as the test client does

    def enrolled(self, name: str, one_time: str) -> Visitor:
        """Return somebody after the first sign-in."""
        visitor = self.visitor()
        page = sign_in(visitor, name, one_time).send({"password": PASSWORD, "password_again": PASSWORD})
        code = code_on(page)
        self.recovery.append("".join(code))
        give_back(visitor, code)
        return visitor


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Return what the program is started with: all that it may write lies in `folder`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MEDIATION_")}
    places = {name: str(folder / "tmp") for name in ("TMPDIR", "TEMP", "TMP", "HOME", "XDG_CACHE_HOME")}
    return kept | places | {"PYTHONDONTWRITEBYTECODE": "1", "MEDIATION_INSTANCE": str(folder / "instance")} | more


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", "from mediation.cli import main; main()", *arguments]


def set_up(folder: Path, address: str) -> dict[str, str]:
    """Set an installation up; return the one-time passwords by name."""
    words = convertbits(PrivateKey.generate().public, 8, 5)
    assert words
    people = ["--head", "Kepala Contoh", "kepala", "--auditor", "Auditor Contoh", "auditor",
              "--administrator", "Administrator Contoh", "admin"]
    done = subprocess.run(
        command("init", "--agency", "Kabupaten Contoh", "--address", address,
                "--recovery", bech32_encode("age", words), *people),
        env=environment(folder), capture_output=True, text=True, check=True,
    )
    lines = [line.split() for line in done.stdout.splitlines() if line.startswith("  ")]
    return {line[0]: line[1] for line in lines if len(line) == 2}


def serve(folder: Path, address: str) -> "subprocess.Popen[bytes]":
    """Start the server in a session of its own and wait until it answers."""
    output = (folder / "output.log").open("ab")
    log = {"MEDIATION_LOG": str(folder / "program.log"), "MEDIATION_LISTEN": address.removeprefix("http://")}
    with output:
        process = subprocess.Popen(
            command("serve"), env=environment(folder, **log), stdout=output, stderr=output, start_new_session=True,
        )
    for _ in range(300):
        with suppress(OSError):
            Wire(address).get("/masuk")
            return process
        assert process.poll() is None, (folder / "output.log").read_text(encoding="utf-8")
        time.sleep(0.1)
    raise AssertionError("the server does not answer")


def kill(process: "subprocess.Popen[bytes]") -> None:
    """Kill the server with its workers, at once."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def free_port() -> int:
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    (folder / "tmp").mkdir()
    address = f"http://127.0.0.1:{free_port()}"
    one_time = set_up(folder, address)
    found = House(folder, address, serve(folder, address), Planter())
    try:
        live_in(found, one_time)
        yield found
    finally:
        kill(found.process)


def live_in(house: House, one_time: dict[str, str]) -> None:
    """Do everything that can be done, then kill the server in the middle of something."""
    head = house.enrolled("kepala", one_time["kepala"])
    auditor = house.enrolled("auditor", one_time["auditor"])
    visitor = house.enrolled("atasan", hire(house.enrolled("admin", one_time["admin"])))
    walked = tour.Tour(visitor, RealClock(), house.planter, house.planter.at, notice=0)
    tour.verify(visitor, house.planter, house.planter.at)
    tour.figures(head, house.planter, house.planter.at)
    tour.search(head, house.planter, house.planter.at)
    tour_trail.trail(head, house.planter, house.planter.at)
    tour_trail.trail(auditor, house.planter, house.planter.at)
    tour.series(auditor, house.planter, house.planter.at)
    tour_duties.fail(auditor, RealClock()().date() - timedelta(days=2), house.planter, house.planter.at)
    walked.until_report()
    assert walked.case
    die_uncommitted(house, str(walked.case))
    walked.issue_report()
    house.taken = take_away(house, auditor, head)
    look_round(visitor, str(walked.case))
    look_redacted(auditor)
    send_late(house, visitor, f"/b/{walked.case}/1/a/catatan")
    forget_token(house, visitor, f"/b/{walked.case}/1/a/catatan")
    die_at_work(house, visitor, f"/b/{walked.case}/1/a/catatan")


def take_away(house: House, auditor: Visitor, head: Visitor) -> dict[str, bytes]:
    """Make an export of everything, in every shape, while somebody watches the processes; return its members."""
    over = threading.Event()
    watch = threading.Thread(target=watch_processes, args=(house, over))
    watch.start()
    try:
        made, identity = tour_exports.take_away(auditor, head, house.planter, house.planter.at, "Inspektur Contoh")
    finally:
        over.set()
        watch.join()
    clear = pyrage.decrypt(tour_exports.fetched(auditor, made), [identity])
    with zipfile.ZipFile(io.BytesIO(clear)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def watch_processes(house: House, over: threading.Event) -> None:
    while not over.wait(0.02):
        # By names, not by a pattern: a process may be gone before its folder is looked into.
        for process in (path for path in Path("/proc").iterdir() if path.name.isdigit()):
            with suppress(OSError):
                house.lines.add((process / "cmdline").read_bytes())


def hire(admin: Visitor) -> str:
    """Write the letterhead, a unit and the supervisor; return the one-time password."""
    plain = {"parent": "", "supervisor": "", "zone": "WIB"}
    admin.get("/kelola/unit/baru").send({"name": UNIT, **plain})
    links = admin.get("/kelola/unit").reader.links
    unit = next(link for link in links if re.fullmatch("/kelola/unit/[0-9a-f-]{36}", link)).rsplit("/", 1)[1]
    head = admin.get("/kelola/kop/00000000-0000-0000-0000-000000000000")
    head.send({"owner": "KABUPATEN CONTOH", "name": "DINAS CONTOH", "address": "Jalan Contoh", "town": "Contoh",
               "addressee_title": "Bupati Contoh"})
    added = admin.get("/kelola/orang/baru").send({
        **person("atasan"), "unit": unit, "digits": "197203031997031003", "grade": "IV/a",
        "position": "Kepala Sekolah", "sex": "male",
    })
    return one_time_on(added)


def look_round(visitor: Visitor, case: str) -> None:
    """Open every page and document of the case."""
    seen, waiting = set(), ["/b", "/b/semua", f"/b/{case}"]
    while waiting:
        path = waiting.pop().partition("#")[0]
        if path in seen:
            continue
        seen.add(path)
        if re.fullmatch("/b/[0-9a-f-]{36}/6/[0-9a-f-]{36}", path):
            assert visitor.client.get(path).get_data().startswith(b"PK")
            continue
        waiting += [link for link in visitor.get(path).reader.links if link.startswith(f"/b/{case}")]


def look_redacted(auditor: Visitor) -> None:
    """Open every summary as an auditor: nothing that was planted is on its page."""
    names = [link for link in auditor.get("/a").reader.links if re.fullmatch("/a/[0-9A-Z-]{14}", link)]
    assert names
    for path in ["/a", *names]:
        shown = auditor.get(path)
        assert shown.status == 200
        assert STEM.lower() not in shown.html.lower()


def send_late(house: House, visitor: Visitor, path: str) -> None:
    """Hide the screen, send the form that still stands open, and go on with the password."""
    page = visitor.get(path)
    press(page, "/kunci")
    asked = page.send({"text": house.planter("late")})
    assert asked.path.startswith("/lanjut"), asked.path
    again = asked.send({"password": PASSWORD})
    assert STEM in again.html


def forget_token(house: House, visitor: Visitor, path: str) -> None:
    """Send a form from elsewhere, and too much of one."""
    form = visitor.get(path).form()
    shown = visitor.post(form.action, {"text": house.planter("no token") + " dan seterusnya"}, follow=False)
    assert shown.status == 400
    assert STEM in shown.html
    assert visitor.post(form.action, {"text": house.planter("too much") * 250_000}, follow=False).status == 413


def die_at_work(house: House, visitor: Visitor, path: str) -> None:
    """Let requests wait for the database, kill the server while they wait."""
    form = visitor.get(path).form()
    with closing(sqlite3.connect(house.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        sent = {**dict(form.fields), "text": house.planter("killed")}
        for address in (form.action, f"/konsep?tempat={path}"):
            threading.Thread(target=lost, args=(visitor, address, sent), daemon=True).start()
        time.sleep(1)
        kill(house.process)
        other.execute("ROLLBACK")


# A process that dies between the last write of a unit of work and its commit.
_DYING = """
import os, signal, sys
from pathlib import Path
from uuid import UUID
import sqlalchemy as sa
from mediation.accounts import sessions, signing_in
from mediation.accounts.attempts import Origin
from mediation.cases.model import Party
from mediation.cases.screen import services
from mediation.cli.opening import open_checked
from mediation.settings import Settings

premises = open_checked(Settings.from_env({}, Path(sys.argv[1])))
arrived = signing_in.sign_in(premises, name="atasan", password=sys.argv[2], origin=Origin("127.0.0.1"))
present = sessions.arrive(premises, arrived.secret)

@sa.event.listens_for(premises.engines.write, "commit")
def die(connection):
    os.kill(os.getpid(), signal.SIGKILL)

with premises.writing(present.person.actor, present.identity) as transaction:
    services.annotate(transaction, UUID(sys.argv[3]), Party.APPLICANT, text=sys.argv[4])
"""


def die_uncommitted(house: House, case: str) -> None:
    """Kill a process in the middle of a transaction."""
    died = subprocess.run(
        [sys.executable, "-c", _DYING, str(house.folder / "instance"), PASSWORD, case, house.planter("uncommitted")],
        env=environment(house.folder), capture_output=True, text=True, check=False,
    )
    assert died.returncode == -signal.SIGKILL, died.stderr


def lost(visitor: Visitor, address: str, sent: dict[str, str]) -> None:
    with suppress(OSError, AssertionError):
        visitor.client.post(address, data=sent)


def spellings(word: str) -> dict[str, bytes]:
    """Return the word as a program may leave it behind: encodings, base64 in each alignment, hexadecimal."""
    found: dict[str, bytes] = {}
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        raw = word.encode(encoding)
        found[encoding] = raw
        found[f"{encoding} hex"] = raw.hex().encode()
        found[f"{encoding} HEX"] = raw.hex().upper().encode()
        for shift in range(3):
            # The letters that depend on the neighbours are left out.
            encoded = base64.b64encode(bytes(shift) + raw)
            start = -(-shift * 4 // 3)
            found[f"{encoding} base64+{shift}"] = encoded[start : (shift + len(raw)) // 3 * 4]
    return found


def written(house: House) -> dict[str, bytes]:
    """Return every file that the program left, by its name."""
    return {
        str(path.relative_to(house.folder)): path.read_bytes() for path in house.folder.rglob("*") if path.is_file()
    }


def sightings(house: House, word: str) -> list[tuple[str, str, bytes]]:
    """Return where `word` stands: file, spelling, what is round it."""
    return [
        (name, spelling, content[max(0, content.find(sought) - 40) : content.find(sought) + 60])
        for name, content in written(house).items() for spelling, sought in spellings(word).items()
        if sought in content
    ]


def test_a_word_was_planted_in_every_room_where_cases_are_worked_on(house: House) -> None:
    planted = house.planter.planted

    assert len(planted) >= LEAST
    assert {where.split("/")[3].split()[0] for where in planted.values() if where.startswith("/b/…")} >= set("1234568")


def test_the_search_finds_what_stands_in_clear(house: House) -> None:
    # The proof that looking works: a unit's name may stand in clear, and the demonstration of it is here.
    found = {name for name, _, _ in sightings(house, UNIT)}

    assert any(name.startswith("instance/database.sqlite") for name in found)


@pytest.mark.parametrize("sought", [STEM, STEM.lower(), STEM.upper()])
def test_no_planted_word_stands_anywhere(house: House, sought: str) -> None:
    assert sightings(house, sought) == []


@pytest.mark.parametrize("sought", [tour.APPLICANT_DIGITS, tour.SPOUSE_DIGITS])
def test_no_number_of_a_party_stands_anywhere(house: House, sought: str) -> None:
    assert sightings(house, sought) == []


def test_no_document_lies_about(house: House) -> None:
    assert sightings(house, "word/document.xml") == []


def test_no_recovery_code_stands_anywhere(house: House) -> None:
    assert len(house.recovery) == 4
    for code in house.recovery:
        grouped = "-".join(re.findall("....", code))
        assert sightings(house, code) == sightings(house, grouped) == []


def test_the_log_holds_no_address_of_a_case_and_no_text(house: House) -> None:
    logs = [content for name, content in written(house).items() if name.endswith(".log")]

    assert logs
    assert not any(b"/b/" in content or b"Contoh" in content for content in logs)


def test_what_an_auditor_takes_away_names_nobody_and_nothing_that_was_told(house: House) -> None:
    manifest = house.taken["manifest.json"]
    cells = zipfile.ZipFile(io.BytesIO(house.taken["summaries.xlsx"])).read("xl/worksheets/sheet1.xml")
    told = b"".join((house.taken["summaries.jsonl"], house.taken["summaries.csv"], cells))

    assert told.count(b'"pseudonym"') >= 1
    assert json.loads(manifest)["rows"] == told.count(b'"pseudonym"')
    assert STEM.encode() not in told
    assert tour.APPLICANT_DIGITS.encode() not in told


def test_no_process_shows_what_is_taken_away_or_by_which_password(house: House) -> None:
    assert any(b"serve" in line for line in house.lines)
    assert not any(STEM.encode() in line for line in house.lines)


def test_the_log_tells_of_requests_and_holds_no_id_and_no_number(house: House) -> None:
    log = b"".join(content for name, content in written(house).items() if name.endswith(".log"))

    assert log.count(b'"event": "request"') > LEAST
    assert not re.search(rb"[0-9a-f]{8}-[0-9a-f]{4}-|\d{16,}", log)


def test_no_temporary_file_is_left(house: House) -> None:
    assert [name for name in written(house) if name.startswith("tmp/")] == []


def test_everything_is_there_when_the_server_starts_again(house: House) -> None:
    again = serve(house.folder, house.address)
    try:
        visitor = house.visitor()
        desk = sign_in(visitor, "atasan", PASSWORD)
        case = next(link for link in visitor.get("/b").reader.links if re.fullmatch("/b/[0-9a-f-]{36}", link))
        page = visitor.get(case)
        notes = visitor.get(f"{case}/1/a/catatan")
    finally:
        kill(again)
    verified = subprocess.run(
        command("audit", "verify"), env=environment(house.folder), capture_output=True, text=True, check=False,
    )

    assert desk.status == page.status == 200
    assert STEM in page.html
    assert "Selesai di atasan langsung" in page.text
    told = {house.planter.planted[word].split(" ", 1)[1] for word in re.findall(f"{STEM}..", notes.html)}
    assert not told & {"killed", "uncommitted"}
    assert verified.returncode == 0, verified.stdout
