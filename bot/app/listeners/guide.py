"""The guide: opened from a card, moved by its buttons, closed with Done."""

import asyncio

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.models.views import View

from bot.app.command_router import CommandRouter
from bot.app.payloads import Json, window_id
from bot.domain.actor import Actor
from bot.domain.guide import Session
from bot.services.cards import Cards
from bot.services.guide import Guide
from bot.services.guide_modal import ModalClosed, TriggerExpired
from bot.services.home import Home
from bot.services.personal_reminders import PersonalReminders
from bot.services.session_opener import Source
from bot.slack.responder import Responder
from bot.store.errors import DatabaseUnavailable
from bot.views import card as card_views
from bot.views import guide as views
from bot.views import stopped as stopped_views
from bot.views.card_payload import CardPayload
from bot.views.guide_window import GUIDE_CALLBACK, SessionRef

SUBMIT_TIMEOUT_SECONDS = 2.5
"""After three seconds without an answer Slack shows an error of its own, and the modal could say nothing."""


def register(app: AsyncApp, _stretch: CommandRouter) -> None:
    """Register the listeners."""
    app.action(card_views.START_ACTION)(start)
    app.action(views.REOPEN_ACTION)(reopen)
    for action in views.INTENT_BY_ACTION:
        app.action(action)(press)
    app.action(views.HURTS_ACTION)(hurts)
    app.action(stopped_views.HIDE_ACTION)(hide)
    app.action(stopped_views.SHOW_AGAIN_ACTION)(show_again)
    app.view(GUIDE_CALLBACK)(submit)
    app.view_closed(GUIDE_CALLBACK)(close)


async def start(actor: Actor, action: Json, trigger_id: str, guide: Guide, cards: Cards, responder: Responder) -> None:
    """Open the guide for the exercise of a card."""
    payload = CardPayload.unpack(action.get("value"))
    exercise = cards.exercise(payload.slug)
    try:
        source = Source(payload.ref, response_url=responder.url)
        await guide.open(actor, [exercise.slug], trigger_id, source)
    except TriggerExpired:
        await responder(
            card_views.guide_not_opened(await cards.unchanged(actor, payload, action.get("block_id")), "Start"),
            replace=True,
        )


async def reopen(
    actor: Actor, body: Json, action: Json, trigger_id: str, guide: Guide, cards: Cards, responder: Responder
) -> None:
    """Open the guide where a session was left."""
    try:
        await guide.resume(actor, str(action.get("value")), trigger_id, window_id(body))
    except ModalClosed:
        return
    except TriggerExpired:
        await responder(card_views.guide_not_opened(await cards.menu(actor), "Resume"), replace=True)


async def press(actor: Actor, body: Json, action: Json, guide: Guide) -> None:
    """Go back, pause or resume."""
    view = body.get("view") or {}
    await guide.press(actor, _session(view), str(view.get("id")), views.INTENT_BY_ACTION[action["action_id"]])


async def hurts(actor: Actor, body: Json, guide: Guide, cards: Cards) -> None:
    """End the session, and say when to get help."""
    view = body.get("view") or {}
    if stopped := await guide.hurts(actor, _session(view), str(view.get("id"))):
        await cards.collapse_stopped(stopped)


async def hide(actor: Actor, body: Json, action: Json, guide: Guide, cards: Cards, home: Home) -> None:
    """Hide what hurt, and say so in the same modal."""
    exercise = await cards.hide_exercise(actor, str(action.get("value")))
    await guide.modal.replace(actor.team, _view_id(body), stopped_views.stopped_and_hidden_view(exercise))
    await home.refresh(actor)


async def show_again(actor: Actor, body: Json, action: Json, guide: Guide, cards: Cards, home: Home) -> None:
    """Undo that."""
    exercise = await cards.show_exercise_again(actor, str(action.get("value")))
    await guide.modal.replace(actor.team, _view_id(body), stopped_views.stopped_view(exercise))
    await home.refresh(actor)


async def close(actor: Actor, view: Json, guide: Guide, cards: Cards, personal_reminders: PersonalReminders) -> None:
    """End the session, since its modal was closed: it can be resumed, unless it was over and counts as Done."""
    if done := await guide.close(actor, _session(view), str(view.get("id"))):
        await cards.collapse(done, await personal_reminders.offer_after(done))


async def submit(
    actor: Actor, view: Json, ack: AsyncAck, guide: Guide, cards: Cards, personal_reminders: PersonalReminders
) -> None:
    """Move on, or record Done, then acknowledge with what comes next; so nothing is lost."""
    moving = asyncio.ensure_future(_submit(actor, view, guide, cards, personal_reminders))
    await asyncio.wait({moving}, timeout=SUBMIT_TIMEOUT_SECONDS)
    if not moving.done():
        # It goes on, for cutting it off would cost a connection; the button may be pressed again, it counts once.
        moving.add_done_callback(lambda late: late.cancelled() or late.exception())
        raise DatabaseUnavailable("a guide's submission is still being recorded")
    session, following, follow_up = moving.result()
    await ack(response_action="update", view=following)
    if session.state == "done":
        await cards.collapse(session, await personal_reminders.offer_after(session))
    elif follow_up:
        await guide.mover.show(session)


async def _submit(
    actor: Actor, view: Json, guide: Guide, cards: Cards, personal_reminders: PersonalReminders
) -> tuple[Session, View, bool]:
    """Return the session, what its modal shows next, and whether the picture is to follow."""
    session = await guide.submit(actor, _session(view), str(view.get("id")))
    if session.state == "done":
        return session, await cards.thanks_view(session, await personal_reminders.offer_after(session)), False
    # Slack refuses an answer whole if it cannot load its image, or not in time: one without is safe.
    had_image, is_ready = _has_image(view), guide.modal.is_picture_ready(session)
    return session, guide.modal.view(session, with_image=had_image and is_ready), had_image and not is_ready


def _has_image(view: Json) -> bool:
    return any(block.get("type") == "image" for block in view.get("blocks") or [])


def _view_id(body: Json) -> str:
    return str((body.get("view") or {}).get("id"))


def _session(view: Json) -> SessionRef:
    return SessionRef.unpack(view.get("private_metadata"))
