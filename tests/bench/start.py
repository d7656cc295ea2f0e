"""From `limber run` to connected, beside a bare Bolt app."""

from pathlib import Path
from shutil import rmtree
from statistics import median

from bots import BARE_BOLT, LIMBER, connected, pretend_slack
from figures import Aim, Figure

from bot.playground import Playground

TITLE = "start: from the start of the process to connected over Socket Mode"
RUNS = 3
STARTS, QUICK_STARTS = 3, 1


async def measure(quick: bool, folder: Path) -> list[Figure]:
    """Start both in turns, Limber without a database and then on the one that it made."""
    bare, fresh, again = [], [], []
    async with pretend_slack(1) as slack:
        for number in range(1 + (QUICK_STARTS if quick else STARTS)):
            bare.append(await _started(slack, folder / "bare", *BARE_BOLT))
            fresh.append(await _started(slack, folder / f"limber{number}", *LIMBER))
            again.append(await _started(slack, folder / f"limber{number}", *LIMBER))
            rmtree(folder / f"limber{number}")
    # The first start of each reads its code from the disk; the rest is what is measured.
    break_, them, soon = f"p50 of {len(bare) - 1}", median(bare[1:]), Aim(1, of_ratio=False)
    return [
        Figure(f"started, no database yet, {break_}", median(fresh[1:]), "s", "bare Bolt", them, soon),
        Figure(f"started again on its database, {break_}", median(again[1:]), "s", "bare Bolt", them, soon),
    ]


async def _started(slack: Playground, folder: Path, *command: str) -> float:
    async with connected(slack, folder, *command) as (_, seconds):
        return seconds
