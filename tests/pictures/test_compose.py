"""A timer is composed in a process of its own, once for all who ask, one at a time."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.library import Library
from bot.pictures.compose import compose
from bot.pictures.picture_store import PictureStore
from bot.pictures.timer_job import NotComposed, TimerJob, compose_apart


@pytest.fixture
def store(library: Library, tmp_path: Path) -> PictureStore:
    """A store that has no timer yet."""
    return PictureStore(library, tmp_path / "kept", None)


def timers(store: PictureStore, count: int) -> list[str]:
    return [name for name in store.names() if name.endswith(".gif")][:count]


async def test_a_process_of_its_own_makes_the_same_file(store: PictureStore, tmp_path: Path) -> None:
    [name] = timers(store, 1)
    job = store._missing(name)
    assert job
    await compose_apart(job)
    compose(replace(job, file=str(tmp_path / "here.gif")))
    assert Path(job.file).read_bytes() == (tmp_path / "here.gif").read_bytes()
    assert (Path(job.file).stat().st_mode & 0o777, [*Path(job.file).parent.iterdir()]) == (0o644, [Path(job.file)])


async def test_all_who_ask_share_one_and_different_ones_take_turns(
    store: PictureStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    composed: list[str] = []
    at_once = most = 0

    async def counted(job: TimerJob) -> None:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        await asyncio.sleep(0)
        compose(job)
        composed.append(Path(job.file).name)
        at_once -= 1

    monkeypatch.setattr("bot.pictures.picture_store.compose_apart", counted)
    names = timers(store, 3)
    paths = await asyncio.gather(*(store.provide(name) for name in names * 5))
    assert [path.name for path in paths if path] == names * 5
    assert (sorted(composed), most) == (sorted(names), 1)


async def test_what_fails_there_is_said_in_its_last_words(store: PictureStore, tmp_path: Path) -> None:
    [name] = timers(store, 1)
    job = store._missing(name)
    assert job
    with pytest.raises(NotComposed, match="No such file"):
        await compose_apart(replace(job, still=str(tmp_path / "gone.png"), strip=None))


def test_what_cannot_be_written_leaves_nothing_behind(store: PictureStore, tmp_path: Path) -> None:
    [name] = timers(store, 1)
    job = store._missing(name)
    assert job
    in_its_place = tmp_path / "a folder" / "timer.gif"
    in_its_place.mkdir(parents=True)
    with pytest.raises(IsADirectoryError):
        compose(replace(job, file=str(in_its_place)))
    assert [*in_its_place.parent.iterdir()] == [in_its_place]


async def test_other_names_are_answered_without_composing(store: PictureStore) -> None:
    still = next(store.names())
    assert await store.provide(still) == store.path(still)
    assert await store.provide("nothing.gif") is None
