"""A channel's breaks: `daily`, `breaks`, `pause`, `resume`, `off`, and the buttons that do the same."""

from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.app.matchers import subcommand
from bot.core.clock import Now
from bot.domain.parsing.command import Subcommand
from bot.domain.parsing.pause import parse_pause
from bot.services.home import Home
from bot.services.timetable_forms import TimetableForms
from bot.services.timetables import NotInChannel, Timetables
from bot.slack.blocks import Message
from bot.slack.responder import Responder
from bot.views import timetable_notices as views
from bot.views import timetable_status as status_views
from bot.views.timetable_payloads import CHANNEL, Opening, channel_named, unpack


def register(app: AsyncApp) -> None:
    """Say which of Slack's names lead where."""
    about_breaks = subcommand("daily", "breaks", "pause", "resume", "off", "now")
    app.command("/stretch", matchers=[about_breaks, no_channel])(elsewhere)
    app.command("/stretch", matchers=[subcommand("daily")])(daily)
    app.command("/stretch", matchers=[subcommand("breaks")])(status)
    app.command("/stretch", matchers=[subcommand("pause")])(pause)
    app.command("/stretch", matchers=[subcommand("resume")])(resume)
    app.command("/stretch", matchers=[subcommand("off")])(off)
    app.action(views.CHANGE)(change)
    app.action(views.PAUSE)(pause_pressed)
    app.action(views.RESUME)(resume_pressed)
    app.action(views.OFF)(off_pressed)
    app.action(views.ON_AGAIN)(on_again)
    app.action(status_views.TRY_AGAIN)(try_again)


async def no_channel(body: dict[str, Any]) -> bool:
    """Match where no team meets: a conversation with the bot, with one person or with a few."""
    group = str(body.get("channel_name")).startswith("mpdm-")
    return group or not CHANNEL.fullmatch(str(body.get("channel_id")))


async def elsewhere(parsed: Subcommand, responder: Responder) -> None:
    """Say that breaks belong to channels."""
    await responder(status_views.not_a_channel(parsed.rest if parsed.topic == "daily" else ""))


async def daily(
    team: str,
    user: str,
    body: dict[str, Any],
    parsed: Subcommand,
    timetables: Timetables,
    forms: TimetableForms,
    responder: Responder,
) -> None:
    """Give the channel its breaks at once; with nothing said, or in an unknown zone, open the form."""
    await _set_up(team, user, Opening(str(body["channel_id"]), parsed.rest), timetables, forms, responder)


async def status(team: str, body: dict[str, Any], timetables: Timetables, responder: Responder) -> None:
    """Show the channel's timetable and its next breaks."""
    await responder(await timetables.status(team, str(body["channel_id"])))


async def pause(
    team: str,
    user: str,
    body: dict[str, Any],
    parsed: Subcommand,
    timetables: Timetables,
    now: Now,
    responder: Responder,
) -> None:
    """Pause the channel's breaks."""
    channel = str(body["channel_id"])
    kept = await timetables.there(team, channel, user)
    until = parse_pause(parsed.rest, now(), kept.timetable.zone)
    await _say(await timetables.pause(team, channel, user, until), responder)


async def resume(team: str, user: str, body: dict[str, Any], timetables: Timetables, responder: Responder) -> None:
    """End a pause."""
    await _say(await timetables.resume(team, str(body["channel_id"]), user), responder)


async def off(team: str, user: str, body: dict[str, Any], timetables: Timetables, responder: Responder) -> None:
    """Take the channel's breaks away."""
    await _say(await timetables.turn_off(team, str(body["channel_id"]), user), responder)


async def change(team: str, user: str, action: dict[str, Any], forms: TimetableForms, responder: Responder) -> None:
    """Open the form."""
    await forms.open(team, user, Opening.unpack(action.get("value")), responder)


async def pause_pressed(
    team: str, user: str, action: dict[str, Any], timetables: Timetables, responder: Responder
) -> None:
    """Ask for how long."""
    channel = channel_named(action.get("value"))
    await timetables.there(team, channel, user)
    await responder.open(views.pause_form(channel, responder.at_home))


async def resume_pressed(
    team: str, user: str, action: dict[str, Any], timetables: Timetables, home: Home, responder: Responder
) -> None:
    """End a pause, or start again after a stop."""
    channel = channel_named(action.get("value"))
    await _say(await timetables.resume(team, channel, user), responder)
    await _show_again(team, user, channel, timetables, home, responder)


async def off_pressed(
    team: str, user: str, action: dict[str, Any], timetables: Timetables, home: Home, responder: Responder
) -> None:
    """Take the channel's breaks away; the button has asked whether that is meant."""
    channel = channel_named(action.get("value"))
    await _say(await timetables.turn_off(team, channel, user), responder)
    await _show_again(team, user, channel, timetables, home, responder)


async def on_again(team: str, user: str, body: dict[str, Any], action: dict[str, Any], timetables: Timetables) -> None:
    """Give the channel back the breaks that were turned off."""
    await timetables.turn_back_on(team, _here(body), user, unpack(action.get("value")))


async def try_again(
    team: str, user: str, body: dict[str, Any], action: dict[str, Any], timetables: Timetables, forms: TimetableForms,
    home: Home, responder: Responder,
) -> None:  # fmt: skip
    """Set the breaks up after the bot was invited, and show them in place of the question."""
    opening = Opening(_here(body), str(action.get("value")))
    if await _set_up(team, user, opening, timetables, forms, responder):
        await _show_again(team, user, _here(body), timetables, home, responder)


async def _set_up(
    team: str, user: str, opening: Opening, timetables: Timetables, forms: TimetableForms, responder: Responder
) -> bool:
    """Set up what was typed; return False where that needs the form, or an invitation."""
    request, before = await timetables.request(team, opening.channel, user, opening.words)
    if not (opening.channel and opening.words and request.zone):
        await forms.show(opening, request, before is not None, responder)
        return False
    try:
        await timetables.set_up(team, opening.channel, user, request.timetable())
    except NotInChannel as why:
        await responder(status_views.invite_me(str(why), opening.words), replace=responder.in_private)
        return False
    return True


async def _say(untold: Message | None, responder: Responder) -> None:
    if untold:
        await responder(untold)


async def _show_again(
    team: str, user: str, channel: str, timetables: Timetables, home: Home, responder: Responder
) -> None:
    """Bring up to date what the click was made on, where only one person sees it."""
    if responder.at_home:
        await home.show(team, user)
    elif responder.in_private:
        await responder(await timetables.status(team, channel), replace=True)


def _here(body: dict[str, Any]) -> str:
    channel = body.get("channel")
    return channel_named(channel.get("id") if isinstance(channel, dict) else None)
