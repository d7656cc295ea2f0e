"""What people do with a break: *I'm in*, *Done*, the menu beside them, and `/stretch now`."""

from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from bot.app.command_router import CommandRouter
from bot.app.payloads import Json
from bot.domain.actor import Actor
from bot.domain.breaks import Break
from bot.domain.errors import UserError
from bot.domain.exercises import Library
from bot.domain.parsing.command import Subcommand
from bot.domain.parsing.daily import break_area
from bot.services.breaks import Breaks
from bot.services.cards import Cards
from bot.services.guide import Guide, Source
from bot.services.guide_modal import TriggerExpired
from bot.services.timetables import Timetables
from bot.slack.blocks import Message, section
from bot.slack.responder import Responder
from bot.views import breaks as views
from bot.views import card as card_views
from bot.views.pause_form import pause_form


def register(app: AsyncApp, stretch: CommandRouter) -> None:
    """Register the listeners."""
    stretch.add_route("now", post_now)
    app.action(views.JOIN_ACTION)(join)
    app.action(views.DONE_ACTION)(done)
    app.action({"action_id": views.MENU_ACTION})(more)


async def post_now(actor: Actor, body: Json, parsed: Subcommand, breaks: Breaks, library: Library) -> None:
    """Post a break in this channel at once."""
    await breaks.post_now(actor, str(body["channel_id"]), break_area(parsed.rest, library))


async def join(
    actor: Actor, body: Json, action: Json, trigger_id: str, breaks: Breaks, guide: Guide, responder: Responder
) -> None:
    """Put a person on the roster, then open the guide; where that does not open, give the steps as text."""
    break_ = await _clicked(actor, body, str(action.get("value")), breaks)
    routine = await breaks.join(break_, actor.user)
    if not routine:
        raise UserError("You are in. These exercises are no longer in my library; type `/stretch` for another.")
    try:
        await guide.open(actor, break_.slugs, trigger_id, Source(break_.id, break_.id))
    except (TriggerExpired, SlackApiError):
        await responder(views.joined_without_guide(routine, break_), replace=responder.is_ephemeral)


async def done(actor: Actor, body: Json, action: Json, breaks: Breaks, cards: Cards, responder: Responder) -> None:
    """Put a person on the roster as done, and say thanks to them alone."""
    break_ = await _clicked(actor, body, str(action.get("value")), breaks)
    routine = await breaks.finish(break_, actor.user)
    await responder(card_views.thanks(await cards.this_week(actor), routine), replace=responder.is_ephemeral)


async def more(
    actor: Actor, body: Json, action: Json, breaks: Breaks, timetables: Timetables, responder: Responder
) -> None:
    """Do what was chosen in the menu.

    *In 15 minutes* repeats the break once, for everybody; this one stays open until then. *Not today* takes the person
    off the roster and answers privately; nothing else is stored. *Pause breaks…* opens a form.
    """
    verb, _, id = str((action.get("selected_option") or {}).get("value")).partition(" ")
    break_ = await _clicked(actor, body, id, breaks)
    if verb == views.LATER_CHOICE:
        await breaks.repeat_later(break_)
    elif verb == views.NOT_TODAY_CHOICE:
        await breaks.leave(break_, actor.user)
        await responder(Message(views.SEE_YOU_NEXT_TIME, [section(views.SEE_YOU_NEXT_TIME)]))
    elif verb == views.PAUSE_CHOICE:
        await timetables.require(actor, break_.channel)
        await responder.open(pause_form(break_.channel, responder.is_home))


async def _clicked(actor: Actor, body: Json, id: str, breaks: Breaks) -> Break:
    container = body.get("container") or {}
    is_ephemeral = container.get("is_ephemeral") is True
    ts = None if is_ephemeral else str(container.get("message_ts"))
    return await breaks.find(actor.team, str(container.get("channel_id")), id, ts)
