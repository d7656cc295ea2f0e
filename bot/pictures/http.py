"""HTTP server for the pictures; a timer that is missing is composed, or else shown still."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web

from bot.pictures.picture_store import PictureStore
from bot.pictures.timer_job import NotComposed

CACHE_CONTROL = "public, max-age=31536000, immutable"
"""A picture's name contains the hash of its content, so it never changes."""
NOT_KEPT = "no-store"
"""For a still picture in place of a timer, which the next request may get."""

logger = logging.getLogger(__name__)


def create_app(picture_store: PictureStore) -> web.Application:
    """Create the application that serves the pictures."""
    app = web.Application()
    add_pictures(app, picture_store)
    return app


def add_pictures(app: web.Application, picture_store: PictureStore) -> None:
    """Add the route GET /pictures/<name>."""

    async def picture(request: web.Request) -> web.StreamResponse:
        name = request.match_info["name"]
        path, keep = await _composed_or_still(picture_store, name)
        if path is None:
            return web.Response(status=404, text="There is no picture of that name, or not any more.\n")
        return web.FileResponse(path, headers={"Cache-Control": keep, "Access-Control-Allow-Origin": "*"})

    app.router.add_get("/pictures/{name}", picture)


async def _composed_or_still(picture_store: PictureStore, name: str) -> tuple[Path | None, str]:
    """Return the file of a picture and how long it may be kept; the still picture if the timer can't be composed."""
    try:
        return await picture_store.provide(name), CACHE_CONTROL
    except (NotComposed, OSError):  # a full disk, a broken file: a still picture is better than none
        logger.exception("timer not composed", extra={"picture": name})
        return picture_store.still_path(name), NOT_KEPT


@asynccontextmanager
async def serving(picture_store: PictureStore, port: int, host: str = "0.0.0.0") -> AsyncIterator[int]:
    """Serve the pictures within the context and yield the port; port 0 picks a free one."""
    runner = web.AppRunner(create_app(picture_store), access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        yield int(runner.addresses[0][1])
    finally:
        await runner.cleanup()
