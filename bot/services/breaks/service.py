"""Team breaks: the minute's tick, and what people do with a break."""

import asyncio
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from bot.core.clock import Now
from bot.core.logging import logger
from bot.domain.actor import Actor
from bot.domain.break_choice import BreakChooser, BreakContent
from bot.domain.breaks import Break, another_line, later, manual_slot_key, repeat_slot_key
from bot.domain.errors import UserError
from bot.domain.exercises import Exercise
from bot.domain.library import Library
from bot.services.breaks.failures import FailureHandler
from bot.services.breaks.message_updater import MessageUpdater
from bot.services.breaks.month_lines import MonthLines
from bot.services.breaks.poster import Poster, SlotTaken
from bot.services.breaks.reminders import Reminders
from bot.services.breaks.rescheduling import Rescheduler
from bot.slack.errors import cannot_post_sentence
from bot.store import Store
from bot.store.errors import DatabaseUnavailable
from bot.views import break_answers as views
from bot.views.closed_breaks import CLOSING_LINES

CLOSED_AT_ONCE = 50
HOUR = timedelta(hours=1)
MOST_AN_HOUR_HERE, MOST_AN_HOUR_A_PERSON = 3, 10
"""How many breaks may be asked for at once in a channel, and by a person."""


@dataclass(frozen=True)
class ManualBreak:
    """Where a break is posted that somebody asked for at once, and who asked (BreakOrigin)."""

    team: str
    channel: str
    set_by: str
    personal: bool = False


@dataclass(frozen=True)
class BreakWorkers:
    """What posts breaks, edits their messages, reminds and tells of them and handles what fails for good."""

    poster: Poster
    updater: MessageUpdater
    failures: FailureHandler
    reminders: Reminders
    rescheduler: Rescheduler
    month_lines: MonthLines


class Breaks:
    """Everything about breaks; `tick` is called at each full minute and once at the start."""

    def __init__(self, store: Store, library: Library, workers: BreakWorkers, now: Now, rng: Random) -> None:
        self._store, self._library, self._now, self._rng = store, library, now, rng
        self._chooser = BreakChooser(library, rng)
        self._poster, self._updater, self._failures = workers.poster, workers.updater, workers.failures
        self._reminders, self._rescheduler = workers.reminders, workers.rescheduler
        self._month_lines = workers.month_lines
        self._tasks: set[asyncio.Task[None]] = set()

    async def tick(self) -> None:
        """Start to post and to remind of what is due and to close what is over, without waiting for the end of it."""
        self._updater.delete_idle()
        await self._failures.resume_workspaces()
        await self._poster.recover_claims()
        self._start(self.post_due())
        self._start(self.remind_privately())
        self._start(self.remind_due())
        self._start(self.close_due())

    async def start(self) -> None:
        """Go on where an earlier run stopped."""
        await self._failures.resume_workspaces(at_once=True)
        await self.reschedule()
        await self.tick()

    async def reschedule(self) -> None:
        """Set when each channel's next break is anew."""
        await self._rescheduler.reschedule()

    async def post_due(self) -> None:
        """Post every break that is due."""
        await self._poster.post_due()

    async def remind_privately(self) -> None:
        """Send every private reminder of a person's own timetable that is due."""
        await self._poster.remind_due()

    async def remind_due(self) -> None:
        """Send every private reminder of a break that is due."""
        await self._reminders.send_due()

    async def close_due(self) -> None:
        """Close the messages of breaks that are over."""
        more = True
        while more:
            due = await self._store.breaks.take_closing(self._now(), CLOSED_AT_ONCE, self._choose_line)
            if due:
                await self._store.breaks.mark_closed(await self._updater.show_closed(due))
                self._start(self._month_lines.tell_after(due))
            more = len(due) == CLOSED_AT_ONCE

    async def post_now(
        self, actor: Actor, channel: str, content: BreakContent, here: bool = True
    ) -> tuple[Exercise, ...]:
        """Post a break at once and return what it consists of; raise UserError if that cannot be.

        `here`: whoever reads the error does so in that channel. A workflow may have no person.
        """
        now = self._now()
        in_channel, by_person = await self._store.breaks.asked_for(actor, channel, now - HOUR)
        if in_channel >= MOST_AN_HOUR_HERE or (actor.user and by_person >= MOST_AN_HOUR_A_PERSON):
            raise UserError(views.ENOUGH_FOR_NOW)
        recent = await self._store.breaks.recent(actor.team, channel)
        steps = self._chooser.steps(recent, content)
        origin = ManualBreak(actor.team, channel, actor.user)
        try:
            failure = await self._poster.post_now(origin, manual_slot_key(now), steps)
        except SlotTaken:
            raise UserError(views.JUST_STARTED) from None
        if failure:
            raise UserError(
                views.PERHAPS_POSTED if failure.kind == "unknown" else cannot_post_sentence(failure.code, here)
            )
        with suppress(DatabaseUnavailable):  # it was posted, and the next minute resumes the rest
            await self._failures.resume_workspace(actor.team)
        return self._library.exercises_of(steps)

    async def resume_workspace(self, team: str) -> None:
        """Let a workspace post again whose token was refused before."""
        await self._failures.resume_workspace(team)

    async def get(self, team: str, id: str) -> Break:
        """Return a break, over or not; raise UserError if there is none."""
        found = await self._store.breaks.find(team, id)
        if found is None:
            raise UserError(views.UNKNOWN_BREAK)
        return found

    async def find(self, team: str, channel: str, id: str, ts: str | None) -> Break:
        """Return the break that was clicked, in its message with this ts perhaps; raise UserError if it is over."""
        found = await self.get(team, id)
        if found.channel != channel:
            raise UserError(views.UNKNOWN_BREAK)
        if found.is_over:
            self._updater.update_soon(found)
            raise UserError(views.BREAK_OVER)
        if ts and found.ts is None:
            await self._store.breaks.save_lost_ts(found, ts)
        return found

    async def join(self, break_: Break, user: str) -> tuple[Exercise, ...]:
        """Put somebody on the roster, once; return what they are going to do."""
        if await self._store.rosters.join(break_, user, self._now()):
            self._updater.update_soon(break_)
        return self._library.exercises_of(break_.slugs)

    async def finish(self, break_: Break, user: str, steps: Sequence[str] = ()) -> tuple[Exercise, ...]:
        """Put somebody on the roster for good, once; what they did (`steps`) counts for their week."""
        if await self._store.rosters.finish(break_, user, self._now(), steps):
            self._updater.update_soon(break_)
        return self._library.exercises_of(steps or break_.slugs)

    async def leave(self, break_: Break, user: str, unless_guided: bool = False) -> None:
        """Take somebody off the roster again who is not done, and perhaps only if no guide of it is open for them."""
        if await self._store.rosters.leave(break_, user, unless_guided):
            self._updater.update_soon(break_)

    async def delete_person(self, actor: Actor) -> None:
        """Delete what is stored about a person, also from the messages of open breaks."""
        joined = await self._store.rosters.open_for(actor)
        await self._store.deletion.delete_person(actor)
        for break_ in joined:
            self._updater.update_soon(break_)

    async def show_open_for(self, actor: Actor) -> None:
        """Show the rosters of the open breaks that a person is in anew: how they appear in them may have changed."""
        for break_ in await self._store.rosters.open_for(actor):
            self._updater.update_soon(break_)

    async def is_done(self, break_: Break, user: str) -> bool:
        """Return whether somebody has done this one already."""
        return await self._store.dones.is_counted(Actor(break_.team, user), break_.id)

    async def repeat_later(self, break_: Break) -> datetime:
        """Repeat a break in fifteen minutes, once, and return when; raise UserError if it is going to be already."""
        if not break_.is_repeatable:
            raise UserError(views.LAST_CHANCE)
        again = await self._store.claims.add_repeat(break_, repeat_slot_key(break_.slot), later(self._now()))
        if again is None:
            raise UserError(views.REPEATED_ALREADY)
        self._updater.update_soon(break_)
        return again.due_at

    async def remind_later(self, break_: Break, user: str) -> datetime:
        """Remind one person in fifteen minutes, once, and return when; who is not done is off the roster until then."""
        due_at = await self._reminders.remind_later(break_, user)
        if await self._store.rosters.leave(break_, user, keep_reminder=True):
            self._updater.update_soon(break_)
        return due_at

    def stop(self) -> None:
        """Post nothing more; whoever waits for the rate limit hears of it at once."""
        self._poster.stop()
        self._reminders.limiters.close()

    async def flush(self, seconds: float) -> None:
        """Finish what is being sent and show the rosters as they are, within so many seconds; `stop` comes first."""
        try:
            async with asyncio.timeout(seconds):
                while self._tasks:
                    await asyncio.wait(self._tasks)
                await self._updater.flush()
        except TimeoutError:
            logger.warning("stopped before every break was shown as it is")

    def _choose_line(self, previous: int | None) -> int:
        return another_line(len(CLOSING_LINES), previous, self._rng)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(_logged(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _logged(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except DatabaseUnavailable as error:
        logger.error("breaks wait: the database is unavailable", extra={"error": str(error)})
    except Exception as error:  # nobody waits for this task
        logger.error("breaks failed", exc_info=error)
