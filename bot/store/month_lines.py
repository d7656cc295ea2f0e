"""The lines that tell a channel of its month, each claimed before it is posted, so that none is posted twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, select, update

from bot.store.database import Database
from bot.store.tables.of_breaks import breaks, joins, timetables


@dataclass(frozen=True)
class WantsMonthLine:
    """A channel that wants a line at each month's end."""

    team: str
    channel: str
    zone: str
    told: str | None
    """The last month it was told of: "2026-11"."""


class MonthLines:
    """One method, one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def wanted_after(self, ids: Sequence[str]) -> dict[str, WantsMonthLine]:
        """Return by the ids of these breaks which of their channels want a line at each month's end."""
        here = and_(breaks.c.team == timetables.c.team, breaks.c.channel == timetables.c.channel)
        columns = timetables.c.team, timetables.c.channel, timetables.c.zone, timetables.c.month_told
        query = select(breaks.c.id, *columns).join(timetables, here).where(breaks.c.id.in_(ids), _is_wanted())
        async with self._database.reading() as connection:
            return {id: WantsMonthLine(*found) for id, *found in await connection.execute(query)}

    async def breaks_taken(self, team: str, channel: str, since: datetime, until: datetime) -> list[tuple[str, ...]]:
        """Return the steps of each break of a channel in this time that anybody joined."""
        then = and_(breaks.c.due_at >= since, breaks.c.due_at < until)
        joined = exists().where(joins.c.break_id == breaks.c.id)
        query = select(breaks.c.slugs).where(breaks.c.team == team, breaks.c.channel == channel, then, joined)
        async with self._database.reading() as connection:
            return [tuple(slugs.split()) for slugs in await connection.scalars(query)]

    async def claim(self, found: WantsMonthLine, month: str) -> bool:
        """Record that a channel is told of this month; return whether this call did, so that it may be told."""
        return await self._replace(found, found.told, month)

    async def give_back(self, found: WantsMonthLine, month: str) -> None:
        """Record that a channel was surely not told of this month after all."""
        await self._replace(found, month, found.told)

    async def _replace(self, found: WantsMonthLine, seen: str | None, told: str | None) -> bool:
        here = and_(timetables.c.team == found.team, timetables.c.channel == found.channel)
        unchanged = and_(here, _is_wanted(), timetables.c.month_told.is_not_distinct_from(seen))
        async with self._database.writing() as connection:
            done = await connection.execute(update(timetables).where(unchanged).values(month_told=told))
            return done.rowcount == 1


def _is_wanted() -> ColumnElement[bool]:
    return and_(timetables.c.month_line, timetables.c.stopped.is_(None))
