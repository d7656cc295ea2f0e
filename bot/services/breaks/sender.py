"""Sends one break's message, at most once, within the rate limit; its outcome is recorded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.core.clock import Now
from bot.core.logging import logger
from bot.domain.breaks import OPEN_FOR, Break, State
from bot.domain.timetable import lateness
from bot.services.breaks.messages import BreakMessages
from bot.services.breaks.outcomes import OutcomeRecorder
from bot.slack.errors import SLACK_CALL_ERRORS, CallFailure, FailureKind, classify
from bot.slack.rate_limit import RateLimiters
from bot.store.claims import Outcome

MAX_BLOCKED_SECONDS = 30.0
"""How long a claimed break waits when Slack asks to slow down; for longer it goes back to the store."""
MAX_CODE_LENGTH = 80
TOO_LATE = CallFailure("late", "too late")
SHUTTING_DOWN = CallFailure("temporary", "shutting down", 0)
STATES: Mapping[FailureKind, State] = {
    "late": "missed",
    "rate_limited": "waiting",
    "temporary": "waiting",
    "unknown": "unknown",
    "channel": "failed",
    "workspace": "failed",
    "message": "failed",
    "other": "failed",
}
"""The state of a break that was not posted, by the kind of failure."""


@dataclass(frozen=True)
class Sender:
    """Sends messages of breaks. `slack` must have no retry handlers: a repeated call may post twice."""

    slack: AsyncWebClient
    messages: BreakMessages
    now: Now
    limiters: RateLimiters
    recorder: OutcomeRecorder

    async def send(self, claim: Break) -> CallFailure | None:
        """Post a claimed break and record its outcome; return why it was not posted, or may not have been."""
        result: str | CallFailure = TOO_LATE
        for payload in self.messages.payloads(claim, late=lateness(claim.due_at, self.now()) != "on time"):
            result = await self._try(claim, payload)
            if isinstance(result, str) or result.kind != "message":
                break
            logger.error("a break's message was refused", extra={"team": claim.team, "error": result.code})
        await self.recorder.record(self._outcome(claim, result))
        return None if isinstance(result, str) else result

    async def record_unknown(self, claim: Break, why: str) -> CallFailure:
        """Record that it is not known whether a break was posted."""
        failure = CallFailure("unknown", why)
        await self.recorder.record(self._outcome(claim, failure))
        return failure

    async def _try(self, claim: Break, payload: Mapping[str, Any]) -> str | CallFailure:
        """Post a message when the rate limit allows; return its ts, or why there is none."""
        limiter = self.limiters.for_team(claim.team)
        while await limiter.acquire():
            if lateness(claim.due_at, self.now()) == "missed":
                return TOO_LATE
            try:
                response = await self.slack.chat_postMessage(channel=claim.channel, **payload)
                return str(response["ts"])
            except SLACK_CALL_ERRORS as error:
                failure = classify(error)
            if failure.kind != "rate_limited":
                return failure
            limiter.block(failure.retry_seconds)
            if failure.retry_seconds > MAX_BLOCKED_SECONDS:
                return failure
        return SHUTTING_DOWN

    def _outcome(self, claim: Break, result: str | CallFailure) -> Outcome:
        now = self.now()
        if isinstance(result, str):
            return Outcome(break_id=claim.id, state="posted", ts=result, posted_at=now, closes_at=now + OPEN_FOR)
        again_at = now + timedelta(seconds=result.retry_seconds)
        return Outcome(
            break_id=claim.id, state=STATES[result.kind], again_at=again_at, trouble=result.code[:MAX_CODE_LENGTH]
        )
