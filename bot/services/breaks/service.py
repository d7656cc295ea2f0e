"""What people do with breaks."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from bot.core.clock import Now
from bot.domain.actor import Actor
from bot.domain.break_choice import BreakChooser, BreakContent
from bot.domain.breaks import Break, later, manual_slot_key, repeat_slot_key
from bot.domain.errors import UserError
from bot.domain.exercises import Exercise
from bot.domain.library import Library
from bot.services.breaks.poster import SlotTaken
from bot.services.breaks.workers import BreakWorkers
from bot.slack.errors import cannot_post_sentence
from bot.store import Store
from bot.store.errors import DatabaseUnavailable
from bot.views import break_answers as views

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


class Breaks:
    """What people do with breaks: ask for one at once, join, finish, leave, repeat, be reminded."""

    def __init__(self, store: Store, library: Library, workers: BreakWorkers, now: Now, rng: Random) -> None:
        self._store, self._library, self._now = store, library, now
        self._chooser = BreakChooser(library, rng)
        self._poster, self._updater = workers.poster, workers.updater
        self._failures, self._reminders = workers.failures, workers.reminders

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
