"""The windows of timetables at work: opened with what is set or wished, closed once what they ask for is done."""

import asyncio
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.clock import Now
from bot.domain.errors import UserError
from bot.domain.exercises import Library
from bot.domain.local_time import load_zone, to_local
from bot.domain.parsing.daily import TimetableRequest
from bot.services.guide_modal import TOO_LATE
from bot.services.timetables import Timetables
from bot.slack.errors import in_words, reason
from bot.slack.responder import Responder
from bot.views import timetable_form as views
from bot.views.guide import sorry
from bot.views.timetable_payloads import Opening, Origin
from bot.views.timetable_status import done_window, one_moment, too_slow

PATIENCE = 2.0
"""Seconds after which a window is acknowledged although what it asks for is still being done; Slack allows three."""


@dataclass(frozen=True)
class TimetableForms:
    """Everything that opening and closing these windows needs."""

    slack: AsyncWebClient
    timetables: Timetables
    library: Library
    now: Now

    async def open(self, team: str, user: str, opening: Opening, responder: Responder) -> None:
        """Open the form of a channel's breaks, or of a channel that is chosen in it."""
        request, before = await self.timetables.request(team, opening.channel, user, opening.words)
        await self.show(opening, request, before is not None, responder)

    async def show(self, opening: Opening, request: TimetableRequest, changes: bool, responder: Responder) -> None:
        """Open the form with this wish in it."""
        now = self.now()
        today = to_local(now, load_zone(request.zone)).date() if request.zone else now.astimezone(UTC).date()
        origin = Origin(opening.channel, responder.at_home)
        try:
            await responder.open(views.form(origin, request, changes, today, now, self.library))
        except SlackApiError as error:
            if reason(error) not in TOO_LATE:
                raise
            await responder(too_slow(opening))

    async def close_after(self, act: Coroutine[Any, Any, None], view: Mapping[str, Any], ack: AsyncAck) -> None:
        """Close the window when this is done; where that takes longer than Slack waits, tell the outcome in it."""
        task = asyncio.ensure_future(act)
        await asyncio.wait({task}, timeout=PATIENCE)
        if task.done():
            task.result()
            await ack(response_action="clear")
            return
        await ack(response_action="update", view=one_moment())
        await self.slack.views_update(view_id=str(view["id"]), view=await _outcome(task))


async def _outcome(task: asyncio.Task[None]) -> Any:
    try:
        await task
    except UserError as why:
        return sorry(str(why))
    except SlackApiError as error:
        return sorry(in_words(error))
    return done_window()
