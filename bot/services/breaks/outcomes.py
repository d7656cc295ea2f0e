"""Records the outcomes of posts, many in one transaction, and retries while the database is unavailable."""

import asyncio
from collections.abc import Callable, Sequence

from tenacity import (
    AsyncRetrying,
    RetryCallState,
    RetryError,
    retry_if_exception_type,
    stop_after_attempt,
    wait_exponential,
)

from bot.core.logging import logger
from bot.store import Store
from bot.store.claims import Outcome
from bot.store.errors import DatabaseUnavailable

MAX_ATTEMPTS = 200
FIRST_PAUSE_SECONDS, MAX_PAUSE_SECONDS = 0.25, 5.0


class OutcomeNotRecorded(Exception):
    """The database was unavailable for so long that an outcome was given up."""


class OutcomeRecorder:
    """Writes all outcomes that came since the last write in one transaction; `record` returns once they are written."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._pending: list[tuple[Outcome, asyncio.Future[None]]] = []
        self._writer: asyncio.Task[None] | None = None

    async def record(self, outcome: Outcome) -> None:
        """Write an outcome to the store; raise OutcomeNotRecorded after minutes of retries, or an unexpected error."""
        written = asyncio.get_running_loop().create_future()
        self._pending.append((outcome, written))
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write_all())
        await written

    async def _write_all(self) -> None:
        while self._pending:
            batch, self._pending = self._pending, []
            failed = await self._write([outcome for outcome, _ in batch])
            for outcome, written in batch:
                # One of them is at fault, the others are not.
                error = await self._write([outcome]) if _is_bug(failed) and len(batch) > 1 else failed
                if not written.done():
                    written.set_exception(error) if error else written.set_result(None)

    async def _write(self, outcomes: Sequence[Outcome]) -> Exception | None:
        """Write them; return why they were not written, or None."""
        retrying = AsyncRetrying(
            retry=retry_if_exception_type(DatabaseUnavailable),
            wait=wait_exponential(multiplier=FIRST_PAUSE_SECONDS, max=MAX_PAUSE_SECONDS),
            stop=stop_after_attempt(MAX_ATTEMPTS),
            before_sleep=_log_pause(len(outcomes)),
        )
        try:
            await retrying(self._store.claims.record, outcomes)
        except RetryError:
            logger.error("breaks were not recorded", extra={"count": len(outcomes)})
            return OutcomeNotRecorded("the database was unavailable")
        except Exception as error:
            logger.error("breaks were not recorded", extra={"count": len(outcomes)}, exc_info=error)
            return error
        return None


def _is_bug(error: Exception | None) -> bool:
    return error is not None and not isinstance(error, OutcomeNotRecorded)


def _log_pause(count: int) -> Callable[[RetryCallState], None]:
    def log(state: RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        logger.error("breaks wait to be recorded", extra={"count": count, "error": str(error)})

    return log
