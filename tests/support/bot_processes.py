"""Several bots at once: real processes on one database, killed and started as a test likes."""

import asyncio
import multiprocessing
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from multiprocessing import forkserver
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from lean_slack import APP, BOT, LeanSlack
from sqlalchemy import func, insert, select

from bot.cli.run import run
from bot.core import logging as log
from bot.core.settings import read_settings
from bot.domain.slots import next_slot
from bot.domain.timetable import EVERY_DAY, Timetable
from bot.store import Store
from bot.store.tables.of_breaks import breaks, timetables
from bot.store.timetable_rows import next_columns, timetable_columns

FORKS = multiprocessing.get_context("forkserver")
HERE = Path(__file__).resolve().parent
TEAMS = 100
MEASURING = {"COVERAGE_PROCESS_START", "COVERAGE_PROCESS_CONFIG"}
"""What lets coverage follow into other processes: bots that are killed report nothing, and would only be slower."""


class BotProcesses:
    """Bots that share a database and a Slack; what they log goes into files of this folder."""

    def __init__(self, slack: LeanSlack, database_url: str, folder: Path) -> None:
        self._environ = {
            "SLACK_BOT_TOKEN": BOT,
            "SLACK_APP_TOKEN": APP,
            "SLACK_API_URL": f"{slack.url}/api/",
            "DATABASE_URL": database_url,
            "HOME": str(folder),
        }
        self._folder = folder
        self.bots: list[BaseProcess] = []

    def start(self) -> BaseProcess:
        """Start a bot: what `limber run` does, in a process of its own that has its modules loaded already."""
        log_file = self._folder / f"bot-{len(self.bots)}.log"
        bot = FORKS.Process(target=_bot, args=(self._environ, str(log_file)), daemon=True)
        bot.start()
        self.bots.append(bot)
        return bot

    def logged(self, words: str) -> list[str]:
        """The lines of all their logs that contain these words."""
        lines = [line for file in sorted(self._folder.glob("bot-*.log")) for line in file.read_text().splitlines()]
        return [line for line in lines if words in line]

    def is_active(self) -> int:
        """How many run."""
        return sum(bot.is_alive() for bot in self.bots)


@contextmanager
def bot_processes(slack: LeanSlack, database_url: str, folder: Path) -> Iterator[BotProcesses]:
    """Start and kill bots on this database; those that still run in the end are killed."""
    processes = BotProcesses(slack, database_url, folder)
    _warm_up()
    try:
        yield processes
    finally:
        for bot in processes.bots:
            bot.kill()
            bot.join()


def _warm_up() -> None:
    """Have the modules loaded in the process that the bots are forked from: each starts in a fraction of a second."""
    before = dict(os.environ)
    FORKS.set_forkserver_preload(["bot_processes"])
    os.environ["PYTHONPATH"] = os.pathsep.join((str(HERE), str(HERE.parent), before.get("PYTHONPATH", "")))
    for name in MEASURING & set(os.environ):
        del os.environ[name]
    forkserver.ensure_running()
    os.environ.clear()
    os.environ.update(before)


def _bot(environ: dict[str, str], log_file: str) -> None:
    file = os.open(log_file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(file, sys.stderr.fileno())
    os.environ.update(environ)
    log.configure("text")
    asyncio.run(run(read_settings(_env_file=None)))


async def plan(
    store: Store, channels: int, at: datetime, teams: int = TEAMS, first: int = 0, personal: bool = False
) -> None:
    """Give so many channels, or people, in so many workspaces, a break at this full minute and each day."""
    timetable = Timetable(days=EVERY_DAY, times=(at.time().replace(tzinfo=None),), zone="UTC", personal=personal)
    slot = next_columns(next_slot(timetable, at - timedelta(seconds=1)))
    row = timetable_columns(timetable) | slot | {"recent": "", "set_by": "U1", "set_at": at, "stopped": None}
    numbers = range(first, first + channels)
    rows = [
        row | {"team": f"T{first + number % teams}", "channel": f"{'W' if personal else 'C'}{number}"}
        for number in numbers
    ]
    async with store.database.writing() as connection:
        await connection.execute(insert(timetables), rows)


async def counted(store: Store) -> dict[str, int]:
    """How many breaks are in which state."""
    query = select(breaks.c.state, func.count()).group_by(breaks.c.state)
    async with store.database.reading() as connection:
        return dict((await connection.execute(query)).all())


async def posted(store: Store) -> dict[str, Any]:
    """The `ts` of each channel's break, None where it is not known."""
    async with store.database.reading() as connection:
        return dict((await connection.execute(select(breaks.c.channel, breaks.c.ts))).all())


def last_minute() -> datetime:
    """The full minute before the present one: what is due then is posted at once."""
    return datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(minutes=1)
