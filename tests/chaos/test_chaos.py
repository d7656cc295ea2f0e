"""The short run: each attack once, in small sizes; `make chaos` has the others."""

import asyncio
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.chaos.attacks import ATTACKS, Attack, carried_out
from tests.chaos.oracle import Account, Found, account
from tests.chaos.table import Row, heading
from tests.chaos.world import ROOT, Ground

SEED = 7
SIDE_BY_SIDE = 4
"""One after the other they would mostly wait."""


@pytest.mark.slow
async def test_whatever_is_done_to_processes_nothing_is_posted_twice_or_lost(tmp_path: Path, postgres: Any) -> None:
    ground = Ground(tmp_path, postgres)
    await ground.prepare()
    lane, rows = asyncio.Semaphore(SIDE_BY_SIDE), []

    async def attacked(attack: Attack) -> None:
        async with lane:
            rows.append(await carried_out(ground, attack, SEED, attack.short))

    # What waits longest in a full run is not what does here.
    await asyncio.gather(*(attacked(attack) for attack in reversed(ATTACKS) if attack.short))
    table = "\n".join(map(str, (heading(), *rows)))
    assert not any(row.faults for row in rows), table


@pytest.mark.slow
async def test_the_command_prints_a_line_for_each_attack() -> None:
    words = ("-m", "tests.chaos", "closed", "--sizes", "due=100", "percent=20", "--minutes", "0")
    process = await asyncio.create_subprocess_exec(sys.executable, *words, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    printed = (await process.communicate())[0].decode().splitlines()
    assert process.returncode == 0
    [line] = [line for line in printed if line.startswith("closed ")]
    assert " ".join(line.split()[:-2]) == "closed 7 due=100 percent=20 connection closed 20 100 100 0 0 20 20"
    assert line.endswith("holds")


async def test_what_is_wrong_is_seen() -> None:
    """A bot that posts C1 twice, loses C2 and C3, says nothing of C4 and does not know that it posted C5."""
    states = {"C1": "posted", "C2": "posted", "C4": "unknown", "C5": "waiting", "C6": "posted"}

    async def breaks() -> dict[str, Any]:
        return {channel: {"state": state, "ts": channel} for channel, state in states.items()}

    taken = {"C1": ["C1", "C0"], "C4": ["C4"], "C5": ["C5"], "C6": ["C6"]}
    world = SimpleNamespace(
        teams=dict.fromkeys(f"C{number}" for number in range(1, 7)),
        tables=SimpleNamespace(breaks=breaks),
        slack=SimpleNamespace(taken=lambda: taken, odd=[]),
        lines=lambda: ["warning: a process ended while posting a break; … channel=C6 slot=…"],
    )
    found = await account(world)
    assert (found.due, found.posted, found.twice, found.lost, found.unknown, found.lines) == (6, 4, 1, 2, 1, 1)
    assert found.faults == [
        "1 posted twice: C1",
        "2 lost: C2, C3",
        "1 unknown without a line in the log: C4",
        "1 with another message in the tables than on the wire: C2",
        "1 taken by Slack, but not so in the tables: C5",
        "2 neither posted nor unknown: C3, C5",
    ]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_its_line_is_narrow_enough_and_says_what_fails(attack: Attack) -> None:
    found = Found("kill -9 of one of 3", 1000, Account(9999, 9999, 9999, 999, 9999, 9999, ["9999 lost"]))
    first, *below = str(Row(attack.name, attack.database, 9999, attack.sizes, found, 999.0)).splitlines()
    assert len(first) <= 120
    assert first.endswith("FAILS")
    assert below[-1] == "    WRONG: 9999 lost"


def test_the_heads_are_narrow_enough() -> None:
    assert max(map(len, heading().splitlines())) <= 120
