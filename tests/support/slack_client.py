"""Stands where Slack's clients stand: writes calls down, and answers or refuses as a test says."""

from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from itertools import count
from types import SimpleNamespace
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse


class SlackClient:
    """Any method of the Web API may be called on it; `will` says what its next calls get instead of the usual."""

    def __init__(self) -> None:
        self.calls: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        self._next: defaultdict[str, list[Any]] = defaultdict(list)
        self._numbers = count(1)
        self.view_ids: list[str] = ["V1"]
        """The ids that views were opened with, the latest last."""

    async def of(self, _team: str) -> "SlackClient":
        """Be the client of every workspace."""
        return self

    async def once(self, _team: str) -> "SlackClient":
        """Likewise."""
        return self

    def will(self, method: str, *answers: Any) -> None:
        """Let the next calls get these: an error is raised, a function is called, anything else is the answer."""
        self._next[method] += answers

    def __getattr__(self, method: str) -> Callable[..., Awaitable[Any]]:
        if method.startswith("__"):
            raise AttributeError(method)

        async def call(**arguments: Any) -> Any:
            self.calls[method].append(arguments)
            answers = self._next[method]
            answer = answers.pop(0) if answers else self._usual(method)
            if callable(answer):
                answer = await answer()
            if isinstance(answer, Exception):
                raise answer
            return answer

        return call

    def _usual(self, method: str) -> Any:
        number = next(self._numbers)
        if method in ("auth_test", "api_test"):
            return answered({"team_id": "T1"}, {})
        if method not in ("views_open", "views_push"):
            return {"ts": f"1795424400.{number:06}", "team_id": "T1"}
        self.view_ids.append(f"V{number}")
        return {"view": {"id": self.view_ids[-1]}}


def refused(code: str, status: int = 200, **headers: str) -> SlackApiError:
    """What Slack's client raises when Slack says no."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return SlackApiError("refused", _response({"ok": False, "error": code}, status, named))


def answered(data: dict[str, Any], headers: dict[str, str]) -> AsyncSlackResponse:
    """What it returns when Slack says yes."""
    return _response({"ok": True} | data, 200, headers)


def slow_down(seconds: int) -> SlackApiError:
    """What it raises when there are too many calls."""
    return refused("ratelimited", 429, Retry_After=str(seconds))


def _response(data: Any, status: int, headers: dict[str, str]) -> AsyncSlackResponse:
    return AsyncSlackResponse(
        client=None, http_verb="POST", api_url="", req_args={}, data=data, headers=headers, status_code=status
    )


class Http:
    """Stands where aiohttp's session stands for response URLs; `will` holds errors, or (status, text), to come."""

    closed = False

    def __init__(self) -> None:
        self.posted: list[str] = []
        self.will: list[Exception | tuple[int, str]] = []

    @asynccontextmanager
    async def request(self, _method: str, _url: str, data: str, **_more: object) -> AsyncIterator[SimpleNamespace]:
        """Take what is posted."""
        self.posted.append(data)
        answer = self.will.pop(0) if self.will else (200, "ok")
        if isinstance(answer, Exception):
            raise answer

        async def text() -> str:
            return answer[1]

        yield SimpleNamespace(status=answer[0], headers={}, text=text)
