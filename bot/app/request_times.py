"""How long each request waits for its acknowledgement and for its answer, whichever way it came."""

from collections.abc import Mapping
from time import perf_counter
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.app.command_router import route_of
from bot.app.payloads import first_action
from bot.core.in_flight import InFlight, ListenerCompleted
from bot.core.metrics import Metrics, RequestKind

KINDS: Mapping[str, RequestKind] = {
    "view_submission": "form",
    "view_closed": "close",
    "block_suggestion": "menu",
    "shortcut": "shortcut",
    "event_callback": "event",
}
BEGAN = "began"
UNAUTHORIZED = 401


class TimedApp(AsyncApp):
    """Bolt's app, which notes when a request came and measures when its acknowledgement is ready to be sent."""

    def __init__(self, metrics: Metrics, **bolts: Any) -> None:
        super().__init__(**bolts)
        self._metrics = metrics

    async def async_dispatch(self, req: AsyncBoltRequest) -> BoltResponse:
        """Dispatch a request; return its acknowledgement."""
        began = req.context[BEGAN] = perf_counter()
        response = await super().async_dispatch(req)
        if response.status != UNAUTHORIZED:  # anybody may send something
            self._metrics.acknowledged(request_kind(req.body), perf_counter() - began)
        return response


class AnswerTimed(ListenerCompleted):
    """Measures how long a request's listener took, from the request on."""

    def __init__(self, in_flight: InFlight, metrics: Metrics) -> None:
        super().__init__(in_flight)
        self._metrics = metrics

    async def handle(self, request: AsyncBoltRequest, response: BoltResponse | None) -> None:
        """Count the listener as completed, and measure."""
        await super().handle(request, response)
        parsed = request.context.get("parsed")
        route = route_of(parsed) if parsed else ""
        subcommand = route if isinstance(route, str) else route.__name__
        self._metrics.answered(request_kind(request.body), subcommand, perf_counter() - request.context[BEGAN])


def request_kind(body: Mapping[str, Any]) -> RequestKind:
    """Return what kind of request this is."""
    if "command" in body:
        return "command"
    kind = str(body.get("type"))
    if kind == "block_actions":
        return "button" if first_action(body).get("type") == "button" else "menu"
    return KINDS.get(kind, "other")
