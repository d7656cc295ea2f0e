"""Timetables of channels: set up, changed, paused, resumed, turned off, each announced in the channel."""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.clock import Now
from bot.core.logging import logger
from bot.core.settings import BreaksBy
from bot.domain.actor import Actor
from bot.domain.breaks import ChannelTimetable
from bot.domain.errors import UserError
from bot.domain.exercises import Library
from bot.domain.formatting import describe
from bot.domain.parsing.daily import TimetableRequest, parse_timetable_request, request_from
from bot.domain.timetable import Timetable, is_paused
from bot.services.time_zones import TimeZones
from bot.slack.blocks import Message
from bot.slack.errors import SLACK_CALL_ERRORS, cannot_post_sentence, error_code, refuses_channel
from bot.store import Store
from bot.views import timetable_notices as views
from bot.views import timetable_status as status_views
from bot.views.timetable_text import next_break_sentence

ADMIN_TIMEOUT_SECONDS = 1.0
"""For users.info about who is an admin: an acknowledgement may be waiting for it."""
MISSED_SHOWN_FOR = timedelta(days=7)
"""How long `breaks` tells of a break that did not take place."""


class NotInChannel(UserError):
    """Read by whoever wants breaks in a channel where the bot may not post; inviting it helps."""


@dataclass(frozen=True)
class Timetables:
    """Reads and changes the timetables of channels."""

    store: Store
    slack: AsyncWebClient
    time_zones: TimeZones
    library: Library
    now: Now
    breaks_by: BreaksBy

    async def get(self, actor: Actor, channel: str) -> ChannelTimetable | None:
        """Return the channel's timetable; raise UserError if this person may not change it."""
        found = await self.store.timetables.get(actor.team, channel)
        if found is None or await self._may_change(actor.user, found):
            return found
        raise UserError(
            f"Only <@{found.set_by}>, who set this channel's breaks up, or an admin of this workspace can change them."
        )

    async def require(self, actor: Actor, channel: str) -> ChannelTimetable:
        """Return the channel's timetable; raise UserError if there is none, or this person may not change it."""
        found = await self.get(actor, channel)
        if found is None:
            raise UserError("This channel has no stretch breaks. `/stretch daily 15:00` starts them on every weekday.")
        return found

    async def request(
        self, actor: Actor, channel: str | None, typed: str
    ) -> tuple[TimetableRequest, ChannelTimetable | None]:
        """Return the parsed request and the present timetable; the zone is the typed, the channel's or the person's."""
        before = await self.get(actor, channel) if channel else None
        if typed:
            request = parse_timetable_request(typed, self.library).completed_from(before.timetable if before else None)
        else:
            request = request_from(before.timetable) if before else TimetableRequest()
        return (request if request.zone else replace(request, zone=await self.time_zones.get(actor))), before

    async def set_up(self, actor: Actor, channel: str, timetable: Timetable) -> None:
        """Give a channel its breaks and tell it; raise NotInChannel or UserError if that may not be.

        If the channel cannot be told, no break could be posted there: the timetable is then restored.
        """
        before = await self.get(actor, channel)
        has_breaks = before is not None and not before.stopped
        owner = before.set_by if before and self.breaks_by == "owner" and before.set_by else actor.user
        await self.store.timetables.save(actor.team, channel, timetable, owner, self.now())
        try:
            notice = views.set_up_notice(actor.user, channel, timetable, has_breaks, self.now(), self.library)
            await self._post(channel, notice)
        except (NotInChannel, *SLACK_CALL_ERRORS):
            await self._put_back(actor.team, channel, before)
            raise

    async def change(self, actor: Actor, channel: str, timetable: Timetable) -> None:
        """Set up what the form asks for; a pause goes on. Raise as `set_up` does."""
        before = await self.store.timetables.get(actor.team, channel)
        pausing = before and is_paused(before.timetable, self.now())
        until = before.timetable.paused_until if before and pausing else None
        await self.set_up(actor, channel, replace(timetable, paused_until=until))

    async def pause(self, actor: Actor, channel: str, until: datetime | None) -> Message | None:
        """Pause a channel's breaks (None: until resumed); return the message that could not be posted there."""
        await self.require(actor, channel)
        found = await self.store.timetables.pause(actor.team, channel, until, self.now())
        if found is None:
            return None
        return await self._tell(channel, views.pause_notice(actor.user, channel, found.timetable, self.now()))

    async def resume(self, actor: Actor, channel: str) -> Message | None:
        """End a pause, or start again where posting was stopped; return the message that could not be posted there."""
        before = await self.require(actor, channel)
        if before.stopped:
            await self.set_up(actor, channel, before.timetable)
            return None
        if not is_paused(before.timetable, self.now()):
            next_break = next_break_sentence(before.timetable, self.now())
            raise UserError(f"The breaks here are not paused. {next_break}")
        found = await self.store.timetables.resume(actor.team, channel, self.now())
        if found is None:
            return None
        return await self._tell(channel, views.resume_notice(actor.user, channel, found.timetable, self.now()))

    async def turn_off(self, actor: Actor, channel: str) -> Message | None:
        """Delete a channel's timetable; return the message that could not be posted there."""
        before = await self.require(actor, channel)
        removed = await self.store.timetables.remove(actor.team, channel)
        return await self._tell(channel, views.turn_off_notice(actor.user, before.timetable)) if removed else None

    async def turn_back_on(self, actor: Actor, channel: str, timetable: Timetable) -> None:
        """Give a channel the breaks again that somebody turned off; raise UserError if it has some by now."""
        if found := await self.store.timetables.get(actor.team, channel):
            raise UserError(f"This channel has breaks again already: {describe(found.timetable)}.")
        await self.set_up(actor, channel, timetable)

    async def status(self, team: str, channel: str) -> Message:
        """Show a channel's timetable, or how it gets one."""
        found = await self.store.timetables.get(team, channel)
        if found is None:
            return status_views.no_breaks_here(channel)
        since = max(found.set_at, self.now() - MISSED_SHOWN_FOR)
        missed = await self.store.breaks.last_missed(team, channel, since)
        return status_views.status_message(found, self.now(), missed, self.library)

    async def _put_back(self, team: str, channel: str, before: ChannelTimetable | None) -> None:
        if before is None:
            await self.store.timetables.remove(team, channel)
            return
        await self.store.timetables.save(team, channel, before.timetable, before.set_by, self.now())
        if before.stopped:
            await self.store.timetables.stop(team, channel, before.stopped)

    async def _post(self, channel: str, message: Message) -> None:
        try:
            await self.slack.chat_postMessage(channel=channel, **message.payload())
        except SlackApiError as error:
            if refuses_channel(error_code(error)):
                raise NotInChannel(cannot_post_sentence(error_code(error))) from error
            raise

    async def _tell(self, channel: str, message: Message) -> Message | None:
        try:
            await self.slack.chat_postMessage(channel=channel, **message.payload())
        except SLACK_CALL_ERRORS as error:
            logger.warning("a channel was not told of a change", extra={"error": type(error).__name__})
            return status_views.channel_not_told(message)
        return None

    async def _may_change(self, user: str, found: ChannelTimetable) -> bool:
        return self.breaks_by == "anyone" or found.set_by in ("", user) or await self._is_admin(user)

    async def _is_admin(self, user: str) -> bool:
        try:
            async with asyncio.timeout(ADMIN_TIMEOUT_SECONDS):
                person = (await self.slack.users_info(user=user)).get("user") or {}
        except SLACK_CALL_ERRORS as error:
            logger.info("unknown whether somebody is an admin", extra={"error": type(error).__name__})
            return False
        return any(person.get(role) for role in ("is_admin", "is_owner", "is_primary_owner"))
