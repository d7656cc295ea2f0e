"""Fixtures for quick tests: a Slack that writes calls down, a clock that a test sets, and what is made of them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from exercise_library import LIBRARY
from manual_clock import ManualClock, Timers
from quick_app import QuickApp
from quick_breaks import QuickBreaks
from slack_client import SlackClient

from bot.domain.library import Library
from bot.pictures.picture_store import PictureStore
from bot.store import Store


@pytest.fixture(scope="session")
def library() -> Library:
    return LIBRARY


@pytest.fixture(scope="session")
def pictures(library: Library) -> PictureStore:
    """Addresses of pictures; none is drawn."""
    return PictureStore(library, Path("/nowhere"), "https://pictures.example/")


@pytest.fixture
def slack() -> SlackClient:
    return SlackClient()


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def timers() -> Timers:
    return Timers()


@pytest.fixture
async def quick(
    quick_store: Store, slack: SlackClient, library: Library, pictures: PictureStore, clock: ManualClock
) -> AsyncIterator[QuickBreaks]:
    """The breaks without a network; what they still do in the end is waited for."""
    made = QuickBreaks(quick_store, slack, library, pictures, clock)
    yield made
    await made.engine.flush(20)


@pytest.fixture
async def app(
    quick_store: Store, slack: SlackClient, library: Library, pictures: PictureStore, clock: ManualClock
) -> AsyncIterator[QuickApp]:
    """All listeners, without Bolt's app and without a network; what they still do in the end is waited for."""
    made = QuickApp(quick_store, slack, library, pictures, clock)
    yield made
    await made.quick_breaks.engine.flush(20)
