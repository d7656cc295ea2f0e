"""As a process of its own: gives all channels their timetables, in one transaction; and workspaces their tokens."""

import asyncio
import json
import sys
from time import perf_counter

from channels import channels
from filling import FIRST, set_up_at_once
from posting_parts import cipher_of

from bot.domain.installation import Installation
from bot.store import Store, open_store

AT_ONCE = 50


async def main(url: str, count: int, of_one_team: int, key: str) -> None:
    """Bring the database up to date and fill it; print what the filling took. With a key, install it everywhere."""
    async with open_store(url, "bench", cipher_of(key)) as store:
        began = perf_counter()
        await set_up_at_once(store.database, channels(count, of_one_team), 0)
        print(json.dumps({"at_once": perf_counter() - began}))
        if key:
            await _install(store, sorted({team for team, _ in channels(count, of_one_team)}))


async def _install(store: Store, teams: list[str]) -> None:
    for first in range(0, len(teams), AT_ONCE):
        await asyncio.gather(*(store.installations.save(_installed(team)) for team in teams[first : first + AT_ONCE]))


def _installed(team: str) -> Installation:
    return Installation(
        app="A0", enterprise=None, team=team, bot_token=f"xoxb-{team}", bot_id="B0", bot_user="U0",
        scopes=frozenset(), installed_by="U0ANA", installed_at=FIRST,
    )  # fmt: skip


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]))
