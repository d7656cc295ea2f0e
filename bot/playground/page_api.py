"""What the page asks and does: JSON over HTTP; each refusal is a sentence."""

import json
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import asdict
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.playground.directory import TEAM_NAME
from bot.playground.models import APP_ID, BOT_USER, TEAM_ID, Json, Message, View
from bot.playground.socket_mode import SocketMode
from bot.playground.user_actions import Incomplete, MissedAck, NotThere, People
from bot.playground.workspace import Workspace

PAGE = Path(__file__).parent / "page"
SHOWN_MESSAGES = 200
WORDS = ("user", "channel", "text", "ts", "view_id", "action_id", "block_id")

Verb = Callable[[Json], Coroutine[Any, Any, Json]]


class PageApi:
    """The page's own verbs; each refusal is a sentence."""

    def __init__(
        self, space: Workspace, people: People, socket: SocketMode, on_jump: Callable[[], Awaitable[str]] | None
    ) -> None:
        self._space, self._people, self._socket, self._on_jump = space, people, socket, on_jump

    def add_routes(self, app: web.Application) -> None:
        """Where the page finds everything."""
        app.router.add_get("/", self._index)
        app.router.add_get("/page/state", self._state)
        for verb, needs in self._verbs():
            app.router.add_post(f"/page/{verb.__name__}", _spoken(verb, needs))
        app.router.add_static("/page/", PAGE)

    def _verbs(self) -> list[tuple[Verb, tuple[str, ...]]]:
        """What the page can do, and the words it must say for it."""
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

    async def command(self, asked: Json) -> Json:
        """A slash command, or an ordinary message."""
        act = self._people.command if asked["text"].startswith("/") else self._people.say
        await act(asked["user"], asked["channel"], asked["text"])
        return {}

    async def click(self, asked: Json) -> Json:
        """A click in a message, a modal or the Home tab."""
        which = {key: asked[key] for key in ("value", "block_id", "selected", "values") if asked.get(key) is not None}
        await self._people.click(asked["user"], self._where(asked), asked["action_id"], **which)
        return {}

    async def suggest(self, asked: Json) -> Json:
        """What a menu offers for the words typed into it."""
        typed = str(asked.get("typed") or "")
        where = self._where(asked)
        return {
            "groups": await self._people.suggest(asked["user"], where, asked["action_id"], typed, asked.get("block_id"))
        }

    async def submit(self, asked: Json) -> Json:
        """A form; `errors` by block_id when it was sent back."""
        try:
            ack = await self._people.submit(asked["user"], self._view(asked["view_id"]), asked.get("values"))
        except Incomplete as incomplete:
            return {"errors": incomplete.errors}
        return {"errors": ack.errors} if ack.errors else {}

    async def close(self, asked: Json) -> Json:
        """A modal closed."""
        await self._people.close(asked["user"], self._view(asked["view_id"]), bool(asked.get("all")))
        return {}

    async def home(self, asked: Json) -> Json:
        """The Home tab opened."""
        await self._people.open_home(asked["user"])
        return {}

    async def jump(self, asked: Json) -> Json:
        """The bot's clock put forward."""
        if self._on_jump is None:
            raise NotThere("The clock cannot be put forward here.")
        return {"text": await self._on_jump()}

    async def invite(self, asked: Json) -> Json:
        """The bot invited into a channel."""
        self._space.invite(asked["channel"])
        return {}

    async def archive(self, asked: Json) -> Json:
        """A channel archived."""
        self._space.archive(asked["channel"])
        return {}

    async def _index(self, request: web.Request) -> web.FileResponse:
        return web.FileResponse(PAGE / "index.html")

    async def _state(self, request: web.Request) -> web.Response:
        me = request.query.get("user", "U0ANA")
        if me not in self._space.people:
            return web.json_response({"ok": False, "error": f"There is nobody called {me} here."})
        channels = self._space.seen_channels(me)
        home = self._space.windows.homes.get(me)
        state = {
            "ok": True,
            "team": {"id": TEAM_ID, "name": TEAM_NAME},
            "app": self._app(),
            "me": me,
            "people": [asdict(person) for person in self._space.people.values()],
            "channels": [channel.to_dict() for channel in channels],
            "messages": {channel.id: self._messages(channel.id, me) for channel in channels},
            "views": self._space.windows.to_dicts(me),
            "home": home and self._space.windows.to_dict(home),
            "troubles": [asdict(trouble) for trouble in self._space.troubles],
            "can_jump": self._on_jump is not None,
            "connected": bool(self._socket.connections),
            "now": self._space.clock(),
        }
        return web.json_response(state)

    def _app(self) -> Json:
        about = self._space.manifest.get("display_information", {})
        commands = [
            {"command": each["command"], "description": each["description"], "usage_hint": each.get("usage_hint", "")}
            for each in self._space.features.get("slash_commands", ())
        ]
        who = {"id": APP_ID, "name": about.get("name", "App"), "user": BOT_USER}
        return who | {"description": about.get("description", ""), "commands": commands}

    def _messages(self, channel: str, me: str) -> list[Json]:
        return [message.to_dict() for message in self._space.messages(channel, me)[-SHOWN_MESSAGES:]]

    def _where(self, asked: Json) -> Message | View:
        if asked.get("home"):
            place: Message | View | None = self._space.windows.homes.get(asked["user"])
        elif asked.get("view_id"):
            place = self._view(asked["view_id"])
        else:
            place = self._space.find(asked.get("channel", ""), asked.get("ts", ""), asked["user"])
        if place is None:
            raise NotThere("What you want to use is no longer there.")
        return place

    def _view(self, view_id: str) -> View:
        view = self._space.windows.find(view_id)
        if view is None:
            raise NotThere("This window is no longer open.")
        return view


def _spoken(verb: Verb, needs: tuple[str, ...]) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def serve(request: web.Request) -> web.Response:
        try:
            return web.json_response({"ok": True} | await verb(_asked(await request.text(), needs)))
        except (ValueError, MissedAck) as refusal:
            return web.json_response({"ok": False, "error": str(refusal)})

    return serve


def _asked(text: str, needs: tuple[str, ...]) -> Json:
    try:
        asked = json.loads(text)
    except ValueError:
        raise ValueError("The request is no JSON.") from None
    if not isinstance(asked, dict):
        raise ValueError("The request is no JSON object.")
    if missing := [name for name in WORDS if not isinstance(asked.get(name, None if name in needs else ""), str)]:
        raise ValueError(f"The request lacks {', '.join(missing)}.")
    return asked
