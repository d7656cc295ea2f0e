"""Abandoned claims: breaks that nobody will post, since their process is gone or never heard of its claim."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.breaks import IN_FLIGHT, Break
from bot.store.break_rows import break_from_row
from bot.store.called_off import call_off_requeued
from bot.store.database import Database
from bot.store.outcomes import IS_HELD
from bot.store.tables.of_breaks import breaks

DEAD_AFTER = timedelta(minutes=15)
"""No living process keeps a claim for so long: breaks are posted within ten minutes, or not at all."""


@dataclass(frozen=True)
class Recovered:
    """Breaks that were held by nobody: given back to be posted, and lost in the call."""

    back: Sequence[Break]
    lost: Sequence[Break]


class AbandonedClaims:
    """One method, one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def recover(self, process: str, now: datetime, known: Collection[str]) -> Recovered:
        """Recover what nobody will post: it is given back, or lost if the call for it had begun.

        Given back are claims of dead processes, and those of this one that it never received (not in `known`: the
        connection broke during the claim). A process that was only cut off from the database finds that it has lost
        its claims, and still records the outcomes of its calls.
        """
        unheard = and_(breaks.c.claimed_by == process, breaks.c.id.not_in(known))
        theirs = and_(IS_HELD, breaks.c.claimed_by != process)
        async with self._database.writing() as connection:
            abandoned = await self._abandoned(connection, now) if await _any(connection, theirs) else false()
            dead = and_(breaks.c.claimed_by != process, abandoned)
            called, not_called = and_(breaks.c.state == "sending", dead), breaks.c.state == "claimed"
            lost = await _update(connection, called, state="unknown", trouble=IN_FLIGHT)
            waits = {"state": "waiting", "again_at": now, "claimed_by": None}
            back = await _update(connection, and_(not_called, or_(unheard, dead)), **waits)
            await call_off_requeued(connection, [each.id for each in back])
        return Recovered(back, lost)

    async def _abandoned(self, connection: AsyncConnection, now: datetime) -> ColumnElement[bool]:
        alive = await self._living_processes(connection)
        return or_(breaks.c.claimed_by.not_in(alive), breaks.c.claimed_at < now - DEAD_AFTER)

    async def _living_processes(self, connection: AsyncConnection) -> list[str]:
        """Return the processes that hold a connection; SQLite's file belongs to one process."""
        if not self._database.locks_rows:
            return []
        names = text("SELECT DISTINCT application_name FROM pg_stat_activity WHERE datname = current_database()")
        return [name for name in (await connection.scalars(names)).all() if name]


async def _any(connection: AsyncConnection, which: ColumnElement[bool]) -> bool:
    return bool(await connection.scalar(select(breaks.c.id).where(which).limit(1)))


async def _update(connection: AsyncConnection, which: ColumnElement[bool], **values: Any) -> list[Break]:
    """Update breaks; return them as they are then."""
    rows = await connection.execute(update(breaks).where(which).values(values).returning(breaks))
    return [break_from_row(row) for row in rows.mappings()]
