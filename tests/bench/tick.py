"""The minute's tick with a million timetables, ten of them due, beside the same with next to none."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from alone import alone, stand_in
from databases import POSTGRESQL, SQLITE, database
from figures import Aim, Figure, percentile

TITLE = "tick: a million timetables, ten due in each minute; each line in a process of its own"
ROWS, QUICK_ROWS = 1_000_000, 20_000
TICKS, QUICK_TICKS = 100, 10
WARM = 5
"""The first ticks fill the caches of statements and pages; they are left out."""
SOON = Aim(20, of_ratio=False)


async def measure(quick: bool, folder: Path) -> list[Figure]:
    """Tick on a small and on a large table, on both databases."""
    figures: list[Figure] = []
    rows, ticks = (QUICK_ROWS, QUICK_TICKS) if quick else (ROWS, TICKS)
    async with stand_in() as slack:
        for name in (SQLITE,) if quick else (SQLITE, POSTGRESQL):
            small = await _run(name, folder / f"{name}-few", slack, 1, ticks)
            large = await _run(name, folder / f"{name}-many", slack, rows, ticks)
            figures += _figures(name, large, small)
    return figures


async def _run(name: str, folder: Path, slack: str, rows: int, ticks: int) -> dict[str, Any]:
    with database(name, folder) as url:
        return await alone("tick_limber.py", url, slack, rows, ticks)


def _figures(name: str, large: dict[str, Any], small: dict[str, Any]) -> Iterator[Figure]:
    few, many = f"{small['rows']:,} timetables", f"{name}, {large['rows']:,}"
    for part, what in (("claims", "claim of the ten"), ("whole", "whole tick with ten posts")):
        for p in (50, 99):
            mine, theirs = (1000 * percentile(each[part][WARM:], p) for each in (large, small))
            line = f"{many}: {what}, p{p} of {len(large[part]) - WARM}"
            yield Figure(line, mine, "ms", few, theirs, SOON if p == 50 else None)
    memory = large["memory"]
    line, before = f"{many}: memory after {len(memory)} ticks", f"after {len(memory) // 2} ticks"
    yield Figure(line, memory[-1], "MB", before, memory[len(memory) // 2 - 1], Aim(1.05))
