"""A stand-in for Slack with many workspaces: it grants tokens by OAuth, and knows in whose name each call is made."""

import json
from dataclasses import dataclass, field
from time import time
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from aiohttp import ClientSession, web
from lean_slack import LeanSlack
from slack_sdk.signature import SignatureVerifier

CLIENT_ID, CLIENT_SECRET, SIGNING_SECRET = "1.2", "0" * 32, "1" * 32
SCOPES = "commands,chat:write"


class ManyWorkspaces(LeanSlack):
    """The code of an installation is the workspace's id; so its token is `xoxb-` and that id."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[tuple[str, str, dict[str, Any]]] = []
        """The token, the method and the arguments of each call."""
        self.answers: list[dict[str, Any]] = []
        """What came to response URLs."""
        self.used_codes: set[str] = set()
        self.expires: dict[str, Any] = {}
        """What is granted besides, where token rotation is on."""

    def routes(self) -> list[web.RouteDef]:
        """What it answers."""
        return [
            *super().routes(),
            web.post("/api/oauth.v2.access", self.access),
            web.post("/api/views.publish", self.take),
            web.post("/api/users.info", self.take),
            web.post("/answer", self.answer),
        ]

    async def access(self, request: web.Request) -> web.Response:
        """oauth.v2.access."""
        given = await request.post()
        code = str(given.get("code"))
        if given.get("client_secret", CLIENT_SECRET) != CLIENT_SECRET or code in self.used_codes:
            return web.json_response({"ok": False, "error": "invalid_code"})
        self.used_codes.add(code)
        return web.json_response(
            {
                "ok": True, "app_id": "A0", "access_token": f"xoxb-{code}", "scope": SCOPES, "bot_user_id": "U0LIMBER",
                "team": {"id": code, "name": code}, "enterprise": None, "authed_user": {"id": "U1"},
                "is_enterprise_install": False, "token_type": "bot", **self.expires,
            }
        )  # fmt: skip

    async def who(self, request: web.Request) -> web.Response:
        """auth.test."""
        team = _token(request).removeprefix("xoxb-")
        return web.json_response({"ok": True, "team_id": team, "user_id": "U0LIMBER", "bot_id": "B0"})

    async def post(self, request: web.Request) -> web.Response:
        """chat.postMessage."""
        self.calls.append((_token(request), "chat.postMessage", await request.json()))
        return await super().post(request)

    async def take(self, request: web.Request) -> web.Response:
        """Any other method."""
        args = await request.json() if request.content_type == "application/json" else dict(await request.post())
        self.calls.append((_token(request), request.path.rpartition("/")[2], args))
        return web.json_response({"ok": True})

    async def answer(self, request: web.Request) -> web.Response:
        """A response URL."""
        self.answers.append(await request.json())
        self._look()
        return web.Response(text="ok")


@dataclass
class Browser:
    """Somebody who installs the bot, and Slack's own requests to it."""

    http: ClientSession
    address: str
    cookies: dict[str, str] = field(default_factory=dict)

    async def get(self, path: str) -> tuple[int, str, str]:
        """Open a page; return its status, its text and where it leads."""
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        async with self.http.get(self.address + path, headers=sent, allow_redirects=False) as answer:
            self.cookies |= {name: cookie.value for name, cookie in answer.cookies.items()}
            return answer.status, await answer.text(), answer.headers.get("Location", "")

    async def starts(self) -> str:
        """Press *Add to Slack*; return the state."""
        _, _, location = await self.get("/slack/install")
        return parse_qs(urlsplit(location).query)["state"][0]

    async def comes_back(self, **query: str) -> tuple[int, str]:
        """Come back from Slack; return the page's status and text."""
        status, text, _ = await self.get(f"/slack/oauth_redirect?{urlencode(query)}")
        return status, text

    async def adds_it_to(self, team: str) -> tuple[int, str]:
        """Install the bot in a workspace."""
        return await self.comes_back(state=await self.starts(), code=team)

    async def command(self, team: str, text: str, slack: LeanSlack, trigger: str = "", **more: str) -> tuple[int, str]:
        """Let Slack tell of a command."""
        body = {
            "command": "/stretch", "text": text, "team_id": team, "user_id": "U1", "channel_id": "C1",
            "channel_name": "general", "api_app_id": "A0", "trigger_id": trigger or f"{team}.{time()}",
            "response_url": f"{slack.url}/answer", **more,
        }  # fmt: skip
        return await self.sends(urlencode(body), "application/x-www-form-urlencoded")

    async def event(self, team: str, event: dict[str, Any], **more: Any) -> tuple[int, str]:
        """Let Slack tell of an event."""
        body = {"type": "event_callback", "team_id": team, "event": event, "event_id": f"Ev{time()}"}
        return await self.sends(json.dumps(body | {"event_time": int(time())} | more), "application/json")

    async def sends(
        self, body: str, content_type: str, secret: str = SIGNING_SECRET, at: float | None = None
    ) -> tuple[int, str]:
        """Send a request as Slack does, signed; return the status and the text of the answer."""
        stamp = str(int(at or time()))
        signature = SignatureVerifier(secret).generate_signature(timestamp=stamp, body=body)
        headers = {
            "Content-Type": content_type, "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature or "",
        }  # fmt: skip
        async with self.http.post(f"{self.address}/slack/events", data=body.encode(), headers=headers) as answer:
            return answer.status, await answer.text()


def _token(request: web.Request) -> str:
    return request.headers.get("Authorization", "").removeprefix("Bearer ")
