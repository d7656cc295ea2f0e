"""Items that come one by one and are handled many at a time: all that came since the last call."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
MAX_AT_ONCE = 500
"""A database takes some 32,000 values in a statement."""


class Batches(Generic[Item, Result]):
    """Calls `handle` with all items that wait, once at a time; it returns a result for each, in their order."""

    def __init__(self, handle: Callable[[Sequence[Item]], Awaitable[Sequence[Result]]]) -> None:
        self._handle = handle
        self._pending: list[tuple[Item, asyncio.Future[Result]]] = []
        self._worker: asyncio.Task[None] | None = None

    async def add(self, item: Item) -> Result:
        """Have an item handled and return its result; raise what `handle` raised for its batch."""
        result: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._pending.append((item, result))
        if self._worker is None or self._worker.done():
            self._worker = asyncio.create_task(self._work())
        return await result

    async def _work(self) -> None:
        while self._pending:
            batch, self._pending = self._pending[:MAX_AT_ONCE], self._pending[MAX_AT_ONCE:]
            waiting = [result for _, result in batch]
            try:
                results = await self._handle([item for item, _ in batch])
            except Exception as error:  # it is raised where each item was added
                for result in waiting:
                    _end(result, error)
            else:
                for result, value in zip(waiting, results, strict=True):
                    if not result.done():
                        result.set_result(value)


def _end(result: asyncio.Future[Result], error: Exception) -> None:
    if not result.done():
        result.set_exception(error)
