"""The guide: opened from a card, steered by its buttons, closed with Done."""

import asyncio
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.models.views import View

from bot.services.cards import Cards
from bot.services.guide import Guide
from bot.services.guide_modal import TriggerExpired
from bot.slack.responder import Responder
from bot.views import card as card_views
from bot.views import guide as views
from bot.views.card import CardPayload
from bot.views.guide import SessionRef

IN_TIME = 2.5
"""Seconds for recording a Done; after three Slack shows an error of its own, and the window could say nothing."""


def register(app: AsyncApp) -> None:
    """Say which of Slack's names lead where."""
    app.action(card_views.GUIDE_ME)(guide_me)
    app.action(views.GO_ON)(go_on)
    for action in views.INTENTS:
        app.action(action)(steer)
    app.action(views.STOP)(stop)
    app.view(views.CALLBACK)(done)
    app.view_closed(views.CALLBACK)(leave)


async def guide_me(
    team: str, user: str, action: dict[str, Any], trigger: str, guide: Guide, cards: Cards, responder: Responder
) -> None:
    """Open the guide for the exercise of a card."""
    payload = CardPayload.unpack(action.get("value"))
    exercise = cards.exercise(payload)
    try:
        await guide.open(team, user, [exercise.slug], trigger, payload.ref)
    except TriggerExpired:
        await responder(card_views.trouble_opening(cards.again(payload), "Guide me"), replace=True)


async def go_on(
    team: str, user: str, action: dict[str, Any], trigger: str, guide: Guide, cards: Cards, responder: Responder
) -> None:
    """Open the guide where a session was left."""
    try:
        await guide.go_on(team, user, str(action.get("value")), trigger)
    except TriggerExpired:
        await responder(card_views.trouble_opening(await cards.menu(team, user), "Go on"), replace=True)


async def steer(team: str, user: str, body: dict[str, Any], action: dict[str, Any], guide: Guide) -> None:
    """Start, go back, go on, pause or resume."""
    view = body.get("view") or {}
    session_ref = SessionRef.unpack(view.get("private_metadata"))
    await guide.press(team, user, session_ref, str(view.get("id")), views.INTENTS[action["action_id"]])


async def stop(team: str, user: str, body: dict[str, Any], guide: Guide) -> None:
    """End the session with the words that Stop deserves."""
    view = body.get("view") or {}
    await guide.stop(team, user, SessionRef.unpack(view.get("private_metadata")), str(view.get("id")))


async def leave(team: str, user: str, view: dict[str, Any], guide: Guide) -> None:
    """End the session kindly: its window was closed."""
    await guide.leave(team, user, SessionRef.unpack(view.get("private_metadata")), str(view.get("id")))


async def done(team: str, user: str, view: dict[str, Any], ack: AsyncAck, guide: Guide, cards: Cards) -> None:
    """Record Done before the window hears of it, so that nothing is lost; then say thanks in it."""
    recording = asyncio.ensure_future(
        _recorded(team, user, SessionRef.unpack(view.get("private_metadata")), guide, cards)
    )
    await asyncio.wait({recording}, timeout=IN_TIME)
    if not recording.done():
        # It goes on, for cutting it off would cost a connection; Done may be pressed again, it counts once.
        recording.add_done_callback(lambda late: late.cancelled() or late.exception())
        raise TimeoutError
    await ack(response_action="update", view=recording.result())


async def _recorded(team: str, user: str, session_ref: SessionRef, guide: Guide, cards: Cards) -> View:
    session = await guide.finish(team, user, session_ref)
    return views.finished(await cards.this_week(team, user), guide.modal.routine(session))
