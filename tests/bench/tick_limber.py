"""As a process of its own: the minute's tick, minute after minute, with ten breaks due in each."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from datetime import datetime
from time import perf_counter

import psutil
from filling import FIRST, MINUTE, TEN, fill
from posting_parts import engine_of, opened

from bot.store import Store
from bot.store.due_timetables import ClaimLimits

CLAIMS = 100
BUDGET, LEAST = 20.0, 10
"""Seconds after which no further tick is begun, if there were this many."""


async def main(url: str, api_url: str, rows: int, ticks: int) -> None:
    """Fill the database; then whole ticks, then claims alone; print what they took."""
    async with opened(url, api_url) as (store, clients, http):
        began = perf_counter()
        filled = await fill(store.database, rows, ticks + CLAIMS)
        took = perf_counter() - began
        now = [FIRST]
        engine = engine_of(store, clients, http, lambda: now[0])
        whole, memory = await _timed(lambda _: _whole(engine), now, ticks)
        claims, _ = await _timed(lambda at: _claims(store, at), now, min(ticks, CLAIMS))
    print(json.dumps({"rows": filled, "filled": took, "whole": whole, "claims": claims, "memory": memory}))


async def _timed(tick: Callable[[datetime], Awaitable[None]], now: list[datetime], ticks: int) -> tuple[list, list]:
    took, memory, started = [], [], perf_counter()
    while len(took) < ticks and (len(took) < LEAST or perf_counter() - started < BUDGET):
        began = perf_counter()
        await tick(now[0])
        took.append(perf_counter() - began)
        now[0] += MINUTE
        memory.append(psutil.Process().memory_info().rss / 1e6)
    return took, memory


async def _whole(engine) -> None:
    """The tick with all that it begins: ten posts and their records, and an hour later ten endings."""
    await engine.tick()
    while others := asyncio.all_tasks() - {asyncio.current_task()}:
        await asyncio.wait(others)


async def _claims(store: Store, now: datetime) -> None:
    found, _ = await store.claims.claim_due(now, "bench", ClaimLimits(100, 20), lambda _: ("chin-tuck",))
    if len(found) != TEN:
        raise RuntimeError(f"{len(found)} were due instead of {TEN}")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])))
