"""The files of a workspace, from their announcement to their download."""

from dataclasses import dataclass
from itertools import count
from secrets import token_hex


@dataclass
class File:
    """A file that was announced; it has contents once these were sent, and is seen by people once it is completed."""

    id: str
    name: str
    length: int
    key: str
    """The secret part of its addresses."""
    contents: bytes | None = None
    completed: bool = False


class Uploads:
    """All files by their ids."""

    def __init__(self) -> None:
        self._files: dict[str, File] = {}
        self._counter = count(1)

    def announce(self, name: str, length: int) -> File:
        """Return a new file without contents."""
        file = File(f"F{next(self._counter):010d}", name, length, token_hex(12))
        self._files[file.id] = file
        return file

    def get(self, file_id: str) -> File | None:
        """Return the file with an id, or None."""
        return self._files.get(file_id)

    def at(self, key: str) -> File | None:
        """Return the file whose addresses have this secret part, or None."""
        return next((file for file in self._files.values() if file.key == key), None)
