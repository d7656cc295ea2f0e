"""How finished stretches felt, as their person said: better, the same or worse."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.actor import Actor
from bot.domain.feelings import HIDDEN_AFTER, Felt
from bot.store.database import Database
from bot.store.of_person import of_person
from bot.store.tables.of_people import dones, feelings, hidden
from bot.store.upsert import upsert_many


@dataclass(frozen=True)
class Answered:
    """What an answer was about, and how often its exercise felt worse by now."""

    slugs: tuple[str, ...]
    times_worse: int = 0
    """Only of an exercise that was done alone: of a routine nobody knows which one it was."""


NOT_DONE = Answered(())


class Feelings:
    """One method, one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def record(self, actor: Actor, ref: str, felt: Felt, now: datetime) -> Answered:
        """Record how what was finished under this reference felt; what was said before is changed.

        An exercise that, done alone, felt worse so often is hidden then, both or neither.
        """
        finished = and_(of_person(dones, actor), dones.c.ref == ref)
        query = select(dones.c.slug).where(finished).order_by(dones.c.slug)
        if self._database.locks_rows:
            query = query.with_for_update()  # whoever deletes their data meanwhile deletes this, too
        async with self._database.writing() as connection:
            slugs = tuple(await connection.scalars(query))
            said = {"team": actor.team, "user": actor.user, "ref": ref, "felt": felt, "at": now}
            await upsert_many(connection, feelings, [said | {"slug": slug} for slug in slugs], change=("felt", "at"))
            answered = Answered(slugs, await _times_worse(connection, actor, slugs)) if slugs else NOT_DONE
            if felt == "worse" and answered.times_worse >= HIDDEN_AFTER:
                found = [{"team": actor.team, "user": actor.user, "slug": slug, "at": now} for slug in slugs]
                await upsert_many(connection, hidden, found, change=("at",))
            return answered

    async def is_answered(self, actor: Actor, ref: str) -> bool:
        """Return whether the person said how what was finished under this reference felt."""
        query = select(feelings.c.felt).where(of_person(feelings, actor), feelings.c.ref == ref).limit(1)
        async with self._database.reading() as connection:
            return await connection.scalar(query) is not None

    async def slugs(self, actor: Actor, ref: str) -> tuple[str, ...]:
        """Return what was finished under this reference."""
        finished = and_(of_person(dones, actor), dones.c.ref == ref)
        async with self._database.reading() as connection:
            return tuple(await connection.scalars(select(dones.c.slug).where(finished).order_by(dones.c.slug)))


def was_alone() -> ColumnElement[bool]:
    """Return whether what such a row is about was done without others."""
    other = feelings.alias()
    same = and_(other.c.team == feelings.c.team, other.c.user == feelings.c.user, other.c.ref == feelings.c.ref)
    return ~select(other.c.slug).where(same, other.c.slug != feelings.c.slug).exists()


async def _times_worse(connection: AsyncConnection, actor: Actor, slugs: Sequence[str]) -> int:
    """Return how often an exercise felt worse where it was done alone; 0 for more than one."""
    if len(slugs) != 1:
        return 0
    worse = and_(of_person(feelings, actor), feelings.c.felt == "worse")
    query = select(func.count()).select_from(feelings).where(worse, feelings.c.slug == slugs[0], was_alone())
    return int(await connection.scalar(query) or 0)
