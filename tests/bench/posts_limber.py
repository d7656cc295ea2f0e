"""As a process of its own: Limber's breaks, all due in the same minute; several such processes share them."""

import asyncio
import gc
import json
import sys
from time import time

from filling import FIRST
from memory import peak_megabytes
from posting_parts import engine_of, opened

from bot.core.clock import Clock


async def main(url: str, api_url: str, begin_at: float, process: str, key: str) -> None:
    """Post what is due, from this moment (unix seconds) on; print when that was, and the memory it took."""
    clock = Clock()
    async with opened(url, api_url, process, key) as (store, clients, http):
        engine = engine_of(store, clients, http, clock, process)
        gc.freeze()  # as `limber run` does once it has started
        await asyncio.sleep(max(begin_at - time(), 0))
        clock.jump(FIRST)
        due = time()
        await engine.post_due()
        print(json.dumps({"due": due, "peak": peak_megabytes()}))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], float(sys.argv[3]), sys.argv[4], sys.argv[5]))
