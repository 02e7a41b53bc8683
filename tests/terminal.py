"""A program at a terminal of its own: its questions are answered, its screen is kept, its command lines watched."""

import os
import pty
import re
import select
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

_PATIENCE = 60.0


@dataclass
class Session:
    """What was seen: the screen, the exit status, every command line of the program and of what it started."""

    screen: str = ""
    status: int = -1
    command_lines: set[bytes] = field(default_factory=set)


def at_terminal(command: Sequence[str], answers: Sequence[tuple[str, str]], folder: Path) -> Session:
    """Run `command`, type each answer when the screen shows the pattern before it, and return what was seen."""
    ours, theirs = pty.openpty()
    # setsid gives it this terminal as its own: a passphrase is asked there and nowhere else.
    process = subprocess.Popen(
        ["setsid", "--ctty", *command], stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder,
    )
    os.close(theirs)
    seen, waiting, shown_before = Session(), list(answers), 0
    try:
        ends = time.monotonic() + _PATIENCE
        while _read(ours, seen) and time.monotonic() < ends:
            seen.command_lines |= _command_lines(process.pid)
            if waiting and (found := re.search(waiting[0][0], seen.screen[shown_before:])):
                shown_before += found.end()
                os.write(ours, waiting.pop(0)[1].encode() + b"\n")
        seen.status = process.wait(timeout=_PATIENCE)
    finally:
        process.kill()
        process.wait()
        os.close(ours)
    assert not waiting, f"never asked for {waiting[0][0]}: {seen.screen}"
    return seen


def _read(terminal: int, seen: Session) -> bool:
    """Add what is shown within a hundredth of a second; False when the program has gone."""
    if not select.select([terminal], [], [], 0.01)[0]:
        return True
    try:
        shown = os.read(terminal, 65_536)
    except OSError:  # Linux says so when nobody holds the other end
        return False
    seen.screen += shown.decode(errors="replace")
    return bool(shown)


def _command_lines(process: int) -> set[bytes]:
    """Return the command lines, and the environment's words, of a process and of its children."""
    lines: set[bytes] = set()
    folder = Path(f"/proc/{process}")
    with suppress(OSError):
        lines.add((folder / "cmdline").read_bytes())
        children = (folder / "task" / str(process) / "children").read_text().split()
        for child in children:
            lines |= _command_lines(int(child))
    return lines
