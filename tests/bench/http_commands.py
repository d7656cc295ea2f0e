"""From a slash command to its acknowledgement and its card over HTTP, beside a bare Bolt app over HTTP."""

from pathlib import Path

from asking import Asking
from bots import BARE_BOLT_OVER_HTTP, LIMBER, crowd, served
from commands import PEOPLE, QUICK_PEOPLE, figures_of, rounds
from figures import Aim, Figure
from memory import peak_megabytes

TITLE = "http: /stretch lower over HTTP, `limber run` with OAuth beside a bare Bolt app with one token, each a process"
RUNS = 3


async def measure(quick: bool, folder: Path) -> list[Figure]:
    """Let both answer the same commands, in turns."""
    users = crowd(QUICK_PEOPLE if quick else PEOPLE)
    async with (
        served(len(users), folder / "limber", *LIMBER) as (slack, process, started),
        served(len(users), folder / "bare", *BARE_BOLT_OVER_HTTP) as (other, bare_process, bare_started),
    ):
        figures = list(figures_of(*await rounds(Asking(slack), Asking(other), users, quick), card_alone=Aim(3)))
        memory, bare_memory = (peak_megabytes(each.pid) for each in (process, bare_process))
    return [
        *figures,
        Figure("started, no database yet", started, "s", "bare Bolt", bare_started, Aim(2, of_ratio=False)),
        Figure("peak memory", memory, "MB", "bare Bolt", bare_memory, Aim(200, of_ratio=False)),
    ]
