"""The timetables of the channels, and of people's private reminders: saved, paused, resumed, removed, stopped."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, delete, func, select, update
from sqlalchemy.dialects import postgresql as postgres
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import ReturningInsert

from bot.domain.breaks import ChannelTimetable
from bot.domain.month import month_of
from bot.domain.slots import Slot, next_slot
from bot.domain.timetable import UNTIL_RESUMED, Timetable
from bot.store.called_off import call_off_waiting
from bot.store.database import Database
from bot.store.tables.of_breaks import timetables
from bot.store.timetable_rows import OFF, is_on, next_columns, stopped_columns, timetable_columns, timetable_from_row

DEAD_KEPT_FOR = timedelta(days=365)


def _save(insert: postgres.Insert | sqlite.Insert) -> ReturningInsert[Any]:
    """Return the statement that sets a timetable up, or changes all of it but its recent exercises and its message."""
    key, kept_back = ["team", "channel"], {"team", "channel", "recent", "notice_ts"}
    change: dict[str, Any] = {it.name: it for it in insert.excluded if it.name not in kept_back}
    goes_on = timetables.c.month_line & insert.excluded.month_line
    change["month_told"] = case((goes_on, timetables.c.month_told), else_=insert.excluded.month_told)
    change["is_public"] = func.coalesce(insert.excluded.is_public, timetables.c.is_public)
    return insert.on_conflict_do_update(index_elements=key, set_=change).returning(timetables)


SAVE = {"postgresql": _save(postgres.insert(timetables)), "sqlite": _save(sqlite.insert(timetables))}


class Timetables:
    """One method, one transaction. The schedule is the column next_at: every change sets it anew."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def save(
        self, team: str, channel: str, timetable: Timetable, by: str, now: datetime, is_public: bool | None = None
    ) -> ChannelTimetable:
        """Save a channel's timetable; `by` is the person who set it up or changed it last, None stands for unknown."""
        row = {"team": team, "channel": channel, "set_by": by, "set_at": now, "is_public": is_public}
        row |= {"month_told": month_of(now, timetable.zone).before.key if timetable.month_line else None}
        row |= timetable_columns(timetable) | next_columns(next_slot(timetable, now)) | stopped_columns(None, None)
        async with self._database.writing() as connection:
            save = SAVE[connection.dialect.name]
            return timetable_from_row((await connection.execute(save, row | {"recent": ""})).mappings().one())

    async def get(self, team: str, channel: str) -> ChannelTimetable | None:
        """Return a channel's timetable."""
        async with self._database.reading() as connection:
            return await _find(connection, team, channel)

    async def get_off(self, team: str, channel: str) -> ChannelTimetable | None:
        """Return the timetable of a channel that was told of its breaks, and whose breaks were turned off since."""
        is_off = and_(timetables.c.stopped == OFF, timetables.c.notice_ts.is_not(None))
        query = select(timetables).where(_at(team, channel), is_off)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).mappings().first()
            return timetable_from_row(row) if row else None

    async def pause(self, team: str, channel: str, until: datetime | None, now: datetime) -> ChannelTimetable | None:
        """Pause a channel's breaks until this moment (None: until somebody resumes them); none waits any more."""
        return await self._change(team, channel, until or UNTIL_RESUMED, now, stay_stopped=True)

    async def resume(self, team: str, channel: str, now: datetime) -> ChannelTimetable | None:
        """Resume after a pause, or after posting was stopped; of a person's reminders, those before count no more."""
        return await self._change(team, channel, None, now, stay_stopped=False)

    async def remove(self, team: str, channel: str, now: datetime) -> bool:
        """Turn a channel's breaks off, or delete a person's reminders; return whether there were some."""
        values = {"set_by": "", "paused_until": None, **stopped_columns(OFF, now), **next_columns(None)}
        async with self._database.writing() as connection:
            personal = delete(timetables).where(_at(team, channel), timetables.c.personal)
            gone = update(timetables).where(_at(team, channel), is_on()).values(values)
            were = sum([(await connection.execute(statement)).rowcount for statement in (personal, gone)])
            await call_off_waiting(connection, team, channel)
            return were == 1

    async def stop(self, team: str, channel: str, why: str, now: datetime) -> bool:
        """Stop posting in a channel; return whether this call did (then somebody should be told)."""
        going_on = and_(_at(team, channel), timetables.c.stopped.is_(None))
        async with self._database.writing() as connection:
            gone = update(timetables).where(going_on).values(stopped_columns(why, now) | next_columns(None))
            return (await connection.execute(gone)).rowcount == 1

    async def notice_ts(self, team: str, channel: str) -> str | None:
        """Return the ts of the channel's message about its timetable, also after the breaks were turned off."""
        async with self._database.reading() as connection:
            return await connection.scalar(select(timetables.c.notice_ts).where(_at(team, channel)))

    async def replace_notice_ts(self, team: str, channel: str, before: str | None, ts: str) -> bool:
        """Save the ts of the channel's new message; return False if it is no longer the one `before`."""
        is_same = timetables.c.notice_ts.is_not_distinct_from(before)
        async with self._database.writing() as connection:
            replaced = update(timetables).where(_at(team, channel), is_same).values(notice_ts=ts)
            return (await connection.execute(replaced)).rowcount == 1

    async def save_whether_public(self, team: str, channel: str, is_public: bool) -> None:
        """Save whether a channel is public, where it has a timetable."""
        differs = timetables.c.is_public.is_distinct_from(is_public)
        async with self._database.writing() as connection:
            await connection.execute(update(timetables).where(_at(team, channel), differs).values(is_public=is_public))

    async def delete_expired(self, now: datetime) -> int:
        """Delete timetables that have been off, or stopped, for a year; return how many."""
        dead = and_(timetables.c.stopped.is_not(None), timetables.c.stopped_at < now - DEAD_KEPT_FOR)
        async with self._database.writing() as connection:
            return (await connection.execute(delete(timetables).where(dead))).rowcount

    async def move(self, found: ChannelTimetable, slot: Slot | None) -> bool:
        """Give a timetable another next slot, unless it was changed or claimed meanwhile; return whether it got it."""
        before = timetables.c.next_at.is_not_distinct_from(found.next.at if found.next else None)
        same = and_(_at(found.team, found.channel), timetables.c.stopped.is_(None), before)
        async with self._database.writing() as connection:
            return (await connection.execute(update(timetables).where(same).values(next_columns(slot)))).rowcount == 1

    async def _change(
        self, team: str, channel: str, paused_until: datetime | None, now: datetime, stay_stopped: bool
    ) -> ChannelTimetable | None:
        async with self._database.writing() as connection:
            found = await _find(connection, team, channel, locked=self._database.locks_rows)
            if found is None:
                return None
            changed = replace(found.timetable, paused_until=paused_until)
            if paused_until:
                await call_off_waiting(connection, team, channel)
            is_stopped = stay_stopped and found.stopped is not None
            row = timetable_columns(changed) | next_columns(None if is_stopped else next_slot(changed, now))
            row |= {} if is_stopped else stopped_columns(None, None)
            row |= {"set_at": now} if found.personal and not paused_until else {}
            await connection.execute(update(timetables).where(_at(team, channel)).values(row))
            return await _found(connection, team, channel)


def _at(team: str, channel: str) -> ColumnElement[bool]:
    return and_(timetables.c.team == team, timetables.c.channel == channel)


async def _find(connection: AsyncConnection, team: str, channel: str, locked: bool = False) -> ChannelTimetable | None:
    """Return a timetable that is on; nobody else changes or deletes it then, if it is `locked`."""
    query = select(timetables).where(_at(team, channel), is_on())
    row = (await connection.execute(query.with_for_update() if locked else query)).mappings().first()
    return timetable_from_row(row) if row else None


async def _found(connection: AsyncConnection, team: str, channel: str) -> ChannelTimetable:
    return timetable_from_row((await connection.execute(select(timetables).where(_at(team, channel)))).mappings().one())
