"""The ZIP inside a bundle: every system opens what we write, and we read nothing but what we write, as they do."""

import io
import itertools
import struct
import zipfile
import zlib
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.inspection.bundle import packing
from mediation.inspection.bundle.packing import MAX_MEMBERS, is_plain, packed
from mediation.inspection.bundle.unpacking import NotOurs, Unpacker
from tests.bundles import MADE

BEHIND = b"PK\x07\x08"
Members = Sequence[tuple[str, bytes]]
TWO: Members = [("summaries.jsonl", b'{"a": 1}\n' * 3), ("manifest.json", b"{}\n")]

# Content that looks like what ends a member, whole or in parts.
LIKE_AN_END = (b"PK", b"\x07\x08", BEHIND, b"P", b"K\x03\x04", b"a", bytes(24), b"\n")
PIECES = st.lists(st.sampled_from(LIKE_AN_END), max_size=20)


class Kept:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.members: list[tuple[str, bytes]] = []
        self.open = False

    def begin(self, name: str) -> None:
        assert not self.open
        self.members.append((name, b""))
        self.open = True

    def more(self, piece: bytes) -> None:
        name, before = self.members.pop()
        self.members.append((name, before + piece))

    def end(self) -> None:
        self.open = False


def zipped(members: Iterable[tuple[str, bytes]]) -> bytes:
    return b"".join(packed([(name, [content]) for name, content in members], MADE))


def unzipped(archive: bytes, step: int = 4096) -> Members:
    kept = Kept()
    unpacker = Unpacker(kept)
    for start in range(0, len(archive), step):
        unpacker.write(archive[start : start + step])
    unpacker.close()
    return kept.members


def by_stock(archive: bytes) -> Members:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        assert opened.testzip() is None
        return [(info.filename, opened.read(info)) for info in opened.infolist()]


@given(st.lists(PIECES.map(b"".join), min_size=1, max_size=4), st.integers(1, 40))
def test_we_and_others_read_what_we_write(contents: list[bytes], step: int) -> None:
    members = [(f"bagian-{n}.bin", content) for n, content in enumerate(contents)]
    archive = zipped(members)

    assert unzipped(archive, step) == by_stock(archive) == members


@pytest.mark.parametrize("content", [
    BEHIND + bytes(24), BEHIND + bytes(20), BEHIND + bytes(19), BEHIND * 9, b"a" + BEHIND + struct.pack(
        "<LQQ", zlib.crc32(b"a"), 1, 1,
    ),
])
def test_content_that_looks_like_an_end_is_content(content: bytes) -> None:
    members = [("a", content), ("b", content + content)]

    assert unzipped(zipped(members), 3) == by_stock(zipped(members)) == members


def test_members_are_stored_and_for_their_owner_alone() -> None:
    with zipfile.ZipFile(io.BytesIO(zipped(TWO))) as opened:
        infos = opened.infolist()

    assert {info.compress_type for info in infos} == {zipfile.ZIP_STORED}
    assert {info.external_attr >> 16 for info in infos} == {0o100600}
    assert {info.date_time for info in infos} == {(2026, 3, 2, 9, 30, 0)}


def test_a_bundle_beyond_32_bits_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 20)
    archive = zipped(TWO)

    assert b"PK\x06\x06" in archive
    assert unzipped(archive, 7) == by_stock(archive) == TWO


def test_a_member_is_asked_for_only_when_the_one_before_has_ended() -> None:
    order: list[str] = []

    def pieces(name: str) -> Iterable[bytes]:
        order.append(f"{name} begins")
        yield b"x" * 200_000
        order.append(f"{name} ends")

    order.extend("out" for _ in packed([("a", pieces("a")), ("b", pieces("b"))], MADE))

    assert order[0] == "a begins"
    assert [word for word in order if word != "out"] == ["a begins", "a ends", "b begins", "b ends"]
    assert order.index("out") < order.index("a ends") + 2


@pytest.mark.parametrize("name", [
    "", ".", "..", "../a", "/a", "a/b", "a\\b", "C:a", "a\0", "A", ".a", "a.b.c.d.e", "é", "a b", "a\n", "con:", "-a",
    "a" * 60,
])
def test_a_name_with_a_path_or_a_trick_is_neither_written_nor_read(name: str) -> None:
    assert not is_plain(name)
    with pytest.raises(ValueError, match="plain names"):
        zipped([(name, b"a")])
    with pytest.raises(NotOurs):
        unzipped(renamed(name.encode()))


def renamed(name: bytes) -> bytes:
    """Return an archive in which one member has that name, in both places."""
    archive, length = zipped([("xx", b"isi")]), struct.pack("<H", len(name))
    listed = archive.index(b"PK\x01\x02")
    first, second = archive[:listed], archive[listed:]
    first = first[:26] + length + first[28:].replace(b"xx", name, 1)
    second = second[:28] + length + second[30:].replace(b"xx", name, 1)
    return first + second


def test_names_twice_and_too_many_are_refused() -> None:
    with pytest.raises(ValueError, match="its own"):
        zipped([("a", b""), ("a", b"")])
    with pytest.raises(ValueError, match="few"):
        zipped([(f"a{n}", b"") for n in range(MAX_MEMBERS + 1)])


def made_by_stock(method: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("a.txt", b"isi " * 100)
    return out.getvalue()


@pytest.mark.parametrize("archive", [
    b"", b"PK", b"PK\x05\x06" + bytes(17), b"isi saja", made_by_stock(), made_by_stock(zipfile.ZIP_DEFLATED),
    made_by_stock(zipfile.ZIP_BZIP2), zipped(TWO) + b"\0", b"\0" + zipped(TWO), zipped(TWO) + zipped(TWO),
])
def test_any_other_zip_is_refused(archive: bytes) -> None:
    with pytest.raises(NotOurs):
        unzipped(archive)


def test_a_comment_a_double_name_and_another_directory_are_refused() -> None:
    archive = zipped(TWO)
    commented = archive[:-2] + b"\1\0x"
    doubled = zipped([("aa", b"isi"), ("ab", b"isi")]).replace(b"ab", b"aa")
    other = zipped(TWO[:1])
    hidden = archive[: archive.index(b"PK\x01\x02")] + other[other.index(b"PK\x01\x02") :]

    for wrong in (commented, doubled, hidden):
        with pytest.raises(NotOurs):
            unzipped(wrong)


def test_a_member_that_only_the_way_or_only_the_directory_knows_is_refused() -> None:
    inner = zipped([("tersembunyi", b"isi")])
    body = inner[: inner.index(b"PK\x01\x02")]
    content = b"awal"
    told = BEHIND + struct.pack("<LQQ", zlib.crc32(content), len(content), len(content))
    # To others this is one member that holds another; on the way it would be two.
    archive = zipped([("a", content + told + body)])

    assert [name for name, _ in by_stock(archive)] == ["a"]
    with pytest.raises(NotOurs):
        unzipped(archive)


def test_every_cut_is_noticed() -> None:
    archive = zipped(TWO)

    for length in range(len(archive)):
        with pytest.raises(NotOurs):
            unzipped(archive[:length])


def test_no_flipped_bit_makes_us_read_what_others_do_not() -> None:
    archive = zipped(TWO)

    for place, bit in itertools.product(range(len(archive)), range(8)):
        try:
            read = unzipped(flipped(archive, place, bit))
        except NotOurs:
            continue
        assert read == TWO


@pytest.mark.parametrize(("limit", "length"), [(zipfile.ZIP64_LIMIT, 22), (20, 22 + 20)])
def test_the_last_records_are_taken_literally(limit: int, length: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", limit)
    archive = zipped(TWO)

    for place, bit in itertools.product(range(len(archive) - length, len(archive)), range(8)):
        with pytest.raises(NotOurs):
            unzipped(flipped(archive, place, bit))


def test_counts_and_places_in_the_long_record_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 20)
    archive = zipped(TWO)
    record = archive.index(b"PK\x06\x06")

    for place in range(record + 16, record + 56):
        with pytest.raises(NotOurs):
            unzipped(flipped(archive, place, 0))


def flipped(archive: bytes, place: int, bit: int) -> bytes:
    changed = bytearray(archive)
    changed[place] ^= 1 << bit
    return bytes(changed)


def test_too_many_members_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "MAX_MEMBERS", 100)

    assert len(unzipped(zipped([(f"a{n}", b"") for n in range(MAX_MEMBERS)]))) == MAX_MEMBERS
    with pytest.raises(NotOurs):
        unzipped(zipped([(f"a{n}", b"") for n in range(MAX_MEMBERS + 1)]))


def test_what_waits_is_never_more_than_a_piece() -> None:
    kept = Kept()
    unpacker = Unpacker(kept)
    most = 0
    for start in range(0, len(archive := zipped([("a", b"PK\x07" * 300_000)])), 8192):
        unpacker.write(archive[start : start + 8192])
        most = max(most, len(unpacker._held))

    assert most < 100
