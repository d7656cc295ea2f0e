"""What a database raises: it is away, it cannot keep that text, or there is a bug; each is told from the others."""

import sqlite3

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.store import Store
from bot.store.database import Database, open_database
from bot.store.errors import DatabaseUnavailable, InvalidText, translated


def sqlite_says(words: str) -> Exception:
    return OperationalError("SELECT 1", {}, sqlite3.OperationalError(words))


def postgres_says(kind: type[Exception], words: str = "", **more: object) -> Exception:
    """As SQLAlchemy raises it: around its own error, which is around asyncpg's."""
    theirs = Exception("wrapped")
    theirs.__cause__ = kind(words)
    return DBAPIError("SELECT 1", {}, theirs, **more)


def raised(error: Exception) -> Exception:
    with pytest.raises(Exception) as caught, translated():
        raise error
    return caught.value


@pytest.mark.parametrize(
    "error",
    [
        OSError("refused"),
        TimeoutError(),
        PoolTimeout("no connection is free"),
        sqlite_says("database is locked"),
        sqlite_says("unable to open database file"),
        sqlite_says("disk I/O error"),
        sqlite_says("attempt to write a readonly database"),
        sqlite_says("database or disk is full"),
        postgres_says(asyncpg.TooManyConnectionsError),
        postgres_says(asyncpg.ReadOnlySQLTransactionError),
        postgres_says(asyncpg.InvalidPasswordError),
        postgres_says(asyncpg.InsufficientPrivilegeError),
        postgres_says(asyncpg.IdleInTransactionSessionTimeoutError),
        postgres_says(asyncpg.InvalidCatalogNameError),
        postgres_says(asyncpg.DeadlockDetectedError),
        postgres_says(asyncpg.LockNotAvailableError),
        postgres_says(asyncpg.AdminShutdownError),
        postgres_says(asyncpg.ConnectionDoesNotExistError),
        postgres_says(asyncpg.InterfaceError, "the underlying connection is closed"),
        postgres_says(asyncpg.UndefinedTableError, connection_invalidated=True),
        asyncpg.CannotConnectNowError("starting up"),
        asyncpg.InterfaceError("connection is closed"),
    ],
)
def test_a_database_that_is_away_is_unavailable(error: Exception) -> None:
    assert type(raised(error)) is DatabaseUnavailable


@pytest.mark.parametrize(
    "error",
    [
        UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed"),
        postgres_says(asyncpg.StringDataRightTruncationError),
        postgres_says(asyncpg.CharacterNotInRepertoireError),
        asyncpg.CharacterNotInRepertoireError("a NUL byte"),
    ],
)
def test_a_text_that_no_database_keeps_is_said_to_whoever_sent_it(error: Exception) -> None:
    assert type(raised(error)) is InvalidText


@pytest.mark.parametrize(
    "error",
    [
        sqlite_says("no such table: people"),
        IntegrityError("INSERT", {}, sqlite3.IntegrityError("UNIQUE constraint failed")),
        postgres_says(asyncpg.UndefinedTableError),
        postgres_says(asyncpg.UniqueViolationError),
        postgres_says(asyncpg.InterfaceError, "another operation is in progress"),
        ValueError("a bug"),
    ],
)
def test_a_bug_passes_as_it_is(error: Exception) -> None:
    assert raised(error) is error


def test_the_reason_is_one_line_of_words() -> None:
    assert str(raised(OSError("refused\nwith details"))) == "refused"
    assert str(raised(TimeoutError())) == "TimeoutError"


async def test_half_a_character_is_refused_when_it_is_written(quick_store: Store) -> None:
    with pytest.raises(InvalidText):
        async with quick_store.database.writing() as connection:
            await connection.execute(text("SELECT :given"), {"given": "\ud800"})


async def test_what_fails_halfway_is_not_written(quick_store: Store) -> None:
    with pytest.raises(OperationalError):  # noqa: PT012
        async with quick_store.database.writing() as connection:
            await connection.execute(
                text("INSERT INTO workspaces (team, stopped_at, reason) VALUES ('T1', '2026-11-23', 'why')")
            )
            await connection.execute(text("SELECT * FROM nowhere"))
    assert await quick_store.workspaces.stopped() == []


def test_a_database_in_a_folder_that_does_not_exist_is_refused_at_once() -> None:
    with pytest.raises(FileNotFoundError, match="/nowhere/at/all"):
        open_database("sqlite+aiosqlite:////nowhere/at/all/limber.db")


@pytest.mark.parametrize(
    ("url", "locks"), [("sqlite+aiosqlite:///limber.db", False), ("postgresql+asyncpg://u:p@h/d", True)]
)
def test_only_postgresql_locks_rows(url: str, locks: bool) -> None:
    assert open_database(url).locks_rows == locks


async def test_sqlite_keeps_its_promises(quick_database: Database) -> None:
    found = {}
    for name in ("journal_mode", "synchronous", "foreign_keys"):
        async with quick_database.reading() as connection:
            found[name] = (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar()
    assert found == {"journal_mode": "wal", "synchronous": 1, "foreign_keys": 1}
