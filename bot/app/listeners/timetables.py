"""A channel's breaks: `breaks`, `pause`, `resume`, `off`, and the buttons that do the same."""

from slack_bolt.async_app import AsyncApp

from bot.app.command_router import CommandRouter, OutsideChannel
from bot.app.payloads import Json
from bot.core.clock import Now
from bot.domain.actor import Actor
from bot.domain.parsing.command import Subcommand
from bot.domain.parsing.pause import parse_pause
from bot.services.home import Home
from bot.services.timetable_forms import TimetableForms
from bot.services.timetables import Timetables
from bot.slack.blocks import Message
from bot.slack.responder import Responder
from bot.views import timetable_buttons as buttons
from bot.views import timetable_status as status_views
from bot.views.pause_form import pause_form
from bot.views.small_talk import type_in_channel
from bot.views.timetable_payloads import FormButton, channel_id, unpack_timetable


def register(app: AsyncApp, stretch: CommandRouter) -> None:
    """Register the listeners."""
    stretch.add_route(OutsideChannel, outside_channel)
    stretch.add_route("breaks", status)
    stretch.add_route("pause", pause)
    stretch.add_route("resume", resume)
    stretch.add_route("off", off)
    app.action(buttons.CHANGE_ACTION)(change)
    app.action(buttons.PAUSE_ACTION)(pause_pressed)
    app.action(buttons.RESUME_ACTION)(resume_pressed)
    app.action(buttons.TURN_OFF_ACTION)(off_pressed)
    app.action(buttons.TURN_BACK_ON_ACTION)(on_again)


async def outside_channel(parsed: OutsideChannel, responder: Responder) -> None:
    """Say that breaks belong to channels."""
    if parsed.name == "daily":
        await responder(status_views.outside_channel(parsed.rest))
    else:
        await responder(type_in_channel(f"{parsed.name} {parsed.rest}".strip()))


async def status(actor: Actor, body: Json, timetables: Timetables, responder: Responder) -> None:
    """Show the channel's timetable and its next breaks."""
    channel = str(body["channel_id"])
    await responder(await timetables.status(actor, channel, responder.is_public(channel)))


async def pause(
    actor: Actor, body: Json, parsed: Subcommand, timetables: Timetables, home: Home, now: Now, responder: Responder
) -> None:
    """Pause the channel's breaks."""
    channel = str(body["channel_id"])
    found = await timetables.require(actor, channel)
    until = parse_pause(parsed.rest, now(), found.timetable.zone)
    await _confirm(await timetables.pause(actor, channel, until), actor, channel, timetables, home, responder)


async def resume(actor: Actor, body: Json, timetables: Timetables, home: Home, responder: Responder) -> None:
    """End a pause."""
    channel = str(body["channel_id"])
    await _confirm(await timetables.resume(actor, channel), actor, channel, timetables, home, responder)


async def off(actor: Actor, body: Json, timetables: Timetables, home: Home, responder: Responder) -> None:
    """Turn the channel's breaks off."""
    channel = str(body["channel_id"])
    await _confirm(await timetables.turn_off(actor, channel), actor, channel, timetables, home, responder)


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


async def _confirm(
    not_told: Message | None, actor: Actor, channel: str, timetables: Timetables, home: Home, responder: Responder
) -> None:
    """Answer whoever typed a change: with what is set now, or with what the channel could not be told."""
    await responder(not_told or await timetables.state_in_short(actor.team, channel))
    await home.refresh(actor)


async def _tell(not_told: Message | None, responder: Responder) -> None:
    if not_told:
        await responder(not_told)


async def _show_again(actor: Actor, channel: str, timetables: Timetables, home: Home, responder: Responder) -> None:
    """Bring up to date what the click was made on, where only one person sees it."""
    if responder.is_home:
        await home.show(actor)
        return
    if responder.is_ephemeral:
        await responder(await timetables.status(actor, channel), replace=True)
    await home.refresh(actor)


def _clicked_in(body: Json) -> str:
    channel = body.get("channel")
    return channel_id(channel.get("id") if isinstance(channel, dict) else None)
