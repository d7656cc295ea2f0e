"""As a process of its own: takes messages as fast as aiohttp's server can, and remembers when each came."""

import asyncio
import json
import sys
from time import time

from aiohttp import web

SEEN: list[tuple[str, float]] = []


async def answer(request: web.BaseRequest) -> web.StreamResponse:
    """Take a message; or tell what was seen so far, and forget it."""
    if request.path.endswith("/chat.postMessage"):
        channel = json.loads(await request.read())["channel"]
        SEEN.append((channel, time()))
        said = f'{{"ok":true,"channel":"{channel}","ts":"{len(SEEN)}.000000","message":{{}}}}'
        return web.Response(body=said.encode(), content_type="application/json")
    if request.path == "/seen":
        seen = web.json_response(SEEN)
        SEEN.clear()
        return seen
    return web.json_response({"ok": True})


async def main() -> None:
    """Serve until stopped; the first line printed is the address."""
    runner = web.ServerRunner(web.Server(answer, access_log=None))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(f"http://127.0.0.1:{runner.addresses[0][1]}/", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)
    asyncio.run(main())
