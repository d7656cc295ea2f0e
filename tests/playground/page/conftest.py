"""Fixtures for the page tests: a browser, a playground and an app, all on the loop of the module."""

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer
from browser import FLAGS, found_browser
from PIL import Image
from playwright.async_api import async_playwright
from slack_app import App

from bot.playground import Playground


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser():
    path = found_browser() or pytest.skip("The page was not tried: no chromium found (CHROMIUM may name one).")
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        await opened.close()


@pytest_asyncio.fixture(loop_scope="module")
async def play(manifest, ack_timeout_seconds):
    async def jump():
        return "It is now Monday 15:00."

    manifest["features"]["slash_commands"][0]["usage_hint"] = "[lower | help]"
    async with Playground(manifest, ack_timeout_seconds=ack_timeout_seconds, on_jump=jump) as playground:
        yield playground


@pytest_asyncio.fixture(loop_scope="module")
async def app(play):
    app = App(play)
    await app.socket.connect()
    await play.connected()
    yield app
    await app.socket.close()


@pytest_asyncio.fixture(loop_scope="module")
async def visit(browser, play, app):
    """Opens the page as a user: `await visit("U0BEN")`; an error in its scripts fails the test."""
    contexts, wrong = [], []

    async def visit(who="U0ANA", place="", width=1280, height=800, **more):
        size = {"width": width, "height": height}
        contexts.append(await browser.new_context(viewport=size, locale="en-GB", **more))
        page = await contexts[-1].new_page()
        page.set_default_timeout(5000)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        await page.goto(f"{play.url}/?as={who}{place}")
        await page.wait_for_selector("body[data-ready]")
        return page

    yield visit
    for context in contexts:
        await context.close()
    assert wrong == []


@pytest_asyncio.fixture(loop_scope="module")
async def pictures(tmp_path):
    """Serves a large image at /large.gif, a small one at every other path, and records the browser's requests."""
    Image.new("RGB", (60, 40), "#2f5d50").save(tmp_path / "small.gif")
    Image.new("RGB", (800, 600), "#2f5d50").save(tmp_path / "large.gif")
    asked = []

    async def serve(request):
        if "Mozilla" in request.headers["User-Agent"]:
            asked.append(request.path_qs)
        return web.FileResponse(tmp_path / ("large.gif" if request.path == "/large.gif" else "small.gif"))

    site = web.Application()
    site.router.add_get("/{name}", serve)
    async with TestServer(site) as server:
        server.asked, server.address = asked, f"http://127.0.0.1:{server.port}"
        yield server
