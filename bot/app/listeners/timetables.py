"""A channel's breaks: `daily`, `breaks`, `pause`, `resume`, `off`, and the buttons that do the same."""

from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.app.matchers import asks
from bot.core.clock import Now
from bot.domain.parsing.command import Ask
from bot.domain.parsing.pause import understand_pause
from bot.services.home import Home
from bot.services.timetable_forms import Forms
from bot.services.timetables import Timetables, Uninvited
from bot.slack.blocks import Message
from bot.slack.responder import Answer
from bot.views import timetable_notices as views
from bot.views import timetable_status as status_views
from bot.views.timetable_payloads import CHANNEL, Opening, channel_named, unpack


def register(app: AsyncApp) -> None:
    """Say which of Slack's names lead where."""
    about_breaks = asks("daily", "breaks", "pause", "resume", "off", "now")
    app.command("/stretch", matchers=[about_breaks, no_channel])(elsewhere)
    app.command("/stretch", matchers=[asks("daily")])(daily)
    app.command("/stretch", matchers=[asks("breaks")])(status)
    app.command("/stretch", matchers=[asks("pause")])(pause)
    app.command("/stretch", matchers=[asks("resume")])(resume)
    app.command("/stretch", matchers=[asks("off")])(off)
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


async def elsewhere(meaning: Ask, answer: Answer) -> None:
    """Say that breaks belong to channels."""
    await answer(status_views.not_a_channel(meaning.rest if meaning.topic == "daily" else ""))


async def daily(
    team: str, user: str, body: dict[str, Any], meaning: Ask, timetables: Timetables, forms: Forms, answer: Answer
) -> None:
    """Give the channel its breaks at once; with nothing said, or in an unknown zone, open the form."""
    await _set_up(team, user, Opening(str(body["channel_id"]), meaning.rest), timetables, forms, answer)


async def status(team: str, body: dict[str, Any], timetables: Timetables, answer: Answer) -> None:
    """Show the channel's timetable and its next breaks."""
    await answer(await timetables.status(team, str(body["channel_id"])))


async def pause(
    team: str, user: str, body: dict[str, Any], meaning: Ask, timetables: Timetables, now: Now, answer: Answer
) -> None:
    """Pause the channel's breaks."""
    channel = str(body["channel_id"])
    kept = await timetables.there(team, channel, user)
    until = understand_pause(meaning.rest, now(), kept.timetable.zone)
    await _say(await timetables.pause(team, channel, user, until), answer)


async def resume(team: str, user: str, body: dict[str, Any], timetables: Timetables, answer: Answer) -> None:
    """End a pause."""
    await _say(await timetables.resume(team, str(body["channel_id"]), user), answer)


async def off(team: str, user: str, body: dict[str, Any], timetables: Timetables, answer: Answer) -> None:
    """Take the channel's breaks away."""
    await _say(await timetables.turn_off(team, str(body["channel_id"]), user), answer)


async def change(team: str, user: str, action: dict[str, Any], forms: Forms, answer: Answer) -> None:
    """Open the form."""
    await forms.open(team, user, Opening.unpack(action.get("value")), answer)


async def pause_pressed(team: str, user: str, action: dict[str, Any], timetables: Timetables, answer: Answer) -> None:
    """Ask for how long."""
    channel = channel_named(action.get("value"))
    await timetables.there(team, channel, user)
    await answer.open(views.pause_form(channel, answer.at_home))


async def resume_pressed(
    team: str, user: str, action: dict[str, Any], timetables: Timetables, home: Home, answer: Answer
) -> None:
    """End a pause, or start again after a stop."""
    channel = channel_named(action.get("value"))
    await _say(await timetables.resume(team, channel, user), answer)
    await _show_again(team, user, channel, timetables, home, answer)


async def off_pressed(
    team: str, user: str, action: dict[str, Any], timetables: Timetables, home: Home, answer: Answer
) -> None:
    """Take the channel's breaks away; the button has asked whether that is meant."""
    channel = channel_named(action.get("value"))
    await _say(await timetables.turn_off(team, channel, user), answer)
    await _show_again(team, user, channel, timetables, home, answer)


async def on_again(team: str, user: str, body: dict[str, Any], action: dict[str, Any], timetables: Timetables) -> None:
    """Give the channel back the breaks that were turned off."""
    await timetables.turn_back_on(team, _here(body), user, unpack(action.get("value")))


async def try_again(
    team: str, user: str, body: dict[str, Any], action: dict[str, Any], timetables: Timetables, forms: Forms,
    home: Home, answer: Answer,
) -> None:  # fmt: skip
    """Set the breaks up after the bot was invited, and show them in place of the question."""
    opening = Opening(_here(body), str(action.get("value")))
    if await _set_up(team, user, opening, timetables, forms, answer):
        await _show_again(team, user, _here(body), timetables, home, answer)


async def _set_up(team: str, user: str, opening: Opening, timetables: Timetables, forms: Forms, answer: Answer) -> bool:
    """Set up what was typed; return False where that needs the form, or an invitation."""
    wish, before = await timetables.wish(team, opening.channel, user, opening.words)
    if not (opening.channel and opening.words and wish.zone):
        await forms.show(opening, wish, before is not None, answer)
        return False
    try:
        await timetables.set_up(team, opening.channel, user, wish.timetable())
    except Uninvited as why:
        await answer(status_views.invite_me(str(why), opening.words), replace=answer.in_private)
        return False
    return True


async def _say(untold: Message | None, answer: Answer) -> None:
    if untold:
        await answer(untold)


async def _show_again(team: str, user: str, channel: str, timetables: Timetables, home: Home, answer: Answer) -> None:
    """Bring up to date what the click was made on, where only one person sees it."""
    if answer.at_home:
        await home.show(team, user)
    elif answer.in_private:
        await answer(await timetables.status(team, channel), replace=True)


def _here(body: dict[str, Any]) -> str:
    channel = body.get("channel")
    return channel_named(channel.get("id") if isinstance(channel, dict) else None)
