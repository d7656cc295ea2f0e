"""HTTP servers that strangers can't choke: few connections, short waits, a log that says each thing once a minute."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass

from aiohttp import web

from bot.core.logging import SparingLogger, logger

MAX_CONNECTIONS = 200
"""With two such servers, well below the 1,024 files that a process may usually open."""
REQUEST_SECONDS = 10.0
"""How long a connection may take to send a request, or keep silent after one."""
SHUTDOWN_SECONDS = 2.0
BACKLOG = 128
ACCEPT_PAUSE_SECONDS = 0.1
"""After a failed accept, so that a lack of files is no busy loop (asyncio's own server grows into one)."""


class CannotListen(OSError):
    """Read by whoever starts the bot: where it can't listen, why, and which settings say so."""


@dataclass(frozen=True)
class Address:
    """Where a server listens; port 0 is any free one. `settings` names what sets it, for whoever starts the bot."""

    host: str
    port: int
    settings: str


@asynccontextmanager
async def serving(
    app: web.Application,
    address: Address,
    max_connections: int = MAX_CONNECTIONS,
    request_seconds: float = REQUEST_SECONDS,
) -> AsyncIterator[int]:
    """Serve an application within the context and yield the port; raise CannotListen."""
    sparing = SparingLogger(logger)
    # The keep-alive timeout also ends connections that never send a whole request.
    runner = web.AppRunner(
        app,
        access_log=None,
        logger=sparing,
        keepalive_timeout=request_seconds,
        lingering_time=0,
        shutdown_timeout=SHUTDOWN_SECONDS,
    )
    with closing(await _listen(address)) as listener:
        await runner.setup()
        assert runner.server
        accepting = asyncio.create_task(_accept(listener, runner.server, max_connections, sparing))
        try:
            yield int(listener.getsockname()[1])
        finally:
            accepting.cancel()
            await asyncio.wait((accepting,))
            await runner.cleanup()


async def _listen(address: Address) -> socket.socket:
    try:
        found = await asyncio.get_running_loop().getaddrinfo(
            address.host, address.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
        family, _, _, _, where = found[0]
        listener = socket.create_server(where[:2], family=family, backlog=BACKLOG)
    except OSError as error:
        why = (error.strerror or type(error).__name__).partition(" (")[0].lower()
        raise CannotListen(
            f"I can't listen on {address.host}:{address.port} ({why}). Change {address.settings}."
        ) from error
    listener.setblocking(False)
    return listener


async def _accept(listener: socket.socket, server: web.Server, max_connections: int, sparing: SparingLogger) -> None:
    """Accept connections; where there are too many, the oldest goes: who asks at once has been answered by then."""
    loop = asyncio.get_running_loop()
    connections: list[asyncio.Transport] = []
    while True:
        try:
            accepted, _ = await loop.sock_accept(listener)
            transport, _ = await loop.connect_accepted_socket(server, accepted)
        except Exception as error:  # no files left, most likely; whatever it is, the next one must be accepted
            why = getattr(error, "strerror", None) or type(error).__name__
            sparing.error("a connection can't be accepted", extra={"error": why})
            await asyncio.sleep(ACCEPT_PAUSE_SECONDS)
            continue
        connections = [*(each for each in connections if not each.is_closing()), transport]
        if len(connections) > max_connections:
            sparing.warning("too many connections at once; the oldest ones are closed")
            connections.pop(0).abort()
