"""The page's JSON API over HTTP; every error is a sentence for the user."""

import json
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.playground import page_actions
from bot.playground.delivery import Delivery
from bot.playground.errors import MissedAck, NotAvailableError
from bot.playground.models import Json
from bot.playground.oauth import OAuth
from bot.playground.oauth_routes import AUTHORIZE, PERSON_COOKIE
from bot.playground.page_state import page_state
from bot.playground.test_api import PlaygroundControls
from bot.playground.workspaces import Workspaces

PAGE_FOLDER = Path(__file__).parent / "page"
STRING_FIELDS = ("user", "channel", "text", "ts", "view_id", "action_id", "block_id", "callback_id")

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
            (page_actions.command, ("user", "channel", "text")),
            (page_actions.click, ("user", "action_id")),
            (page_actions.shortcut, ("user", "callback_id")),
            (page_actions.step, ("user", "channel", "callback_id")),
            (page_actions.suggest, ("user", "action_id")),
            (page_actions.submit, ("user", "view_id")),
            (page_actions.close, ("user", "view_id")),
            (page_actions.home, ("user",)),
            (self.jump, ()),
            (page_actions.presence, ("user",)),
            (page_actions.invite, ("channel",)),
            (page_actions.archive, ("channel",)),
            (page_actions.uninstall, ("user",)),
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
