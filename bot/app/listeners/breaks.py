"""What people do with a break: *I'm in*, *Done*, the menu beside them, and `/stretch now`."""

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from bot.app.matchers import subcommand
from bot.domain.breaks import Break
from bot.domain.errors import UserError
from bot.domain.exercises import Library
from bot.domain.parsing.command import Subcommand
from bot.domain.parsing.daily import break_area
from bot.services.breaks import Breaks
from bot.services.cards import Cards
from bot.services.guide import Guide
from bot.services.guide_modal import TriggerExpired
from bot.services.timetables import Timetables
from bot.slack.blocks import Message, words
from bot.slack.responder import Responder
from bot.views import breaks as views
from bot.views import card as card_views
from bot.views.timetable_notices import pause_form


def register(app: AsyncApp) -> None:
    """Say which of Slack's names lead where."""
    app.command("/stretch", matchers=[subcommand("now")])(now_)
    app.action(views.JOIN)(join)
    app.action(views.DONE)(done)
    app.action({"action_id": views.MORE})(more)


async def now_(
    team: str, user: str, body: dict[str, Any], parsed: Subcommand, breaks: Breaks, library: Library
) -> None:
    """Post a break in this channel at once."""
    area = break_area(parsed.rest, library)
    await breaks.now(team, str(body["channel_id"]), area, user)


async def join(
    team: str, user: str, body: dict[str, Any], action: dict[str, Any], trigger: str, breaks: Breaks, guide: Guide,
    responder: Responder,
) -> None:  # fmt: skip
    """Put a person on the roster, then open the guide; where that does not open, give the steps as text."""
    of = await _clicked(team, body, str(action.get("value")), breaks)
    routine = await breaks.join(of, user)
    if not routine:
        raise UserError("You are in. These exercises are no longer in my library; type `/stretch` for another.")
    try:
        await guide.open(team, user, of.slugs, trigger, of.id, of.id)
    except (TriggerExpired, SlackApiError):
        await responder(views.in_without_window(routine, of), replace=responder.in_private)


async def done(
    team: str,
    user: str,
    body: dict[str, Any],
    action: dict[str, Any],
    breaks: Breaks,
    cards: Cards,
    responder: Responder,
) -> None:
    """Put a person on the roster as done, and say thanks to them alone."""
    of = await _clicked(team, body, str(action.get("value")), breaks)
    routine = await breaks.finish(of, user)
    await responder(card_views.thanks(await cards.this_week(team, user), routine), replace=responder.in_private)


async def more(
    team: str, user: str, body: dict[str, Any], action: dict[str, Any], breaks: Breaks, timetables: Timetables,
    responder: Responder,
) -> None:  # fmt: skip
    """Do what was chosen in the menu.

    *In 15 minutes* lets this break come once more then, for everybody, whoever asks first; this one stays until then.
    *Not today* is between the person and the bot: a kind word, nothing public, nothing kept; who was in is off the
    roster again. *Pause breaks…* asks for how long.
    """
    verb, _, id = str((action.get("selected_option") or {}).get("value")).partition(" ")
    of = await _clicked(team, body, id, breaks)
    if verb == views.LATER:
        await breaks.later(of)
    elif verb == views.NOT_TODAY:
        await breaks.leave(of, user)
        await responder(Message(views.SEE_YOU, [words(views.SEE_YOU)]))
    elif verb == views.PAUSE:
        await timetables.there(team, of.channel, user)
        await responder.open(pause_form(of.channel, responder.at_home))


async def _clicked(team: str, body: dict[str, Any], id: str, breaks: Breaks) -> Break:
    container = body.get("container") or {}
    private = container.get("is_ephemeral") is True
    ts = None if private else str(container.get("message_ts"))
    return await breaks.find(team, str(container.get("channel_id")), id, ts)
