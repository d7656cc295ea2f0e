"""Somebody says how they feel: a gentle stretch, a question, or when to get help."""

import re

from slack_bolt.async_app import AsyncApp

from bot.app.command_router import CommandRouter
from bot.app.payloads import Json
from bot.domain.actor import Actor
from bot.domain.parsing.symptoms import Condition, Pain, Stiffness, Symptom
from bot.domain.stretch_kinds import in_area
from bot.services.cards import Cards
from bot.slack.responder import Responder
from bot.views import symptoms as views


def register(app: AsyncApp, stretch: CommandRouter) -> None:
    """Register the listeners."""
    stretch.add_route(Stiffness, stiffness)
    stretch.add_route(Pain, pain)
    stretch.add_route(Symptom, symptom)
    stretch.add_route(Condition, condition)
    app.action(re.compile(rf"{re.escape(views.MOVE_ACTION_PREFIX)}\.\S+"))(move_pressed)
    app.action(views.EVERYDAY_ACTION)(everyday_pressed)
    app.action(views.SEVERE_ACTION)(severe_pressed)


async def stiffness(actor: Actor, parsed: Stiffness, cards: Cards, responder: Responder) -> None:
    """Answer everyday stiffness with a stretch, and when to see somebody."""
    await _loosen(actor, parsed.area.slug if parsed.area else "", cards, responder)


async def pain(parsed: Pain, responder: Responder) -> None:
    """Ask whether it is everyday stiffness."""
    await responder(views.stiff_or_severe(parsed.area))


async def symptom(responder: Responder) -> None:
    """Say when to get help, and offer no stretch."""
    await responder(views.see_a_doctor())


async def condition(responder: Responder) -> None:
    """Say whom to ask first."""
    await responder(views.ask_a_professional_first())


async def move_pressed(actor: Actor, action: Json, cards: Cards, responder: Responder) -> None:
    """Answer a gentle exercise's button with its card."""
    await cards.show_exercise(actor, cards.exercise(str(action.get("value"))), responder)


async def everyday_pressed(actor: Actor, action: Json, cards: Cards, responder: Responder) -> None:
    """Answer that it is everyday stiffness with a stretch in place of the question."""
    await _loosen(actor, str(action.get("value") or ""), cards, responder, replace=True)


async def severe_pressed(responder: Responder) -> None:
    """Say when to get help, in place of the question."""
    await responder(views.see_a_doctor(), replace=True)


async def _loosen(actor: Actor, area: str, cards: Cards, responder: Responder, replace: bool = False) -> None:
    if area:
        await cards.show_from_area(actor, in_area(area, "no-floor"), responder, replace, note="see_somebody")
    else:
        await responder(views.gentle_moves(await cards.gentle_moves(actor)), replace)
