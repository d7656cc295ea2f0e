"""Waits for what other tasks do, without a clock."""

import asyncio
from collections.abc import Callable


async def until(true: Callable[[], object], seconds: float = 20) -> None:
    """Let others go on until this is true."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0)
