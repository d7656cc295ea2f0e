"""Team breaks without a network: limiters that keep nobody waiting, and breaks that are due, claimed or posted."""

import asyncio
from dataclasses import replace
from itertools import count
from random import Random
from typing import Any

from manual_clock import ManualClock
from slack_client import SlackClient

from bot.core.metrics import Metrics
from bot.domain.break_choice import BreakChooser
from bot.domain.breaks import Break
from bot.domain.library import Library
from bot.domain.timetable import EVERY_DAY, Timetable
from bot.pictures.picture_store import PictureStore
from bot.services.breaks import Breaks
from bot.services.breaks.engine import BreakEngine
from bot.services.breaks.failures import FailureHandler
from bot.services.breaks.holds import Holds
from bot.services.breaks.message_updater import MessageUpdater
from bot.services.breaks.messages import BreakMessages
from bot.services.breaks.month_lines import MonthLines
from bot.services.breaks.outcomes import OutcomeRecorder
from bot.services.breaks.poster import Poster
from bot.services.breaks.reminder_messages import ReminderMessages
from bot.services.breaks.reminder_plans import ReminderPlanner
from bot.services.breaks.reminder_sender import ReminderSender
from bot.services.breaks.reminders import Reminders
from bot.services.breaks.rescheduling import Rescheduler
from bot.services.breaks.sender import Sender
from bot.services.breaks.workers import BreakWorkers
from bot.slack.rate_limit import REMINDING, Rate, RateLimiters
from bot.store import Store
from bot.store.due_timetables import ClaimLimits
from bot.store.outcomes import Outcome

PROCESS = "this test"
SLUGS = ("chin-tuck", "seated-trunk-turn")


class Unhurried(RateLimiters):
    """Limiters for whom time flies; `pauses` says how long they should have slept."""

    def __init__(self) -> None:
        leaps = count(0, 1000)
        super().__init__(Rate(burst=1, per_second=1), lambda: float(next(leaps)))
        self.pauses: list[float] = []

    async def sleep(self, seconds: float) -> None:
        """Remember it, and let others go first."""
        self.pauses.append(seconds)
        await asyncio.sleep(0)


class QuickBreaks:
    """All that posts, edits and ends breaks, on this store and this Slack."""

    def __init__(
        self, store: Store, slack: SlackClient, library: Library, pictures: PictureStore, clock: ManualClock
    ) -> None:
        self.store, self.slack, self.clock = store, slack, clock
        self.posting, self.editing = Unhurried(), Unhurried()
        self.messages = BreakMessages(library, pictures)
        self.recorder = OutcomeRecorder(store, PROCESS)
        self.metrics = Metrics()
        self.sender = Sender(slack, self.messages, clock, self.posting, self.recorder, self.metrics)
        self.failures = FailureHandler(store, slack, clock)
        chooser = BreakChooser(library, Random(7))
        self.reminder_sender = ReminderSender(
            replace(self.sender, limiters=Unhurried()),
            ReminderPlanner(store, library, chooser, clock, Random(7)),
            ReminderMessages(library, pictures),
            Holds(slack),
            Unhurried(),
        )
        self.poster = Poster(store, self.sender, self.reminder_sender, self.failures, chooser, PROCESS)
        self.updater = MessageUpdater(store, slack, library, self.messages, self.editing)
        reminding = RateLimiters(REMINDING, lambda: clock().timestamp())
        self.reminders = Reminders(store, slack, library, reminding, clock)
        month_lines = MonthLines(store, slack, library, self.reminder_sender.limiters, self.failures, clock)
        rescheduler = Rescheduler(store, clock)
        workers = BreakWorkers(self.poster, self.updater, self.failures, self.reminders, rescheduler, month_lines)
        self.breaks = Breaks(store, library, workers, clock, Random(7))
        self.engine = BreakEngine(store, workers, clock, Random(7))

    async def plan(self, *channels: str, team: str = "T1", by: str = "U1", **content: Any) -> None:
        """Give these channels a break at this very minute, each day; `content` are fields of the timetable."""
        timetable = Timetable(days=EVERY_DAY, times=(self.clock().time(),), zone="UTC", **content)
        before = self.clock.at.replace(hour=self.clock.at.hour - 1)
        for channel in channels:
            await self.store.timetables.save(team, channel, timetable, by, before)

    async def plan_reminders(self, *users: str, team: str = "T1", **more: Any) -> None:
        """Remind these people privately at this very minute, each day."""
        timetable = Timetable(days=EVERY_DAY, times=(self.clock().time(),), zone="UTC", personal=True, **more)
        before = self.clock.at.replace(hour=self.clock.at.hour - 1)
        for user in users:
            await self.store.timetables.save(team, user, timetable, user, before)

    async def claimed(self, channel: str = "C1") -> Break:
        """A break that is due now and claimed."""
        await self.plan(channel)
        [claim], _ = await self.store.claims.claim_due(self.clock(), PROCESS, ClaimLimits(1, 1), lambda _: SLUGS)
        return claim

    async def posted(self, channel: str = "C1") -> Break:
        """A break that was posted now."""
        claim = await self.claimed(channel)
        outcome = Outcome(break_id=claim.id, state="posted", ts=f"1.{channel}", posted_at=self.clock())
        await self.store.outcomes.record([outcome], PROCESS)
        return await self.now_is(claim)

    async def now_is(self, break_: Break) -> Break:
        """The break as the store has it."""
        found = await self.store.breaks.find(break_.team, break_.id)
        assert found
        return found

    def counts(self) -> dict[str, float]:
        """How many breaks came to each outcome, as operators see it."""
        return self._counts("limber_breaks")

    def reminder_counts(self) -> dict[str, float]:
        """How many private reminders did."""
        return self._counts("limber_reminders")

    def _counts(self, name: str) -> dict[str, float]:
        [family] = [each for each in self.metrics.registry.collect() if each.name == name]
        totals = [each for each in family.samples if each.name.endswith("_total") and each.value]
        return {each.labels["outcome"]: each.value for each in totals}

    def posts(self) -> list[dict[str, Any]]:
        """What was posted, or tried."""
        return self.slack.calls["chat_postMessage"]

    def edits(self) -> list[dict[str, Any]]:
        """What was edited, or tried."""
        return self.slack.calls["chat_update"]
