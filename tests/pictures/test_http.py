"""Pictures over HTTP, and their export into a folder."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp import ClientSession
from PIL import Image

from bot.domain.exercises import Exercise
from bot.domain.library import Library
from bot.domain.screens import possible_ready_seconds
from bot.pictures.compose import compose
from bot.pictures.contact_sheet import draw_all
from bot.pictures.http import serving
from bot.pictures.picture_store import PictureStore
from bot.pictures.timer_job import TimerJob

HERE = "127.0.0.1"


async def test_a_picture_is_served_for_good(picture_store: PictureStore) -> None:
    name = next(picture_store.names())
    async with serving(picture_store, 0, HERE) as port, ClientSession() as web:
        answer = await web.get(f"http://{HERE}:{port}/pictures/{name}?play=a1")
        assert (answer.status, answer.content_type) == (200, "image/png")
        assert "immutable" in answer.headers["Cache-Control"]
        assert (await answer.read()).startswith(b"\x89PNG")


@pytest.mark.parametrize("name", ["nothing.png", "..%2f..%2fpyproject.toml", "%2e%2e/%2e%2e/etc/passwd"])
async def test_another_name_is_answered_with_a_sentence(picture_store: PictureStore, name: str) -> None:
    async with serving(picture_store, 0, HERE) as port, ClientSession() as web:
        answer = await web.get(f"http://{HERE}:{port}/pictures/{name}")
        assert answer.status == 404


async def test_a_picture_that_is_there_does_not_wait_for_one_that_is_composed(
    picture_store: PictureStore, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there, missing, *_ = picture_store.names()
    may_draw = asyncio.Event()

    async def when_it_may(job: TimerJob) -> None:
        await may_draw.wait()
        compose(job)

    monkeypatch.setattr("bot.pictures.picture_store.compose_apart", when_it_may)
    store = PictureStore(library, tmp_path / "others", None)
    async with serving(store, 0, HERE) as port, ClientSession(f"http://{HERE}:{port}") as web:
        drawing = asyncio.create_task(web.get(f"/pictures/{missing}"))
        answers = [await web.get(f"/pictures/{there}") for _ in range(3)]
        assert ([answer.status for answer in answers], drawing.done()) == ([200] * 3, False)
        may_draw.set()
        assert (await drawing).status == 200


@pytest.fixture
def uncomposing(library: Library, tmp_path: Path) -> PictureStore:
    """A store that cannot write a timer."""
    (tmp_path / "not a folder").write_text("")
    return PictureStore(library, tmp_path / "not a folder", None)


async def test_a_timer_that_cannot_be_composed_is_shown_still(
    uncomposing: PictureStore, caplog: pytest.LogCaptureFixture
) -> None:
    still, timer, *_ = uncomposing.names()
    async with serving(uncomposing, 0, HERE) as port, ClientSession(f"http://{HERE}:{port}") as web:
        answer = await web.get(f"/pictures/{timer}")
        assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-store")
        shown = uncomposing.path(still)
        assert shown
        assert await answer.read() == shown.read_bytes()
    assert "timer not composed" in caplog.text


async def test_what_keeps_timers_from_being_composed_is_logged_once_a_minute(
    uncomposing: PictureStore, caplog: pytest.LogCaptureFixture
) -> None:
    _, timer, *_ = uncomposing.names()
    async with serving(uncomposing, 0) as port, ClientSession(f"http://{HERE}:{port}") as web:
        for _ in range(3):
            assert (await web.get(f"/pictures/{timer}")).status == 200
    assert caplog.messages == ["timer not composed"]


def test_the_folder_has_the_pictures_a_page_and_a_sheet(library: Library, tmp_path: Path, twist: Exercise) -> None:
    one = replace(library, exercises=(replace(twist, holds=twist.holds[:1]),))
    reported: list[tuple[int, int]] = []
    page = draw_all(
        PictureStore(one, tmp_path / "kept", None),
        tmp_path / "site",
        lambda number, total, _: reported.append((number, total)),
    )
    total = 1 + len(possible_ready_seconds(twist, 0))
    assert reported == [(number, total) for number in range(1, total + 1)]
    assert len(list((tmp_path / "site" / "pictures").iterdir())) == total
    assert twist.holds[0].picture.split(".")[0] in page.read_text("utf-8")
    with Image.open(tmp_path / "site" / "contact-sheet.png") as sheet:
        assert sheet.width > 1000
