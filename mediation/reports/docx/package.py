"""Our own slim base, and a package whose bytes depend on nothing but its content."""

from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document

_EPOCH = (1980, 1, 1, 0, 0, 0)


def new() -> Document:
    """Return an empty document on our base: styles, numbering, one F4 section, no thumbnail."""
    return docx.Document(BytesIO(_base()))


def save(document: Document) -> bytes:
    """Return `document` as a ZIP with sorted names and fixed dates."""
    written = BytesIO()
    document.save(written)
    with ZipFile(written) as package:
        return _zip({name: package.read(name) for name in package.namelist()})


@lru_cache(maxsize=1)
def _base() -> bytes:
    root = files("mediation.reports.docx") / "base"
    return _zip(dict(_walk(root, "")))


def _walk(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        name = f"{prefix}{entry.name}"
        found += _walk(entry, f"{name}/") if entry.is_dir() else [(name, entry.read_bytes())]
    return found


def _zip(parts: dict[str, bytes]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as package:
        for name in sorted(parts):
            package.writestr(_entry(name), parts[name])
    return packed.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _EPOCH)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 0  # the same on every machine
    return entry
