"""Whether Limber answers at PUBLIC_URL, as Slack and browsers need it to."""

from http import HTTPStatus
from ssl import SSLError

from aiohttp import (
    ClientConnectorDNSError,
    ClientConnectorError,
    ClientError,
    ClientResponse,
    ClientSession,
    ClientSSLError,
    ClientTimeout,
)

from bot.cli.findings import Finding

TIMEOUT_SECONDS = 10.0
MOST_BYTES = 100_000
NAME = b"Limber"
"""Stands on the landing page."""


async def answers_at(url: str, timeout_seconds: float = TIMEOUT_SECONDS) -> Finding:
    """Fetch the landing page, and say what was found."""
    try:
        async with (
            ClientSession(timeout=ClientTimeout(timeout_seconds)) as http,
            http.get(url) as answer,
        ):
            problem = await _problem(answer)
    except (ClientError, OSError, ValueError) as error:  # a ValueError for an address that is none
        problem = _obstacle(error, timeout_seconds)
    if not problem:
        return Finding(True, f"PUBLIC_URL: Limber answers at {url}")
    return Finding(False, f"PUBLIC_URL: {url} {problem}. While Limber runs, it has to answer there.")


async def _problem(answer: ClientResponse) -> str | None:
    if answer.status != HTTPStatus.OK:
        return f"answers with status {answer.status}"
    return None if NAME in await answer.content.read(MOST_BYTES) else "answers, but with another page than Limber's"


def _obstacle(error: Exception, timeout_seconds: float) -> str:
    match error:
        case ClientConnectorDNSError():
            return "has a name that DNS doesn't know"
        case ClientSSLError() | SSLError():
            return f"has no good certificate ({_reason(error)})"
        case ClientConnectorError(os_error=ConnectionRefusedError()):
            return "refuses connections"
        case TimeoutError():
            return f"doesn't answer within {timeout_seconds:g} seconds"
    return f"can't be reached ({type(error).__name__})"


def _reason(error: Exception) -> str:
    """Return what the TLS library says of a certificate."""
    inner = getattr(error, "certificate_error", None) or getattr(error, "os_error", None) or error
    return getattr(inner, "verify_message", "") or getattr(inner, "reason", "") or type(inner).__name__
