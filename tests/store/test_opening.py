"""Opening the store: its tables are brought up to date, and nothing stays open in the end."""

from pathlib import Path

import pytest
from sqlalchemy import inspect

from bot.store import Store, open_store
from bot.store.tables import metadata


async def tables(store: Store) -> set[str]:
    async with store.database.engine.connect() as connection:
        return set(await connection.run_sync(lambda sync: inspect(sync).get_table_names()))


async def test_a_new_store_has_all_tables_and_an_old_one_keeps_what_it_has(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'limber.db'}"
    async with open_store(url) as store:
        assert await tables(store) == {*metadata.tables, "alembic_version"}
        async with store.database.writing() as connection:
            await connection.exec_driver_sql("INSERT INTO workspaces VALUES ('T1', '2026-11-23', 'why')")
    async with open_store(url) as store:
        assert await store.workspaces.stopped() == ["T1"]


@pytest.mark.parametrize("fails", [False, True])
async def test_no_connection_stays_open_however_it_ends(tmp_path: Path, fails: bool) -> None:
    opened: list[Store] = []
    try:
        async with open_store(f"sqlite+aiosqlite:///{tmp_path / 'limber.db'}") as store:
            opened.append(store)
            await store.workspaces.stopped()
            if fails:
                raise KeyError
    except KeyError:
        pass
    engines = opened[0].database.engine, opened[0].database._reader
    assert [engine.pool.checkedin() for engine in engines] == [0, 0]
