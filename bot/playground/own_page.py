"""Refuses requests of other sites' pages, which a browser on this machine may send to the playground."""

from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

OWN_HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})
"""A name of elsewhere that leads here is an attack: https://owasp.org/www-community/attacks/DNS_Rebinding"""
REFUSED = "The playground answers only its own page, at http://127.0.0.1 or http://localhost.\n"


@web.middleware
async def only_own_page(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer 403 to a foreign Host or Origin; programs send no Origin."""
    origin = request.headers.get("Origin")
    if not _is_own(f"//{request.headers.get('Host', '')}"):
        raise web.HTTPForbidden(text=REFUSED)
    if origin is not None and not (_is_own(origin) and _port(origin) == _port(f"//{request.headers['Host']}")):
        raise web.HTTPForbidden(text=REFUSED)
    return await handler(request)


def _is_own(url: str) -> bool:
    try:
        return urlsplit(url).hostname in OWN_HOSTS
    except ValueError:
        return False


def _port(url: str) -> int | None:
    try:
        return urlsplit(url).port
    except ValueError:
        return None
