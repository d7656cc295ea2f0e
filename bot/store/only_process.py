"""One process at a time on a SQLite file; the system gives the lock back, however a process ends."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from sqlalchemy.engine import make_url


class DatabaseInUse(Exception):
    """Read by whoever starts a second process on the same file."""

    def __init__(self, file: str) -> None:
        super().__init__(
            f"Another Limber is using {file}. Stop that one first, or use PostgreSQL to run several at once."
        )


@contextmanager
def only_process(database_url: str) -> Iterator[None]:
    """Keep other processes off a SQLite database; PostgreSQL takes any number. Raise DatabaseInUse or OSError."""
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        yield
        return
    try:
        connection = sqlite3.connect(f"{url.database}.lock", timeout=0, isolation_level=None)
    except sqlite3.OperationalError as error:
        raise OSError(f"the folder of {url.database} can't be written to") from error
    with closing(connection):
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            raise DatabaseInUse(url.database) from None
        yield
