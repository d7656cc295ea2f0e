"""A TCP proxy to PostgreSQL's socket that can be cut, so that the database is unavailable for a while."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from sqlalchemy.engine import make_url


class TcpProxy:
    """Copies bytes both ways; `url` is the database behind it."""

    def __init__(self, url: str) -> None:
        address = make_url(url)
        self._socket = f"{address.query['host']}/.s.PGSQL.5432"
        self._address = address.set(query={}, host="127.0.0.1")
        self._calls: set[asyncio.StreamWriter] = set()
        self._is_cut = False

    async def open(self) -> str:
        """Listen; return the database's URL through this proxy."""
        self._server = await asyncio.start_server(self._call, "127.0.0.1", 0)
        port = self._server.sockets[0].getsockname()[1]
        return self._address.set(port=port).render_as_string(hide_password=False)

    async def close(self) -> None:
        """Close all connections."""
        self.cut()
        self._server.close()
        await self._server.wait_closed()

    def cut(self) -> None:
        """Abort all connections, and accept no more."""
        self._is_cut = True
        for end in self._calls:
            end.transport.abort()

    def mend(self) -> None:
        """Accept connections again."""
        self._is_cut = False

    async def _call(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._is_cut:
            writer.transport.abort()
            return
        far_reader, far_writer = await asyncio.open_unix_connection(self._socket)
        ends = {writer, far_writer}
        self._calls |= ends
        await asyncio.gather(_carry(reader, far_writer), _carry(far_reader, writer))
        self._calls -= ends


@asynccontextmanager
async def proxied(url: str) -> AsyncIterator[tuple[TcpProxy, str]]:
    """Open a proxy to this database; give it, and the database's URL through it."""
    it = TcpProxy(url)
    address = await it.open()
    try:
        yield it, address
    finally:
        await it.close()


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while some := await reader.read(65536):
            writer.write(some)
            await writer.drain()
    writer.transport.abort()
