"""Timetables that are not looked up by their channel: those of breaks, of a person, of a workspace, and all of them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, exists, or_, select

from bot.domain.actor import Actor
from bot.domain.breaks import ChannelTimetable
from bot.store.database import Database
from bot.store.tables.of_breaks import breaks, joins, timetables
from bot.store.timetable_rows import is_on, readable_timetable, timetable_from_row

SEEN_FOR = timedelta(days=30)
"""How long somebody who used a private channel is taken to be in it."""


class TimetableLookups:
    """One method, one query."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of_breaks(self, ids: Sequence[str]) -> dict[str, ChannelTimetable]:
        """Return the timetables of the channels of these breaks, by break; what cannot be read is left out."""
        here = and_(breaks.c.team == timetables.c.team, breaks.c.channel == timetables.c.channel, ~breaks.c.personal)
        query = select(breaks.c.id, timetables).join(timetables, here).where(breaks.c.id.in_(ids), is_on())
        async with self._database.reading() as connection:
            found = [(row["id"], readable_timetable(row)) for row in (await connection.execute(query)).mappings()]
        return {id: timetable for id, timetable in found if timetable}

    async def latest_owner(self, team: str) -> str | None:
        """Return who set up a channel's breaks in this workspace last; None if nobody is known to have."""
        theirs = and_(timetables.c.team == team, ~timetables.c.personal, timetables.c.set_by != "", is_on())
        query = select(timetables.c.set_by).where(theirs).order_by(timetables.c.set_at.desc()).limit(1)
        async with self._database.reading() as connection:
            return await connection.scalar(query)

    async def list_for_person(self, actor: Actor, now: datetime) -> list[ChannelTimetable]:
        """Return the channels' timetables that this person set up, or whose breaks they joined, the next break first.

        A channel that is not known to be public is left out if they have done neither for a month: they may no longer
        be in it.
        """
        lately = now - SEEN_FOR
        joined = exists().where(
            joins.c.team == actor.team,
            joins.c.user == actor.user,
            joins.c.break_id == breaks.c.id,
            breaks.c.team == actor.team,
            breaks.c.channel == timetables.c.channel,
        )
        was_set_up = timetables.c.set_by == actor.user
        lately_used = or_(and_(was_set_up, timetables.c.set_at > lately), joined.where(joins.c.joined_at > lately))
        may_see = or_(timetables.c.is_public, lately_used)
        is_theirs = and_(~timetables.c.personal, or_(was_set_up, joined), may_see)
        theirs = and_(timetables.c.team == actor.team, is_on(), is_theirs)
        query = select(timetables).where(theirs).order_by(timetables.c.next_at.is_(None), timetables.c.next_at)
        async with self._database.reading() as connection:
            return [timetable_from_row(row) for row in (await connection.execute(query)).mappings()]

    async def list_running(self) -> list[ChannelTimetable]:
        """Return the timetables of all workspaces that are not stopped; one that cannot be read is left out."""
        query = select(timetables).where(timetables.c.stopped.is_(None))
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).mappings().all()
        return [found for row in rows if (found := readable_timetable(row))]
