"""From the process's start to the first page, what a worker holds after its work, and a large file sent."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from itertools import cycle
from os import urandom
from pathlib import Path
from statistics import median
from uuid import uuid4

from PIL import Image

from bench.door import Door, hidden_in
from bench.measuring import Measured, interleaved, ms, times
from bench.offices import BIG, Filled, Offices
from bench.plain import ROWS
from bench.server import NotServed, Server, multipart
from bench.serving import PLAIN

_ROUNDS = 20
_FILE = 20 * 1024 * 1024 - 4096  # bytes; the form's other fields count too
_SIDE = 3000  # pixels of the scanned page
_TIE = re.compile(r'<select[^>]*name="tie"[^>]*>(.*?)</select>', re.DOTALL)
_OPTION = re.compile(r'<option[^>]*value="([^"]+)"')


def measure(offices: Offices) -> Iterator[Measured]:
    """Yield cold start, an upload beside a plain copy, and the memory of a worker after all that."""
    big = offices.big
    yield Measured(
        "cold start, process to first page", _cold(big.office.folder), 2.0, "s", f"median of {_ROUNDS} starts",
    )
    with Server(big.office.folder, plain=True) as server:
        door = Door(big.office, big.office.staff.school_head)
        yield _upload(server, door, big)
        _work(server, door, big)
        yield Measured(
            "memory of a worker after load", server.largest(), 150.0, "MB", "10,000 keys held, files of 20 MB",
        )


def _cold(folder: Path) -> float:
    taken = []
    for _ in range(_ROUNDS):
        with Server(folder) as server:
            taken.append(server.seconds)
    return median(taken)


def _upload(server: Server, door: Door, filled: Filled) -> Measured:
    scan, cases = _scan(), cycle(filled.at_work)
    # Asked for here: the cookie that comes with it holds what the form's token is checked against.
    page = door.get(f"/b/{filled.at_work[0]}/8/baru").decode()
    fields = {**hidden_in(page), "note": "", "version": "", "tie": _OPTION.findall(_TIE.findall(page)[0])[0]}

    def send(path: str, wanted: int) -> None:
        # What was typed is made anew: a form with the same key is taken once.
        typed = {**fields, "submit_key": str(uuid4())}
        body, kind = multipart(typed, "file", ("pindaian.pdf", "application/pdf", scan))
        status, _ = server.ask("POST", path, door.cookie, body, kind)
        if status != wanted:
            raise NotServed(f"{path}: {status}")

    took = interleaved(
        {"sealed": lambda: send(f"/b/{next(cases)}/8/baru", 302), "plain": lambda: send(PLAIN, 204)}, _ROUNDS,
    )
    return Measured(
        "a file of 20 MB sent and kept, beside a plain copy", times(took["sealed"], took["plain"]), 2.0,
        note=f"{ms(took['sealed'])} and {ms(took['plain'])}",
    )


def _work(server: Server, door: Door, filled: Filled) -> None:
    """Ask for every page of the list and every case at work, some at a time."""
    paths = ["/b", *(f"/b/semua?halaman={number}" for number in range(1, BIG // ROWS + 1))]
    paths += [f"/b/{case}" for case in filled.at_work]
    with ThreadPoolExecutor(6) as pool:
        for _ in pool.map(lambda path: _page(server, path, door.cookie), paths):
            pass


def _page(server: Server, path: str, cookie: str) -> bytes:
    status, body = server.ask("GET", path, cookie)
    if status != 200:  # noqa: PLR2004 - HTTP's own
        raise NotServed(f"{path}: {status}")
    return body


def _scan() -> bytes:
    """Return a PDF of 20 MB: one page, scanned, with nothing in it that could be squeezed."""
    picture = BytesIO()
    noise = Image.frombytes("RGB", (_SIDE, _SIDE), urandom(3 * _SIDE * _SIDE))
    noise.save(picture, "JPEG", quality=80)
    jpeg = picture.getvalue()
    image = b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8 "
    image = image % (_SIDE, _SIDE) + b"/Filter /DCTDecode /Length %d >>\nstream\n" % len(jpeg) + jpeg + b"\nendstream"
    rest = urandom(max(0, _FILE - len(jpeg) - 2048)).replace(b"e", b"f")
    return _pdf([
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 5 0 R /Resources << /XObject << /I 4 0 R >> >> >>",
        image, _stream(b"q 595 0 0 842 0 0 cm /I Do Q"), _stream(rest),
    ])


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream"


def _pdf(objects: list[bytes]) -> bytes:
    written, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(written)
