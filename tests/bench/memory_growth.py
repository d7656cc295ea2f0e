"""The memory that `limber run` needs after many commands, beside a bare Bolt app."""

from collections.abc import Sequence
from pathlib import Path

from asking import Asking
from bots import BARE_BOLT, LIMBER, connected, crowd, pretend_slack
from figures import Aim, Figure
from memory import peak_megabytes

from bot.playground import Playground

TITLE = "memory: at its peak, after commands of fifty people at a time"
RUNS = 1
COUNTS, QUICK_COUNTS = (1000, 20_000), (100, 200)
TEXTS = ("/stretch", "/stretch lower", "/stretch help", "/stretch cat", "/stretch neck")
PEOPLE = 50
MOST = Aim(120, of_ratio=False)


async def measure(quick: bool, folder: Path) -> list[Figure]:
    """Let both answer the same commands, one after the other."""
    counts = QUICK_COUNTS if quick else COUNTS
    async with pretend_slack(PEOPLE) as slack:
        mine = await _peaks(slack, folder / "limber", counts, *LIMBER)
        theirs = await _peaks(slack, folder / "bare", counts, *BARE_BOLT)
    return [
        Figure(f"peak memory after {count:,} commands", peak, "MB", "bare Bolt", bare, MOST)
        for count, peak, bare in zip(counts, mine, theirs, strict=True)
    ]


async def _peaks(slack: Playground, folder: Path, counts: Sequence[int], *command: str) -> list[float]:
    peaks: list[float] = []
    async with connected(slack, folder, *command) as (process, _):
        asking, users = Asking(slack), crowd(PEOPLE)
        for number in range(1, counts[-1] // len(users) + 1):
            await asking.all_at_once(users, TEXTS[number % len(TEXTS)])
            if number * len(users) in counts:
                peaks.append(peak_megabytes(process.pid))
    return peaks
