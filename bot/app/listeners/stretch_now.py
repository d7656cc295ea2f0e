"""The shortcut *Stretch now*: a window whose buttons become the guide in the same window."""

import re
from collections.abc import Sequence
from contextlib import suppress

from slack_bolt.async_app import AsyncApp

from bot.app.command_router import CommandRouter
from bot.app.payloads import Json, window_id
from bot.domain.actor import Actor
from bot.services.cards import Cards
from bot.services.guide import Guide
from bot.services.guide_modal import ModalClosed
from bot.services.routine_cards import RoutineCards
from bot.services.session_opener import Source
from bot.slack.responder import Responder
from bot.views import stretch_now as views


def register(app: AsyncApp, _stretch: CommandRouter) -> None:
    """Register the listeners."""
    app.shortcut(views.SHORTCUT)(opened)
    app.action(re.compile(rf"{re.escape(views.AREA_ACTION_PREFIX)}\.\S+"))(area)
    app.action(re.compile(rf"{re.escape(views.LENGTH_ACTION_PREFIX)}\.\S+"))(length)


async def opened(actor: Actor, cards: Cards, responder: Responder) -> None:
    """Open the window."""
    await responder.open(await cards.window(actor))


async def area(actor: Actor, body: Json, action: Json, trigger_id: str, cards: Cards, guide: Guide) -> None:
    """Start a stretch of this area."""
    exercise = await cards.pick(actor, str(action.get("value")))
    await _start(actor, [exercise.slug], body, trigger_id, guide)


async def length(
    actor: Actor, body: Json, action: Json, trigger_id: str, routine_cards: RoutineCards, guide: Guide
) -> None:
    """Start a few stretches that fit this length."""
    steps = await routine_cards.pick(actor, str(action.get("value")))
    await _start(actor, steps, body, trigger_id, guide)


async def _start(actor: Actor, steps: Sequence[str], body: Json, trigger_id: str, guide: Guide) -> None:
    with suppress(ModalClosed):  # the person has left: there is nobody to tell
        await guide.open(actor, steps, trigger_id, Source(view_id=window_id(body)))
