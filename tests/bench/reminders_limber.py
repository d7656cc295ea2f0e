"""As a process of its own: private reminders due in one minute, and team breaks due in that minute and in the next."""

import asyncio
import gc
import json
import sys
from time import time

from channels import channels
from filling import FIRST, MINUTE, set_up_at_once
from posting_parts import engine_of, opened

from bot.core.clock import Clock


async def main(url: str, api_url: str, people: int, of_one_team: int, count: int, pause: float, seconds: float) -> None:
    """Let it all be due, the later breaks after a pause; print when that was. After so many seconds all ends."""
    clock = Clock()
    async with opened(url, api_url) as (store, clients, http):
        engine = engine_of(store, clients, http, clock)
        reminded = ((team, channel.replace("C", "U")) for team, channel in channels(people, of_one_team))
        if people:
            await set_up_at_once(store.database, reminded, 0, personal=True)
        for minute in (0, 1):
            posted = ((team, f"{channel}M{minute}") for team, channel in channels(count, 1))
            await set_up_at_once(store.database, posted, minute)
        gc.freeze()
        due = []
        for minute in (0, 1):
            clock.jump(FIRST + minute * MINUTE)
            due.append(time())
            await engine.tick()
            await asyncio.sleep(pause)
        sent = asyncio.create_task(engine.flush(seconds))
        await asyncio.wait({sent}, timeout=seconds)
        engine.stop()
        await sent
        print(json.dumps({"due": due}))


if __name__ == "__main__":
    url, api_url, *numbers = sys.argv[1:]
    people, of_one_team, count = map(int, numbers[:3])
    asyncio.run(main(url, api_url, people, of_one_team, count, float(numbers[3]), float(numbers[4])))
