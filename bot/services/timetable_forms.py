"""The form of a channel's breaks: opened with what is set or asked for, closed once that is done."""

import asyncio
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.clock import Now
from bot.domain.actor import Actor
from bot.domain.exercises import Library
from bot.domain.parsing.daily import TimetableRequest
from bot.services.error_sentences import error_sentence
from bot.services.guide_modal import EXPIRED_TRIGGER
from bot.services.timetables import Timetables
from bot.slack.errors import error_code
from bot.slack.responder import Responder
from bot.views import timetable_form as views
from bot.views.error_modals import error_modal
from bot.views.timetable_payloads import FormButton, FormMetadata
from bot.views.timetable_status import done_view, form_not_opened, waiting_view

ACK_AFTER_SECONDS = 2.0
"""A form is acknowledged then although what it asks for is still being done; Slack allows three."""


@dataclass(frozen=True)
class TimetableForms:
    """Opens the form of a timetable, and closes it when the change is done."""

    slack: AsyncWebClient
    timetables: Timetables
    library: Library
    now: Now

    async def open(self, actor: Actor, form: FormButton, responder: Responder) -> bool:
        """Open the form of a channel's breaks, or of a channel that is chosen in it; return whether it opened."""
        request, before = await self.timetables.request(actor, form.channel, form.typed)
        return await self.show(form, request, before is not None, responder)

    async def show(self, form: FormButton, request: TimetableRequest, exists: bool, responder: Responder) -> bool:
        """Open the form with this request in it, and return whether it opened; `exists`: the channel has breaks."""
        origin = FormMetadata(form.channel, responder.is_home)
        try:
            await responder.open(views.timetable_form(origin, request, exists, self.now(), self.library))
        except SlackApiError as error:
            if error_code(error) not in EXPIRED_TRIGGER:
                raise
            await responder(form_not_opened(form), replace=responder.is_ephemeral)
            return False
        return True

    async def close_after(
        self, actor: Actor, change: Coroutine[Any, Any, Any], view: Mapping[str, Any], ack: AsyncAck
    ) -> None:
        """Close the form when this change is done; if that takes longer than Slack waits, show its outcome there."""
        task = asyncio.ensure_future(change)
        await asyncio.wait({task}, timeout=ACK_AFTER_SECONDS)
        if task.done():
            task.result()
            await ack(response_action="clear")
            return
        await ack(response_action="update", view=waiting_view())
        await self.slack.views_update(view_id=str(view["id"]), view=await _outcome(task, actor.team))


async def _outcome(task: asyncio.Task[Any], team: str) -> Any:
    try:
        await task
    except Exception as error:  # the form was acknowledged, so nothing else can tell the person
        return error_modal(error_sentence(error, team))
    return done_view()
