"""As a process of its own: Limber's breaks, all due in the same minute."""

import asyncio
import gc
import json
import sys
from collections.abc import Coroutine
from time import perf_counter, time
from typing import Any

from channels import channels
from filling import FIRST, MINUTE, set_up_at_once
from memory import peak_megabytes
from posting_parts import breaks_of, opened

from bot.core.clock import Clock
from bot.domain.timetable import EVERY_DAY, Timetable
from bot.store import Store

HOUR = 60 * MINUTE
TIMETABLE = Timetable(days=EVERY_DAY, times=(FIRST.time(),), zone="Etc/UTC")


async def main(url: str, api_url: str, count: int) -> None:
    """Set the channels' timetables up, as `/stretch daily` does; then it is time; print what that took."""
    clock = Clock()
    async with opened(url, api_url) as (store, slack):
        one_by_one = await _took(_set_up(store, count))
        breaks = breaks_of(store, slack, clock)
        gc.freeze()  # as `limber run` does once it has started
        clock.jump(FIRST)
        due = time()
        await breaks.post_due()
        peak = peak_megabytes()
        others = ((f"{team}X", channel) for team, channel in channels(count))
        at_once = await _took(set_up_at_once(store.database, others, 1))
    print(json.dumps({"one_by_one": one_by_one, "at_once": at_once, "due": due, "peak": peak}))


async def _set_up(store: Store, count: int) -> None:
    for team, channel in channels(count):
        await store.timetables.save(team, channel, TIMETABLE, "U0ANA", FIRST - HOUR)


async def _took(work: Coroutine[Any, Any, None]) -> float:
    began = perf_counter()
    await work
    return perf_counter() - began


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
