"""A stricter pretend Slack: it knows its tokens and channels, writes each call down, and answers as an attack likes."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from itertools import count
from random import Random
from time import time
from typing import Any

from aiohttp import web

from tests.support.lean_slack import APP, BOT, LeanSlack, slow_down

TEAM = "T0LEAN"
"""The workspace of the token."""
MOST_SECONDS = 0.05
"""An answer takes up to so long: then several calls are under way at once."""
HTML = "<html><body><h1>Oops</h1></body></html>"

Answer = Callable[[web.Request, dict[str, Any]], Awaitable[web.StreamResponse]]


@dataclass(frozen=True)
class Fate:
    """What becomes of one post: whether Slack takes it, and what it answers then."""

    name: str
    taken: bool
    answer: Answer | None
    """None: it never comes."""


@dataclass(frozen=True)
class Call:
    """One post to a channel, as it came over the wire; `ts` is None if it was not taken."""

    at: float
    channel: str
    fate: str
    ts: str | None


@dataclass(frozen=True)
class Shown:
    """One update of a window, and the step of its session that it shows."""

    at: float
    view: str
    step: int


class StrictSlack(LeanSlack):
    """Takes what is right from whoever has the token. `fate` decides about each post, by its channel."""

    def __init__(self, rng: Random) -> None:
        super().__init__()
        self.channels: Collection[str] = ()
        self.fate: Callable[[str], Fate] = lambda _channel: FINE
        self.token_works = True
        self.all_hangs = False
        self.calls: list[Call] = []
        self.told: defaultdict[str, list[str]] = defaultdict(list)
        self.shown: list[Shown] = []
        self.odd: list[str] = []
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self.over = asyncio.Event()
        self._rng, self._stamps = rng, count(1)

    def routes(self) -> list[web.RouteDef]:
        """What it answers."""
        return [*super().routes(), web.post("/api/views.update", self.show)]

    def taken(self) -> dict[str, list[str]]:
        """The messages of each channel, by their `ts`."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for call in self.calls:
            found[call.channel] += [call.ts] if call.ts else []
        return found

    def called(self, *fates: str) -> set[str]:
        """The channels that had a call of these fates, or any."""
        return {call.channel for call in self.calls if not fates or call.fate in fates}

    async def post(self, request: web.Request) -> web.StreamResponse:
        """chat.postMessage, to a channel or to a person."""
        args = await request.json()
        channel = str(args.get("channel"))
        fate = self._fate(request, args, channel)
        ts = f"1700000000.{next(self._stamps):06d}"
        if not channel.startswith("U"):
            self.calls.append(Call(time(), channel, fate.name, ts if fate.taken else None))
        elif fate.taken:
            self.told[channel].append(args["text"])
        self._look()
        await self.may_answer.wait()
        await asyncio.sleep(self._rng.uniform(0, MOST_SECONDS))
        if fate.answer is None:
            return await self._never(request)
        return await fate.answer(request, {"ok": True, "channel": channel, "ts": ts})

    async def show(self, request: web.Request) -> web.StreamResponse:
        """views.update."""
        if refused := await self._refused(request, BOT):
            return refused
        args = await request.json()
        step = int(args["view"]["private_metadata"].split()[1])
        self.shown.append(Shown(time(), args["view_id"], step))
        self._look()
        return web.json_response({"ok": True, "view": {"id": args["view_id"]}})

    async def update(self, request: web.Request) -> web.StreamResponse:
        """chat.update."""
        return await self._refused(request, BOT) or await super().update(request)

    async def who(self, request: web.Request) -> web.StreamResponse:
        """auth.test."""
        return await self._refused(request, BOT) or await super().who(request)

    async def connect(self, request: web.Request) -> web.StreamResponse:
        """apps.connections.open."""
        return await self._refused(request, APP) or await super().connect(request)

    def _fate(self, request: web.Request, args: dict[str, Any], channel: str) -> Fate:
        if not self.token_works:
            return refused("invalid_auth")
        is_known = channel in self.channels or channel.startswith("U")
        if _has_token(request, BOT) and is_known and args.get("text") and len(args.get("blocks", ())) <= 50:
            return FINE if channel.startswith("U") else self.fate(channel)
        self.odd.append(f"a post to {channel}")
        return refused("invalid_arguments")

    async def _refused(self, request: web.Request, token: str) -> web.StreamResponse | None:
        if self.all_hangs:
            return await self._never(request)
        if not self.token_works:
            return _says("invalid_auth")
        if not _has_token(request, token):
            self.odd.append(f"{request.path} with another token")
            return _says("not_authed")
        return None

    async def _never(self, request: web.Request) -> web.StreamResponse:
        """Give no answer, until all is over."""
        await self.over.wait()
        if request.transport:
            request.transport.abort()
        return _says("internal_error")


def refused(code: str, status: int = 200) -> Fate:
    """Slack refuses a post with this code."""

    async def answer(_request: web.Request, _said: dict[str, Any]) -> web.StreamResponse:
        return _says(code, status)

    return Fate(code, False, answer)


def html(status: int, taken: bool) -> Fate:
    """A server before Slack answers with a page."""

    async def answer(_request: web.Request, _said: dict[str, Any]) -> web.StreamResponse:
        return web.Response(text=HTML, status=status, content_type="text/html")

    return Fate(f"{status}{' taken' if taken else ''}", taken, answer)


def text(said: str, content_type: str) -> Fate:
    """Slack takes a post and answers with something that is no answer."""

    async def answer(_request: web.Request, _said: dict[str, Any]) -> web.StreamResponse:
        return web.Response(text=said, content_type=content_type)

    return Fate(f"200 {said!r}", True, answer)


def hanging(taken: bool) -> Fate:
    """The answer never comes."""
    return Fate("hangs", taken, None)


async def _fine(_request: web.Request, said: dict[str, Any]) -> web.StreamResponse:
    return web.json_response(said)


async def _closes(request: web.Request, said: dict[str, Any]) -> web.StreamResponse:
    if request.transport:
        request.transport.abort()
    return web.json_response(said)


async def _closes_halfway(request: web.Request, _said: dict[str, Any]) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "application/json", "Content-Length": "100"})
    await response.prepare(request)
    await response.write(b'{"ok": true, "ts"')
    if request.transport:
        request.transport.abort()
    return response


async def _slows_down(_request: web.Request, _said: dict[str, Any]) -> web.StreamResponse:
    return slow_down(1)


def _says(code: str, status: int = 200) -> web.Response:
    return web.json_response({"ok": False, "error": code}, status=status)


def _has_token(request: web.Request, token: str) -> bool:
    return request.headers.get("Authorization") == f"Bearer {token}"


FINE = Fate("fine", True, _fine)
CLOSES = Fate("closes", True, _closes)
CLOSES_HALFWAY = Fate("closes halfway", True, _closes_halfway)
SLOWS_DOWN = Fate("429", False, _slows_down)
