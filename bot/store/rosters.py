"""The rosters of breaks: who is in, and who is done."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Table, and_, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.actor import Actor
from bot.domain.breaks import OPEN, Break
from bot.domain.guide import ACTIVE
from bot.domain.roster import Roster
from bot.store.break_rows import break_from_row
from bot.store.counted_only import is_unnamed, with_preferences
from bot.store.database import Database
from bot.store.dones import record_done
from bot.store.of_person import of_person
from bot.store.tables.of_breaks import breaks, joins, reminders
from bot.store.tables.of_people import sessions
from bot.store.upsert import upsert


class Rosters:
    """One method, one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, id: str) -> Roster:
        """Return who is in, in the order in which they came."""
        async with self._database.reading() as connection:
            return (await rosters_of(connection, [id]))[id]

    async def open_for(self, actor: Actor) -> list[Break]:
        """Return the open breaks that a person is in."""
        mine = and_(of_person(joins, actor), breaks.c.state.in_(OPEN))
        async with self._database.reading() as connection:
            rows = await connection.execute(select(breaks).join(joins).where(mine).order_by(breaks.c.due_at))
            return [break_from_row(row) for row in rows.mappings()]

    async def join(self, break_: Break, user: str, now: datetime) -> bool:
        """Put somebody on the roster, once; return whether they are new on it. They need no reminder any more."""
        async with self._database.writing() as connection:
            return await _join(connection, break_, user, now)

    async def leave(self, break_: Break, user: str, unless_guided: bool = False, keep_reminder: bool = False) -> bool:
        """Take somebody off the roster who is not done; return whether they were on it. They are not reminded.

        `unless_guided`: not if a guide of this break is open for them. `keep_reminder`: they are, if they wanted to be.
        """
        mine = delete(joins).where(_mine(joins, break_, user), joins.c.done_at.is_(None))
        if unless_guided:
            guides = select(sessions.c.id).where(_mine(sessions, break_, user), sessions.c.state.in_(ACTIVE))
            mine = mine.where(~guides.exists())
        async with self._database.writing() as connection:
            if not keep_reminder:
                await connection.execute(delete(reminders).where(_mine(reminders, break_, user)))
            return (await connection.execute(mine)).rowcount == 1

    async def finish(self, break_: Break, user: str, now: datetime, steps: Sequence[str] = ()) -> bool:
        """Put somebody on the roster for good, and record Done for their week, both or neither; return as `join`.

        `steps`: what they did, if that is not what the break is.
        """
        async with self._database.writing() as connection:
            new = await _join(connection, break_, user, now)
            done = update(joins).where(_mine(joins, break_, user), joins.c.done_at.is_(None)).values(done_at=now)
            await connection.execute(done)
            await record_done(connection, Actor(break_.team, user), break_.id, steps or break_.slugs, now)
            return new


async def rosters_of(connection: AsyncConnection, ids: Sequence[str]) -> dict[str, Roster]:
    """Return the rosters of these breaks, within a transaction."""
    people: dict[str, list[str]] = {id: [] for id in ids}
    counted_only = Counter[str]()
    query = select(joins.c.break_id, joins.c.user, is_unnamed()).select_from(with_preferences(joins))
    query = query.where(joins.c.break_id.in_(ids)).order_by(joins.c.joined_at, joins.c.user)
    for id, user, counts_only in await connection.execute(query):
        if counts_only:
            counted_only[id] += 1
        else:
            people[id].append(user)
    return {id: Roster(tuple(users), counted_only[id]) for id, users in people.items()}


async def _join(connection: AsyncConnection, break_: Break, user: str, now: datetime) -> bool:
    await connection.execute(delete(reminders).where(_mine(reminders, break_, user)))
    row = {"break_id": break_.id, "user": user, "team": break_.team, "joined_at": now}
    return await upsert(connection, joins, row)


def _mine(table: Table, break_: Break, user: str) -> ColumnElement[bool]:
    return and_(table.c.team == break_.team, table.c.break_id == break_.id, table.c.user == user)
