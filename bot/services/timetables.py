"""The timetables at work: set up, changed, paused, resumed, turned off, each told to its channel in one calm line."""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.clock import Now
from bot.core.logging import logger
from bot.domain.breaks import ChannelTimetable
from bot.domain.errors import UserError
from bot.domain.exercises import Library
from bot.domain.formatting import describe
from bot.domain.parsing.daily import TimetableRequest, parse_timetable_request, request_from
from bot.domain.timetable import Timetable
from bot.services.time_zones import TimeZones
from bot.slack.blocks import Message
from bot.slack.errors import reason, refuses_channel, why_refused
from bot.store import Store
from bot.views import timetable_notices as views
from bot.views import timetable_status as status_views
from bot.views.timetable_text import ahead, is_paused

UNREACHED = (ClientError, OSError, TimeoutError)
PATIENCE = 1.0
"""Seconds that Slack gets to tell who is an admin: an acknowledgement may be waiting for it."""
REMEMBERED = timedelta(days=7)
"""How long `breaks` tells of a break that did not take place."""


class NotInChannel(UserError):
    """Read by whoever wants breaks in a channel where the bot may not post; inviting it helps."""


@dataclass(frozen=True)
class Timetables:
    """Everything that changing a timetable needs."""

    store: Store
    slack: AsyncWebClient
    time_zones: TimeZones
    library: Library
    now: Now
    changed_by: Literal["anyone", "owner"]

    async def allowed(self, team: str, channel: str, user: str) -> ChannelTimetable | None:
        """Return the channel's timetable; raise UserError if this person may not change it."""
        kept = await self.store.timetables.get(team, channel)
        if kept is None or self.changed_by == "anyone" or kept.set_by in ("", user) or await self._is_admin(user):
            return kept
        raise UserError(
            f"Only <@{kept.set_by}>, who set this channel's breaks up, or an admin of this workspace can change them."
        )

    async def request(
        self, team: str, channel: str | None, user: str, words: str
    ) -> tuple[TimetableRequest, ChannelTimetable | None]:
        """Return what is wished and what is there; a zone nobody named is the channel's, else the person's own."""
        before = await self.allowed(team, channel, user) if channel else None
        if words:
            request = parse_timetable_request(words, self.library).over(before.timetable if before else None)
        else:
            request = request_from(before.timetable) if before else TimetableRequest()
        return (request if request.zone else replace(request, zone=await self.time_zones.of(team, user))), before

    async def set_up(self, team: str, channel: str, user: str, timetable: Timetable) -> None:
        """Give a channel its breaks and tell it; raise NotInChannel or UserError if that may not be.

        Where the channel cannot be told, no break could be posted either: then all stays as it was.
        """
        before = await self.allowed(team, channel, user)
        going_on = before is not None and not before.stopped
        signed = before.set_by if before and self.changed_by == "owner" and before.set_by else user
        await self.store.timetables.put(team, channel, timetable, signed, self.now())
        try:
            await self._post(channel, views.notice(user, channel, timetable, going_on, self.now(), self.library))
        except (NotInChannel, SlackApiError, *UNREACHED):
            await self._put_back(team, channel, before)
            raise

    async def there(self, team: str, channel: str, user: str) -> ChannelTimetable:
        """Return the channel's timetable; raise UserError if there is none, or this person may not change it."""
        kept = await self.allowed(team, channel, user)
        if kept is None:
            raise UserError("This channel has no stretch breaks. `/stretch daily 15:00` starts them on every weekday.")
        return kept

    async def change(self, team: str, channel: str, user: str, timetable: Timetable) -> None:
        """Set up what the form asks for; breaks that pause go on pausing. Raise as `set_up` does."""
        before = await self.store.timetables.get(team, channel)
        pausing = before and is_paused(before.timetable, self.now())
        until = before.timetable.paused_until if before and pausing else None
        await self.set_up(team, channel, user, replace(timetable, paused_until=until))

    async def pause(self, team: str, channel: str, user: str, until: datetime | None) -> Message | None:
        """Pause a channel's breaks (None: until somebody resumes them); return what the channel could not be told."""
        await self.there(team, channel, user)
        kept = await self.store.timetables.pause(team, channel, until, self.now())
        return await self._tell(channel, views.paused(user, channel, kept.timetable, self.now())) if kept else None

    async def resume(self, team: str, channel: str, user: str) -> Message | None:
        """End a pause, or start again where posting was given up; return what the channel could not be told."""
        before = await self.there(team, channel, user)
        if before.stopped:
            await self.set_up(team, channel, user, before.timetable)
            return None
        if not is_paused(before.timetable, self.now()):
            raise UserError(f"The breaks here are not paused. {ahead(before.timetable, self.now())}")
        kept = await self.store.timetables.resume(team, channel, self.now())
        return await self._tell(channel, views.resumed(user, channel, kept.timetable, self.now())) if kept else None

    async def turn_off(self, team: str, channel: str, user: str) -> Message | None:
        """Take a channel's breaks away; return what the channel could not be told."""
        before = await self.there(team, channel, user)
        gone = await self.store.timetables.remove(team, channel)
        return await self._tell(channel, views.turned_off(user, before.timetable)) if gone else None

    async def turn_back_on(self, team: str, channel: str, user: str, timetable: Timetable) -> None:
        """Give a channel the breaks again that somebody turned off; raise UserError if it has some by now."""
        if kept := await self.store.timetables.get(team, channel):
            raise UserError(f"This channel has breaks again already: {describe(kept.timetable)}.")
        await self.set_up(team, channel, user, timetable)

    async def status(self, team: str, channel: str) -> Message:
        """Show a channel's timetable, or how it gets one."""
        kept = await self.store.timetables.get(team, channel)
        if kept is None:
            return status_views.nothing_here(channel)
        since = max(kept.set_at, self.now() - REMEMBERED)
        missed = await self.store.breaks.last_missed(team, channel, since)
        return status_views.status(kept, self.now(), missed, self.library)

    async def _put_back(self, team: str, channel: str, before: ChannelTimetable | None) -> None:
        if before is None:
            await self.store.timetables.remove(team, channel)
            return
        await self.store.timetables.put(team, channel, before.timetable, before.set_by, self.now())
        if before.stopped:
            await self.store.timetables.stop(team, channel, before.stopped)

    async def _post(self, channel: str, message: Message) -> None:
        try:
            await self.slack.chat_postMessage(channel=channel, **message.payload())
        except SlackApiError as error:
            if refuses_channel(reason(error)):
                raise NotInChannel(why_refused(reason(error))) from error
            raise

    async def _tell(self, channel: str, message: Message) -> Message | None:
        try:
            await self.slack.chat_postMessage(channel=channel, **message.payload())
        except (SlackApiError, *UNREACHED) as error:
            logger.warning("a channel was not told of a change", extra={"error": type(error).__name__})
            return status_views.untold(message)
        return None

    async def _is_admin(self, user: str) -> bool:
        try:
            async with asyncio.timeout(PATIENCE):
                person = (await self.slack.users_info(user=user)).get("user") or {}
        except (SlackApiError, *UNREACHED) as error:
            logger.info("unknown whether somebody is an admin", extra={"error": type(error).__name__})
            return False
        return any(person.get(role) for role in ("is_admin", "is_owner", "is_primary_owner"))
