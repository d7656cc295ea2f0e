"""What stays of finished stretches when their details are deleted: on how many days of each week somebody stretched."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import and_, case, delete, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.actor import Actor
from bot.domain.finished import days_by_week
from bot.domain.local_time import day_start, load_zone
from bot.store.database import Database
from bot.store.of_person import of_person
from bot.store.tables.of_people import done_weeks, dones, people
from bot.store.upsert import dialect_insert

PEOPLE_AT_ONCE = 20
"""So many share a transaction: few enough that it is short, enough that there are not many."""
DAYS_A_WEEK = 7
EARLIEST_DAY = timedelta(hours=14)
"""So long before UTC a day may begin (Pacific/Kiritimati)."""
KEY = (dones.c.team, dones.c.user)
Zoned = tuple[Actor, str]
"""Somebody, and the zone in which their days begin."""


async def fold_dones(database: Database, before: datetime) -> int:
    """Turn what was finished on days that were over by this moment into counts of days; return how much it was.

    Each person's rows are counted as they are deleted, in one transaction: once, whoever else does it meanwhile.
    """
    folded, last = 0, Actor("", "")
    while some := await _people_after(database, last, before):
        async with database.writing() as connection:
            for actor, zone in some:
                folded += await _fold_person(connection, actor, zone, day_start(before, zone))
        last = some[-1][0]
    return folded


async def days_of_weeks(connection: AsyncConnection, actor: Actor, since: date) -> dict[date, int]:
    """Return on how many days a person stretched in each week that has any, by its Monday, from this date on."""
    counted = and_(of_person(done_weeks, actor), done_weeks.c.week >= since.isoformat())
    rows = (await connection.execute(select(done_weeks.c.week, done_weeks.c.days).where(counted))).all()
    begins_somewhere = datetime.combine(since, time(), UTC) - EARLIEST_DAY
    mine = and_(of_person(dones, actor), dones.c.at >= begins_somewhere)
    moments = (await connection.scalars(select(dones.c.at).where(mine))).all()
    theirs = select(people.c.zone).where(of_person(people, actor))
    recent = days_by_week(moments, _known(await connection.scalar(theirs)))
    old = {date.fromisoformat(row.week): row.days for row in rows}
    return {week: days for week, days in sorted(_added(old, recent).items()) if week >= since}


def _added(old: Mapping[date, int], recent: Mapping[date, int]) -> dict[date, int]:
    return {week: min(old.get(week, 0) + recent.get(week, 0), DAYS_A_WEEK) for week in {*old, *recent}}


async def _people_after(database: Database, last: Actor, before: datetime) -> Sequence[Zoned]:
    """Return the next people who finished something before this moment, in order."""
    same = and_(people.c.team == dones.c.team, people.c.user == dones.c.user)
    old = and_(dones.c.at < before, tuple_(*KEY) > tuple_(last.team, last.user))
    query = select(*KEY, people.c.zone).select_from(dones).outerjoin(people, same).where(old).distinct()
    async with database.reading() as connection:
        rows = (await connection.execute(query.order_by(*KEY).limit(PEOPLE_AT_ONCE))).all()
        return [(Actor(row.team, row.user), _known(row.zone)) for row in rows]


async def _fold_person(connection: AsyncConnection, actor: Actor, zone: str, before: datetime) -> int:
    old = and_(of_person(dones, actor), dones.c.at < before)
    moments = (await connection.scalars(delete(dones).where(old).returning(dones.c.at))).all()
    weeks = days_by_week(moments, zone)
    if weeks:
        insert = dialect_insert(connection, done_weeks)
        days = done_weeks.c.days + insert.excluded.days
        changed = {"days": case((days > DAYS_A_WEEK, DAYS_A_WEEK), else_=days)}
        added = insert.on_conflict_do_update(index_elements=list(done_weeks.primary_key), set_=changed)
        await connection.execute(added, [_row(actor, week, days) for week, days in weeks.items()])
    return len(moments)


def _row(actor: Actor, week: date, days: int) -> dict[str, str | int]:
    return {"team": actor.team, "user": actor.user, "week": week.isoformat(), "days": days}


def _known(zone: str | None) -> str:
    """Return a stored zone, or UTC where none is stored or it exists no longer."""
    try:
        return load_zone(zone or "UTC").key
    except ValueError:
        return "UTC"
