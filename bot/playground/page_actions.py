"""What the page asks for as a person, each with the JSON body of its request."""

from bot.playground.errors import InvalidFormError, NotAvailableError
from bot.playground.models import Json, Message, View
from bot.playground.test_api import PlaygroundControls


async def command(controls: PlaygroundControls, body: Json) -> Json:
    """Send a slash command, or post an ordinary message, as it is with a space before the slash."""
    handler = controls.command if body["text"].startswith("/") else controls.say
    await handler(body["user"], body["channel"], body["text"].strip())
    return {}


async def shortcut(controls: PlaygroundControls, body: Json) -> Json:
    """Use a global shortcut."""
    await controls.shortcut(body["user"], body["callback_id"])
    return {}


async def step(controls: PlaygroundControls, body: Json) -> Json:
    """Run a workflow step with what was entered."""
    inputs = {name: value for name, value in (body.get("inputs") or {}).items() if value}
    await controls.run_step(body["user"], body["channel"], body["callback_id"], inputs)
    return {}


async def click(controls: PlaygroundControls, body: Json) -> Json:
    """Click an element of a message, modal or Home tab."""
    options = {key: body[key] for key in ("value", "block_id", "selected", "values") if body.get(key) is not None}
    await controls.click(body["user"], _find_container(controls, body), body["action_id"], **options)
    return {}


async def suggest(controls: PlaygroundControls, body: Json) -> Json:
    """Return the options of an external select for a query."""
    query, container = str(body.get("typed") or ""), _find_container(controls, body)
    action_id, block_id = body["action_id"], body.get("block_id")
    return {"groups": await controls.suggest(body["user"], container, action_id, query, block_id)}


async def submit(controls: PlaygroundControls, body: Json) -> Json:
    """Submit a modal; returns `errors` by block_id if it was not accepted."""
    try:
        ack = await controls.submit(body["user"], _view(controls, body["view_id"]), body.get("values"))
    except InvalidFormError as error:
        return {"errors": error.errors}
    return {"errors": ack.errors} if ack.errors else {}


async def close(controls: PlaygroundControls, body: Json) -> Json:
    """Close a modal."""
    await controls.close(body["user"], _view(controls, body["view_id"]), bool(body.get("all")))
    return {}


async def home(controls: PlaygroundControls, body: Json) -> Json:
    """Open the Home tab."""
    await controls.open_home(body["user"])
    return {}


async def presence(controls: PlaygroundControls, body: Json) -> Json:
    """Begin or end do-not-disturb, for an hour, or a huddle."""
    if "do_not_disturb" in body:
        controls.do_not_disturb(body["user"], 3600 if body["do_not_disturb"] else 0)
    if "huddle" in body:
        controls.huddle(body["user"], bool(body["huddle"]))
    return {}


async def invite(controls: PlaygroundControls, body: Json) -> Json:
    """Invite the bot to a channel."""
    controls.workspace.invite_bot(body["channel"])
    return {}


async def archive(controls: PlaygroundControls, body: Json) -> Json:
    """Archive a channel."""
    controls.workspace.archive(body["channel"])
    return {}


async def uninstall(controls: PlaygroundControls, body: Json) -> Json:
    """Uninstall the app from the workspace of the person."""
    await controls.uninstall()
    return {}


def _find_container(controls: PlaygroundControls, body: Json) -> Message | View:
    if body.get("home"):
        container: Message | View | None = controls.home(body["user"])
    elif body.get("view_id"):
        container = _view(controls, body["view_id"])
    else:
        container = controls.workspace.find(body.get("channel", ""), body.get("ts", ""), body["user"])
    if container is None:
        raise NotAvailableError("That isn't there any more.")
    return container


def _view(controls: PlaygroundControls, view_id: str) -> View:
    view = controls.workspace.views.find(view_id)
    if view is None:
        raise NotAvailableError("This window isn't open any more.")
    return view
