"""What a person does with their own reminders: set, stop, put off, skip; each is a timetable of their own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.core.clock import Now
from bot.domain.actor import Actor
from bot.domain.breaks import Break, ChannelTimetable, later, repeat_slot_key
from bot.domain.errors import ParseError, UserError
from bot.domain.guide import Session
from bot.domain.library import Library
from bot.domain.local_time import first_moment, load_zone, local_date
from bot.domain.parsing.personal_reminders import ReminderWish, parse_reminders
from bot.domain.preferences import Hours, Preferences
from bot.domain.reminder_times import times_outside, times_within
from bot.domain.reminders_in_step import days_in_step, in_step
from bot.domain.slots import has_room_at, next_slot
from bot.domain.timetable import Timetable
from bot.services.reminder_status import ReminderStatus
from bot.services.time_zones import TimeZones
from bot.store import Store
from bot.views import reminder_answers as views
from bot.views.how_often import OWN_TIMES
from bot.views.reminder_form import reminder_form
from bot.views.reminder_offer import offer_row

NO_DAY_LEFT = "That leaves no day in the next year. Your days off are in `/stretch set-up`, under *More settings*."


class ZoneUnknown(UserError):
    """Nobody knows on whose clock these times are: Slack does not tell, and the person has not said."""

    def __init__(self) -> None:
        super().__init__("I don't know your time zone yet. `/stretch remind me` opens a form that asks.")


class OutsideHours(Exception):
    """Some of these times are outside of the hours that the person works."""

    def __init__(self, wish: ReminderWish, hours: Hours) -> None:
        super().__init__("outside of the hours")
        self.wish, self.hours = wish, hours


@dataclass(frozen=True)
class PersonalReminders:
    """Changes a person's own reminders; the minute's tick sends them."""

    store: Store
    time_zones: TimeZones
    library: Library
    now: Now

    async def status(self, actor: Actor) -> ReminderStatus:
        """Return what is set for a person."""
        found = await self.store.timetables.get(actor.team, actor.user)
        chosen = await self.store.preferences.get(actor) or Preferences()
        return ReminderStatus(found, chosen, await self.time_zones.reader(actor))

    def parse(self, status: ReminderStatus, typed: str) -> ReminderWish:
        """Return what somebody typed; where no times are named, those that are set stay. Raise ParseError."""
        wish = parse_reminders(typed, status.chosen.hours, self.library)
        if wish.times or status.found is None:
            return wish
        before = status.found.timetable
        same = {"area": before.area, "routine": before.routine} if not (wish.area or wish.routine) else {}
        return replace(wish, times=before.times, days=wish.days or before.days, **same)

    async def form(self, actor: Actor, typed: str = "") -> View:
        """Return the form with what is typed in it, or else with what is set."""
        status = await self.status(actor)
        try:
            wish = parse_reminders(typed, status.chosen.hours, self.library)
        except ParseError:
            return reminder_form(replace(status.form(), often=OWN_TIMES, times=typed), self.library)
        return reminder_form(status.form().wishing(wish), self.library)

    async def set(
        self, actor: Actor, status: ReminderStatus, wish: ReminderWish, zone: str | None = None
    ) -> ChannelTimetable:
        """Remind somebody as they wish; raise OutsideHours or ZoneUnknown if that cannot be, UserError if never."""
        chosen, known_zone = status.chosen, zone or status.zone
        if chosen.hours and times_outside(wish.times, chosen.hours):
            raise OutsideHours(wish, chosen.hours)
        if known_zone is None:
            raise ZoneUnknown
        days = wish.days or chosen.work_days
        return await self._save(actor, in_step(Timetable(
            days=days, times=wish.times, zone=known_zone, area=wish.area, routine=wish.routine, personal=True,
        ), chosen))  # fmt: skip

    async def stop(self, actor: Actor) -> ChannelTimetable | None:
        """Remind somebody no more; return what was set."""
        found = await self.store.timetables.get(actor.team, actor.user)
        await self.store.timetables.remove(actor.team, actor.user, self.now())
        return found

    async def skip_today(self, actor: Actor) -> ChannelTimetable:
        """Remind somebody again from tomorrow on."""
        timetable = (await self._required(actor)).timetable
        tomorrow = local_date(self.now(), timetable.zone) + timedelta(days=1)
        until = first_moment(datetime.combine(tomorrow, time()), load_zone(timetable.zone))
        return _still_there(await self.store.timetables.pause(actor.team, actor.user, until, self.now()))

    async def resume(self, actor: Actor) -> ChannelTimetable:
        """End a pause, or start again after a stop."""
        return _still_there(await self.store.timetables.resume(actor.team, actor.user, self.now()))

    async def snooze(self, break_: Break) -> datetime:
        """Remind of this again in fifteen minutes; return when."""
        timetable = (await self._required(Actor(break_.team, break_.channel))).timetable
        if not has_room_at(timetable, later(self.now())):
            raise UserError(views.OUTSIDE_NOW)
        if not break_.is_repeatable:
            raise UserError(views.PUT_OFF_ENOUGH)
        again = await self.store.claims.add_repeat(break_, repeat_slot_key(break_.slot), later(self.now()))
        if again is None:
            raise UserError(views.PUT_OFF_ALREADY)
        return again.due_at

    async def fewer(self, actor: Actor) -> tuple[ChannelTimetable, ChannelTimetable]:
        """Remind somebody once a day, at the first time within their hours; return what was set before, and what is."""
        before = await self._required(actor)
        times = times_within(before.timetable.times, before.timetable.hours) or before.timetable.times
        return before, await self._save(actor, replace(before.timetable, times=times[:1], paused_until=None))

    async def follow(self, actor: Actor, chosen: Preferences, before: Preferences) -> tuple[time, ...]:
        """Keep somebody's reminders in step with their set-up; `before` is what they had chosen until now.

        Return the times outside of their hours: they stay, in case the hours change back, but nothing is sent then.
        """
        found = await self.store.timetables.get(actor.team, actor.user)
        if found is None:
            return ()
        days = days_in_step(found.timetable.days, chosen, before)
        changed = in_step(replace(found.timetable, days=days), chosen)
        if changed != found.timetable:
            await self.store.timetables.save(actor.team, actor.user, changed, actor.user, self.now())
        return times_outside(changed.times, chosen.hours)

    async def answer(self, actor: Actor, break_id: str) -> Break:
        """Return the reminder that somebody answers, once it is stored that they did; raise UserError."""
        break_ = await self.store.breaks.find(actor.team, break_id)
        if break_ is None or break_.channel != actor.user:
            raise UserError(views.UNKNOWN_REMINDER)
        await self.store.breaks.answer(actor.team, break_id, actor.user, self.now())
        return break_

    async def offer(self, actor: Actor, steps: Sequence[str]) -> list[Block]:
        """Return the offer to be reminded of what somebody did, if it is worth doing often and they have none yet."""
        exercises, routine = self.library.exercises_of(steps), self.library.routine_with(steps)
        is_worth_it = len(exercises) > 1 or any(exercise.often for exercise in exercises)
        if not is_worth_it or await self.store.timetables.get(actor.team, actor.user):
            return []
        return [offer_row(routine.slug if routine else None)]

    async def offer_after(self, session: Session) -> list[Block]:
        """Return the same for a session that was finished, unless a team's break brought it."""
        return [] if session.break_id else await self.offer(session.actor, session.slugs)

    async def _save(self, actor: Actor, timetable: Timetable) -> ChannelTimetable:
        if next_slot(timetable, self.now()) is None:
            raise UserError(NO_DAY_LEFT)
        return await self.store.timetables.save(actor.team, actor.user, timetable, actor.user, self.now())

    async def _required(self, actor: Actor) -> ChannelTimetable:
        return _still_there(await self.store.timetables.get(actor.team, actor.user))


def _still_there(found: ChannelTimetable | None) -> ChannelTimetable:
    if found is None:
        raise UserError(views.NONE_ANY_MORE)
    return found
