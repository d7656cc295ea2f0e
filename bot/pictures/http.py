"""HTTP server for the pictures, composing missing timers in a thread."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from bot.pictures.picture_store import PictureStore

CACHE_CONTROL = "public, max-age=31536000, immutable"
"""A picture's name contains the hash of its content, so it never changes."""


def create_app(picture_store: PictureStore) -> web.Application:
    """Create the application that serves GET /pictures/<name>."""
    one_at_a_time = asyncio.Semaphore(1)

    async def picture(request: web.Request) -> web.StreamResponse:
        name = request.match_info["name"]
        path = picture_store.cached_path(name)
        if path is None:
            async with one_at_a_time:
                path = await asyncio.to_thread(picture_store.path, name)
        if path is None:
            return web.Response(status=404, text="There is no picture of that name, or not any more.\n")
        return web.FileResponse(path, headers={"Cache-Control": CACHE_CONTROL, "Access-Control-Allow-Origin": "*"})

    app = web.Application()
    app.router.add_get("/pictures/{name}", picture)
    return app


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
