"""What a database raises is an absence, bad text or a bug, and is told apart."""

import sqlite3
from collections.abc import Callable
from contextlib import aclosing, closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError
from tcp_proxy import proxied

from bot.store import Store
from bot.store.database import open_database
from bot.store.errors import DatabaseUnavailable, InvalidText

INSERT = "INSERT INTO people (team, \"user\") VALUES (:team, 'U1')"


async def executed(store: Store, statement: str, **values: object) -> None:
    async with store.database.writing() as connection:
        await connection.execute(text(statement), values)


@pytest.mark.parametrize("statement", ["INSRT", "SELECT * FROM no_such_table", "SELECT no_such_column FROM people"])
async def test_an_error_in_our_sql_is_raised_as_it_is(store: Store, statement: str) -> None:
    with pytest.raises(DBAPIError):
        await executed(store, statement)


async def test_a_broken_constraint_is_raised_as_it_is(store: Store) -> None:
    await executed(store, INSERT, team="T1")
    with pytest.raises(IntegrityError):
        await executed(store, INSERT, team="T1")


async def test_an_error_says_nothing_of_what_was_stored(store: Store) -> None:
    await executed(store, INSERT, team="T1-secret")
    with pytest.raises(IntegrityError) as caught:
        await executed(store, INSERT, team="T1-secret")
    statement = str(caught.value).partition("[SQL")[2]
    assert "secret" not in statement
    assert "hide_parameters" in statement


async def test_half_a_character_is_bad_text(store: Store) -> None:
    with pytest.raises(InvalidText, match="can't store"):
        await executed(store, INSERT, team="\ud800")


@pytest.mark.slow
@pytest.mark.parametrize("bad", ["a\x00b", "too long " * 10])
async def test_what_postgresql_alone_refuses_is_bad_text_and_no_absence(
    postgres_url: str, opened: Callable, bad: str
) -> None:
    store = await opened(postgres_url)
    with pytest.raises(InvalidText):
        await executed(store, INSERT, team=bad)


@pytest.mark.slow
async def test_a_value_of_the_wrong_type_is_a_bug_of_ours(postgres_url: str, opened: Callable) -> None:
    store = await opened(postgres_url)
    with pytest.raises(DBAPIError):
        await executed(store, "UPDATE sessions SET position = :position", position="x")


async def test_a_database_that_does_not_answer_is_unavailable() -> None:
    async with aclosing(open_database("postgresql+asyncpg://nobody@127.0.0.1:9/none")) as database:
        with pytest.raises(DatabaseUnavailable):
            await database.migrate()


@pytest.mark.parametrize(
    ("content", "why"), [(None, "can't be written"), (b"no database at all" * 99, "not a database")]
)
async def test_a_file_that_is_no_database_is_unavailable(tmp_path: Path, content: bytes | None, why: str) -> None:
    file = tmp_path / "limber.db"
    file.write_bytes(content) if content else file.mkdir()
    async with aclosing(open_database(f"sqlite+aiosqlite:///{file}")) as database:
        for attempt in (database.migrate, database.ping):
            with pytest.raises(DatabaseUnavailable, match=why):
                await attempt()


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no-such-folder"):
        open_database(f"sqlite+aiosqlite:///{tmp_path}/no-such-folder/limber.db")


async def test_a_file_that_somebody_else_has_locked_is_unavailable(tmp_path: Path) -> None:
    file = tmp_path / "limber.db"
    async with aclosing(open_database(f"sqlite+aiosqlite:///{file}", sqlite_timeout_seconds=0)) as database:
        await database.migrate()
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            with pytest.raises(DatabaseUnavailable, match="locked"):
                await Store(database).workspaces.resume("T1")


@pytest.mark.slow
async def test_a_connection_that_breaks_in_the_middle_is_an_absence_and_then_over(
    postgres_url: str, opened: Callable
) -> None:
    async def cut_in_the_middle() -> None:
        async with store.database.writing() as connection:
            await connection.execute(text("SELECT 1"))
            proxy.cut()
            await connection.execute(text("SELECT 1"))

    async with proxied(postgres_url) as (proxy, url):
        store = await opened(url)
        with pytest.raises(DatabaseUnavailable):
            await cut_in_the_middle()
        with pytest.raises(DatabaseUnavailable):
            await store.workspaces.stopped()
        proxy.mend()
        assert await store.workspaces.stopped() == []


@pytest.mark.slow
async def test_postgresql_that_shuts_down_is_unavailable(postgres_url: str, opened: Callable, postgres) -> None:
    async def terminated() -> None:
        async with store.database.writing() as connection:
            pid = await connection.scalar(text("SELECT pg_backend_pid()"))
            postgres.psql(f"SELECT pg_terminate_backend({pid});")
            await connection.execute(text("SELECT 1"))

    store = await opened(postgres_url)
    with pytest.raises(DatabaseUnavailable):
        await terminated()
