"""Counts every call of Slack where all of them pass: in the HTTP session that they share."""

import asyncio
import json
from contextlib import suppress
from types import SimpleNamespace
from typing import Any

from aiohttp import (
    ClientSession,
    TraceConfig,
    TraceRequestEndParams,
    TraceRequestExceptionParams,
    TraceResponseChunkReceivedParams,
)
from yarl import URL

from bot.core.metrics import Metrics

RESPONSE_URL = "response_url"
"""What stands for a method where an answer goes to a response URL: its path names a workspace."""
NO_ANSWER = ((asyncio.CancelledError, "given_up"), (TimeoutError, "timeout"))


def counting_calls(metrics: Metrics, api_url: str) -> TraceConfig:
    """Return what a session's `trace_configs` need; `api_url` ends with a slash, what comes after it is the method."""

    async def answered(_: ClientSession, call: SimpleNamespace, params: TraceRequestEndParams) -> None:
        call.status = params.response.status

    async def read(_: ClientSession, call: SimpleNamespace, params: TraceResponseChunkReceivedParams) -> None:
        # aiohttp hands over the whole body at once, when it has been read.
        method = _method(params.url, api_url)
        metrics.slack_answered(method, _code(call.status, params.chunk, method != RESPONSE_URL))

    async def failed(_: ClientSession, _call: SimpleNamespace, params: TraceRequestExceptionParams) -> None:
        why = next((name for kind, name in NO_ANSWER if isinstance(params.exception, kind)), "no_connection")
        metrics.slack_answered(_method(params.url, api_url), why)

    trace = TraceConfig()
    trace.on_request_end.append(answered)
    trace.on_response_chunk_received.append(read)
    trace.on_request_exception.append(failed)
    return trace


def _method(url: URL, api_url: str) -> str:
    address = str(url.with_query(None))
    return address.removeprefix(api_url) if address.startswith(api_url) else RESPONSE_URL


def _code(status: int, body: bytes, is_method: bool) -> str:
    """Return `ok`, Slack's error code, or the status; only a response URL may answer without JSON."""
    if status == 429:
        return "ratelimited"
    said: Any = None
    with suppress(ValueError):
        said = json.loads(body)
    if isinstance(said, dict) and said.get("error"):
        return str(said["error"])
    is_fine = said.get("ok") is True if isinstance(said, dict) else not is_method
    return "ok" if status == 200 and is_fine else f"http_{status}"
