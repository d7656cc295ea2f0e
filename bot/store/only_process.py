"""One process at a time on a SQLite file; the system gives the lock back, however a process ends."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from bot.store.sqlite_file import not_writable, sqlite_file


class DatabaseInUse(Exception):
    """Read by whoever starts a second process on the same file."""

    def __init__(self, file: str) -> None:
        super().__init__(
            f"Another Limber is using {file}. Stop that one first, or use PostgreSQL to run several at once."
        )


@contextmanager
def only_process(database_url: str) -> Iterator[None]:
    """Keep other processes off a SQLite database; PostgreSQL takes any number.

    Raise DatabaseInUse, DatabaseUnusable or FileNotFoundError.
    """
    file = sqlite_file(database_url)
    if not file:
        yield
        return
    with closing(_locked(file)):
        yield


def _locked(file: str) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(f"{file}.lock", timeout=0, isolation_level=None)
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise DatabaseInUse(file) from None
        raise not_writable(file) from error
    return connection
