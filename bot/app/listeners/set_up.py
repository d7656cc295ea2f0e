"""*My set-up* and its *More settings*: opened by word or by button, and saved."""

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.app.command_router import CommandRouter
from bot.app.payloads import Json
from bot.domain.actor import Actor
from bot.services.breaks import Breaks
from bot.services.home import Home
from bot.services.set_up import SetUp
from bot.slack.responder import Responder
from bot.views.set_up import OPEN_SET_UP_ACTION, SET_UP_CALLBACK
from bot.views.set_up_more import MORE_CALLBACK, OPEN_MORE_ACTION
from bot.views.submitted_fields import FormErrors


def register(app: AsyncApp, stretch: CommandRouter) -> None:
    """Register the listeners."""
    stretch.add_route("settings", open_form)
    app.action(OPEN_SET_UP_ACTION)(open_form)
    app.action(OPEN_MORE_ACTION)(open_more)
    app.view(SET_UP_CALLBACK)(save)
    app.view(MORE_CALLBACK)(save_more)


async def open_form(actor: Actor, set_up: SetUp, home: Home, responder: Responder) -> None:
    """Open the form, for `/stretch set-up` or its button."""
    await set_up.open(actor, responder)
    if responder.is_home:
        await home.touch(actor)


async def open_more(actor: Actor, set_up: SetUp, responder: Responder) -> None:
    """Open *More settings*."""
    await set_up.open_more(actor, responder)


async def save(actor: Actor, view: Json, ack: AsyncAck, set_up: SetUp, home: Home) -> None:
    """Save what they have and what is hidden, and say what changed."""
    await ack(response_action="update", view=await set_up.save(actor, view))
    await home.refresh(actor)


async def save_more(actor: Actor, view: Json, ack: AsyncAck, set_up: SetUp, breaks: Breaks, home: Home) -> None:
    """Save what was entered and say what changed, or mark the fields that need another look."""
    try:
        saved = await set_up.save_more(actor, view)
    except FormErrors as wrong:
        await ack(response_action="errors", errors=wrong.errors)
        return
    await ack(response_action="update", view=saved)
    await home.refresh(actor)
    await breaks.show_open_for(actor)
