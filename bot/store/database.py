"""The database: opened, and how reading and writing run on it."""

from asyncio import Lock, to_thread
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.store.errors import translated
from bot.store.migrate import checked_revision, upgrade_tables
from bot.store.postgres_options import split_options
from bot.store.sqlite_file import check_file, sqlite_file

SQLITE_TIMEOUT_SECONDS = 15.0
"""How long SQLite waits for a file that another process has locked."""
CheckFile = Callable[[], None]
QUIET: dict[str, Any] = {"hide_parameters": True}
"""What is stored about people never stands in an error, and so in no log."""
READING: dict[str, Any] = QUIET | {"isolation_level": "AUTOCOMMIT", "pool_reset_on_return": None}
"""Without a transaction there is nothing to begin, commit or roll back: one round trip a query."""


class Database:
    """Connections for reading and for writing; each raises DatabaseUnavailable, or InvalidText for bad input."""

    def __init__(self, engine: AsyncEngine, reader: AsyncEngine, check_file: CheckFile | None = None) -> None:
        self.engine, self._reader, self._check_file = engine, reader, check_file
        # SQLite has one writer; whoever waits for it inside SQLite is not served in turn, and may wait for seconds.
        self._writer: AbstractAsyncContextManager[None] = nullcontext() if self.locks_rows else Lock()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Lend a connection for reading, without a transaction."""
        with translated():
            async with self._reader.connect() as connection:
                yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """Lend a connection in a transaction: all of it happens, or nothing."""
        with translated():
            async with self._writer, self.engine.begin() as connection:
                yield connection

    @property
    def locks_rows(self) -> bool:
        """Whether rows can be locked, so that several processes share the work (PostgreSQL)."""
        return self.engine.dialect.name == "postgresql"

    async def migrate(self) -> None:
        """Upgrade the tables to the newest revision; several processes may start at once.

        Raise DatabaseUnavailable, or DatabaseUnusable if they are newer than this program.
        """
        with translated():
            await self._look_at_file()
            async with self.engine.begin() as connection:
                await connection.run_sync(upgrade_tables)

    async def ping(self) -> None:
        """Raise DatabaseUnavailable if the database does not answer."""
        with translated():
            await self._look_at_file()
            async with self._reader.connect() as connection:
                await connection.execute(text("SELECT 1"))

    async def check(self) -> None:
        """Raise DatabaseUnavailable or DatabaseUnusable where the bot couldn't start; change no table."""
        await self.ping()
        with translated():
            async with self._reader.connect() as connection:
                await connection.run_sync(checked_revision)

    async def now(self) -> datetime | None:
        """Return the time of the database's own clock; None for SQLite, which has none."""
        if not self.locks_rows:
            return None
        async with self.reading() as connection:
            found: datetime | None = await connection.scalar(text("SELECT clock_timestamp()"))
            return found

    async def _look_at_file(self) -> None:
        # aiosqlite leaves a thread behind when it cannot open a file, and that thread may outlive the loop.
        if self._check_file:
            await to_thread(self._check_file)

    async def aclose(self) -> None:
        """Close all connections."""
        await self.engine.dispose()
        await self._reader.dispose()


def open_database(
    url: str, process: str = "limber", sqlite_timeout_seconds: float = SQLITE_TIMEOUT_SECONDS
) -> Database:
    """Return the database at this URL; nothing is connected before it is used.

    Raise FileNotFoundError for a folder, DatabaseUnusable for options that cannot be used.
    PostgreSQL tells others that `process` is alive for as long as it holds a connection.
    """
    if make_url(url).get_backend_name() == "sqlite":
        return _sqlite(url, sqlite_timeout_seconds)
    address, options = split_options(make_url(url))
    named = options | {"timeout": 10, "command_timeout": 60, "server_settings": {"application_name": process}}
    pool = {"pool_pre_ping": True, "pool_size": 5, "max_overflow": 5, "pool_timeout": 10, "connect_args": named}
    return Database(create_async_engine(address, **pool, **QUIET), create_async_engine(address, **pool, **READING))


def _sqlite(url: str, timeout_seconds: float) -> Database:
    file = sqlite_file(url)
    waits: dict[str, Any] = {"connect_args": {"timeout": timeout_seconds}}
    # Each connection is a thread: opening more of them for a moment takes longer than waiting for one.
    few: dict[str, Any] = {"max_overflow": 0} if file else {}
    writer, reader = create_async_engine(url, **waits, **QUIET), create_async_engine(url, **waits, **few, **READING)
    for engine in (writer, reader):
        event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(writer.sync_engine, "begin", _begin_at_once)
    return Database(writer, reader, partial(check_file, file, timeout_seconds) if file else None)


def _prepare(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_at_once(connection: Connection) -> None:
    # A transaction that reads first and writes later fails when another one wrote meanwhile; so it locks at once.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
