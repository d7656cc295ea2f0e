"""The ledger: writes down what became of breaks, many at once, and does not give up while the database is away."""

import asyncio

from bot.core.logging import logger
from bot.store import Store
from bot.store.claims import Outcome
from bot.store.database import AWAY

PATIENCE = 200
"""How often writing is tried, at most five seconds apart."""
LONGEST_PAUSE = 5.0


class OutcomeRecorder:
    """Whoever records waits until it is written; all that came meanwhile is one transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._open: list[tuple[Outcome, asyncio.Future[None]]] = []
        self._writer: asyncio.Task[None] | None = None

    async def record(self, outcome: Outcome) -> None:
        """Write an outcome down."""
        written = asyncio.get_running_loop().create_future()
        self._open.append((outcome, written))
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write_all())
        await written

    async def _write_all(self) -> None:
        while self._open:
            batch, self._open = self._open, []
            await self._write([outcome for outcome, _ in batch])
            for _, written in batch:
                if not written.done():
                    written.set_result(None)

    async def _write(self, outcomes: list[Outcome]) -> None:
        for trial in range(PATIENCE):
            try:
                return await self._store.claims.record(outcomes)
            except AWAY as error:
                how = {"count": len(outcomes), "error": type(error).__name__}
                logger.error("breaks wait to be recorded", extra=how)
                await asyncio.sleep(min(0.25 * 2 ** min(trial, 5), LONGEST_PAUSE))
        logger.error("breaks were not recorded", extra={"count": len(outcomes)})
