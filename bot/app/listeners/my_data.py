"""*My data*: what is stored about a person, in a window; sent to them, or deleted, by its buttons."""

from slack_bolt.async_app import AsyncApp

from bot.app.command_router import CommandRouter
from bot.app.payloads import Json, window_id
from bot.domain.actor import Actor
from bot.services.guide import Guide
from bot.services.home import Home
from bot.services.my_data import MyData
from bot.slack.responder import Responder
from bot.views import my_data as views


def register(app: AsyncApp, stretch: CommandRouter) -> None:
    """Register the listeners."""
    stretch.add_route("data", open_window)
    app.action(views.OPEN_MY_DATA_ACTION)(open_window)
    app.action(views.SEND_ACTION)(send)
    app.action(views.DELETE_ACTION)(delete)


async def open_window(actor: Actor, my_data: MyData, responder: Responder) -> None:
    """Open the window, for what was typed or for a button anywhere."""
    await responder.open(await my_data.view(actor))


async def send(actor: Actor, body: Json, my_data: MyData, guide: Guide) -> None:
    """Send everything, and let the window say so."""
    said = await my_data.send(actor)
    await guide.modal.replace(actor.team, str(window_id(body)), await my_data.view(actor, said))


async def delete(actor: Actor, body: Json, my_data: MyData, home: Home, guide: Guide) -> None:
    """Delete everything, and let Home say so, and the window if that has the button."""
    deleted = await my_data.delete(actor)
    if window := window_id(body):
        await guide.modal.replace(actor.team, window, deleted)
    await home.show_deleted(actor)
