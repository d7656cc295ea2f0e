"""`/stretch`: the menu, help, a card, another one, Done without the guide."""

import re
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.app.matchers import parsed_as, subcommand
from bot.domain.exercises import Area, Exercise, Library
from bot.domain.parsing.command import NotUnderstood, Symptom
from bot.services.cards import Cards
from bot.slack.responder import Responder
from bot.views import card as views
from bot.views import menu as menu_views
from bot.views.card import CardPayload


def register(app: AsyncApp) -> None:
    """Say which of Slack's names lead where."""
    app.command("/stretch", matchers=[subcommand("menu")])(menu)
    app.command("/stretch", matchers=[subcommand("help")])(help_)
    app.command("/stretch", matchers=[parsed_as(Area)])(area)
    app.command("/stretch", matchers=[parsed_as(Exercise)])(exercise)
    app.command("/stretch", matchers=[parsed_as(Symptom)])(symptom)
    app.command("/stretch", matchers=[parsed_as(NotUnderstood)])(not_understood)
    app.action(re.compile(rf"{re.escape(menu_views.AREA)}\.\S+"))(area_pressed)
    app.action(menu_views.HELP)(help_pressed)
    app.action(views.ANOTHER)(another)
    app.action(views.INSTEAD)(instead)
    app.action(views.ANYWAY)(instead)
    app.action(views.DONE)(done)


async def menu(team: str, user: str, cards: Cards, responder: Responder) -> None:
    """Answer the bare command."""
    await responder(await cards.menu(team, user))


async def help_(library: Library, responder: Responder) -> None:
    """List what is understood, and when to see a doctor."""
    await responder(menu_views.help_(library))


async def area(team: str, user: str, parsed: Area, cards: Cards, responder: Responder) -> None:
    """Answer an area with a card."""
    await cards.of_area(team, user, parsed.slug, responder)


async def exercise(team: str, user: str, parsed: Exercise, cards: Cards, responder: Responder) -> None:
    """Answer a name with its card."""
    await cards.of(team, user, parsed, responder)


async def symptom(responder: Responder) -> None:
    """Answer someone who typed a symptom."""
    await responder(menu_views.see_a_doctor())


async def not_understood(parsed: NotUnderstood, library: Library, responder: Responder) -> None:
    """Say what was not understood."""
    await responder(menu_views.not_understood(parsed, library))


async def area_pressed(team: str, user: str, action: dict[str, Any], cards: Cards, responder: Responder) -> None:
    """Answer an area's button with a card, in place of the menu."""
    await cards.of_area(team, user, str(action.get("value")), responder, replace=True)


async def help_pressed(library: Library, responder: Responder) -> None:
    """Answer the help button."""
    await responder(menu_views.help_(library))


async def another(team: str, user: str, action: dict[str, Any], cards: Cards, responder: Responder) -> None:
    """Put another exercise of the same area in place of the card."""
    await cards.of_area(team, user, CardPayload.unpack(action.get("value")).area, responder, replace=True)


async def instead(team: str, user: str, action: dict[str, Any], cards: Cards, responder: Responder) -> None:
    """Show exactly the exercise that the button names: the gentler one, or the one that was asked about first."""
    await cards.exactly(team, user, CardPayload.unpack(action.get("value")), responder)


async def done(team: str, user: str, action: dict[str, Any], cards: Cards, responder: Responder) -> None:
    """Record a card as done and say thanks in its place."""
    await responder(await cards.done(team, user, CardPayload.unpack(action.get("value"))), replace=True)
