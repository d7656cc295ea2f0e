"""The page's JSON API over HTTP; every error is a sentence for the user."""

import json
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.playground.delivery import Delivery
from bot.playground.errors import InvalidFormError, MissedAck, NotAvailableError
from bot.playground.models import Json, Message, View
from bot.playground.oauth import OAuth
from bot.playground.oauth_routes import AUTHORIZE, PERSON_COOKIE
from bot.playground.page_state import page_state
from bot.playground.test_api import PlaygroundControls
from bot.playground.workspaces import Workspaces

PAGE_FOLDER = Path(__file__).parent / "page"
STRING_FIELDS = ("user", "channel", "text", "ts", "view_id", "action_id", "block_id")

Action = Callable[[PlaygroundControls, Json], Coroutine[Any, Any, Json]]
"""Handles the JSON body of a request in a workspace and returns the response fields."""


class PageApi:
    """The routes of the page, its state and its actions, which happen in the workspace of their user."""

    def __init__(
        self,
        workspaces: Workspaces,
        controls: Mapping[str, PlaygroundControls],
        delivery: Delivery,
        oauth: OAuth,
        on_jump: Callable[[], Awaitable[str]] | None,
    ) -> None:
        self._workspaces, self._controls, self._on_jump = workspaces, controls, on_jump
        self._delivery, self._oauth = delivery, oauth

    def add_routes(self, app: web.Application) -> None:
        """Register the page, its state, its actions and its static files."""
        app.router.add_get("/", self._index)
        app.router.add_get("/page/state", self._state)
        for action, required in self._actions():
            app.router.add_post(f"/page/{action.__name__}", self._json_handler(action, required))
        app.router.add_static("/page/", PAGE_FOLDER)

    def _actions(self) -> list[tuple[Action, tuple[str, ...]]]:
        """Return the actions, each with the fields that its request must contain."""
        return [
            (command, ("user", "channel", "text")),
            (click, ("user", "action_id")),
            (suggest, ("user", "action_id")),
            (submit, ("user", "view_id")),
            (close, ("user", "view_id")),
            (home, ("user",)),
            (self.jump, ()),
            (presence, ("user",)),
            (invite, ("channel",)),
            (archive, ("channel",)),
            (uninstall, ("user",)),
        ]

    async def jump(self, controls: PlaygroundControls, body: Json) -> Json:
        """Advance the bot's clock."""
        if self._on_jump is None:
            raise NotAvailableError("This clock can't be moved.")
        text = await self._on_jump()
        self._workspaces.notify("clock")
        return {"text": text}

    async def _index(self, request: web.Request) -> web.FileResponse:
        return web.FileResponse(PAGE_FOLDER / "index.html")

    async def _state(self, request: web.Request) -> web.Response:
        state = page_state(self._workspaces, request.query.get("user", ""))
        more = {"can_jump": self._on_jump is not None, "install_url": self._oauth.install_url}
        state |= {"connected": self._delivery.connected}
        response = web.json_response({"ok": True} | state | more)
        response.set_cookie(PERSON_COOKIE, state["me"], path=AUTHORIZE, httponly=True, samesite="Lax")
        return response

    def _json_handler(
        self, action: Action, required: tuple[str, ...]
    ) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def serve(request: web.Request) -> web.Response:
            try:
                body = _parse_body(await request.text(), required)
                controls = self._controls[self._workspaces.of_person(body.get("user", "")).team.id]
                return web.json_response({"ok": True} | await action(controls, body))
            except (ValueError, MissedAck) as error:
                return web.json_response({"ok": False, "error": str(error)})

        return serve


async def command(controls: PlaygroundControls, body: Json) -> Json:
    """Send a slash command, or post an ordinary message, as it is with a space before the slash."""
    handler = controls.command if body["text"].startswith("/") else controls.say
    await handler(body["user"], body["channel"], body["text"].strip())
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


def _parse_body(text: str, required: tuple[str, ...]) -> Json:
    try:
        body = json.loads(text)
    except ValueError:
        raise ValueError("The request is no JSON.") from None
    if not isinstance(body, dict):
        raise ValueError("The request is no JSON object.")
    defaults = dict.fromkeys(STRING_FIELDS, "") | dict.fromkeys(required)
    if missing := [name for name in STRING_FIELDS if not isinstance(body.get(name, defaults[name]), str)]:
        raise ValueError(f"The request lacks {', '.join(missing)}.")
    return body
