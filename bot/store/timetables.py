"""The timetables of the channels: set up, paused, resumed, taken away, given up."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, or_, select, update
from sqlalchemy.dialects import postgresql as postgres
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import ReturningInsert

from bot.domain.breaks import ChannelTimetable
from bot.domain.timetable import UNTIL_RESUMED, Slot, Timetable, next_slot
from bot.store.database import Database
from bot.store.tables import breaks, joins, timetables


def _put(insert: postgres.Insert | sqlite.Insert) -> ReturningInsert[Any]:
    """Return the statement that sets a timetable up, or changes all of it but its recent exercises."""
    key, kept_back = ["team", "channel"], {"team", "channel", "recent"}
    change = {column.name: column for column in insert.excluded if column.name not in kept_back}
    return insert.on_conflict_do_update(index_elements=key, set_=change).returning(timetables)


PUT = {"postgresql": _put(postgres.insert(timetables)), "sqlite": _put(sqlite.insert(timetables))}


class Timetables:
    """One method, one transaction. The schedule is the column next_at: every change sets it anew."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, team: str, channel: str, timetable: Timetable, by: str, now: datetime) -> ChannelTimetable:
        """Set a channel's breaks up, or change them; whoever did so last signs them."""
        row = {"team": team, "channel": channel, "set_by": by, "set_at": now, "stopped": None}
        row |= timetable_columns(timetable) | next_columns(next_slot(timetable, now))
        async with self._database.writing() as connection:
            put = PUT[connection.dialect.name]
            return kept((await connection.execute(put, row | {"recent": ""})).mappings().one())

    async def get(self, team: str, channel: str) -> ChannelTimetable | None:
        """Return a channel's timetable."""
        async with self._database.reading() as connection:
            return await _find(connection, team, channel)

    async def pause(self, team: str, channel: str, until: datetime | None, now: datetime) -> ChannelTimetable | None:
        """Pause a channel's breaks until this moment (None: until somebody resumes them); none waits any more."""
        return await self._change(team, channel, until or UNTIL_RESUMED, now, stay_stopped=True)

    async def resume(self, team: str, channel: str, now: datetime) -> ChannelTimetable | None:
        """Go on after a pause, or after posting was given up."""
        return await self._change(team, channel, None, now, stay_stopped=False)

    async def remove(self, team: str, channel: str) -> bool:
        """Take a channel's breaks away; return whether it had any."""
        async with self._database.writing() as connection:
            await _call_off(connection, team, channel)
            return (await connection.execute(delete(timetables).where(_at(team, channel)))).rowcount == 1

    async def stop(self, team: str, channel: str, why: str) -> bool:
        """Give up posting in a channel; return whether this call did (then somebody should be told)."""
        going_on = and_(_at(team, channel), timetables.c.stopped.is_(None))
        async with self._database.writing() as connection:
            gone = update(timetables).where(going_on).values(stopped=why, **next_columns(None))
            return (await connection.execute(gone)).rowcount == 1

    async def set_by_person(self, team: str, user: str) -> list[ChannelTimetable]:
        """Return the timetables that this person set up, or whose breaks they joined, the next break first."""
        joined = exists().where(
            joins.c.team == team, joins.c.user == user, joins.c.break_id == breaks.c.id,
            breaks.c.team == team, breaks.c.channel == timetables.c.channel,
        )  # fmt: skip
        theirs = and_(timetables.c.team == team, or_(timetables.c.set_by == user, joined))
        query = select(timetables).where(theirs).order_by(timetables.c.next_at.is_(None), timetables.c.next_at)
        async with self._database.reading() as connection:
            return [kept(row) for row in (await connection.execute(query)).mappings()]

    async def _change(
        self, team: str, channel: str, paused_until: datetime | None, now: datetime, stay_stopped: bool
    ) -> ChannelTimetable | None:
        async with self._database.writing() as connection:
            found = await _find(connection, team, channel)
            if found is None:
                return None
            changed = replace(found.timetable, paused_until=paused_until)
            if paused_until:
                await _call_off(connection, team, channel)
            stopped = found.stopped if stay_stopped else None
            row = timetable_columns(changed) | next_columns(None if stopped else next_slot(changed, now))
            await connection.execute(update(timetables).where(_at(team, channel)).values(row | {"stopped": stopped}))
            return await _found(connection, team, channel)


def next_columns(slot: Slot | None) -> dict[str, object]:
    """Return the columns that say when the next break is."""
    return {
        "next_at": slot.at if slot else None,
        "next_slot": slot.local.isoformat(timespec="minutes") if slot else None,
    }


def timetable_columns(timetable: Timetable) -> dict[str, object]:
    """Return the columns that hold a timetable."""
    return {
        "days": "".join(str(day) for day in sorted(timetable.days)),
        "times": " ".join(at.isoformat(timespec="minutes") for at in timetable.times),
        "zone": timetable.zone,
        "area": timetable.area,
        "seated": timetable.seated,
        "skip": " ".join(day.isoformat() for day in sorted(timetable.skip)),
        "country": timetable.country,
        "paused_until": timetable.paused_until,
    }


def kept(row: Any) -> ChannelTimetable:
    """Read a row."""
    slot = Slot(datetime.fromisoformat(row["next_slot"]), row["next_at"]) if row["next_at"] else None
    timetable = Timetable(
        days=frozenset(int(day) for day in row["days"]),
        times=tuple(time.fromisoformat(at) for at in row["times"].split()),
        zone=row["zone"],
        area=row["area"],
        seated=row["seated"],
        skip=frozenset(date.fromisoformat(day) for day in row["skip"].split()),
        country=row["country"],
        paused_until=row["paused_until"],
    )
    who = {name: row[name] for name in ("team", "channel", "set_by", "set_at", "stopped")}
    return ChannelTimetable(**who, timetable=timetable, next=slot, recent=tuple(row["recent"].split()))


def _at(team: str, channel: str) -> ColumnElement[bool]:
    return and_(timetables.c.team == team, timetables.c.channel == channel)


async def _call_off(connection: AsyncConnection, team: str, channel: str) -> None:
    """Let no break of this channel wait any more."""
    waits = and_(breaks.c.team == team, breaks.c.channel == channel, breaks.c.state == "waiting")
    await connection.execute(update(breaks).where(waits).values(state="missed", trouble="called off"))


async def _find(connection: AsyncConnection, team: str, channel: str) -> ChannelTimetable | None:
    row = (await connection.execute(select(timetables).where(_at(team, channel)))).mappings().first()
    return kept(row) if row else None


async def _found(connection: AsyncConnection, team: str, channel: str) -> ChannelTimetable:
    return kept((await connection.execute(select(timetables).where(_at(team, channel)))).mappings().one())
