"""*Better*, *Same*, *Worse* below the thanks, *Not for me* and *Show it again*."""

from slack_bolt.async_app import AsyncApp

from bot.app.command_router import CommandRouter
from bot.app.payloads import Json
from bot.domain.actor import Actor
from bot.services.cards import Cards
from bot.services.feelings import Feelings
from bot.services.guide import Guide
from bot.services.home import Home
from bot.services.personal_reminders import PersonalReminders
from bot.slack.responder import Responder
from bot.views import feelings as views


def register(app: AsyncApp, _stretch: CommandRouter) -> None:
    """Register the listeners."""
    for action in views.FELT_BY_ACTION:
        app.action(action)(felt)
    app.action(views.HIDE_ACTION)(hide)
    app.action(views.UNDO_ACTION)(show_again)


async def felt(
    actor: Actor,
    body: Json,
    action: Json,
    feelings: Feelings,
    guide: Guide,
    cards: Cards,
    personal_reminders: PersonalReminders,
    home: Home,
    responder: Responder,
) -> None:
    """Note how a stretch felt, and say so in place of the question; the card behind a window asks no more, either."""
    said = await feelings.answer(actor, str(action.get("value")), views.FELT_BY_ACTION[action["action_id"]])
    await _show(said, actor, body, guide, responder)
    finished = await feelings.detached_card(actor, said.ref)
    if finished and body.get("view"):
        await cards.collapse(finished, await personal_reminders.offer_after(finished))
    if said.is_hidden:
        await home.refresh(actor)


async def hide(
    actor: Actor, body: Json, action: Json, feelings: Feelings, guide: Guide, home: Home, responder: Responder
) -> None:
    """Hide a stretch that felt worse, and say so."""
    await _show(await feelings.hide(actor, str(action.get("value"))), actor, body, guide, responder)
    await home.refresh(actor)


async def show_again(
    actor: Actor, body: Json, action: Json, feelings: Feelings, guide: Guide, home: Home, responder: Responder
) -> None:
    """Hide a stretch no longer, and say so."""
    await _show(await feelings.show_again(actor, str(action.get("value"))), actor, body, guide, responder)
    await home.refresh(actor)


async def _show(said: views.FeltThanks, actor: Actor, body: Json, guide: Guide, responder: Responder) -> None:
    if view := body.get("view"):
        await guide.modal.replace(actor.team, str(view.get("id")), views.felt_view(said))
    else:
        await responder(views.felt_message(said), replace=True)
