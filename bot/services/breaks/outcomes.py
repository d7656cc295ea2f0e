"""Records what becomes of claimed breaks, many in one transaction: which are being sent, and with what outcome."""

from collections.abc import Callable, Sequence
from functools import partial

from tenacity import (
    AsyncRetrying,
    RetryCallState,
    RetryError,
    retry_if_exception_type,
    stop_after_attempt,
    wait_exponential,
)

from bot.core.batches import Batches
from bot.core.logging import logger
from bot.domain.breaks import Break
from bot.store import Store
from bot.store.errors import DatabaseUnavailable
from bot.store.outcomes import Held, Outcome

MAX_ATTEMPTS = 200
FIRST_PAUSE_SECONDS, MAX_PAUSE_SECONDS = 0.25, 5.0


def where(break_: Break) -> dict[str, str]:
    """Return what a line in the log says of a break: never who is in it, or whose private reminder it is."""
    place = {} if break_.personal else {"channel": break_.channel}
    return {"team": break_.team, **place, "slot": break_.slot}


class OutcomeNotRecorded(Exception):
    """The database was unavailable for so long that an outcome was given up."""


class OutcomeRecorder:
    """Writes all that came since the last write in one transaction, and returns once it is written."""

    def __init__(self, store: Store, process: str) -> None:
        self._store, self._process = store, process
        self._sending: Batches[str, bool] = Batches(partial(self._mark, "sending"))
        self._held: Batches[str, bool] = Batches(partial(self._mark, "claimed"))
        self._outcomes: Batches[Outcome, Exception | None] = Batches(self._record)

    async def begin_sending(self, claim: Break) -> bool:
        """Record that the call for a break comes next; return False if another process has taken the break over.

        Raise DatabaseUnavailable: then the call may not be made.
        """
        return await self._sending.add(claim.id)

    async def pause_sending(self, claim: Break) -> bool:
        """Record that Slack did not take the call for a break, which is made again; return and raise likewise."""
        return await self._held.add(claim.id)

    async def record(self, outcome: Outcome) -> None:
        """Write an outcome to the store; raise OutcomeNotRecorded after minutes of retries, or an unexpected error."""
        if error := await self._outcomes.add(outcome):
            raise error

    async def _mark(self, state: Held, ids: Sequence[str]) -> Sequence[bool]:
        mine = await self._store.outcomes.mark(ids, self._process, state)
        return [id in mine for id in ids]

    async def _record(self, outcomes: Sequence[Outcome]) -> Sequence[Exception | None]:
        """Write outcomes; return for each why it was not written, or None."""
        failed = await self._write(outcomes)
        if failed is None or isinstance(failed, OutcomeNotRecorded) or len(outcomes) == 1:
            return [failed] * len(outcomes)
        # One of them is at fault, the others are not.
        return [await self._write([outcome]) for outcome in outcomes]

    async def _write(self, outcomes: Sequence[Outcome]) -> Exception | None:
        """Write them; return why they were not written, or None."""
        retrying = AsyncRetrying(
            retry=retry_if_exception_type(DatabaseUnavailable),
            wait=wait_exponential(multiplier=FIRST_PAUSE_SECONDS, max=MAX_PAUSE_SECONDS),
            stop=stop_after_attempt(MAX_ATTEMPTS),
            before_sleep=_log_pause(len(outcomes)),
        )
        try:
            await retrying(self._store.outcomes.record, outcomes, self._process)
        except RetryError:
            logger.error("breaks were not recorded", extra={"count": len(outcomes)})
            return OutcomeNotRecorded("the database was unavailable")
        except Exception as error:
            logger.error("breaks were not recorded", extra={"count": len(outcomes)}, exc_info=error)
            return error
        return None


def _log_pause(count: int) -> Callable[[RetryCallState], None]:
    def log(state: RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        logger.error("breaks wait to be recorded", extra={"count": count, "error": str(error)})

    return log
