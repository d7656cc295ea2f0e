"""What services are made of when nothing runs: a Slack that writes calls down, a clock that a test sets."""

from pathlib import Path

import pytest
from manual_clock import ManualClock, Timers
from slack_client import SlackClient

from bot import content
from bot.core.settings import EXERCISES
from bot.domain.exercises import Library
from bot.pictures.picture_store import PictureStore


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
