"""Sends one private reminder, at most once: as a new direct message, or in the place of the one not answered.

The question whether they are still wanted is a new message, and all that is left of the one not answered is a line.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.breaks import Break
from bot.domain.slots import lateness
from bot.services.breaks.holds import Holds
from bot.services.breaks.reminder_messages import ReminderMessages
from bot.services.breaks.reminder_plans import ReminderPlan, ReminderPlanner
from bot.services.breaks.sender import NO_DATABASE, TOO_LATE, Call, Posted, Sender
from bot.slack.errors import CallFailure
from bot.slack.rate_limit import RateLimiters
from bot.store.errors import DatabaseUnavailable
from bot.views import personal_reminder as views
from bot.views.timetable_text import moment_token

MAX_HELD = timedelta(hours=2)
"""How much later a reminder may come that is held while its person must not be disturbed."""
MAX_REMINDER_CALLS = 25
"""Most calls of a process at once for private reminders, beside those for team breaks."""
EDITED_LATER = CallFailure("rate_limited", "too many edits", 180)
"""The message is there, without an answer: that it is edited has time, and nobody else waits for it."""
MESSAGE_GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed", "channel_not_found"})
"""Error codes of a message that cannot be edited any more, so that there is a new one."""
TRIED_LATER = frozenset({"rate_limited", "temporary", "late", "workspace"})
"""Kinds of failure of an edit that the next call would meet as well, or that are over soon."""
HELD_TOO_LONG = CallFailure("late", "held too long")


@dataclass(frozen=True)
class ReminderSender:
    """Sends private reminders; what it depends on is asked when one is sent, not when it is claimed."""

    sender: Sender
    planner: ReminderPlanner
    messages: ReminderMessages
    holds: Holds
    editing: RateLimiters

    @property
    def limiters(self) -> RateLimiters:
        """The rate limits of what is posted."""
        return self.sender.limiters

    async def send(self, claim: Break) -> CallFailure | None:
        """Send a claimed reminder and record its outcome; return why it was not sent, or may not have been.

        Raise ClaimLost.
        """
        if lateness(claim.due_at, self.sender.now()) == "missed":
            return await self.sender.finish(claim, TOO_LATE)
        if failure := await self._held(claim):
            later = self.sender.now() + timedelta(seconds=failure.retry_seconds)
            return await self.sender.finish(claim, failure, due_at=later if failure.kind == "temporary" else None)
        try:
            plan = await self.planner.plan(claim)
        except DatabaseUnavailable:
            return await self.sender.finish(claim, NO_DATABASE)
        return await (self._show(claim, plan) if isinstance(plan, ReminderPlan) else self.sender.finish(claim, plan))

    async def record_unknown(self, claim: Break, why: str) -> CallFailure:
        """Record that it is not known whether a reminder was sent."""
        return await self.sender.record_unknown(claim, why)

    def close(self) -> None:
        """Make no more calls."""
        for limiters in (self.limiters, self.editing, *self.holds.limiters):
            limiters.close()

    def delete_idle(self) -> None:
        """Delete idle rate limiters."""
        for limiters in (self.limiters, self.editing, *self.holds.limiters):
            limiters.delete_idle()

    async def _held(self, claim: Break) -> CallFailure | None:
        """Return that it has to wait as its person must not be disturbed, and for how long; or that it is too late."""
        now = self.sender.now()
        until = await self.holds.held_until(claim.team, claim.channel, now)
        if until is None:
            return None
        if until > claim.first_due_at + MAX_HELD:
            return HELD_TOO_LONG
        return CallFailure("temporary", "held", (until - now).total_seconds())

    async def _show(self, claim: Break, plan: ReminderPlan) -> CallFailure | None:
        if plan.replaced and not self.editing.for_team(claim.team).has_room:
            return await self.sender.finish(claim, EDITED_LATER)
        result = await (self._ask(claim, plan) if plan.asks else self._remind(claim, plan))
        if isinstance(result, CallFailure):
            return await self.sender.finish(claim, result)
        replaced = plan.replaced.id if plan.replaced else None
        return await self.sender.finish(claim, result, posted_in=result.channel, replaced=replaced, asks=plan.asks)

    async def _remind(self, claim: Break, plan: ReminderPlan) -> Posted | CallFailure:
        """Show the reminder in the place of the one not answered, or as a new message where that is gone."""
        build = partial(self.messages.reminder, claim.id, plan.steps, claim.is_repeatable)
        if plan.replaced:
            payloads = build(moment_token(claim.due_at, plan.timetable.zone))
            result = await self.sender.first_taken(claim, _edits(plan.replaced, payloads), self.editing)
            if isinstance(result, Posted) or result.code not in MESSAGE_GONE:
                return result
        return await self.sender.post(claim, build())

    async def _ask(self, claim: Break, plan: ReminderPlan) -> Posted | CallFailure:
        """Post the question, so that it is noticed, once the buttons of the reminder not answered are gone."""
        if plan.replaced:
            edits = _edits(plan.replaced, [views.skipped().payload()])
            result = await self.sender.first_taken(claim, edits, self.editing)
            if isinstance(result, CallFailure) and result.kind == "unknown":
                return EDITED_LATER
            if isinstance(result, CallFailure) and result.kind in TRIED_LATER:
                return result
        return await self.sender.post(claim, [views.still_wanted(claim.id, plan.can_be_fewer).payload()])


def _edits(replaced: Break, payloads: Iterable[Mapping[str, Any]]) -> Iterator[Call]:
    place = {"channel": replaced.posted_in or "", "ts": replaced.ts or ""}
    return (partial(_edit, place, payload) for payload in payloads)


async def _edit(place: Mapping[str, str], payload: Mapping[str, Any], slack: AsyncWebClient) -> Mapping[str, str]:
    await slack.chat_update(channel=place["channel"], ts=place["ts"], **payload)
    return place
