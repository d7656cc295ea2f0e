"""The HTTP server's routes: Slack's requests, *Add to Slack*, the pages, the pictures."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import ClientError, web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.core.logging import logger
from bot.core.manifest import EVENTS_PATH, REDIRECT_PATH
from bot.pictures.http import add_pictures
from bot.pictures.picture_store import PictureStore
from bot.store.errors import DatabaseUnavailable
from bot.web.oauth import INSTALL_PATH
from bot.web.pages import HEADERS, Pages

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
SIGNED_BY = ("X-Slack-Request-Timestamp", "X-Slack-Signature")
MAX_BODY_BYTES = 1_000_000
"""Slack's own requests are far smaller; the largest is a form that holds a long text."""


@dataclass(frozen=True)
class WebParts:
    """What the server is made of; without `bolt`, Slack's requests come over Socket Mode."""

    flow: AsyncOAuthFlow
    pages: Pages
    picture_store: PictureStore
    bolt: AsyncApp | None


def create_web_app(parts: WebParts) -> web.Application:
    """Create the application."""
    app = web.Application(client_max_size=MAX_BODY_BYTES)
    if parts.bolt:
        app.router.add_post(EVENTS_PATH, _slack_requests(parts.bolt))
    for path, step in ((INSTALL_PATH, parts.flow.handle_installation), (REDIRECT_PATH, parts.flow.handle_callback)):
        app.router.add_get(path, _explained(_through(step), parts.pages), allow_head=False)
    app.router.add_get("/", _page(parts.pages.landing))
    app.router.add_get("/privacy", _page(parts.pages.privacy))
    add_pictures(app, parts.picture_store)
    app.router.add_get("/{_:.*}", _page(parts.pages.missing, status=404))
    return app


def _through(handle: Callable[[AsyncBoltRequest], Awaitable[BoltResponse]]) -> Handler:
    async def answer(request: web.Request) -> web.StreamResponse:
        return await to_aiohttp_response(await handle(await to_bolt_request(request)))

    return answer


def _slack_requests(bolt: AsyncApp) -> Handler:
    """Refuse what cannot be Slack's before it is looked at; Bolt checks the signature of the rest."""

    async def answer(request: web.Request) -> web.StreamResponse:
        stamp, signature = (request.headers.get(name, "") for name in SIGNED_BY)
        if not (stamp.isascii() and stamp.isdecimal() and signature.isascii()):
            return web.Response(status=401)
        try:
            given = await to_bolt_request(request)
        except (AttributeError, LookupError, RecursionError, TypeError, ValueError):
            return web.Response(status=400)
        return await to_aiohttp_response(await bolt.async_dispatch(given))

    return answer


def _explained(handler: Handler, pages: Pages) -> Handler:
    """Answer with a page where Slack or the database is away."""

    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except (ClientError, OSError, TimeoutError, DatabaseUnavailable) as error:
            logger.error("an installation failed", extra={"error": type(error).__name__})
            page = pages.not_installed("unavailable")
            return web.Response(status=503, text=page, content_type="text/html", headers=HEADERS)

    return answer


def _page(text: Callable[[], str], status: int = 200) -> Handler:
    async def answer(_request: web.Request) -> web.StreamResponse:
        return web.Response(text=text(), status=status, content_type="text/html", headers=HEADERS)

    return answer
