"""What people do with a break: *I'm in*, *Done*, the menu beside them, and `/stretch now`."""

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from bot.app.matchers import asks
from bot.domain.breaks import Break
from bot.domain.errors import Sorry
from bot.domain.exercises import Library
from bot.domain.parsing.command import Ask
from bot.domain.parsing.daily import break_area
from bot.services.breaks import Breaks
from bot.services.cards import Cards
from bot.services.guide import Guide
from bot.services.guide_modal import CannotOpen
from bot.services.timetables import Timetables
from bot.slack.blocks import Message, words
from bot.slack.responder import Answer
from bot.views import breaks as views
from bot.views import card as card_views
from bot.views.timetable_notices import pause_form


def register(app: AsyncApp) -> None:
    """Say which of Slack's names lead where."""
    app.command("/stretch", matchers=[asks("now")])(now_)
    app.action(views.JOIN)(join)
    app.action(views.DONE)(done)
    app.action({"action_id": views.MORE})(more)


async def now_(team: str, user: str, body: dict[str, Any], meaning: Ask, breaks: Breaks, library: Library) -> None:
    """Post a break in this channel at once."""
    area = break_area(meaning.rest, library)
    await breaks.now(team, str(body["channel_id"]), area, user)


async def join(
    team: str, user: str, body: dict[str, Any], action: dict[str, Any], trigger: str, breaks: Breaks, guide: Guide,
    answer: Answer,
) -> None:  # fmt: skip
    """Put a person on the roster, then open the guide; where that does not open, give the steps as text."""
    of = await _clicked(team, body, str(action.get("value")), breaks)
    routine = await breaks.join(of, user)
    if not routine:
        raise Sorry("You are in. These exercises are no longer in my library; type `/stretch` for another.")
    try:
        await guide.open(team, user, of.slugs, trigger, of.id, of.id)
    except (CannotOpen, SlackApiError):
        await answer(views.in_without_window(routine, of), replace=answer.in_private)


async def done(
    team: str, user: str, body: dict[str, Any], action: dict[str, Any], breaks: Breaks, cards: Cards, answer: Answer
) -> None:
    """Put a person on the roster as done, and say thanks to them alone."""
    of = await _clicked(team, body, str(action.get("value")), breaks)
    routine = await breaks.finish(of, user)
    await answer(card_views.thanks(await cards.this_week(team, user), routine), replace=answer.in_private)


async def more(
    team: str, user: str, body: dict[str, Any], action: dict[str, Any], breaks: Breaks, timetables: Timetables,
    answer: Answer,
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
        await answer(Message(views.SEE_YOU, [words(views.SEE_YOU)]))
    elif verb == views.PAUSE:
        await timetables.there(team, of.channel, user)
        await answer.open(pause_form(of.channel, answer.at_home))


async def _clicked(team: str, body: dict[str, Any], id: str, breaks: Breaks) -> Break:
    container = body.get("container") or {}
    private = container.get("is_ephemeral") is True
    ts = None if private else str(container.get("message_ts"))
    return await breaks.find(team, str(container.get("channel_id")), id, ts)
