"""Sends one break's message, at most once, within the rate limit; its outcome is recorded."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from typing import Any, Literal

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.clock import Now
from bot.core.logging import logger
from bot.core.metrics import Metrics
from bot.domain.breaks import OPEN_FOR, Break
from bot.domain.slots import lateness
from bot.services.breaks.messages import BreakMessages
from bot.services.breaks.outcomes import OutcomeRecorder, where
from bot.slack.clients import Clients
from bot.slack.errors import SLACK_CALL_ERRORS, CallFailure, FailureKind, classify
from bot.slack.rate_limit import RateLimiters
from bot.store.errors import DatabaseUnavailable
from bot.store.outcomes import Outcome

MAX_BLOCKED_SECONDS = 30.0
"""How long a claimed break waits when Slack asks to slow down; for longer it goes back to the store."""
MAX_CALLS = 50
"""Most calls of a process at once; if it is killed, they are in question, and those whose outcome is being written."""
MAX_CODE_LENGTH = 80
TOO_LATE = CallFailure("late", "too late")
SHUTTING_DOWN = CallFailure("temporary", "shutting down", 0)
NO_DATABASE = CallFailure("temporary", "no database", 0)
"""Due again at once: that it waits can only be recorded when the database is back."""
NotPosted = Literal["waiting", "missed", "failed", "unknown"]
STATES: Mapping[FailureKind, NotPosted] = {
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

OUTCOME_LINES: Mapping[NotPosted, str] = {
    "waiting": "a break waits to be posted",
    "missed": "a break was missed",
    "failed": "a break was refused",
    "unknown": "a break may have been posted, so it won't be posted again",
}
"""What the log says of a break that was not posted, by its state."""


QUIET_LINES: Mapping[NotPosted, str] = {
    "failed": "a private reminder was refused",
    "unknown": "a private reminder may have been sent, so it won't be sent again",
}
"""What it says of a private reminder; the others are no reason to look."""


@dataclass(frozen=True)
class Posted:
    """A message that Slack took, and where."""

    ts: str
    channel: str | None = None


Call = Callable[[AsyncWebClient], Awaitable[Any]]
"""Posts a message, or edits one."""


class ClaimLost(Exception):
    """Another process has taken a break over before the call for it."""


@dataclass(frozen=True)
class Sender:
    """Sends messages of breaks, each call made once: a repeated one may post twice."""

    clients: Clients
    messages: BreakMessages
    now: Now
    limiters: RateLimiters
    recorder: OutcomeRecorder
    metrics: Metrics
    turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MAX_CALLS))

    async def send(self, claim: Break) -> CallFailure | None:
        """Post a claimed break and record its outcome; return why it was not posted, or may not have been.

        Raise ClaimLost.
        """
        payloads = self.messages.payloads(claim, late=lateness(claim.due_at, self.now()) != "on time")
        result = await self.post(claim, payloads)
        more = {} if isinstance(result, CallFailure) else {"closes_at": self.now() + OPEN_FOR}
        return await self.finish(claim, result, **more)

    async def post(self, claim: Break, payloads: Iterable[Mapping[str, Any]]) -> Posted | CallFailure:
        """Post the first of these messages that Slack takes; raise ClaimLost."""
        return await self.first_taken(
            claim, (partial(_post, claim.channel, payload) for payload in payloads), self.limiters
        )

    async def first_taken(self, claim: Break, calls: Iterable[Call], limiters: RateLimiters) -> Posted | CallFailure:
        """Make these calls until Slack takes one, or refuses one for another reason than its message."""
        result: Posted | CallFailure = TOO_LATE
        for call in calls:
            result = await self._try(claim, call, limiters)
            if isinstance(result, Posted) or result.kind != "message":
                break
            logger.error("a break's message was refused", extra={"team": claim.team, "error": result.code})
        return result

    async def finish(self, claim: Break, result: Posted | CallFailure, **more: Any) -> CallFailure | None:
        """Record what became of a break, `more` are fields of its outcome; return why it was not posted."""
        failure = result if isinstance(result, CallFailure) else None
        if failure:
            self._tell(claim, failure)
        else:
            self.metrics.break_posted((self.now() - claim.due_at).total_seconds(), claim.personal)
        await self.recorder.record(replace(self._outcome(claim, result), **more))
        return failure

    async def record_unknown(self, claim: Break, why: str) -> CallFailure:
        """Record that it is not known whether a break was posted."""
        failure = CallFailure("unknown", why)
        await self.finish(claim, failure)
        return failure

    def _tell(self, claim: Break, failure: CallFailure) -> None:
        """Log and count what became of a break that was not posted."""
        state = STATES[failure.kind]
        self.metrics.break_ended(state, claim.personal)
        if not claim.personal:
            logger.warning(OUTCOME_LINES[state], extra=where(claim) | {"error": failure.code})
        elif state in QUIET_LINES:
            logger.warning(QUIET_LINES[state], extra=where(claim) | {"error": failure.code})

    async def _try(self, claim: Break, call: Call, limiters: RateLimiters) -> Posted | CallFailure:
        """Make a call when the rate limit allows; return its message, or why there is none."""
        limiter = limiters.for_team(claim.team)
        while await limiter.acquire():
            if lateness(claim.due_at, self.now()) == "missed":
                return TOO_LATE
            async with self.turns:
                result = await self._call(claim, call)
            if isinstance(result, Posted) or result.kind != "rate_limited":
                return result
            limiter.block(result.retry_seconds)
            if result.retry_seconds > MAX_BLOCKED_SECONDS or not await self._paused(claim):
                return result
        return SHUTTING_DOWN

    async def _call(self, claim: Break, call: Call) -> Posted | CallFailure:
        """Call Slack after the store knows of it, so that only a break in the very call can be in question."""
        try:
            slack = await self.clients.once(claim.team)
            if not await self.recorder.begin_sending(claim):
                raise ClaimLost(claim.id)
        except DatabaseUnavailable:
            return NO_DATABASE
        except SlackApiError as error:  # the app is not installed there any more
            return classify(error)
        if self.limiters.closed:
            return SHUTTING_DOWN
        try:
            response = await call(slack)
        except SLACK_CALL_ERRORS as error:
            return classify(error)
        return Posted(str(response["ts"]), response.get("channel"))

    async def _paused(self, claim: Break) -> bool:
        try:
            return await self.recorder.pause_sending(claim)
        except DatabaseUnavailable:
            return False

    def _outcome(self, claim: Break, result: Posted | CallFailure) -> Outcome:
        now = self.now()
        if isinstance(result, Posted):
            return Outcome(break_id=claim.id, state="posted", ts=result.ts, posted_at=now)
        again_at = now + timedelta(seconds=result.retry_seconds)
        return Outcome(
            break_id=claim.id, state=STATES[result.kind], again_at=again_at, trouble=result.code[:MAX_CODE_LENGTH]
        )


async def _post(channel: str, payload: Mapping[str, Any], slack: AsyncWebClient) -> Any:
    return await slack.chat_postMessage(channel=channel, **payload)
