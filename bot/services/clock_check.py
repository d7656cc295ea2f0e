"""Whether the machine's clock can be trusted: it is compared with its own steady one, the database's and Slack's."""

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic

from slack_sdk.web.async_client import AsyncWebClient

from bot.core.clock import Now
from bot.core.logging import logger
from bot.slack.errors import SLACK_CALL_ERRORS
from bot.store import Store

MAX_DIFFERENCE_SECONDS = 120.0


def _machine_now() -> datetime:
    return datetime.now(UTC)


class ClockCheck:
    """Knows since its start how far the clock should have gone on; Slack's clock decides where others disagree."""

    def __init__(
        self, store: Store, slack: AsyncWebClient, now: Now = _machine_now, steady: Callable[[], float] = monotonic
    ) -> None:
        self._store, self._slack, self._now, self._steady = store, slack, now, steady
        self._confirmed = self._was_wrong = False
        self._anchor()

    async def is_right(self) -> bool:
        """Return whether the clock can be trusted now; log it if not. Raise DatabaseUnavailable."""
        agree = all(map(self._agrees, (self._expected(), await self._store.database.now())))
        if agree and self._confirmed:
            return True
        slacks = await self._slacks_now()
        right = self._agrees(slacks) and (agree or slacks is not None)
        if right and not agree:
            logger.warning("the clock was set, or another one is wrong; Slack's says that this one is right")
            self._anchor()
        if not right:
            logger.error("the clock can't be trusted; breaks wait until it agrees with others")
        self._confirmed = right and slacks is not None
        self._was_wrong = self._was_wrong or not right
        return right

    def has_recovered(self) -> bool:
        """Return once whether the clock was wrong before it was found right."""
        was_wrong, self._was_wrong = self._was_wrong, False
        return was_wrong

    def _anchor(self) -> None:
        self._anchor_at, self._anchor_steady = self._now(), self._steady()

    def _expected(self) -> datetime:
        passed = self._steady() - self._anchor_steady
        return datetime.fromtimestamp(self._anchor_at.timestamp() + passed, UTC)

    def _agrees(self, other: datetime | None) -> bool:
        """Whether another clock shows about the same; one that does not show anything does not disagree."""
        return other is None or abs((self._now() - other).total_seconds()) <= MAX_DIFFERENCE_SECONDS

    async def _slacks_now(self) -> datetime | None:
        """Return the time that Slack's answers are dated with, to the second; None if it does not say."""
        try:
            date = (await self._slack.api_test()).headers.get("Date")
            return parsedate_to_datetime(date) if date else None
        except (*SLACK_CALL_ERRORS, ValueError):
            return None
