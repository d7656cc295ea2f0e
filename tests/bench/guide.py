"""Two hundred people in the guide at once: how often their windows are updated, and how late they move."""

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from asking import Asking
from bots import LIMBER, connected, crowd, pretend_slack
from figures import Aim, Figure, percentile

from bot import content
from bot.core.settings import EXERCISES
from bot.domain.parsing.command import parse_command
from bot.domain.screens import routine_seconds, screens
from bot.playground import Playground

PEOPLE, QUICK_PEOPLE = 200, 10
WORDS = "back bend"
RUNS = 1
TITLE = f"guide: people who are all in “{WORDS}” at once, `limber run` on SQLite, holds in real time (no speed-up)"
AT_ONCE = 20
"""Windows are opened in such groups, since Slack's triggers live for three seconds."""
SPREADS = (("start within 10 s", 10.0), ("start in one moment", 0.0))
REMEMBER = """
CREATE TABLE IF NOT EXISTS bench_ends (id TEXT, step INTEGER, ends_at TEXT, PRIMARY KEY (id, step));
CREATE TRIGGER IF NOT EXISTS bench_ends AFTER UPDATE ON sessions
BEGIN INSERT OR REPLACE INTO bench_ends VALUES (NEW.id, NEW.step, NEW.ends_at); END;
"""
"""The bot keeps only a session's present end; this keeps all of them, so that each move can be held against its own."""


async def measure(quick: bool, folder: Path) -> list[Figure]:
    """Guide everybody through, once with the starts spread and once all in one moment."""
    library = content.load(EXERCISES)
    exercise = parse_command(WORDS, library)
    holds, seconds = len(screens([exercise])), routine_seconds([exercise])
    people = QUICK_PEOPLE if quick else PEOPLE
    figures: list[Figure] = []
    async with pretend_slack(len(SPREADS) * people) as slack, connected(slack, folder / "limber", *LIMBER):
        database = folder / "limber" / "limber.db"
        with closing(sqlite3.connect(database)) as connection:
            connection.executescript(REMEMBER)
        for number, (how, spread) in enumerate(SPREADS[:1] if quick else SPREADS):
            new_to_it = crowd(len(SPREADS) * people)[number * people : (number + 1) * people]
            calls = await _guided(slack, new_to_it, spread, holds, seconds)
            figures += _figures(how, calls, _ends(database), people, holds, seconds)
    return figures


async def _guided(slack: Playground, users: list[str], spread: float, moves: int, seconds: int) -> list[tuple]:
    """Let everybody go through; return the updates of their windows: session, step, time (unix seconds)."""
    asking, before = Asking(slack), len(slack.calls("views.update"))
    for first in range(0, len(users), AT_ONCE):
        await asyncio.gather(*(_opened(asking, slack, user) for user in users[first : first + AT_ONCE]))
    await asyncio.gather(*(_starts(slack, user, spread * n / len(users)) for n, user in enumerate(users)))
    with suppress(TimeoutError):  # then there are fewer updates than screens, and the table says so
        goal = before + len(users) * moves
        await slack.until(lambda: len(slack.calls("views.update")) >= goal, spread + seconds + 15)
    await asyncio.sleep(1)  # for updates beyond those that are wanted
    updates = slack.calls("views.update")[before:]
    return [(*call.args["view"]["private_metadata"].split(), call.at) for call in updates if call.ok]


async def _opened(asking: Asking, slack: Playground, user: str) -> None:
    card = (await asking.ask(user, f"/stretch {WORDS}")).message
    open_before = slack.view(user)
    await slack.click(user, card, "card.guide")
    await slack.until(lambda: slack.view(user) not in (None, open_before), 15)


async def _starts(slack: Playground, user: str, after: float) -> None:
    await asyncio.sleep(after)
    await slack.submit(user, slack.view(user))


def _ends(database: Path) -> dict[tuple[str, int], float]:
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT id, step, ends_at FROM bench_ends WHERE ends_at IS NOT NULL").fetchall()
    return {(id_, step): datetime.fromisoformat(at).replace(tzinfo=UTC).timestamp() for id_, step, at in rows}


def _figures(how: str, calls: list[tuple], ends: dict, people: int, holds: int, seconds: int) -> Iterator[Figure]:
    of_each = Counter(session for session, _, _ in calls)
    late = [at - ends[session, int(step) - 1] for session, step, at in calls if (session, int(step) - 1) in ends]
    screens_shown = "screens after the first,"
    how = f"{people} {how}"
    yield Figure(f"{how}: views.update a session", len(calls) / people, "calls", screens_shown, holds, Aim(1))
    yield Figure(f"{how}: most of one session", max(of_each.values()), "calls", screens_shown, holds, Aim(1))
    hold = 1000 * seconds / holds
    for p in (50, 99):
        name = f"{how}: late, p{p} of {len(late):,} moves"
        yield Figure(name, 1000 * percentile(late, p), "ms", "a hold lasts (mean)", hold)
