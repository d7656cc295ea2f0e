"""The Web API: tokens, scopes, rate limits, and a record of every call."""

import json
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.playground import chat, directory, views
from bot.playground.models import APP_TOKEN, BOT_TOKEN, Call, Json, Refused
from bot.playground.validation import Inspector
from bot.playground.workspace import Workspace

KEPT_CALLS = 20_000
METHODS: dict[str, Callable[[Workspace, Json], Json]] = {**directory.METHODS, **chat.METHODS, **views.METHODS}
EVERYDAY = frozenset({"channel_not_found", "not_in_channel", "is_archived"})
"""What a good bot meets and deals with: channels that it is not in, or that are over. They are only recorded."""


@dataclass
class Hitch:
    """A refusal that was asked for: the next `times` calls that match get it."""

    error: str
    times: int
    match: Json
    retry_after: int | None = None


class WebApi:
    """Answers `/api/<method>` as Slack would."""

    def __init__(self, space: Workspace, inspector: Inspector, socket_url: Callable[[], str]) -> None:
        self._space, self._inspector, self._socket_url = space, inspector, socket_url
        self._calls: dict[str, deque[Call]] = defaultdict(lambda: deque(maxlen=KEPT_CALLS))
        self._hitches: dict[str, list[Hitch]] = defaultdict(list)

    def calls(self, method: str) -> list[Call]:
        """The recorded calls of a method, oldest first."""
        return list(self._calls[method])

    def hitch(self, method: str, hitch: Hitch) -> None:
        """Let the next calls of a method go wrong."""
        self._hitches[method].append(hitch)

    async def serve(self, request: web.Request) -> web.Response:
        """One call over HTTP."""
        method, args = request.match_info["method"], {}
        headers = {"x-oauth-scopes": ",".join(sorted(self._space.scopes))}
        try:
            args = await _arguments(request)
            token = request.headers.get("Authorization", "").removeprefix("Bearer ") or args.pop("token", "")
            answer = {"ok": True} | await self.answer(method, args, token)
        except Refused as refusal:
            answer = self._refused(method, args, refusal)
        self._record(method, args, answer)
        if (seconds := answer.pop("retry_after", None)) is not None:
            return web.json_response(answer, status=429, headers={"Retry-After": str(seconds)})
        return web.json_response(answer, headers=headers)

    async def answer(self, method: str, args: Json, token: str) -> Json:
        """What a call gives, or Refused; `args` are read in place, for the record."""
        if method != "apps.connections.open" and method not in METHODS:
            raise Refused("unknown_method", req_method=method)
        self._check_token(method, token)
        self._trip(method, args)
        if method == "apps.connections.open":
            return {"url": self._socket_url()}
        args |= await self._inspector.inspect(args)
        return METHODS[method](self._space, args)

    def _check_token(self, method: str, token: str) -> None:
        if not token:
            raise Refused("not_authed")
        if token not in (BOT_TOKEN, APP_TOKEN):
            raise Refused("invalid_auth")
        if (token == APP_TOKEN) != (method == "apps.connections.open"):
            raise Refused("not_allowed_token_type")

    def _trip(self, method: str, args: Json) -> None:
        for hitch in self._hitches[method]:
            if all(args.get(key) == value for key, value in hitch.match.items()):
                hitch.times -= 1
                if hitch.times <= 0:
                    self._hitches[method].remove(hitch)
                fields = {} if hitch.retry_after is None else {"retry_after": hitch.retry_after}
                raise Refused(hitch.error, **fields)

    def _refused(self, method: str, args: Json, refusal: Refused) -> Json:
        user = args.get("user") or args.get("user_id")
        if refusal.error not in EVERYDAY or args.get("channel") not in self._space.channels:
            self._space.trouble(f"Slack refused {method}: {refusal}", user if isinstance(user, str) else None, method)
        answer = {"ok": False, "error": refusal.error} | refusal.fields
        if refusal.error == "invalid_blocks":
            answer["errors"] = [reason.removeprefix("[ERROR] ") for reason in refusal.reasons]
        return answer | ({"response_metadata": {"messages": list(refusal.reasons)}} if refusal.reasons else {})

    def _record(self, method: str, args: Json, answer: Json) -> None:
        self._calls[method].append(Call(method, args, self._space.clock(), answer["ok"], answer.get("error")))
        self._space.tell("call")


async def _arguments(request: web.Request) -> Json:
    args: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        try:
            body = json.loads(await request.text() or "{}")
        except ValueError as error:
            raise Refused("invalid_json") from error
        if not isinstance(body, dict):
            raise Refused("json_not_object")
        return args | body
    return args | dict(await request.post())
