"""The file of a SQLite database: where it is, and whether it can be written."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy.engine import make_url

from bot.store.errors import DatabaseUnusable

OWNERS_ALONE = 0o600
"""The mode of a new SQLite file, and of those that SQLite makes beside it."""
SQLITE_READ_ONLY = ("readonly", "unable to open")
"""What SQLite says of a file that it can't write, or can't make in this folder."""


def sqlite_file(url: str) -> str | None:
    """Return the file of a SQLite database, None for another one or one in memory; raise FileNotFoundError."""
    parsed = make_url(url)
    file = parsed.database if parsed.get_backend_name() == "sqlite" else None
    if file and not Path(file).parent.is_dir():
        raise FileNotFoundError(f"the folder {Path(file).parent} for the database doesn't exist")
    return file


def not_writable(file: str) -> DatabaseUnusable:
    """Return the error for a SQLite database that cannot be written."""
    return DatabaseUnusable(f"{file} can't be written. Let the user that runs Limber write this file and its folder.")


def check_file(file: str, timeout_seconds: float) -> None:
    """Create the file if it isn't there; raise DatabaseUnusable if it can't be written, sqlite3.Error if not opened."""
    with suppress(OSError):  # it is there, or SQLite says why it cannot be
        Path(file).touch(OWNERS_ALONE, exist_ok=False)
    try:
        with closing(sqlite3.connect(file, timeout=timeout_seconds)) as connection:
            connection.execute("PRAGMA schema_version")
            connection.execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError as error:
        if any(sign in str(error) for sign in SQLITE_READ_ONLY):
            raise not_writable(file) from error
        raise
    # SQLite opens a file that it may only read, and says so no sooner than it writes.
    if not os.access(file, os.W_OK):
        raise not_writable(file)
