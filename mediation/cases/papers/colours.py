"""Colour profiles (ICC) reduced to their colours: no maker, no date, no text. Pure."""

_HEADER_BYTES = 128
_ENTRY_BYTES = 12
_TAGS_MOST = 100
_PROFILE_MOST = 1 << 20
_COLOURS = {
    b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC", b"kTRC", b"wtpt", b"bkpt", b"chad", b"lumi", b"cicp",
    b"A2B0", b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2", b"gamt",
}
_MADE = b"".join(part.to_bytes(2, "big") for part in (2000, 1, 1, 0, 0, 0))


def reduced(profile: bytes) -> bytes:
    """Return `profile` with its colours alone; empty when it is none that can be read."""
    if not _HEADER_BYTES < len(profile) <= _PROFILE_MOST or profile[36:40] != b"acsp":
        return b""
    kept = _kept(profile)
    if not kept:
        return b""
    place = _HEADER_BYTES + 4 + _ENTRY_BYTES * len(kept)
    listed, held = [], []
    for name, data in kept:
        padded = data + bytes(-len(data) % 4)
        listed.append(name + place.to_bytes(4, "big") + len(data).to_bytes(4, "big"))
        held.append(padded)
        place += len(padded)
    return b"".join([_header(profile, place), len(kept).to_bytes(4, "big"), *listed, *held])


def _kept(profile: bytes) -> list[tuple[bytes, bytes]]:
    count = int.from_bytes(profile[_HEADER_BYTES : _HEADER_BYTES + 4], "big")
    kept = []
    for number in range(min(count, _TAGS_MOST)):
        at = _HEADER_BYTES + 4 + _ENTRY_BYTES * number
        name, place, size = profile[at : at + 4], *(
            int.from_bytes(profile[at + step : at + step + 4], "big") for step in (4, 8)
        )
        if name in _COLOURS and place + size <= len(profile):
            kept.append((name, profile[place : place + size]))
    # Colours that share one curve may name it several times: bounded all the same.
    return kept if sum(len(data) for _name, data in kept) <= _PROFILE_MOST else []


def _header(profile: bytes, size: int) -> bytes:
    """Return the header: size, version, class, spaces, intent and illuminant as they were, nothing else."""
    parts = (
        size.to_bytes(4, "big"), bytes(4), profile[8:24], _MADE, b"acsp", bytes(4 * 6), profile[64:80], bytes(48),
    )
    return b"".join(parts)
