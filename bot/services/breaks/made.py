"""Puts the parts of the breaks together."""

from random import Random

from slack_sdk.web.async_client import AsyncWebClient

from bot.core.clock import Now
from bot.domain.break_rotation import Rotation
from bot.domain.exercises import Library
from bot.pictures.picture_store import Gallery
from bot.services.breaks.failures import Troubles
from bot.services.breaks.message_updater import Board
from bot.services.breaks.messages import Letters
from bot.services.breaks.outcomes import Ledger
from bot.services.breaks.poster import Chooser, Posting
from bot.services.breaks.sender import Sender
from bot.services.breaks.service import Breaks
from bot.slack.rate_limit import EDITING, POSTING, Lanes
from bot.store import Store


def make(
    store: Store, slack: AsyncWebClient, library: Library, gallery: Gallery, now: Now, dice: Random, process: str
) -> Breaks:
    """Return the breaks as this process does them; `process` is its name."""
    once = AsyncWebClient(token=slack.token, base_url=slack.base_url, session=slack.session, retry_handlers=[])
    rotation = Rotation(library)
    troubles = Troubles(store, slack, now)
    letters = Letters(library, gallery)
    sender = Sender(once, letters, now, Lanes(POSTING), Ledger(store))
    posting = Posting(store, sender, troubles, Chooser(rotation, dice), process)
    board = Board(store, slack, library, letters, Lanes(EDITING))
    return Breaks(store, library, rotation, posting, board, troubles, now, dice)
