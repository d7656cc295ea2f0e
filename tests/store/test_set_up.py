"""A database that is set up in a way that the bot can't use is told in a sentence that says what to do."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import aclosing, closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import parse_qsl, urlsplit

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from tls_proxy import behind_tls

from bot.store import Store
from bot.store.database import open_database
from bot.store.errors import DatabaseUnavailable, DatabaseUnusable
from bot.store.migrate import NEWEST_REVISION
from bot.store.only_process import only_process
from bot.store.postgres_options import split_options

POSTGRES = "postgresql+asyncpg://me:secret@127.0.0.1:9/limber"
NOBODY = 65534


async def refusal(url: str) -> str:
    """What both a check and a start say, which is the same."""
    said = []
    async with aclosing(open_database(url)) as database:
        for attempt in (database.check, database.migrate):
            with pytest.raises(DatabaseUnusable) as caught:
                await attempt()
            said.append(str(caught.value))
    assert said[0] == said[1]
    return said[0]


@contextmanager
def without_rights() -> Iterator[None]:
    """Be a user who may write nothing that is not theirs; root may write anything."""
    if os.getuid():
        yield
        return
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that everybody may look into, below others like that."""
    with TemporaryDirectory(prefix="limber-") as name:
        Path(name).chmod(0o755)
        yield Path(name)
        Path(name).chmod(0o755)


def of_wal(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE something (id)")


@pytest.mark.parametrize(("file_mode", "folder_mode"), [(None, 0o555), (0o444, 0o555), (0o444, 0o777), (0o666, 0o555)])
async def test_a_file_or_folder_that_cannot_be_written_is_named(
    folder: Path, file_mode: int | None, folder_mode: int
) -> None:
    file = folder / "limber.db"
    if file_mode:
        of_wal(file)
        file.chmod(file_mode)
    folder.chmod(folder_mode)
    sentence = f"{file} can't be written. Let the user that runs Limber write this file and its folder."
    with without_rights():
        assert await refusal(f"sqlite+aiosqlite:///{file}") == sentence


def test_a_folder_without_room_for_the_lock_is_told_in_the_same_words(folder: Path) -> None:
    folder.chmod(0o555)
    lock = only_process(f"sqlite+aiosqlite:///{folder / 'limber.db'}")
    with without_rights(), pytest.raises(DatabaseUnusable, match=r"limber\.db can't be written\. Let the"), lock:
        pytest.fail("written")


async def upgraded(store: Store) -> None:
    async with store.database.writing() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))


NEWER = "This database was upgraded by a newer Limber (revision 9999). Run that version, or restore a backup."


async def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path, opened: Callable) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'limber.db'}"
    await upgraded(await opened(url))
    assert await refusal(url) == NEWER


@pytest.mark.slow
async def test_so_it_is_on_postgresql(postgres_url: str, opened: Callable) -> None:
    await upgraded(await opened(postgres_url))
    assert await refusal(postgres_url) == NEWER


async def test_a_check_makes_no_tables(tmp_path: Path) -> None:
    async with aclosing(open_database(f"sqlite+aiosqlite:///{tmp_path / 'limber.db'}")) as database:
        await database.check()
        async with database.reading() as connection:
            assert (await connection.execute(text("SELECT name FROM sqlite_master"))).all() == []


def test_revisions_are_numbers_of_four_digits_so_that_later_ones_are_greater() -> None:
    assert NEWEST_REVISION.isdecimal()
    assert len(NEWEST_REVISION) == 4


def test_what_postgresqls_own_clients_take_from_an_address_reaches_the_driver(tmp_path: Path) -> None:
    root = tmp_path / "root & more.crt"
    root.touch()
    url = make_url(f"{POSTGRES}?ssl=1").update_query_dict({"sslmode": "verify-full", "sslrootcert": str(root)})
    address, options = split_options(url)
    assert address == make_url(f"{POSTGRES}?ssl=1")
    assert options.keys() == {"dsn"}
    assert dict(parse_qsl(urlsplit(options["dsn"]).query)) == {"sslmode": "verify-full", "sslrootcert": str(root)}
    assert split_options(make_url(POSTGRES)) == (make_url(POSTGRES), {})


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("channel_binding=require", "DATABASE_URL has channel_binding, which Limber can't use. Leave it out."),
        ("pgbouncer=true&schema=x", "DATABASE_URL has pgbouncer, schema, which Limber can't use. Leave it out."),
        ("sslrootcert=/no/root.crt", "DATABASE_URL: there's no file /no/root.crt (sslrootcert)."),
    ],
)
def test_an_option_that_cannot_be_used_is_named(query: str, sentence: str) -> None:
    with pytest.raises(DatabaseUnusable) as caught:
        open_database(f"{POSTGRES}?{query}")
    assert str(caught.value) == sentence


async def test_a_wrong_sslmode_is_told_with_those_that_there_are() -> None:
    assert (await refusal(f"{POSTGRES}?sslmode=on")).startswith("DATABASE_URL: `sslmode` parameter must be one of: ")


async def test_a_server_is_not_trusted_without_its_root_certificate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    sentence = f'DATABASE_URL: root certificate file "{tmp_path}/.postgresql/root.crt" does not exist'
    assert (await refusal(f"{POSTGRES}?sslmode=verify-full")).startswith(sentence)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("mode", "why"),
    [
        ("disable", "connection"),
        ("require", None),
        ("verify-ca", None),
        ("verify-full", None),
        ("verify-full&sslrootcert={other}", "certificate verify failed"),
    ],
)
async def test_an_sslmode_is_what_it_says(postgres_url: str, tmp_path: Path, mode: str, why: str | None) -> None:
    (tmp_path / "other").mkdir()
    async with (
        behind_tls(postgres_url, tmp_path) as (proxy, url),
        behind_tls(postgres_url, tmp_path / "other") as (other, _),
    ):
        asked = f"sslmode={mode}".format(other=other.certificate)
        root = "" if "root" in mode or mode == "disable" else f"&sslrootcert={proxy.certificate}"
        async with aclosing(open_database(f"{url}?{asked}{root}")) as database:
            if not why:
                await database.migrate()
                await database.check()
                return
            with pytest.raises(DatabaseUnavailable, match=why):
                await database.check()
