"""Ten thousand private reminders due in the minute of team breaks: how fast they are, and how late breaks are."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from aiohttp import ClientSession
from alone import alone, stand_in
from databases import POSTGRESQL, SQLITE, database
from figures import Aim, Figure, percentile

PEOPLE, BREAKS = 10_000, 500
QUICK_PEOPLE, QUICK_BREAKS = 200, 20
OF_ONE_TEAM = 20
PAUSE, SECONDS = 10.0, 180.0
"""Between the breaks of the first minute and those of the next, and how long the rest may take then."""
TITLE = (
    f"reminders: due in one minute beside {BREAKS} team breaks, and as many breaks while they are being sent\n"
    f"  In many workspaces there are {OF_ONE_TEAM} people in each; in one, it paces them itself, as Slack asks for."
)
RUNS = 1


@dataclass(frozen=True)
class Run:
    """How long after they were due reminders and breaks came (seconds)."""

    reminders: list[float]
    breaks: list[float]
    later_breaks: list[float]

    @property
    def rate(self) -> float:
        """Reminders a second, from the first to the last."""
        took = max(self.reminders) - min(self.reminders)
        return len(self.reminders) / took if took else 0


async def measure(quick: bool, folder: Path) -> list[Figure]:
    """Let breaks be due alone, then beside reminders in many workspaces and in one."""
    people, count = (QUICK_PEOPLE, QUICK_BREAKS) if quick else (PEOPLE, BREAKS)
    pause, seconds = (2.0, 5.0) if quick else (PAUSE, SECONDS)
    figures: list[Figure] = []
    async with stand_in() as slack:
        for name in (SQLITE, POSTGRESQL):
            runs = []
            for many, of_one_team in ((0, 1), (people, OF_ONE_TEAM), (people, people)):
                with database(name, folder / f"{name}{len(runs)}") as url:
                    words = (url, slack, many, of_one_team, count, pause, seconds)
                    answer = await alone("reminders_limber.py", *words)
                    runs.append(await _seen(slack, answer["due"]))
            alone_, many_teams, one_team = runs
            figures += _figures(f"{name}, many workspaces", many_teams, alone_, people)
            figures += _figures(f"{name}, one workspace", one_team, alone_, people)
    return figures


async def _seen(slack: str, due: list[float]) -> Run:
    async with ClientSession() as session, session.get(f"{slack}seen") as answer:
        seen = await answer.json()
    reminders = [at - due[0] for channel, at in seen if channel.startswith("U")]
    breaks = ([at - due[minute] for channel, at in seen if channel.endswith(f"M{minute}")] for minute in (0, 1))
    return Run(reminders or [0.0], *breaks)


def _figures(name: str, run: Run, before: Run, people: int) -> Iterator[Figure]:
    yield Figure(f"{name}: reminders sent", len(run.reminders), "reminders", "due", people)
    alone_rate = len(before.breaks) / max(before.breaks)
    yield Figure(f"{name}: reminders a second", run.rate, "a second", "breaks alone", alone_rate)
    for what, mine, theirs in (("", run.breaks, before.breaks), (" later", run.later_breaks, before.later_breaks)):
        yield Figure(f"{name}: breaks{what}", len(mine), "breaks", "alone", len(theirs), Aim(1))
        for p in (50, 100):
            late = percentile(mine, p), percentile(theirs, p)
            yield Figure(f"{name}: breaks{what} late, p{p}", late[0], "s", "alone", late[1], Aim(2, of_ratio=False))
