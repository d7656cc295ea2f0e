"""PUBLIC_URL: whatever is found there is said."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from aiohttp import web
from tls_proxy import certify

from bot.cli.public_address import answers_at

Serve = Callable[..., Awaitable[str]]
PAGE = "<title>Limber, the stretch-break bot</title>"


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Serves one page, and gives its address."""
    runners = []

    async def start(text: str = PAGE, status: int = 200, tls: ssl.SSLContext | None = None, pause: float = 0) -> str:
        async def page(_request: web.Request) -> web.Response:
            await asyncio.sleep(pause)
            return web.Response(text=text, status=status)

        app = web.Application()
        app.router.add_get("/", page)
        runners.append(runner := web.AppRunner(app, access_log=None, shutdown_timeout=0.1))
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls).start()
        return f"http{'s' if tls else ''}://127.0.0.1:{runner.addresses[0][1]}/"

    yield start
    for runner in runners:
        await runner.cleanup()


async def test_limbers_own_page_is_what_has_to_be_there(serve: Serve) -> None:
    url = await serve()
    finding = await answers_at(url)
    assert (finding.fine, finding.line) == (True, f"PUBLIC_URL: Limber answers at {url}")


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ({"status": 502}, "answers with status 502"),
        ({"status": 404}, "answers with status 404"),
        ({"text": "Welcome to nginx!"}, "answers, but with another page than Limber's"),
        ({"pause": 5}, "doesn't answer within 0.2 seconds"),
    ],
)
async def test_another_answer_is_told(serve: Serve, page: dict[str, object], found: str) -> None:
    url = await serve(**page)
    finding = await answers_at(url, 0.2 if "pause" in page else 10)
    assert not finding.fine
    assert finding.line == f"PUBLIC_URL: {url} {found}. While Limber runs, it has to answer there."


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("http://127.0.0.1:9/", "refuses connections"),
        ("https://limber.invalid/", "has a name that DNS doesn't know"),
        ("https://nobody:here:now/", "can't be reached (InvalidUrlClientError)"),
    ],
)
async def test_an_address_where_nobody_answers_is_told(url: str, found: str) -> None:
    finding = await answers_at(url)
    assert not finding.fine
    assert f" {found}. " in finding.line


async def test_a_certificate_that_browsers_would_refuse_is_told(serve: Serve, tmp_path: Path) -> None:
    certificate, key = tmp_path / "server.crt", tmp_path / "server.key"
    certify("127.0.0.1", certificate, key)
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate, key)
    finding = await answers_at(await serve(tls=tls))
    assert "has no good certificate (self-signed certificate). " in finding.line


async def test_an_address_without_tls_has_no_certificate(serve: Serve) -> None:
    finding = await answers_at((await serve()).replace("http:", "https:"))
    assert "has no good certificate (" in finding.line
