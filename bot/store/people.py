"""What is remembered of a person: the first-use note, their zone, what they were shown and what they finished."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Table,
    and_,
    bindparam,
    delete,
    func,
    literal,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.safety import DAY, Done, History
from bot.store.database import Database
from bot.store.tables import breaks, dones, joins, people, sessions, shown, timetables, workspaces

ZONE_KEPT = timedelta(days=7)
SILENCE_KEPT = timedelta(hours=1)
"""How long a zone from a Slack profile is trusted before it is asked for again; and that Slack did not tell."""


def _of(table: Table, what: str, slug: ColumnElement[str], at: ColumnElement[datetime]) -> Select[str, str, datetime]:
    return select(literal(what), slug, at).where(table.c.team == bindparam("team"), table.c.user == bindparam("user"))


PAST = union_all(
    _of(people, "noted", literal(""), people.c.noted_at),
    _of(shown, "seen", shown.c.slug, shown.c.at),
    _of(dones, "done", dones.c.slug, dones.c.at).where(dones.c.at > bindparam("since")),
)


class People:
    """One method, one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def history(self, team: str, user: str, now: datetime) -> History:
        """Return what is known of a person before they are shown something, in one question."""
        asked = {"team": team, "user": user, "since": now - DAY}
        async with self._database.reading() as connection:
            rows: list[Any] = [tuple(row) for row in await connection.execute(PAST, asked) if row[2]]
        rows.sort(key=lambda row: row[2])
        return History(
            seen=tuple(slug for what, slug, _ in reversed(rows) if what == "seen"),
            recent=tuple(Done(slug, at) for what, slug, at in rows if what == "done"),
            noted=any(what == "noted" for what, *_ in rows),
        )

    async def show(self, team: str, user: str, slug: str, now: datetime, noted: bool = False) -> None:
        """Remember that this exercise was shown, and perhaps that the first-use note came with it."""
        async with self._database.writing() as connection:
            await put(connection, shown, {"team": team, "user": user, "slug": slug, "at": now}, change=("at",))
            if noted:
                await _note(connection, team, user, now)

    async def note(self, team: str, user: str, now: datetime) -> bool:
        """Remember that the first-use note was shown; return True if it had not been."""
        query = select(people.c.noted_at).where(_mine(people, team, user))
        async with self._database.reading() as connection:
            if await connection.scalar(query):
                return False
        async with self._database.writing() as connection:
            return await _note(connection, team, user, now)

    async def finish(self, team: str, user: str, ref: str, slugs: Sequence[str], now: datetime) -> bool:
        """Record what was finished, once for this reference; return whether it was new."""
        async with self._database.writing() as connection:
            return await record_done(connection, team, user, ref, slugs, now)

    async def counted(self, team: str, user: str, ref: str) -> bool:
        """Return whether a Done was recorded for this already."""
        query = select(dones.c.ref).where(_mine(dones, team, user), dones.c.ref == ref).limit(1)
        async with self._database.reading() as connection:
            return await connection.scalar(query) is not None

    async def count(self, team: str, user: str, since: datetime) -> int:
        """Return how many routines a person finished since this moment."""
        query = select(func.count(dones.c.ref.distinct())).where(_mine(dones, team, user), dones.c.at >= since)
        async with self._database.reading() as connection:
            return (await connection.scalar(query)) or 0

    async def zone(self, team: str, user: str, now: datetime) -> str | None:
        """Return the person's zone, "" if Slack did not tell it lately, None if it should be asked for."""
        told = or_(and_(people.c.zone != "", people.c.zone_at > now - ZONE_KEPT), people.c.zone_at > now - SILENCE_KEPT)
        async with self._database.reading() as connection:
            return await connection.scalar(select(people.c.zone).where(_mine(people, team, user), told))

    async def learn_zone(self, team: str, user: str, zone: str, now: datetime) -> None:
        """Remember the zone of a person's Slack profile, or "" that Slack does not tell it."""
        async with self._database.writing() as connection:
            row = {"team": team, "user": user, "zone": zone, "zone_at": now}
            await put(connection, people, row, change=("zone", "zone_at"))

    async def forget(self, team: str, user: str) -> None:
        """Delete everything that is stored about a person; breaks that they set up go on, unsigned."""
        async with self._database.writing() as connection:
            for table in (people, shown, dones, sessions, joins):
                await connection.execute(delete(table).where(_mine(table, team, user)))
            for table in (timetables, breaks):
                signed = and_(table.c.team == team, table.c.set_by == user)
                await connection.execute(update(table).where(signed).values(set_by=""))

    async def forget_team(self, team: str) -> None:
        """Delete everything of a workspace that took the bot out."""
        async with self._database.writing() as connection:
            for table in (joins, breaks, people, shown, dones, sessions, timetables, workspaces):
                await connection.execute(delete(table).where(table.c.team == team))


async def _note(connection: AsyncConnection, team: str, user: str, now: datetime) -> bool:
    await put(connection, people, {"team": team, "user": user})
    unnoted = and_(_mine(people, team, user), people.c.noted_at.is_(None))
    return (await connection.execute(update(people).where(unnoted).values(noted_at=now))).rowcount == 1


async def record_done(
    connection: AsyncConnection, team: str, user: str, ref: str, slugs: Sequence[str], now: datetime
) -> bool:
    """Write a Done within a transaction; return whether it was new."""
    rows = [{"team": team, "user": user, "ref": ref, "slug": slug, "at": now} for slug in dict.fromkeys(slugs)]
    written = [await put(connection, dones, row) for row in rows]
    return any(written)


async def put(connection: AsyncConnection, table: Table, row: dict[str, object], change: Sequence[str] = ()) -> bool:
    """Insert a row, or change these columns of the one that is there; return whether it was new or changed."""
    insert = (postgres_insert if connection.dialect.name == "postgresql" else sqlite_insert)(table).values(row)
    keys = [column.name for column in table.primary_key]
    if change:
        statement = insert.on_conflict_do_update(index_elements=keys, set_={name: row[name] for name in change})
    else:
        statement = insert.on_conflict_do_nothing(index_elements=keys)
    return (await connection.execute(statement)).rowcount == 1


def _mine(table: Table, team: str, user: str) -> ColumnElement[bool]:
    return and_(table.c.team == team, table.c.user == user)
