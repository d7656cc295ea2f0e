"""The breaks and who joined them."""

from datetime import datetime
from typing import Any

from sqlalchemy import and_, select

from bot.domain.breaks import Break
from bot.store.database import Database
from bot.store.tables import breaks

FIELDS = ("id", "team", "channel", "slot", "due_at", "state", "set_by", "ts", "posted_at", "closes_at", "trouble")


class Breaks:
    """One method, one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, team: str, id: str) -> Break | None:
        """Return a break of this workspace."""
        async with self._database.reading() as connection:
            row = (await connection.execute(select(breaks).where(breaks.c.team == team, breaks.c.id == id))).mappings()
            found = row.first()
            return read(found) if found else None

    async def last_missed(self, team: str, channel: str, since: datetime) -> Break | None:
        """Return the latest break of a channel that did not take place since this moment, or may not have."""
        lost = breaks.c.state.in_(("missed", "failed", "unknown"))
        here = and_(breaks.c.team == team, breaks.c.channel == channel, breaks.c.due_at >= since, lost)
        query = select(breaks).where(here).order_by(breaks.c.due_at.desc()).limit(1)
        async with self._database.reading() as connection:
            found = (await connection.execute(query)).mappings().first()
            return read(found) if found else None


def read(row: Any) -> Break:
    """Read a row."""
    return Break(slugs=tuple(row["slugs"]), **{name: row[name] for name in FIELDS})
