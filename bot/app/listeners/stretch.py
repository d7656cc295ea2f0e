"""`/stretch`: the menu, help, a card, another one, Done without the guide."""

import re
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.app.matchers import asks, means
from bot.domain.exercises import Area, Exercise, Library
from bot.domain.parsing.command import NotUnderstood, Symptom
from bot.services.cards import Cards
from bot.slack.responder import Answer
from bot.views import card as views
from bot.views import menu as menu_views
from bot.views.card import Pressed


def register(app: AsyncApp) -> None:
    """Say which of Slack's names lead where."""
    app.command("/stretch", matchers=[asks("menu")])(menu)
    app.command("/stretch", matchers=[asks("help")])(help_)
    app.command("/stretch", matchers=[means(Area)])(area)
    app.command("/stretch", matchers=[means(Exercise)])(exercise)
    app.command("/stretch", matchers=[means(Symptom)])(symptom)
    app.command("/stretch", matchers=[means(NotUnderstood)])(not_understood)
    app.action(re.compile(rf"{re.escape(menu_views.AREA)}\.\S+"))(area_pressed)
    app.action(menu_views.HELP)(help_pressed)
    app.action(views.ANOTHER)(another)
    app.action(views.INSTEAD)(instead)
    app.action(views.ANYWAY)(instead)
    app.action(views.DONE)(done)


async def menu(team: str, user: str, cards: Cards, answer: Answer) -> None:
    """Answer the bare command."""
    await answer(await cards.menu(team, user))


async def help_(library: Library, answer: Answer) -> None:
    """List what is understood, and when to see a doctor."""
    await answer(menu_views.help_(library))


async def area(team: str, user: str, meaning: Area, cards: Cards, answer: Answer) -> None:
    """Answer an area with a card."""
    await cards.of_area(team, user, meaning.slug, answer)


async def exercise(team: str, user: str, meaning: Exercise, cards: Cards, answer: Answer) -> None:
    """Answer a name with its card."""
    await cards.of(team, user, meaning, answer)


async def symptom(answer: Answer) -> None:
    """Answer someone who typed a symptom."""
    await answer(menu_views.see_a_doctor())


async def not_understood(meaning: NotUnderstood, library: Library, answer: Answer) -> None:
    """Say what was not understood."""
    await answer(menu_views.not_understood(meaning, library))


async def area_pressed(team: str, user: str, action: dict[str, Any], cards: Cards, answer: Answer) -> None:
    """Answer an area's button with a card, in place of the menu."""
    await cards.of_area(team, user, str(action.get("value")), answer, replace=True)


async def help_pressed(library: Library, answer: Answer) -> None:
    """Answer the help button."""
    await answer(menu_views.help_(library))


async def another(team: str, user: str, action: dict[str, Any], cards: Cards, answer: Answer) -> None:
    """Put another exercise of the same area in place of the card."""
    await cards.of_area(team, user, Pressed.unpack(action.get("value")).area, answer, replace=True)


async def instead(team: str, user: str, action: dict[str, Any], cards: Cards, answer: Answer) -> None:
    """Show exactly the exercise that the button names: the gentler one, or the one that was asked about first."""
    await cards.exactly(team, user, Pressed.unpack(action.get("value")), answer)


async def done(team: str, user: str, action: dict[str, Any], cards: Cards, answer: Answer) -> None:
    """Record a card as done and say thanks in its place."""
    await answer(await cards.done(team, user, Pressed.unpack(action.get("value"))), replace=True)
