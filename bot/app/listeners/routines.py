"""Routines: `/stretch 2 minutes`, `/stretch routines`, and the buttons of a routine's card."""

import re

from slack_bolt.async_app import AsyncApp

from bot.app.command_router import CommandRouter
from bot.app.payloads import Json
from bot.domain.actor import Actor
from bot.domain.parsing.command import RoutineWish
from bot.services.guide import Guide
from bot.services.guide_modal import TriggerExpired
from bot.services.home import Home
from bot.services.personal_reminders import PersonalReminders
from bot.services.routine_cards import RoutineCards
from bot.services.session_opener import Source
from bot.slack.responder import Responder
from bot.views import card as card_views
from bot.views import hidden_in_routine as hidden_views
from bot.views import routine_card as views
from bot.views.card_payload import CardPayload
from bot.views.reminder_offer import with_offer


def register(app: AsyncApp, stretch: CommandRouter) -> None:
    """Register the listeners."""
    stretch.add_route("routines", all_routines)
    stretch.add_route(RoutineWish, routine)
    app.action(re.compile(rf"{re.escape(views.SHOW_ACTION_PREFIX)}\.\S+"))(routine_pressed)
    app.action(views.LIST_ACTION)(list_pressed)
    app.action(views.START_ACTION)(start)
    app.action(views.ANOTHER_ACTION)(another)
    app.action(views.DONE_ACTION)(done)
    app.action({"action_id": views.MORE_ACTION})(more)
    app.action(hidden_views.WITHOUT_ACTION)(without)
    app.action(hidden_views.SHOW_AGAIN_ACTION)(show_again)


async def all_routines(actor: Actor, routine_cards: RoutineCards, responder: Responder) -> None:
    """List all routines."""
    await responder(await routine_cards.all_routines(actor))


async def list_pressed(actor: Actor, action: Json, routine_cards: RoutineCards, responder: Responder) -> None:
    """List all routines in place of the menu, or of the card that the button names."""
    card = CardPayload.unpack(action["value"]) if action.get("value") else None
    await responder(await routine_cards.all_routines(actor, card), replace=True)


async def routine(actor: Actor, parsed: RoutineWish, routine_cards: RoutineCards, responder: Responder) -> None:
    """Answer a routine's name, or a length, with its card."""
    await routine_cards.show(actor, parsed.routine, responder, parsed.area, asked_seconds=parsed.asked_seconds)


async def routine_pressed(actor: Actor, action: Json, routine_cards: RoutineCards, responder: Responder) -> None:
    """Show the routine of a button in place of the list."""
    await routine_cards.show(actor, routine_cards.routine(str(action.get("value"))), responder, replace=True)


async def another(actor: Actor, action: Json, routine_cards: RoutineCards, responder: Responder) -> None:
    """Put other exercises for the same length in place of the card."""
    await routine_cards.another(actor, CardPayload.unpack(action.get("value")), responder)


async def done(
    actor: Actor,
    action: Json,
    routine_cards: RoutineCards,
    personal_reminders: PersonalReminders,
    home: Home,
    responder: Responder,
) -> None:
    """Record the exercises of a card as done and say thanks in its place."""
    payload, block_id = CardPayload.unpack(action.get("value")), action.get("block_id")
    thanks = await routine_cards.done(actor, payload, block_id)
    offer = await personal_reminders.offer(actor, routine_cards.steps(payload, block_id))
    await responder(with_offer(thanks, offer), replace=True)
    await home.refresh(actor)


async def more(actor: Actor, action: Json, routine_cards: RoutineCards, home: Home, responder: Responder) -> None:
    """Show the steps of a card, or who should skip it, or neither, in place; or hide one of its exercises."""
    detail, payload = views.unpack_detail((action.get("selected_option") or {}).get("value"))
    block_id = action.get("block_id")
    if detail.startswith(views.HIDE):
        hidden = await routine_cards.hide(actor, payload, detail.removeprefix(views.HIDE), block_id)
        await responder(hidden, replace=True)
        await home.refresh(actor)
    else:
        await responder(await routine_cards.unchanged(actor, payload, block_id, detail), replace=True)


async def without(actor: Actor, action: Json, routine_cards: RoutineCards, responder: Responder) -> None:
    """Put the card back without the exercise that was hidden."""
    payload = CardPayload.unpack(action.get("value"))
    await routine_cards.without(actor, payload, action.get("block_id"), responder)


async def show_again(actor: Actor, action: Json, routine_cards: RoutineCards, home: Home, responder: Responder) -> None:
    """Put the card back as it was before one of its exercises was hidden."""
    slug, payload = hidden_views.unpack_hidden(action.get("value"))
    await responder(await routine_cards.show_again(actor, payload, slug, action.get("block_id")), replace=True)
    await home.refresh(actor)


async def start(
    actor: Actor, action: Json, trigger_id: str, guide: Guide, routine_cards: RoutineCards, responder: Responder
) -> None:
    """Open the guide for the exercises of a card."""
    payload, block_id = CardPayload.unpack(action.get("value")), action.get("block_id")
    steps = routine_cards.steps(payload, block_id)
    try:
        source = Source(payload.ref, response_url=responder.url, swapped=routine_cards.swapped(payload.slug, steps))
        await guide.open(actor, steps, trigger_id, source)
    except TriggerExpired:
        unchanged = await routine_cards.unchanged(actor, payload, block_id)
        await responder(card_views.guide_not_opened(unchanged, "Start"), replace=True)
