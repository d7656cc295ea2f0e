"""Timetables of channels: set up, changed, paused, resumed, turned off, each shown in the channel's one message."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.clock import Now
from bot.core.logging import logger
from bot.domain.actor import Actor
from bot.domain.breaks import ChannelTimetable
from bot.domain.errors import UserError
from bot.domain.formatting import describe
from bot.domain.library import Library
from bot.domain.reader import HourCycle
from bot.domain.timetable import Timetable, is_paused
from bot.domain.timetable_changes import is_same
from bot.services.time_zones import TimeZones
from bot.services.timetable_checks import checked
from bot.services.timetable_notices import NOT_TOLD, NotInChannel, TimetableNotices
from bot.services.timetable_rights import GUESTS_ONLY_JOIN, TimetableRights
from bot.services.timetable_undo import put_back
from bot.services.ways_out import ErrorWithWayOut
from bot.slack.blocks import Message
from bot.slack.errors import error_code, may_be_done
from bot.store import Store
from bot.views import timetable_notices as views
from bot.views import timetable_status as status_views
from bot.views.timetable_text import next_break_sentence

MISSED_SHOWN_FOR = timedelta(days=7)
"""How long `breaks` tells of a break that did not take place."""


class BreaksAreOff(ErrorWithWayOut):
    """Read by whoever wants to change breaks that were turned off; in the channel `message` has the way back."""

    def __init__(self, timetable: Timetable, cycle: HourCycle) -> None:
        super().__init__(
            "The channel's stretch breaks are off. Type `/stretch breaks` there to turn them back on.",
            views.breaks_are_off(timetable, cycle),
        )


@dataclass(frozen=True)
class Timetables:
    """Reads and changes the timetables of channels."""

    store: Store
    notices: TimetableNotices
    rights: TimetableRights
    time_zones: TimeZones
    library: Library
    now: Now

    async def get(self, actor: Actor, channel: str) -> ChannelTimetable | None:
        """Return the channel's timetable; raise UserError if this person may not change it."""
        found = await self.store.timetables.get(actor.team, channel)
        if found:
            await self.rights.check(actor.user, found)
        return found

    async def require_posting(self, actor: Actor, channel: str) -> None:
        """Raise UserError if this person may not have a break posted in this channel for everyone.

        A workflow may have no person.
        """
        if actor.user:
            await self.require_member(actor)
        await self.get(actor, channel)

    async def last(self, team: str, channel: str) -> ChannelTimetable | None:
        """Return the channel's timetable, or the one that was turned off."""
        return await self.store.timetables.get(team, channel) or await self.store.timetables.get_off(team, channel)

    async def require(self, actor: Actor, channel: str) -> ChannelTimetable:
        """Return the channel's timetable; raise UserError if there is none, or this person may not change it."""
        found = await self.get(actor, channel)
        if found is None:
            if off := await self.store.timetables.get_off(actor.team, channel):
                raise BreaksAreOff(off.timetable, await self.hour_cycle(actor))
            raise UserError("This channel has no stretch breaks yet. Type `/stretch daily 15:00` to set them up.")
        return found

    async def require_member(self, actor: Actor) -> None:
        """Raise UserError if this person is a guest."""
        if (await self.time_zones.reader(actor)).is_guest:
            raise UserError(GUESTS_ONLY_JOIN)

    async def hour_cycle(self, actor: Actor) -> HourCycle:
        """Return how this person reads the time."""
        return (await self.time_zones.reader(actor)).hour_cycle

    async def set_up(
        self, actor: Actor, channel: str, timetable: Timetable, is_public: bool | None = None
    ) -> ChannelTimetable:
        """Give a channel its breaks and tell it, a pause goes on; raise NotInChannel or UserError if that may not be.

        If the channel cannot be told, the timetable is restored; if not even that can be done, the same request later
        tells it. If it may have been told, the timetable stays.
        """
        async with self.notices.turn(actor.team, channel):
            before = await self.get(actor, channel)
            await self.require_member(actor)
            last = before or await self.store.timetables.get_off(actor.team, channel)
            cycle = await self.hour_cycle(actor)
            timetable = checked(timetable, last, self.now(), cycle)
            same = is_same(timetable, before)
            if before and same and before.notice_ts:
                return before
            owner = self.rights.owner(actor.user, before)
            now = self.now()
            found = await self.store.timetables.save(actor.team, channel, timetable, owner, now, is_public)
            try:
                is_change = before and not before.stopped and not same
                notice = self._notice(actor, found, "change" if is_change else "turn on", cycle)
                await self.notices.show(found, notice, anew=before is None)
            except NOT_TOLD as error:
                if may_be_done(error):
                    logger.warning("a channel may not know of a change", extra={"error": error_code(error)})
                    return found
                await put_back(self.store.timetables, actor.team, channel, last, self.now())
                raise
        return found

    async def pause(self, actor: Actor, channel: str, until: datetime | None) -> Message | None:
        """Pause a channel's breaks (None: until resumed); return the message that could not be shown there."""
        await self.require(actor, channel)
        cycle = await self.hour_cycle(actor)
        async with self.notices.turn(actor.team, channel):
            found = await self.store.timetables.pause(actor.team, channel, until, self.now())
            return await self._tell(found, self._notice(actor, found, "pause", cycle)) if found else None

    async def resume(self, actor: Actor, channel: str) -> Message | None:
        """End a pause, or start again where posting was stopped; return the message that could not be shown there."""
        before = await self.require(actor, channel)
        if before.stopped:
            await self.set_up(actor, channel, before.timetable)
            return None
        if not is_paused(before.timetable, self.now()):
            raise UserError(f"The breaks here aren't paused. {next_break_sentence(before.timetable, self.now())}")
        cycle = await self.hour_cycle(actor)
        async with self.notices.turn(actor.team, channel):
            found = await self.store.timetables.resume(actor.team, channel, self.now())
            return await self._tell(found, self._notice(actor, found, "resume", cycle)) if found else None

    async def turn_off(self, actor: Actor, channel: str) -> Message | None:
        """Turn a channel's breaks off; return the message that could not be shown there."""
        async with self.notices.turn(actor.team, channel):
            before = await self.require(actor, channel)
            notice = views.turn_off_notice(actor.user, before.timetable, await self.hour_cycle(actor))
            removed = await self.store.timetables.remove(actor.team, channel, self.now())
            return await self._tell(before, notice) if removed else None

    async def turn_back_on(self, actor: Actor, channel: str, timetable: Timetable) -> None:
        """Give a channel the breaks again that somebody turned off; raise UserError if it has some by now."""
        if found := await self.store.timetables.get(actor.team, channel):
            said = describe(found.timetable, await self.hour_cycle(actor))
            raise UserError(f"This channel already has breaks: {said}.")
        await self.set_up(actor, channel, timetable)

    async def status(self, actor: Actor, channel: str, is_public: bool | None = None) -> Message:
        """Show a person a channel's timetable, or how it gets one."""
        if is_public is not None:
            await self.store.timetables.save_whether_public(actor.team, channel, is_public)
        found = await self.store.timetables.get(actor.team, channel)
        if found is None:
            if off := await self.store.timetables.get_off(actor.team, channel):
                return views.breaks_are_off(off.timetable, await self.hour_cycle(actor))
            return status_views.no_breaks_here(channel)
        since = max(found.set_at, self.now() - MISSED_SHOWN_FOR)
        missed = await self.store.breaks.last_missed(actor.team, channel, since)
        reader, stopped = await self.time_zones.reader(actor), await self.store.workspaces.find(actor.team)
        return status_views.status_message(found, self.now(), missed, self.library, reader, stopped)

    async def state_in_short(self, team: str, channel: str) -> Message:
        """Confirm a change to whoever typed it."""
        return status_views.state_in_short(await self.store.timetables.get(team, channel), self.now())

    def _notice(self, actor: Actor, found: ChannelTimetable, change: views.Change, cycle: HourCycle) -> Message:
        return views.change_notice(actor.user, change, found, self.now(), self.library, cycle)

    async def _tell(self, found: ChannelTimetable, notice: Message) -> Message | None:
        try:
            await self.notices.show(found, notice)
        except NOT_TOLD as error:
            logger.warning("a channel was not told of a change", extra={"error": error_code(error)})
            return status_views.channel_not_told(notice, _why_not_told(error))
        return None


def _why_not_told(error: Exception) -> status_views.NotToldReason:
    if isinstance(error, NotInChannel):
        return "refused"
    return "unclear" if may_be_done(error) else "passing"
