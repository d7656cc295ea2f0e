"""What people do with a break: *I'm in*, *Done*, the menu beside them, their reminder, and `/stretch now`."""

from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from bot.app.command_router import CommandRouter
from bot.app.payloads import Json
from bot.domain.actor import Actor
from bot.domain.breaks import Break
from bot.domain.errors import UserError
from bot.domain.library import Library
from bot.domain.parsing.break_content import parse_break_content
from bot.domain.parsing.command import Subcommand
from bot.services.breaks import Breaks
from bot.services.cards import Cards
from bot.services.fitting import Fitting
from bot.services.guide import Guide
from bot.services.guide_modal import TriggerExpired
from bot.services.home import Home
from bot.services.session_opener import Source
from bot.services.timetables import Timetables
from bot.slack.blocks import Message
from bot.slack.responder import Responder
from bot.views import break_answers as answers
from bot.views import breaks as views
from bot.views.pause_form import pause_form


def register(app: AsyncApp, stretch: CommandRouter) -> None:
    """Register the listeners."""
    stretch.add_route("now", post_now)
    app.action(views.JOIN_ACTION)(join)
    app.action(views.DONE_ACTION)(done)
    app.action({"action_id": views.MENU_ACTION})(more)
    app.action(answers.START_ACTION)(start)
    app.action(answers.DONE_ALONE_ACTION)(done_alone)


async def post_now(
    actor: Actor, body: Json, parsed: Subcommand, breaks: Breaks, timetables: Timetables, library: Library
) -> None:
    """Post a break in this channel at once."""
    channel, content = str(body["channel_id"]), parse_break_content(parsed.rest, library)
    await timetables.require_posting(actor, channel)
    await breaks.post_now(actor, channel, content)


async def join(
    actor: Actor,
    body: Json,
    action: Json,
    trigger_id: str,
    breaks: Breaks,
    fitting: Fitting,
    guide: Guide,
    home: Home,
    responder: Responder,
) -> None:
    """Open the guide, which puts a person on the roster."""
    break_ = await _clicked(actor, body, str(action.get("value")), breaks)
    await _open_guide(guide, actor, break_, fitting, trigger_id, responder)
    await home.refresh(actor)


async def done(
    actor: Actor,
    body: Json,
    action: Json,
    breaks: Breaks,
    fitting: Fitting,
    cards: Cards,
    home: Home,
    responder: Responder,
) -> None:
    """Put a person on the roster for good, and say thanks to them alone."""
    break_ = await _clicked(actor, body, str(action.get("value")), breaks)
    await _finish(actor, break_, breaks, fitting, cards, responder)
    await home.refresh(actor)


async def start(
    actor: Actor,
    action: Json,
    trigger_id: str,
    breaks: Breaks,
    fitting: Fitting,
    guide: Guide,
    home: Home,
    responder: Responder,
) -> None:
    """Open the guide from a message that one person sees; if the break is still open, they join it."""
    break_ = await breaks.get(actor.team, str(action.get("value")))
    await _open_guide(guide, actor, break_, fitting, trigger_id, responder)
    await home.refresh(actor)


async def done_alone(
    actor: Actor, action: Json, breaks: Breaks, fitting: Fitting, cards: Cards, home: Home, responder: Responder
) -> None:
    """Count a Done that was pressed in a message that one person sees, also after the break's end."""
    break_ = await breaks.get(actor.team, str(action.get("value")))
    await _finish(actor, break_, breaks, fitting, cards, responder)
    await home.refresh(actor)


async def more(
    actor: Actor, body: Json, action: Json, breaks: Breaks, timetables: Timetables, home: Home, responder: Responder
) -> None:
    """Do what was chosen in the menu; only *Again for everyone* changes something for others than this person."""
    choice, _, id = str((action.get("selected_option") or {}).get("value")).partition(" ")
    break_ = await _clicked(actor, body, id, breaks)
    match choice:
        case views.REMIND_CHOICE:
            await responder(answers.reminder_set(await breaks.remind_later(break_, actor.user)))
        case views.NOT_TODAY_CHOICE:
            await breaks.leave(break_, actor.user)
            await home.refresh(actor)
            is_done = await breaks.is_done(break_, actor.user)
            await responder(answers.already_done() if is_done else answers.see_you_next_time())
        case views.REPEAT_CHOICE:
            await timetables.require_posting(actor, break_.channel)
            await responder(answers.coming_again(await breaks.repeat_later(break_)))
        case views.PAUSE_CHOICE:
            await timetables.require(actor, break_.channel)
            await responder.open(pause_form(break_.channel, responder.is_home))
        case views.ABOUT_CHOICE:
            await responder(await _about(actor, break_, timetables))
        case _:
            raise UserError(answers.OLD_MENU)


async def _about(actor: Actor, break_: Break, timetables: Timetables) -> Message:
    if break_.is_manual:
        return answers.about_manual(break_)
    return await timetables.status(actor, break_.channel)


async def _open_guide(
    guide: Guide, actor: Actor, break_: Break, fitting: Fitting, trigger_id: str, responder: Responder
) -> None:
    """Open the guide of a break, for its roster if it is open; where it does not open, give the steps as text."""
    to_do = await fitting.to_do(actor, break_)
    if not to_do.exercises:
        raise UserError(answers.EXERCISES_GONE)
    break_id, url = None if break_.is_over else break_.id, responder.url if responder.is_ephemeral else None
    try:
        await guide.open(actor, fitting.steps(to_do), trigger_id, Source(break_.id, break_id, url, to_do.swapped))
    except (TriggerExpired, SlackApiError):
        await responder(answers.steps_without_guide(break_, to_do), replace=responder.is_ephemeral)


async def _finish(
    actor: Actor, break_: Break, breaks: Breaks, fitting: Fitting, cards: Cards, responder: Responder
) -> None:
    did = await fitting.done(actor, break_)
    routine = await breaks.finish(break_, actor.user, fitting.steps(did))
    await responder(await cards.thanks(actor, routine, break_.id), replace=responder.is_ephemeral)


async def _clicked(actor: Actor, body: Json, id: str, breaks: Breaks) -> Break:
    container = body.get("container") or {}
    is_ephemeral = container.get("is_ephemeral") is True
    ts = None if is_ephemeral else str(container.get("message_ts"))
    return await breaks.find(actor.team, str(container.get("channel_id")), id, ts)
