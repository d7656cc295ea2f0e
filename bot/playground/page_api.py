"""The page's JSON API over HTTP; every error is a sentence for the user."""

import json
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import asdict
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.playground.directory import TEAM_NAME
from bot.playground.errors import InvalidFormError, MissedAck, NotAvailableError
from bot.playground.models import APP_ID, BOT_USER, TEAM_ID, Json, Message, View
from bot.playground.socket_mode import SocketMode
from bot.playground.user_actions import UserActions
from bot.playground.workspace import Workspace

PAGE_FOLDER = Path(__file__).parent / "page"
MAX_SHOWN_MESSAGES = 200
STRING_FIELDS = ("user", "channel", "text", "ts", "view_id", "action_id", "block_id")

Action = Callable[[Json], Coroutine[Any, Any, Json]]
"""Handles the JSON body of a request and returns the response fields."""


class PageApi:
    """The routes of the page, its state and its actions."""

    def __init__(
        self,
        workspace: Workspace,
        user_actions: UserActions,
        socket: SocketMode,
        on_jump: Callable[[], Awaitable[str]] | None,
    ) -> None:
        self._workspace, self._user_actions, self._socket, self._on_jump = workspace, user_actions, socket, on_jump

    def add_routes(self, app: web.Application) -> None:
        """Register the page, its state, its actions and its static files."""
        app.router.add_get("/", self._index)
        app.router.add_get("/page/state", self._state)
        for action, required in self._actions():
            app.router.add_post(f"/page/{action.__name__}", _json_handler(action, required))
        app.router.add_static("/page/", PAGE_FOLDER)

    def _actions(self) -> list[tuple[Action, tuple[str, ...]]]:
        """Return the actions, each with the fields that its request must contain."""
        return [
            (self.command, ("user", "channel", "text")),
            (self.click, ("user", "action_id")),
            (self.suggest, ("user", "action_id")),
            (self.submit, ("user", "view_id")),
            (self.close, ("user", "view_id")),
            (self.home, ("user",)),
            (self.jump, ()),
            (self.invite, ("channel",)),
            (self.archive, ("channel",)),
        ]

    async def command(self, body: Json) -> Json:
        """Send a slash command, or post an ordinary message, as it is with a space before the slash."""
        handler = self._user_actions.command if body["text"].startswith("/") else self._user_actions.say
        await handler(body["user"], body["channel"], body["text"].strip())
        return {}

    async def click(self, body: Json) -> Json:
        """Click an element of a message, modal or Home tab."""
        options = {key: body[key] for key in ("value", "block_id", "selected", "values") if body.get(key) is not None}
        await self._user_actions.click(body["user"], self._find_container(body), body["action_id"], **options)
        return {}

    async def suggest(self, body: Json) -> Json:
        """Return the options of an external select for a query."""
        query = str(body.get("typed") or "")
        container = self._find_container(body)
        action_id, block_id = body["action_id"], body.get("block_id")
        return {"groups": await self._user_actions.suggest(body["user"], container, action_id, query, block_id)}

    async def submit(self, body: Json) -> Json:
        """Submit a modal; returns `errors` by block_id if it was not accepted."""
        try:
            ack = await self._user_actions.submit(body["user"], self._view(body["view_id"]), body.get("values"))
        except InvalidFormError as error:
            return {"errors": error.errors}
        return {"errors": ack.errors} if ack.errors else {}

    async def close(self, body: Json) -> Json:
        """Close a modal."""
        await self._user_actions.close(body["user"], self._view(body["view_id"]), bool(body.get("all")))
        return {}

    async def home(self, body: Json) -> Json:
        """Open the Home tab."""
        await self._user_actions.open_home(body["user"])
        return {}

    async def jump(self, body: Json) -> Json:
        """Advance the bot's clock."""
        if self._on_jump is None:
            raise NotAvailableError("This clock can't be moved.")
        text = await self._on_jump()
        self._workspace.notify("clock")
        return {"text": text}

    async def invite(self, body: Json) -> Json:
        """Invite the bot to a channel."""
        self._workspace.invite_bot(body["channel"])
        return {}

    async def archive(self, body: Json) -> Json:
        """Archive a channel."""
        self._workspace.archive(body["channel"])
        return {}

    async def _index(self, request: web.Request) -> web.FileResponse:
        return web.FileResponse(PAGE_FOLDER / "index.html")

    async def _state(self, request: web.Request) -> web.Response:
        wanted = request.query.get("user", "")
        person = self._workspace.person_or_first(wanted)
        user = person.id
        note = "" if wanted in ("", user) else f"There's nobody called {wanted} here, so you're {person.name}."
        channels = self._workspace.channels_of(user)
        home = self._workspace.views.homes.get(user)
        state = {
            "ok": True,
            "team": {"id": TEAM_ID, "name": TEAM_NAME},
            "app": self._app(),
            "me": user,
            "note": note,
            "people": [asdict(person) for person in self._workspace.people.values()],
            "channels": [channel.to_dict() for channel in channels],
            "messages": {channel.id: self._messages(channel.id, user) for channel in channels},
            "views": self._workspace.views.to_dicts(user),
            "home": home and self._workspace.views.to_dict(home),
            "problems": [asdict(problem) for problem in self._workspace.problems],
            "can_jump": self._on_jump is not None,
            "connected": bool(self._socket.connections),
            "now": self._workspace.clock(),
        }
        return web.json_response(state)

    def _app(self) -> Json:
        display = self._workspace.manifest.get("display_information", {})
        commands = [
            {"command": each["command"], "description": each["description"], "usage_hint": each.get("usage_hint", "")}
            for each in self._workspace.features.get("slash_commands", ())
        ]
        read_only = self._workspace.features.get("app_home", {}).get("messages_tab_read_only_enabled", False)
        app = {"id": APP_ID, "name": display.get("name", "App"), "user": BOT_USER, "read_only": read_only}
        return app | {"description": display.get("description", ""), "commands": commands}

    def _messages(self, channel: str, user: str) -> list[Json]:
        return [message.to_dict() for message in self._workspace.messages(channel, user)[-MAX_SHOWN_MESSAGES:]]

    def _find_container(self, body: Json) -> Message | View:
        if body.get("home"):
            container: Message | View | None = self._workspace.views.homes.get(body["user"])
        elif body.get("view_id"):
            container = self._view(body["view_id"])
        else:
            container = self._workspace.find(body.get("channel", ""), body.get("ts", ""), body["user"])
        if container is None:
            raise NotAvailableError("That isn't there any more.")
        return container

    def _view(self, view_id: str) -> View:
        view = self._workspace.views.find(view_id)
        if view is None:
            raise NotAvailableError("This window isn't open any more.")
        return view


def _json_handler(action: Action, required: tuple[str, ...]) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def serve(request: web.Request) -> web.Response:
        try:
            return web.json_response({"ok": True} | await action(_parse_body(await request.text(), required)))
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
