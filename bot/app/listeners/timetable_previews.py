"""`/stretch daily …`: shows what that would do to the channel, and does it once that is confirmed."""

from slack_bolt.async_app import AsyncApp

from bot.app.command_router import CommandRouter
from bot.app.payloads import Json
from bot.core.clock import Now
from bot.domain.actor import Actor
from bot.domain.parsing.command import Subcommand
from bot.domain.timetable_changes import is_outdated
from bot.services.home import Home
from bot.services.timetable_forms import TimetableForms
from bot.services.timetable_notices import NotInChannel
from bot.services.timetable_requests import TimetableRequests
from bot.services.timetables import Timetables
from bot.slack.responder import Responder
from bot.views import timetable_preview as views
from bot.views.timetable_payloads import FormButton
from bot.views.timetable_status import form_opened


def register(app: AsyncApp, stretch: CommandRouter) -> None:
    """Register the listeners."""
    stretch.add_route("daily", daily)
    app.action(views.TURN_ON_ACTION)(confirm)
    app.action(views.SAVE_ACTION)(confirm)
    app.action(views.CHANGE_ACTION)(change)
    app.action(views.CANCEL_ACTION)(cancel)


async def daily(
    actor: Actor,
    body: Json,
    parsed: Subcommand,
    timetable_requests: TimetableRequests,
    forms: TimetableForms,
    responder: Responder,
) -> None:
    """Show what that would do to the channel; with nothing said, or in an unknown zone, open the form."""
    asked = FormButton(str(body["channel_id"]), parsed.rest)
    request, before = await timetable_requests.read(actor, asked.channel, asked.typed)
    if asked.typed and request.zone:
        await responder(await timetable_requests.preview(actor, asked, request, before))
    else:
        await forms.show(asked, request, before is not None, responder)


async def confirm(
    actor: Actor,
    action: Json,
    timetables: Timetables,
    timetable_requests: TimetableRequests,
    forms: TimetableForms,
    home: Home,
    now: Now,
    responder: Responder,
) -> None:
    """Do what the preview said, and confirm that in its place; if somebody changed the breaks since, show it anew."""
    asked = FormButton.unpack(action.get("value"))
    request, before = await timetable_requests.read(actor, asked.channel, asked.typed)
    if not (asked.channel and asked.typed and request.zone):
        await forms.show(asked, request, before is not None, responder)
        return
    if is_outdated(asked.seen, request.timetable(), before):
        outdated = await timetable_requests.preview(actor, asked, request, before, outdated=True)
        await responder(outdated, replace=responder.is_ephemeral)
        return
    try:
        is_public = responder.is_public(asked.channel)
        found = await timetables.set_up(actor, asked.channel, request.timetable(), is_public)
        answer = views.confirmed(found.timetable, now(), changed=before is not None)
    except NotInChannel as error:
        answer = views.invitation_needed(error.code, asked)
    await responder(answer, replace=responder.is_ephemeral)
    await home.refresh(actor)


async def change(actor: Actor, action: Json, forms: TimetableForms, responder: Responder) -> None:
    """Open the form with what the preview said; it takes the preview's place."""
    asked = FormButton.unpack(action.get("value"))
    if await forms.open(actor, asked, responder):
        await responder(form_opened(asked), replace=responder.is_ephemeral)


async def cancel(responder: Responder) -> None:
    """Drop the preview."""
    await responder(views.cancelled(), replace=responder.is_ephemeral)
