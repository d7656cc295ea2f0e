"""The bot's tables in raw SQL: what an attack puts into them, and what it reads there."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

TIMETABLE = """
    INSERT INTO timetables
        (team, channel, personal, days, times, zone, seated, skip, next_at, next_slot, recent, set_by, set_at)
    VALUES (:team, :channel, :personal, '0123456', :times, 'UTC', :seated, '', :at, :slot, '', :owner, :at)
"""
SESSION = """
    INSERT INTO sessions (id, team, "user", slugs, position, step, state, ends_at, held, ref, view_id, created_at)
    VALUES (:id, :team, :user, :slugs, 1, 1, 'open', :ends_at, '[]', :id, :view, :created_at)
"""
LEFT = """
    SELECT (SELECT count(*) FROM breaks WHERE state IN ('waiting', 'claimed', 'sending'))
        + (SELECT count(*) FROM timetables WHERE next_at <= :now) AS breaks
"""
"""In one query: a claim that comes between two of them would be seen by neither."""
ALIVE = """
    SELECT DISTINCT application_name AS name FROM pg_stat_activity
    WHERE datname = current_database() AND application_name LIKE 'limber %'
"""


PERSON = "W"
"""What the ids of those begin with who have private reminders, as people's do in large organisations."""


class Tables:
    """A database; each query has a connection of its own, so that none of them stands in a process's way."""

    def __init__(self, url: str) -> None:
        self.is_shared = url.startswith("postgresql")
        self._engine = create_async_engine(url, poolclass=NullPool)

    async def rows(self, query: str, **values: Any) -> list[dict[str, Any]]:
        """What a query finds."""
        async with self._engine.connect() as connection:
            return [dict(row) for row in (await connection.execute(text(query), values)).mappings()]

    async def insert(self, statement: str, rows: Sequence[dict[str, Any]]) -> None:
        """Insert rows in one transaction."""
        async with self._engine.begin() as connection:
            await connection.execute(text(statement), rows)

    async def plan(self, channels: dict[str, str], owners: dict[str, str], at: datetime) -> None:
        """Give channels, each in its workspace, a break at this full minute and each day; people a reminder."""
        when = {"times": f"{at:%H:%M}", "slot": f"{at:%Y-%m-%dT%H:%M}", "at": self.moment(at), "seated": False}
        rows = [
            {"channel": channel, "personal": channel.startswith(PERSON), "team": team, "owner": owners[channel]}
            for channel, team in channels.items()
        ]
        await self.insert(TIMETABLE, [row | when for row in rows])

    async def open_sessions(self, team: str, slug: str, views: dict[str, datetime]) -> None:
        """Let people be in the first hold of a stretch, each in a window of their own, until that time."""
        same = {"team": team, "slugs": json.dumps([slug]), "created_at": self.moment(datetime.now(UTC))}
        rows = [
            {"id": f"s{number}", "user": f"U{number}", "view": view, "ends_at": self.moment(ends_at)}
            for number, (view, ends_at) in enumerate(views.items())
        ]
        await self.insert(SESSION, [row | same for row in rows])

    async def steps(self) -> dict[str, int]:
        """How often each window's session has moved, and one."""
        return {row["view_id"]: row["step"] for row in await self.rows("SELECT view_id, step FROM sessions")}

    async def breaks(self) -> dict[str, dict[str, Any]]:
        """The break of each channel: its state, its message, who claimed it."""
        found = await self.rows("SELECT channel, state, ts, claimed_by FROM breaks")
        return {row["channel"]: row for row in found}

    async def stopped(self) -> dict[str, tuple[str | None, bool]]:
        """Why each channel's timetable was stopped, if it was, and whether it has a next break."""
        found = await self.rows("SELECT channel, stopped, next_at FROM timetables")
        return {row["channel"]: (row["stopped"], row["next_at"] is not None) for row in found}

    async def is_settled(self) -> bool:
        """Whether nothing is due, and no break is under way or waits."""
        [left] = await self.rows(LEFT, now=self.moment(datetime.now(UTC)))
        return left["breaks"] == 0

    async def alive(self) -> set[str]:
        """The names of the processes that PostgreSQL knows."""
        return {row["name"] for row in await self.rows(ALIVE)}

    def moment(self, at: datetime) -> Any:
        """A time as the bot stores it."""
        return at if self.is_shared else at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def last_minute() -> datetime:
    """The full minute before the present one: what is due then is posted at once."""
    return datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(minutes=1)
