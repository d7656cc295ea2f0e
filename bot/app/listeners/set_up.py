"""*My set-up*: opened by word or by button, and saved."""

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.app.command_router import CommandRouter
from bot.app.payloads import Json
from bot.domain.actor import Actor
from bot.services.breaks import Breaks
from bot.services.home import Home
from bot.services.set_up import SetUp
from bot.slack.responder import Responder
from bot.views.set_up import OPEN_SET_UP_ACTION, SET_UP_CALLBACK
from bot.views.submitted_fields import FormErrors


def register(app: AsyncApp, stretch: CommandRouter) -> None:
    """Register the listeners."""
    stretch.add_route("settings", open_form)
    app.action(OPEN_SET_UP_ACTION)(open_form)
    app.view(SET_UP_CALLBACK)(save)


async def open_form(actor: Actor, set_up: SetUp, home: Home, responder: Responder) -> None:
    """Open the form, for `/stretch set-up` or its button."""
    await set_up.open(actor, responder)
    if responder.is_home:
        await home.touch(actor)


async def save(actor: Actor, view: Json, ack: AsyncAck, set_up: SetUp, breaks: Breaks, home: Home) -> None:
    """Save what was entered and say what changed, or mark the fields that need another look."""
    try:
        saved = await set_up.save(actor, view)
    except FormErrors as wrong:
        await ack(response_action="errors", errors=wrong.errors)
        return
    await ack(response_action="update", view=saved)
    await home.refresh(actor)
    await breaks.show_open_for(actor)
