"""What people finished: each Done once, and on how many days of each week there was one."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.actor import Actor
from bot.domain.finished import FinishedRoutine, group_by_routine
from bot.domain.routines import slugs_of
from bot.store.database import Database
from bot.store.done_weeks import days_of_weeks
from bot.store.of_person import of_person
from bot.store.tables.of_people import dones
from bot.store.upsert import upsert


class Dones:
    """One method, one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def finish(self, actor: Actor, ref: str, steps: Sequence[str], now: datetime) -> bool:
        """Record what was finished, once for this reference; return whether it was new."""
        async with self._database.writing() as connection:
            return await record_done(connection, actor, ref, steps, now)

    async def is_counted(self, actor: Actor, ref: str) -> bool:
        """Return whether a Done was recorded for this already."""
        query = select(dones.c.ref).where(of_person(dones, actor), dones.c.ref == ref).limit(1)
        async with self._database.reading() as connection:
            return await connection.scalar(query) is not None

    async def count(self, actor: Actor, since: datetime) -> int:
        """Return how many routines a person finished since this moment."""
        query = select(func.count(dones.c.ref.distinct())).where(of_person(dones, actor), dones.c.at >= since)
        async with self._database.reading() as connection:
            return (await connection.scalar(query)) or 0

    async def finished(self, actor: Actor, since: datetime) -> list[FinishedRoutine]:
        """Return the routines that a person finished since this moment, the latest last."""
        mine = and_(of_person(dones, actor), dones.c.at >= since)
        query = select(dones.c.ref, dones.c.slug, dones.c.at).where(mine).order_by(dones.c.ref, dones.c.slug)
        async with self._database.reading() as connection:
            return group_by_routine([(ref, slug, at) for ref, slug, at in await connection.execute(query)])

    async def weeks(self, actor: Actor, since: date) -> dict[date, int]:
        """Return on how many days a person stretched in each week that has any, by its Monday, from this date on."""
        async with self._database.reading() as connection:
            return await days_of_weeks(connection, actor, since)


async def record_done(connection: AsyncConnection, actor: Actor, ref: str, steps: Sequence[str], now: datetime) -> bool:
    """Write a Done within a transaction, each exercise of these steps once; return whether it was new.

    Who says Done again for the same reference has done no more, not even if they name other steps.
    """
    if await connection.scalar(select(dones.c.ref).where(of_person(dones, actor), dones.c.ref == ref).limit(1)):
        return False
    rows = [{"team": actor.team, "user": actor.user, "ref": ref, "slug": slug, "at": now} for slug in slugs_of(steps)]
    written = [await upsert(connection, dones, row) for row in rows]
    return any(written)
