"""As a process of its own: gives all channels their timetables, in one transaction."""

import asyncio
import json
import sys
from time import perf_counter

from channels import channels
from filling import set_up_at_once

from bot.store import open_store


async def main(url: str, count: int) -> None:
    """Bring the database up to date and fill it; print what the filling took."""
    async with open_store(url, "bench") as store:
        began = perf_counter()
        await set_up_at_once(store.database, channels(count), 0)
        print(json.dumps({"at_once": perf_counter() - began}))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
