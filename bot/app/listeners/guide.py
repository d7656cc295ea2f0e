"""The guide: opened from a card, moved by its buttons, closed with Done."""

import asyncio

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.models.views import View

from bot.app.command_router import CommandRouter
from bot.app.payloads import Json
from bot.domain.actor import Actor
from bot.services.cards import Cards
from bot.services.guide import Guide, Source
from bot.services.guide_modal import TriggerExpired
from bot.slack.responder import Responder
from bot.store.errors import DatabaseUnavailable
from bot.views import card as card_views
from bot.views import guide as views
from bot.views.card import CardPayload
from bot.views.guide import SessionRef

DONE_TIMEOUT_SECONDS = 2.5
"""For recording a Done; after three seconds Slack shows an error of its own, and the modal could say nothing."""


def register(app: AsyncApp, _stretch: CommandRouter) -> None:
    """Register the listeners."""
    app.action(card_views.GUIDE_ME_ACTION)(guide_me)
    app.action(views.GO_ON_ACTION)(resume)
    for action in views.INTENT_BY_ACTION:
        app.action(action)(press)
    app.action(views.STOP_ACTION)(stop)
    app.view(views.GUIDE_CALLBACK)(done)
    app.view_closed(views.GUIDE_CALLBACK)(close)


async def guide_me(
    actor: Actor, action: Json, trigger_id: str, guide: Guide, cards: Cards, responder: Responder
) -> None:
    """Open the guide for the exercise of a card."""
    payload = CardPayload.unpack(action.get("value"))
    exercise = cards.exercise(payload)
    try:
        await guide.open(actor, [exercise.slug], trigger_id, Source(payload.ref))
    except TriggerExpired:
        await responder(card_views.guide_not_opened(cards.unchanged(payload), "Guide me"), replace=True)


async def resume(actor: Actor, action: Json, trigger_id: str, guide: Guide, cards: Cards, responder: Responder) -> None:
    """Open the guide where a session was left."""
    try:
        await guide.resume(actor, str(action.get("value")), trigger_id)
    except TriggerExpired:
        await responder(card_views.guide_not_opened(await cards.menu(actor), "Resume"), replace=True)


async def press(actor: Actor, body: Json, action: Json, guide: Guide) -> None:
    """Start, go back, go to the next hold, pause or resume."""
    view = body.get("view") or {}
    await guide.press(actor, _session(view), str(view.get("id")), views.INTENT_BY_ACTION[action["action_id"]])


async def stop(actor: Actor, body: Json, guide: Guide) -> None:
    """End the session, and show when to see a doctor."""
    view = body.get("view") or {}
    await guide.stop(actor, _session(view), str(view.get("id")))


async def close(actor: Actor, view: Json, guide: Guide) -> None:
    """Mark the session as closed, since its modal was closed; it can be resumed."""
    await guide.close(actor, _session(view), str(view.get("id")))


async def done(actor: Actor, view: Json, ack: AsyncAck, guide: Guide, cards: Cards) -> None:
    """Record Done, then acknowledge with thanks; so no Done is lost."""
    recording = asyncio.ensure_future(_record_done(actor, _session(view), guide, cards))
    await asyncio.wait({recording}, timeout=DONE_TIMEOUT_SECONDS)
    if not recording.done():
        # It goes on, for cutting it off would cost a connection; Done may be pressed again, it counts once.
        recording.add_done_callback(lambda late: late.cancelled() or late.exception())
        raise DatabaseUnavailable("a Done is still being recorded")
    await ack(response_action="update", view=recording.result())


async def _record_done(actor: Actor, ref: SessionRef, guide: Guide, cards: Cards) -> View:
    session = await guide.finish(actor, ref)
    return views.thanks_view(await cards.this_week(actor), guide.modal.routine(session))


def _session(view: Json) -> SessionRef:
    return SessionRef.unpack(view.get("private_metadata"))
