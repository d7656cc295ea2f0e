"""`/stretch`: the menu, help, a card, another one, Done without the guide."""

import re

from slack_bolt.async_app import AsyncApp

from bot.app.command_router import CommandRouter
from bot.app.payloads import Json
from bot.domain.actor import Actor
from bot.domain.exercises import Exercise
from bot.domain.library import Area, Library
from bot.domain.parsing.command import NotUnderstood
from bot.services.cards import Cards
from bot.services.home import Home
from bot.services.personal_reminders import PersonalReminders
from bot.slack.responder import Responder
from bot.views import card as views
from bot.views import hidden as hidden_views
from bot.views import menu as menu_views
from bot.views.card_details import MORE_ACTION, unpack_choice
from bot.views.card_payload import CardPayload
from bot.views.reminder_offer import with_offer


def register(app: AsyncApp, stretch: CommandRouter) -> None:
    """Register the listeners."""
    stretch.add_route("menu", menu)
    stretch.add_route("help", help_)
    stretch.add_route(Area, area)
    stretch.add_route(Exercise, exercise)
    stretch.add_route(NotUnderstood, not_understood)
    app.action(re.compile(rf"{re.escape(menu_views.AREA_ACTION_PREFIX)}\.\S+"))(area_pressed)
    app.action(menu_views.HELP_ACTION)(help_)
    app.action(views.ANOTHER_ACTION)(another)
    app.action(views.GENTLER_ACTION)(instead)
    app.action(views.ANYWAY_ACTION)(instead)
    app.action(views.DONE_ACTION)(done)
    app.action({"action_id": MORE_ACTION})(more)
    app.action(hidden_views.SHOW_AGAIN_ACTION)(show_again)


async def menu(actor: Actor, cards: Cards, responder: Responder) -> None:
    """Answer the bare command."""
    await responder(await cards.menu(actor))


async def help_(library: Library, responder: Responder) -> None:
    """List what is understood, and when to see a doctor."""
    await responder(menu_views.help_message(library))


async def area(actor: Actor, parsed: Area, cards: Cards, responder: Responder) -> None:
    """Answer an area with a card."""
    await cards.show_from_area(actor, parsed.slug, responder)


async def exercise(actor: Actor, parsed: Exercise, cards: Cards, responder: Responder) -> None:
    """Answer a name with its card."""
    await cards.show_exercise(actor, parsed, responder)


async def not_understood(parsed: NotUnderstood, library: Library, responder: Responder) -> None:
    """Say what was not understood."""
    await responder(menu_views.not_understood(parsed, library))


async def area_pressed(actor: Actor, action: Json, cards: Cards, responder: Responder) -> None:
    """Answer an area's button with a card, in place of the menu."""
    await cards.show_from_area(actor, str(action.get("value")), responder, replace=True)


async def another(actor: Actor, action: Json, cards: Cards, responder: Responder) -> None:
    """Put another exercise of the same area in place of the card."""
    await cards.another(actor, CardPayload.unpack(action.get("value")), responder)


async def instead(actor: Actor, action: Json, cards: Cards, responder: Responder) -> None:
    """Show exactly the exercise that the button names: the gentler one, or the one that was asked about first."""
    await cards.show_exact(actor, CardPayload.unpack(action.get("value")), responder)


async def done(
    actor: Actor,
    action: Json,
    cards: Cards,
    personal_reminders: PersonalReminders,
    home: Home,
    responder: Responder,
) -> None:
    """Record a card as done and say thanks in its place."""
    payload = CardPayload.unpack(action.get("value"))
    thanks = await cards.done(actor, payload)
    await responder(with_offer(thanks, await personal_reminders.offer(actor, [payload.slug])), replace=True)
    await home.refresh(actor)


async def more(actor: Actor, action: Json, cards: Cards, home: Home, responder: Responder) -> None:
    """Show the steps of a card, why to do it and who shouldn't, neither, or a variant, in place; or hide it."""
    choice, payload = unpack_choice((action.get("selected_option") or {}).get("value"))
    if choice == "variant":
        await cards.show_variant(actor, payload, responder)
    elif choice == "hide":
        await responder(await cards.hide(actor, payload, action.get("block_id")), replace=True)
        await home.refresh(actor)
    else:
        await responder(await cards.unchanged(actor, payload, action.get("block_id"), choice), replace=True)


async def show_again(actor: Actor, action: Json, cards: Cards, home: Home, responder: Responder) -> None:
    """Put the card back that was hidden."""
    payload = CardPayload.unpack(action.get("value"))
    await responder(await cards.show_again(actor, payload, action.get("block_id")), replace=True)
    await home.refresh(actor)
