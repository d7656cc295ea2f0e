"""Opening the store: its tables are brought up to date, and nothing stays open in the end."""

from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from bot.domain.actor import Actor
from bot.domain.guide import Session
from bot.domain.timetable import WEEKDAYS, Timetable
from bot.store import Store, open_store
from bot.store.cipher import open_cipher
from bot.store.migrate import MIGRATIONS, NEWEST_REVISION
from bot.store.tables import metadata

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


async def tables(store: Store) -> set[str]:
    async with store.database.engine.connect() as connection:
        return set(await connection.run_sync(lambda sync: inspect(sync).get_table_names()))


async def test_a_new_store_has_all_tables_and_an_old_one_keeps_what_it_has(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'limber.db'}"
    async with open_store(url) as store:
        assert await tables(store) == {*metadata.tables, "alembic_version"}
        async with store.database.writing() as connection:
            await connection.exec_driver_sql(
                "INSERT INTO workspaces (team, stopped_at, reason) VALUES ('T1', '2026-11-23', 'why')"
            )
    async with open_store(url) as store:
        assert [each.team for each in await store.workspaces.stopped()] == ["T1"]


async def test_installations_need_a_cipher_and_the_rest_does_not(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'limber.db'}"
    async with open_store(url) as store:
        assert store.installations is None
    async with open_store(url, cipher=open_cipher("", url)) as store:
        assert await store.installations.count() == 0


def test_the_newest_revision_is_that_of_the_migrations() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == NEWEST_REVISION


def _to_the_first_tables(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.downgrade(config, "0001")


async def test_an_upgrade_from_the_first_tables_keeps_what_they_have(store: Store) -> None:
    daily = Timetable(days=WEEKDAYS, times=(time(15),), zone="UTC", country="DE-BY")
    kept = await store.timetables.save("T1", "C1", daily, "U1", NOW)
    break_ = await store.claims.claim_now(kept, "now", ["cat-arch"], NOW, "this test")
    session = Session(id="s1", team="T1", user="U1", slugs=("cat-arch",), created_at=NOW, ref="r")
    await store.sessions.add(session)
    await store.rosters.join(break_, "U1", NOW)
    async with store.database.engine.begin() as connection:
        await connection.run_sync(_to_the_first_tables)
    await store.database.migrate()
    assert await store.timetables.get("T1", "C1") == replace(kept, recent=("cat-arch",))
    assert await store.breaks.find("T1", break_.id) == replace(break_, state="sending")
    assert (await store.rosters.get(break_.id)).people == ("U1",)
    assert await store.sessions.find(Actor("T1", "U1"), "s1") == session


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


async def test_a_new_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "limber.db"
    async with open_store(f"sqlite+aiosqlite:///{file}"):
        assert {each.stat().st_mode & 0o777 for each in tmp_path.iterdir()} == {0o600}
