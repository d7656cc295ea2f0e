"""Fixtures for quick tests: a Slack that writes calls down, a clock that a test sets, and what is made of them."""

from pathlib import Path

import pytest
from manual_clock import ManualClock, Timers
from quick_app import QuickApp
from quick_breaks import QuickBreaks
from slack_client import SlackClient

from bot import content
from bot.core.settings import EXERCISES
from bot.domain.exercises import Library
from bot.pictures.picture_store import PictureStore
from bot.store import Store


@pytest.fixture(scope="session")
def library() -> Library:
    return content.load(EXERCISES)


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
def quick(
    quick_store: Store, slack: SlackClient, library: Library, pictures: PictureStore, clock: ManualClock
) -> QuickBreaks:
    """The breaks without a network."""
    return QuickBreaks(quick_store, slack, library, pictures, clock)


@pytest.fixture
def app(
    quick_store: Store, slack: SlackClient, library: Library, pictures: PictureStore, clock: ManualClock
) -> QuickApp:
    """All listeners, without Bolt's app and without a network."""
    return QuickApp(quick_store, slack, library, pictures, clock)
