"""HTTP server for the pictures; a timer that is missing is composed, or else shown still."""

from contextlib import AbstractAsyncContextManager
from pathlib import Path

from aiohttp import web

from bot.core.http_server import Address
from bot.core.http_server import serving as serving_app
from bot.core.logging import SparingLogger, logger
from bot.pictures.picture_store import PictureStore
from bot.pictures.timer_job import NotComposed

CACHE_CONTROL = "public, max-age=31536000, immutable"
"""A picture's name contains the hash of its content, so it never changes."""
NOT_KEPT = "no-store"
"""For a still picture in place of a timer, which the next request may get."""


def create_app(picture_store: PictureStore) -> web.Application:
    """Create the application that serves the pictures."""
    app = web.Application()
    add_pictures(app, picture_store)
    return app


def add_pictures(app: web.Application, picture_store: PictureStore) -> None:
    """Add the route GET /pictures/<name>."""
    sparing = SparingLogger(logger)

    async def picture(request: web.Request) -> web.StreamResponse:
        name = request.match_info["name"]
        path, keep = await _composed_or_still(picture_store, name, sparing)
        if path is None:
            return web.Response(status=404, text="There is no picture of that name, or not any more.\n")
        return web.FileResponse(path, headers={"Cache-Control": keep, "Access-Control-Allow-Origin": "*"})

    app.router.add_get("/pictures/{name}", picture)


async def _composed_or_still(picture_store: PictureStore, name: str, sparing: SparingLogger) -> tuple[Path | None, str]:
    """Return the file of a picture and how long it may be kept; the still picture if the timer can't be composed."""
    try:
        return await picture_store.provide(name), CACHE_CONTROL
    except (NotComposed, OSError):  # a full disk, a broken file: a still picture is better than none
        sparing.exception("timer not composed", extra={"picture": name})
        return picture_store.still_path(name), NOT_KEPT


def serving(picture_store: PictureStore, port: int, host: str = "127.0.0.1") -> AbstractAsyncContextManager[int]:
    """Serve the pictures within the context and yield the port; port 0 picks a free one. Raise CannotListen."""
    return serving_app(create_app(picture_store), Address(host, port, "PICTURES_PORT or PICTURES_HOST"))
