"""A channel's breaks: `daily`, `breaks`, `pause`, `resume`, `off`, and the buttons that do the same."""

from slack_bolt.async_app import AsyncApp

from bot.app.command_router import CommandRouter, OutsideChannel
from bot.app.payloads import Json
from bot.core.clock import Now
from bot.domain.actor import Actor
from bot.domain.parsing.command import Subcommand
from bot.domain.parsing.pause import parse_pause
from bot.services.home import Home
from bot.services.timetable_forms import TimetableForms
from bot.services.timetable_notices import NotInChannel
from bot.services.timetables import Timetables
from bot.slack.blocks import Message
from bot.slack.responder import Responder
from bot.views import timetable_buttons as buttons
from bot.views import timetable_preview as preview_views
from bot.views import timetable_status as status_views
from bot.views.pause_form import pause_form
from bot.views.timetable_payloads import FormButton, channel_id, unpack_timetable


def register(app: AsyncApp, stretch: CommandRouter) -> None:
    """Register the listeners."""
    stretch.add_route(OutsideChannel, outside_channel)
    stretch.add_route("daily", daily)
    stretch.add_route("breaks", status)
    stretch.add_route("pause", pause)
    stretch.add_route("resume", resume)
    stretch.add_route("off", off)
    app.action(buttons.CHANGE_ACTION)(change)
    app.action(buttons.PAUSE_ACTION)(pause_pressed)
    app.action(buttons.RESUME_ACTION)(resume_pressed)
    app.action(buttons.TURN_OFF_ACTION)(off_pressed)
    app.action(buttons.TURN_BACK_ON_ACTION)(on_again)
    app.action(preview_views.CONFIRM_ACTION)(confirm)
    app.action(preview_views.CHANGE_ACTION)(change_preview)
    app.action(preview_views.CANCEL_ACTION)(cancel_preview)


async def outside_channel(parsed: OutsideChannel, responder: Responder) -> None:
    """Say that breaks belong to channels."""
    await responder(status_views.outside_channel(parsed.rest if parsed.name == "daily" else ""))


async def daily(
    actor: Actor, body: Json, parsed: Subcommand, timetables: Timetables, forms: TimetableForms, responder: Responder
) -> None:
    """Show what that would do to the channel; with nothing said, or in an unknown zone, open the form."""
    asked = FormButton(str(body["channel_id"]), parsed.rest)
    request, before = await timetables.request(actor, asked.channel, asked.typed)
    if asked.typed and request.zone:
        await responder(timetables.preview(asked, request, before))
    else:
        await forms.show(asked, request, before is not None, responder)


async def status(actor: Actor, body: Json, timetables: Timetables, responder: Responder) -> None:
    """Show the channel's timetable and its next breaks."""
    await responder(await timetables.status(actor, str(body["channel_id"])))


async def pause(
    actor: Actor, body: Json, parsed: Subcommand, timetables: Timetables, now: Now, responder: Responder
) -> None:
    """Pause the channel's breaks."""
    channel = str(body["channel_id"])
    found = await timetables.require(actor, channel)
    until = parse_pause(parsed.rest, now(), found.timetable.zone)
    await _tell(await timetables.pause(actor, channel, until), responder)


async def resume(actor: Actor, body: Json, timetables: Timetables, responder: Responder) -> None:
    """End a pause."""
    await _tell(await timetables.resume(actor, str(body["channel_id"])), responder)


async def off(actor: Actor, body: Json, timetables: Timetables, responder: Responder) -> None:
    """Turn the channel's breaks off."""
    await _tell(await timetables.turn_off(actor, str(body["channel_id"])), responder)


async def change(actor: Actor, action: Json, forms: TimetableForms, responder: Responder) -> None:
    """Open the form."""
    await forms.open(actor, FormButton.unpack(action.get("value")), responder)


async def pause_pressed(actor: Actor, action: Json, timetables: Timetables, responder: Responder) -> None:
    """Ask for how long."""
    channel = channel_id(action.get("value"))
    await timetables.require(actor, channel)
    await responder.open(pause_form(channel, responder.is_home))


async def resume_pressed(actor: Actor, action: Json, timetables: Timetables, home: Home, responder: Responder) -> None:
    """End a pause, or start again after a stop."""
    channel = channel_id(action.get("value"))
    await _tell(await timetables.resume(actor, channel), responder)
    await _show_again(actor, channel, timetables, home, responder)


async def off_pressed(actor: Actor, action: Json, timetables: Timetables, home: Home, responder: Responder) -> None:
    """Turn the channel's breaks off; the button has asked whether that is meant."""
    channel = channel_id(action.get("value"))
    await _tell(await timetables.turn_off(actor, channel), responder)
    await _show_again(actor, channel, timetables, home, responder)


async def on_again(
    actor: Actor, body: Json, action: Json, timetables: Timetables, home: Home, responder: Responder
) -> None:
    """Give the channel back the breaks that were turned off."""
    channel = _clicked_in(body)
    await timetables.turn_back_on(actor, channel, unpack_timetable(action.get("value")))
    await _show_again(actor, channel, timetables, home, responder)


async def confirm(
    actor: Actor, action: Json, timetables: Timetables, forms: TimetableForms, now: Now, responder: Responder
) -> None:
    """Do what the preview said, as it reads by now, and confirm that in the preview's place."""
    asked = FormButton.unpack(action.get("value"))
    request, before = await timetables.request(actor, asked.channel, asked.typed)
    if not (asked.channel and asked.typed and request.zone):
        await forms.show(asked, request, before is not None, responder)
        return
    try:
        found = await timetables.set_up(actor, asked.channel, request.timetable())
    except NotInChannel as error:
        await responder(preview_views.invitation_needed(str(error), asked), replace=responder.is_ephemeral)
        return
    answer = preview_views.confirmed(found.timetable, now(), changed=before is not None)
    await responder(answer, replace=responder.is_ephemeral)


async def change_preview(actor: Actor, action: Json, forms: TimetableForms, responder: Responder) -> None:
    """Open the form with what the preview said; it takes the preview's place."""
    asked = FormButton.unpack(action.get("value"))
    if await forms.open(actor, asked, responder):
        await responder(status_views.form_opened(asked), replace=responder.is_ephemeral)


async def cancel_preview(action: Json, responder: Responder) -> None:
    """Drop the preview."""
    await responder(preview_views.cancelled(action.get("value")), replace=responder.is_ephemeral)


async def _tell(not_told: Message | None, responder: Responder) -> None:
    if not_told:
        await responder(not_told)


async def _show_again(actor: Actor, channel: str, timetables: Timetables, home: Home, responder: Responder) -> None:
    """Bring up to date what the click was made on, where only one person sees it."""
    if responder.is_home:
        await home.show(actor)
    elif responder.is_ephemeral:
        await responder(await timetables.status(actor, channel), replace=True)


def _clicked_in(body: Json) -> str:
    channel = body.get("channel")
    return channel_id(channel.get("id") if isinstance(channel, dict) else None)
