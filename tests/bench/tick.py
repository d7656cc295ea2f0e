"""The minute's tick with a million timetables, ten of them due, beside the same with next to none."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from alone import alone, stand_in
from databases import POSTGRESQL, SQLITE, database
from figures import Aim, Figure, percentile

TITLE = "tick: a million timetables, ten due in each minute; each line in a process of its own"
RUNS = 3
ROWS, QUICK_ROWS = 1_000_000, 20_000
TICKS, QUICK_TICKS = 100, 10
MANY_TICKS = 300
"""On the large table: Limber keeps the last messages that it wrote, so its memory can only be flat after hundreds."""
PARTS = (("claims", "claim of the ten", 5), ("whole", "tick with 10 posts, 10 ends", 61))
"""How many of the first are left out: until caches are full, and until the first breaks end, after an hour."""
SOON = Aim(20, of_ratio=False)


async def measure(quick: bool, folder: Path) -> list[Figure]:
    """Tick on a small and on a large table, on both databases."""
    figures: list[Figure] = []
    rows, few, many = (QUICK_ROWS, QUICK_TICKS, QUICK_TICKS) if quick else (ROWS, TICKS, MANY_TICKS)
    async with stand_in() as slack:
        for name in (SQLITE,) if quick else (SQLITE, POSTGRESQL):
            small = await _run(name, folder / f"{name}-few", slack, 1, few)
            large = await _run(name, folder / f"{name}-many", slack, rows, many)
            figures += _figures(name, large, small)
    return figures


async def _run(name: str, folder: Path, slack: str, rows: int, ticks: int) -> dict[str, Any]:
    with database(name, folder) as url:
        return await alone("tick_limber.py", url, slack, rows, ticks)


def _figures(name: str, large: dict[str, Any], small: dict[str, Any]) -> Iterator[Figure]:
    few, many = f"{small['rows']:,} timetables", f"{name}, {large['rows']:,}"
    for part, what, early in PARTS:
        mine, theirs = (each[part][min(early, len(each[part]) // 2) :] for each in (large, small))
        for p in (50, 99):
            line = f"{many}: {what}, p{p} of {len(mine)}"
            values = [1000 * percentile(took, p) for took in (mine, theirs)]
            yield Figure(line, values[0], "ms", few, values[1], SOON if p == 50 else None)
    memory = large["memory"]
    warm = len(memory) * 2 // 3
    line = f"{many}: memory after {len(memory)} ticks"
    yield Figure(line, memory[-1], "MB", f"after {warm} ticks", memory[warm - 1], Aim(1.05))
