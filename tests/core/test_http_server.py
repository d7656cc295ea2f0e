"""HTTP servers: many half-open connections, slow ones and nonsense cost little, and whoever asks is still answered."""

import asyncio
import errno
import os
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, closing, suppress

import pytest
from aiohttp import ClientSession, web

from bot.core.http_server import Address, CannotListen, _accept, serving
from bot.core.logging import SparingLogger, logger

HERE = "127.0.0.1"
HALF = b"GET / HTTP/1.1\r\nHost: limber\r\n"
Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


def hello() -> web.Application:
    async def greet(_: web.Request) -> web.Response:
        return web.Response(text="hello")

    app = web.Application()
    app.router.add_get("/", greet)
    return app


@asynccontextmanager
async def connections(port: int, count: int, sent: bytes = HALF) -> AsyncIterator[list[Connection]]:
    """So many connections that have sent this."""
    async with AsyncExitStack() as stack:
        opened = []
        for _ in range(count):
            reader, writer = await asyncio.open_connection(HERE, port)
            stack.callback(writer.transport.abort)
            writer.write(sent)
            opened.append((reader, writer))
        yield opened


async def answer(port: int) -> str:
    async with ClientSession() as session, session.get(f"http://{HERE}:{port}/") as response:
        return await response.text()


async def test_among_many_half_open_connections_a_request_is_answered_and_the_log_says_so_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with serving(hello(), Address(HERE, 0, "PORT"), max_connections=20) as port:
        async with connections(port, 300):
            assert await answer(port) == "hello"
        assert await answer(port) == "hello"
    assert caplog.messages == ["too many connections at once; the oldest ones are closed"]


async def test_of_too_many_connections_only_the_newest_stay_open(caplog: pytest.LogCaptureFixture) -> None:
    async with serving(hello(), Address(HERE, 0, "PORT"), max_connections=20) as port, connections(port, 50) as opened:
        for reader, _ in opened[:30]:
            with suppress(ConnectionResetError):
                assert await asyncio.wait_for(reader.read(), 5) == b""
        assert not any(reader.at_eof() or reader.exception() for reader, _ in opened[30:])


@pytest.mark.parametrize("sent", [b"", HALF, b"GET / HTTP/1.1\r\nHost: limber\r\n\r\n"])
async def test_a_connection_that_sends_no_whole_request_or_no_further_one_is_closed(
    sent: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    async with (
        serving(hello(), Address(HERE, 0, "PORT"), request_seconds=0.1) as port,
        connections(port, 1, sent) as [(reader, _)],
    ):
        said = await asyncio.wait_for(reader.read(), 5)
    assert said.endswith(b"hello") == sent.endswith(b"\r\n\r\n")
    assert not caplog.messages


async def test_nonsense_leaves_one_line_however_often_it_comes(caplog: pytest.LogCaptureFixture) -> None:
    async with serving(hello(), Address(HERE, 0, "PORT")) as port:
        for _ in range(10):
            async with connections(port, 1, b"GET / HTTP/1.1\r\nno header\r\n\r\n") as [(reader, _)]:
                assert b"400" in await asyncio.wait_for(reader.read(), 5)
    assert len(caplog.messages) == 1


async def test_a_process_out_of_files_says_so_once_and_goes_on_later(caplog: pytest.LogCaptureFixture) -> None:
    class OutOfFiles(socket.socket):
        """Stands where the listening socket stands."""

        tried = 0

        def accept(self) -> tuple[socket.socket, object]:
            self.tried += 1
            raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    with closing(OutOfFiles()) as listener:
        listener.setblocking(False)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(_accept(listener, asyncio.Protocol, 20, SparingLogger(logger)), 0.35)
        assert 2 <= listener.tried <= 5
    [record] = caplog.records
    assert (record.message, record.error) == ("a connection can't be accepted", "Too many open files")


async def test_a_response_that_nobody_reads_keeps_no_shutdown_waiting() -> None:
    async def much(_: web.Request) -> web.Response:
        return web.Response(body=b"x" * 50_000_000)

    app = web.Application()
    app.router.add_get("/", much)
    async with asyncio.timeout(10):
        async with AsyncExitStack() as stack:
            port = await stack.enter_async_context(serving(app, Address(HERE, 0, "PORT")))
            [(reader, _)] = await stack.enter_async_context(connections(port, 1, HALF + b"\r\n"))
            await reader.read(1)


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody listens on."""
    with socket.create_server((HERE, 0)) as listener:
        yield listener.getsockname()[1]


async def test_a_port_that_cannot_be_had_is_a_sentence_that_names_the_setting(taken: int) -> None:
    wanted = rf"I can't listen on 127\.0\.0\.1:{taken} \(address already in use\)\. Change PORT or HOST\."
    with pytest.raises(CannotListen, match=wanted):
        async with serving(hello(), Address(HERE, taken, "PORT or HOST")):
            pass


@pytest.mark.parametrize("host", ["192.0.2.1", "no.such.host.invalid", "not a host"])
async def test_a_host_that_is_none_of_the_machines_is_a_sentence(host: str) -> None:
    with pytest.raises(CannotListen, match=rf"I can't listen on {host}:0 \(.+\)\. Change HOST\."):
        async with serving(hello(), Address(host, 0, "HOST")):
            pass


async def test_the_port_is_free_again_afterwards() -> None:
    async with serving(hello(), Address(HERE, 0, "PORT")) as port:
        assert await answer(port) == "hello"
    async with serving(hello(), Address(HERE, port, "PORT")) as again:
        assert (again, await answer(port)) == (port, "hello")
