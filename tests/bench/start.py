"""From `limber run` to connected, and the memory it needs, beside a bare Bolt app."""

from pathlib import Path
from shutil import rmtree
from statistics import median

from asking import Asking
from bots import BARE_BOLT, LIMBER, connected, crowd, pretend_slack
from figures import Aim, Figure
from memory import peak_megabytes

TITLE = "start: from the start of the process to connected over Socket Mode; memory at its peak"
STARTS, QUICK_STARTS = 7, 1
COMMANDS, QUICK_COMMANDS = 1000, 100
TEXTS = ("/stretch", "/stretch lower", "/stretch help", "/stretch cat", "/stretch neck")
PEOPLE = 50


async def measure(quick: bool, folder: Path) -> list[Figure]:
    """Start both in turns, then let both answer a thousand commands."""
    bare, fresh, again = [], [], []
    async with pretend_slack(PEOPLE) as slack:
        for number in range(1 + (QUICK_STARTS if quick else STARTS)):
            bare.append(await _started(slack, folder / "bare", *BARE_BOLT))
            fresh.append(await _started(slack, folder / f"limber{number}", *LIMBER))
            again.append(await _started(slack, folder / f"limber{number}", *LIMBER))
            rmtree(folder / f"limber{number}")
        count = QUICK_COMMANDS if quick else COMMANDS
        mine = await _peak(slack, folder / "limber", count, *LIMBER)
        theirs = await _peak(slack, folder / "bare", count, *BARE_BOLT)
    peak, under = f"peak memory after {count:,} commands", Aim(2, of_ratio=False)
    # The first start of each reads its code from the disk; the rest is what is measured.
    break_, them = f"p50 of {len(bare) - 1}", median(bare[1:])
    return [
        Figure(f"started, no database yet, {break_}", median(fresh[1:]), "s", "bare Bolt", them, under),
        Figure(f"started, no database yet, slowest of {len(bare)}", max(fresh), "s", "bare Bolt", max(bare), under),
        Figure(f"started again on its database, {break_}", median(again[1:]), "s", "bare Bolt", them, under),
        Figure(peak, mine, "MB", "bare Bolt", theirs, Aim(120, of_ratio=False)),
    ]


async def _started(slack, folder: Path, *command: str) -> float:
    async with connected(slack, folder, *command) as (_, seconds):
        return seconds


async def _peak(slack, folder: Path, count: int, *command: str) -> float:
    async with connected(slack, folder, *command) as (process, _):
        asking, users = Asking(slack), crowd(PEOPLE)
        for number in range(count // len(users)):
            await asking.all_at_once(users, TEXTS[number % len(TEXTS)])
        return peak_megabytes(process.pid)
