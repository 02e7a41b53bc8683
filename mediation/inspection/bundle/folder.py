"""The folder into which a bundle is opened: new, for its owner alone, and named only when everything was checked."""

import os
import shutil
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self

PART: Final = ".part"
_OWNER_ALONE_FOLDER = 0o700
_OWNER_ALONE = 0o600


class Folder:
    """Takes members as files; what is not kept is gone when the `with` block ends."""

    def __init__(self, path: Path) -> None:
        """Take the name that the folder is to bear: there must be nothing of it, nor of it with `.part` behind."""
        self._path = path
        self._part = path.with_name(path.name + PART)
        self._file: BinaryIO | None = None

    def __enter__(self) -> Self:
        """Make the folder under its other name; raise FileExistsError, FileNotFoundError (the folder above)."""
        if os.path.lexists(self._path):
            raise FileExistsError(str(self._path))
        self._part.mkdir(_OWNER_ALONE_FOLDER)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take away what was not kept."""
        try:
            self.end()
        finally:
            # Closing writes what is still held, and a full disk refuses that too.
            if self._part.exists():
                shutil.rmtree(self._part)

    def begin(self, name: str) -> None:
        """Begin a file of that plain name."""
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_NOFOLLOW
        self._file = os.fdopen(os.open(self._part / name, flags, _OWNER_ALONE), "wb")

    def more(self, piece: bytes) -> None:
        """Write a piece of the file begun."""
        if self._file is not None:
            self._file.write(piece)

    def end(self) -> None:
        """Close the file begun, if there is one."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def add(self, name: str, content: bytes) -> None:
        """Write a whole file of that plain name."""
        self.begin(name)
        self.more(content)
        self.end()

    def keep(self) -> None:
        """Give the folder its name."""
        self._part.rename(self._path)
