"""Serves the pictures over HTTP, drawing in a thread what was never asked for before."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from bot.pictures.body import Undrawable
from bot.pictures.picture_store import PictureStore

FOREVER = "public, max-age=31536000, immutable"
"""A name carries the hash of its content, so what it stands for never changes."""


def pictures_app(picture_store: PictureStore) -> web.Application:
    """Return an application that answers GET /pictures/<name>."""
    drawing = asyncio.Semaphore(1)

    async def picture(request: web.Request) -> web.StreamResponse:
        name = request.match_info["name"]
        try:
            path = picture_store.drawn(name)
            if path is None:
                async with drawing:
                    path = await asyncio.to_thread(picture_store.path, name)
        except Undrawable as error:
            return web.Response(status=500, text=f"This picture cannot be drawn: {error}.\n")
        if path is None:
            return web.Response(status=404, text="There is no picture of that name, or not any more.\n")
        return web.FileResponse(path, headers={"Cache-Control": FOREVER, "Access-Control-Allow-Origin": "*"})

    app = web.Application()
    app.router.add_get("/pictures/{name}", picture)
    return app


@asynccontextmanager
async def serving(picture_store: PictureStore, port: int, host: str = "0.0.0.0") -> AsyncIterator[int]:
    """Serve the pictures for as long as the context lasts; gives the port (0 asks for a free one)."""
    runner = web.AppRunner(pictures_app(picture_store), access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        yield int(runner.addresses[0][1])
    finally:
        await runner.cleanup()
