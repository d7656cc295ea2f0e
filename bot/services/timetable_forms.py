"""The form of a channel's breaks: opened with what is set or asked for, closed once that is done."""

import asyncio
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.core.clock import Now
from bot.core.logging import logger
from bot.domain.actor import Actor
from bot.domain.library import Library
from bot.domain.parsing.daily import TimetableRequest
from bot.services.error_sentences import error_sentence
from bot.services.timetable_requests import TimetableRequests
from bot.services.timetables import Timetables
from bot.slack.blocks import Message
from bot.slack.clients import Clients
from bot.slack.errors import SLACK_CALL_ERRORS, error_code
from bot.slack.responder import Responder
from bot.store.errors import DatabaseUnavailable
from bot.views import timetable_form as views
from bot.views.messages import sentence_message
from bot.views.timetable_payloads import FormButton, FormMetadata
from bot.views.timetable_status import about_channel, form_not_opened, outcome_view, waiting_view

ACK_AFTER_SECONDS = 2.0
"""A form is acknowledged then although what it asks for is still being done; Slack allows three."""
Change = Coroutine[Any, Any, Message | None]
"""Something done to a channel's breaks; it returns the message that the channel could not be told."""


@dataclass(frozen=True)
class TimetableForms:
    """Opens the form of a timetable, and closes it when the change is done."""

    clients: Clients
    timetables: Timetables
    requests: TimetableRequests
    library: Library
    now: Now

    async def open(self, actor: Actor, form: FormButton, responder: Responder) -> bool:
        """Open the form of a channel's breaks, or of a channel that is chosen in it; return whether it opened."""
        request, before = await self.requests.read(actor, form.channel, form.typed)
        return await self.show(form, request, before is not None, responder)

    async def show(self, form: FormButton, request: TimetableRequest, exists: bool, responder: Responder) -> bool:
        """Open the form with this request in it, and return whether it opened; `exists`: the channel has breaks."""
        origin = FormMetadata(form.channel, responder.is_home, responder.is_public(form.channel))
        view = views.timetable_form(origin, request, exists, self.now(), self.library)
        return await responder.open_or_say(view, form_not_opened(form), replace=responder.is_ephemeral)

    async def close_after(
        self, actor: Actor, channel: str, change: Change, view: Mapping[str, Any], ack: AsyncAck
    ) -> bool:
        """Close the form when this change is done, and return whether nothing is said of it yet.

        If it takes longer than Slack waits, its outcome is shown in the form.
        """
        task = asyncio.ensure_future(change)
        await asyncio.wait({task}, timeout=ACK_AFTER_SECONDS)
        if task.done():
            not_told = task.result()
            await ack(response_action="clear")
            await self.tell(actor, channel, not_told)
            return not_told is None
        await ack(response_action="update", view=waiting_view())
        outcome = await _outcome(task, actor.team)
        try:
            slack = await self.clients.of(actor.team)
            await slack.views_update(view_id=str(view["id"]), view=outcome_view(outcome))
        except SLACK_CALL_ERRORS:  # the person did not wait for it
            await self.tell(actor, channel, outcome)
            return outcome is None
        return False

    async def confirm(self, actor: Actor, channel: str) -> None:
        """Show a person in the channel, where that is possible, what is set there now."""
        try:
            message = await self.timetables.state_in_short(actor.team, channel)
            slack = await self.clients.of(actor.team)
            await slack.chat_postEphemeral(channel=channel, user=actor.user, **message.payload())
        except (DatabaseUnavailable, *SLACK_CALL_ERRORS) as error:
            logger.info("a confirmation was left out", extra={"team": actor.team, "error": error_code(error)})

    async def tell(self, actor: Actor, channel: str, message: Message | None) -> None:
        """Show a message to a person who has no form any more: only to them in the channel, else directly."""
        if message is None:
            return
        try:
            slack = await self.clients.of(actor.team)
            await slack.chat_postEphemeral(channel=channel, user=actor.user, **message.payload())
        except SLACK_CALL_ERRORS:
            await self._tell_directly(actor, about_channel(channel, message))

    async def _tell_directly(self, actor: Actor, message: Message) -> None:
        try:
            slack = await self.clients.of(actor.team)
            await slack.chat_postMessage(channel=actor.user, **message.payload())
        except SLACK_CALL_ERRORS as error:
            logger.warning("an answer did not get through", extra={"team": actor.team, "error": error_code(error)})


async def _outcome(task: asyncio.Task[Message | None], team: str) -> Message | None:
    """Return what the person should know: what went wrong or could not be told to the channel, None if all is well."""
    try:
        return await task
    except Exception as error:  # the form was acknowledged, so nothing else can tell the person
        return sentence_message(error_sentence(error, team))
