"""The HTTP requests with which Slack tells an app something, signed as the real ones are."""

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from bot.playground.models import SIGNING_SECRET, Json

USER_AGENT = "Slackbot 1.0 (+https://api.slack.com/robots)"
FORM, JSON = "application/x-www-form-urlencoded", "application/json"


@dataclass(frozen=True)
class SignedRequest:
    """The headers and body of a POST; `about` says what it tells, in a few words."""

    about: str
    body: bytes
    headers: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True)
class Retry:
    """Which retry of an event a request is, from 1 on, and why the one before failed."""

    number: int
    reason: str

    @property
    def headers(self) -> dict[str, str]:
        """The headers that tell so."""
        return {"X-Slack-Retry-Num": str(self.number), "X-Slack-Retry-Reason": self.reason}


@dataclass(frozen=True)
class Answer:
    """The app's answer to a request."""

    status: int
    content_type: str
    text: str
    no_retry: bool = False

    @property
    def payload(self) -> Any:
        """What the app says with its acknowledgement: an object, a text, or None."""
        try:
            return json.loads(self.text) if self.text and self.content_type == JSON else self.text or None
        except ValueError:
            return self.text


def signed_request(
    about: str,
    kind: str,
    payload: Json,
    timestamp: float,
    secret: str = SIGNING_SECRET,
    retry: Retry | None = None,
) -> SignedRequest:
    """Return the request for an envelope of Socket Mode's kinds; a wrong secret or an old timestamp forge one."""
    content_type, body = _encoded(kind, payload)
    headers = {"Content-Type": content_type, "User-Agent": USER_AGENT, "Accept": f"{JSON},*/*"}
    headers |= {"X-Slack-Request-Timestamp": str(int(timestamp)), "X-Slack-Signature": _sign(secret, timestamp, body)}
    return SignedRequest(about, body, headers | (retry.headers if retry else {}))


def _encoded(kind: str, payload: Json) -> tuple[str, bytes]:
    if kind == "slash_commands":
        return FORM, urlencode(payload).encode()
    if kind == "interactive":
        return FORM, urlencode({"payload": json.dumps(payload)}).encode()
    return f"{JSON}; charset=utf-8", json.dumps(payload).encode()


def _sign(secret: str, timestamp: float, body: bytes) -> str:
    base = b"v0:%d:%s" % (int(timestamp), body)
    return f"v0={hmac.new(secret.encode(), base, sha256).hexdigest()}"
