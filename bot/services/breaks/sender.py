"""Sending one break: once, in its turn, without its picture if Slack minds that; its outcome is recorded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.core.clock import Now
from bot.core.logging import logger
from bot.domain.breaks import OPEN_FOR, Break, State
from bot.domain.timetable import MISSED_AFTER, ON_TIME_WITHIN
from bot.services.breaks.messages import BreakMessages
from bot.services.breaks.outcomes import OutcomeRecorder
from bot.slack.errors import SLACK_CALL_ERRORS, Refusal, refusal
from bot.slack.rate_limit import RateLimiters
from bot.store.claims import Outcome

SHORT_REST = 30.0
"""Seconds that a break is held when Slack asks to slow down; for longer it goes back to the store."""
TOO_LATE = Refusal("late", "too late")
STOPPING = Refusal("passing", "stopping", 0)


@dataclass(frozen=True)
class Sender:
    """What sending needs. `slack` must have no retry handlers: a message that is sent again may be there twice."""

    slack: AsyncWebClient
    messages: BreakMessages
    now: Now
    limiters: RateLimiters
    recorder: OutcomeRecorder

    async def send(self, claim: Break) -> Refusal | None:
        """Post a claimed break and record what became of it; return why it was not posted, or may not have been."""
        result: str | Refusal = TOO_LATE
        for payload in self.messages.versions(claim, late=self.now() - claim.due_at > ON_TIME_WITHIN):
            result = await self._try(claim, payload)
            if isinstance(result, str) or result.kind != "form":
                break
            logger.error("a break's message was refused", extra={"team": claim.team, "error": result.code})
        await self.recorder.record(self._outcome(claim, result))
        return None if isinstance(result, str) else result

    async def lost(self, claim: Break, why: str) -> Refusal:
        """Record that nobody knows what became of a break."""
        refused = Refusal("unknown", why)
        await self.recorder.record(self._outcome(claim, refused))
        return refused

    async def _try(self, claim: Break, payload: Mapping[str, Any]) -> str | Refusal:
        """Send a letter when it is its turn; return its ts, or why there is none."""
        limiter = self.limiters.of(claim.team)
        while await limiter.turn():
            if self.now() - claim.due_at > MISSED_AFTER:
                return TOO_LATE
            try:
                answer = await self.slack.chat_postMessage(channel=claim.channel, **payload)
                return str(answer["ts"])
            except SLACK_CALL_ERRORS as error:
                refused = refusal(error)
            if refused.kind != "slow":
                return refused
            limiter.pause(refused.wait)
            if refused.wait > SHORT_REST:
                return refused
        return STOPPING

    def _outcome(self, claim: Break, result: str | Refusal) -> Outcome:
        now = self.now()
        if isinstance(result, str):
            return Outcome(of_id=claim.id, state="posted", ts=result, posted_at=now, closes_at=now + OPEN_FOR)
        again_at = now + timedelta(seconds=result.wait)
        return Outcome(of_id=claim.id, state=STATES[result.kind], again_at=again_at, trouble=result.code[:80])


STATES: dict[str, State] = {
    "late": "missed", "slow": "waiting", "passing": "waiting", "unknown": "unknown",
    "channel": "failed", "workspace": "failed", "form": "failed", "other": "failed",
}  # fmt: skip
"""What becomes of a break that was not posted."""
