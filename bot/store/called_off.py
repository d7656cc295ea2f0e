"""Breaks that are called off, since their channel's timetable was paused or turned off before they were posted."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, exists, or_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.breaks import MANUAL_PREFIX
from bot.store.tables.of_breaks import CANCELLED, breaks, timetables

IS_WAITING = breaks.c.state == "waiting"


async def call_off_waiting(connection: AsyncConnection, team: str, channel: str) -> None:
    """Record the waiting breaks of this channel as missed; of a person's reminders those, too, that are claimed.

    A claimed one may wait for its turn: without this it would come after somebody was told that they are off.
    """
    here = and_(breaks.c.team == team, breaks.c.channel == channel)
    await _call_off(connection, here, IS_WAITING | and_(breaks.c.state == "claimed", breaks.c.personal))


async def call_off_requeued(connection: AsyncConnection, ids: Collection[str]) -> None:
    """Record those of these breaks as missed that wait again after their timetable was paused or turned off.

    They were claimed at that moment, so that they did not wait yet. What somebody asked for at once has no timetable.
    """
    if ids:
        is_manual = breaks.c.slot.startswith(MANUAL_PREFIX, autoescape=True)
        await _call_off(connection, and_(breaks.c.id.in_(ids), ~is_manual, ~_goes_on()), IS_WAITING)


def _goes_on() -> ColumnElement[bool]:
    not_paused = or_(timetables.c.paused_until.is_(None), timetables.c.paused_until <= breaks.c.again_at)
    here = and_(timetables.c.team == breaks.c.team, timetables.c.channel == breaks.c.channel)
    return exists().where(here, timetables.c.stopped.is_(None), not_paused)


async def _call_off(connection: AsyncConnection, which: ColumnElement[bool], state: ColumnElement[bool]) -> None:
    await connection.execute(update(breaks).where(state, which).values(state="missed", trouble=CANCELLED))
