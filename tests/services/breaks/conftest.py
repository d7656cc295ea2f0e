"""The breaks without a network."""

import pytest
from manual_clock import ManualClock
from quick_breaks import QuickBreaks
from slack_client import SlackClient

from bot.domain.exercises import Library
from bot.pictures.picture_store import PictureStore
from bot.store import Store


@pytest.fixture
def quick(
    quick_store: Store, slack: SlackClient, library: Library, pictures: PictureStore, clock: ManualClock
) -> QuickBreaks:
    return QuickBreaks(quick_store, slack, library, pictures, clock)
