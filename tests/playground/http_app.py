"""An HTTP server in the place of an app for the playground tests: records requests and answers as told."""

import asyncio
from urllib.parse import parse_qsl

from aiohttp import web
from aiohttp.test_utils import TestServer


class HttpApp:
    """Answers after `delay` seconds with `answer` (one for all, a list, or a function of the body).

    The challenge of a request URL it returns, unless told otherwise.
    """

    def __init__(self):
        site = web.Application()
        site.router.add_post("/slack/events", self._serve)
        self.server = TestServer(site, host="127.0.0.1")
        self.heard, self.answer, self.delay, self.answers_challenges = [], {}, 0, True
        self._arrived = asyncio.Event()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server.port}/slack/events"

    async def _serve(self, request):
        body = await request.read()
        if self.answers_challenges and b'"challenge"' in body:
            return web.json_response({"challenge": (await request.json())["challenge"]})
        self.heard.append((request.headers, body))
        self._arrived.set()
        answer = self.answer.pop(0) if isinstance(self.answer, list) else self.answer
        await asyncio.sleep(self.delay)
        return web.Response(**(answer(body) if callable(answer) else answer))

    async def hears(self, count):
        """Wait until so many requests have come."""
        async with asyncio.timeout(5):
            while len(self.heard) < count:
                self._arrived.clear()
                await self._arrived.wait()

    def forms(self):
        """All that was heard as forms."""
        return [dict(parse_qsl(body.decode(), keep_blank_values=True)) for _, body in self.heard]
