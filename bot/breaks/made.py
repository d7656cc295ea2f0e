"""Puts the parts of the breaks together."""

from random import Random

from slack_sdk.web.async_client import AsyncWebClient

from bot.breaks.board import Board
from bot.breaks.breaks import Breaks
from bot.breaks.lanes import EDITING, POSTING, Lanes
from bot.breaks.ledger import Ledger
from bot.breaks.letters import Letters
from bot.breaks.posting import Chooser, Posting
from bot.breaks.sending import Sender
from bot.breaks.troubles import Troubles
from bot.clock import Now
from bot.domain.exercises import Library
from bot.domain.rotation import Rotation
from bot.pictures.gallery import Gallery
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
