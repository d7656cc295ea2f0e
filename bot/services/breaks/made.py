"""Puts the parts of the breaks together."""

from random import Random

from slack_sdk.web.async_client import AsyncWebClient

from bot.core.clock import Now
from bot.domain.break_rotation import Rotation
from bot.domain.exercises import Library
from bot.pictures.picture_store import PictureStore
from bot.services.breaks.failures import FailureHandler
from bot.services.breaks.message_updater import MessageUpdater
from bot.services.breaks.messages import BreakMessages
from bot.services.breaks.outcomes import OutcomeRecorder
from bot.services.breaks.poster import Chooser, Poster
from bot.services.breaks.sender import Sender
from bot.services.breaks.service import Breaks
from bot.slack.rate_limit import EDITING, POSTING, RateLimiters
from bot.store import Store


def make(
    store: Store,
    slack: AsyncWebClient,
    library: Library,
    picture_store: PictureStore,
    now: Now,
    rng: Random,
    process: str,
) -> Breaks:
    """Return the breaks as this process does them; `process` is its name."""
    once = AsyncWebClient(token=slack.token, base_url=slack.base_url, session=slack.session, retry_handlers=[])
    rotation = Rotation(library)
    failures = FailureHandler(store, slack, now)
    messages = BreakMessages(library, picture_store)
    sender = Sender(once, messages, now, RateLimiters(POSTING), OutcomeRecorder(store))
    poster = Poster(store, sender, failures, Chooser(rotation, rng), process)
    updater = MessageUpdater(store, slack, library, messages, RateLimiters(EDITING))
    return Breaks(store, library, rotation, poster, updater, failures, now, rng)
