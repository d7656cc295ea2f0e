"""A SQLite file has one process at a time."""

from pathlib import Path

import pytest

from bot.store.errors import DatabaseUnusable
from bot.store.only_process import DatabaseInUse, only_process


def test_the_second_waits_for_nobody_and_the_third_finds_it_free(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'limber.db'}"
    with only_process(url), pytest.raises(DatabaseInUse, match=r"limber\.db"), only_process(url):
        pytest.fail("two at once")
    with only_process(url):
        assert (tmp_path / "limber.db.lock").exists()


@pytest.mark.parametrize("url", ["postgresql+asyncpg://me@127.0.0.1/limber", "sqlite+aiosqlite://"])
def test_other_databases_take_any_number(url: str) -> None:
    with only_process(url), only_process(url):
        pass


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'no' / 'limber.db'}"
    with pytest.raises(FileNotFoundError, match="doesn't exist"), only_process(url):
        pytest.fail("no folder")


def test_a_lock_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "limber.db.lock").mkdir()
    with pytest.raises(DatabaseUnusable, match="can't be written"), only_process(f"sqlite:///{tmp_path / 'limber.db'}"):
        pytest.fail("no lock")
