"""The breaks, and their end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, case, delete, func, or_, select, update

from bot.domain.actor import Actor
from bot.domain.breaks import MANUAL_PREFIX, REPEAT_SUFFIX, Break, break_id, repeat_slot_key
from bot.domain.roster import Roster
from bot.domain.routines import slug_of
from bot.store.break_rows import break_from_row
from bot.store.closing_lines import ChooseLine, with_closing_lines
from bot.store.database import Database
from bot.store.rosters import rosters_of
from bot.store.tables.of_breaks import CANCELLED, breaks

LEASE = timedelta(minutes=5)
"""A closing that is not recorded within this time is done again: its process is gone."""
KEPT_FOR = timedelta(days=90)
OVER = ("closed", "missed", "failed", "unknown")
NOT_RECORDED = ("claimed", "sending", "unknown")
REMEMBERED = 20


@dataclass(frozen=True)
class BreakDetails:
    """What a break's message shows: when this is what the store has, the message is up to date."""

    break_: Break
    roster: Roster
    again_at: datetime | None
    """When it is repeated, if it is."""


class Breaks:
    """One method, one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, team: str, id: str) -> Break | None:
        """Return a break of this workspace."""
        query = select(breaks).where(breaks.c.team == team, breaks.c.id == id)
        async with self._database.reading() as connection:
            found = (await connection.execute(query)).mappings().first()
            return break_from_row(found) if found else None

    async def details(self, some: Sequence[Break]) -> dict[str, BreakDetails]:
        """Return these breaks by id as they are now, with their rosters and when they are repeated."""
        repeats = {b.id: break_id(b.team, b.channel, repeat_slot_key(b.slot)) for b in some}
        query = select(breaks).where(breaks.c.id.in_([*repeats, *repeats.values()]))
        async with self._database.reading() as connection:
            found = {row["id"]: break_from_row(row) for row in (await connection.execute(query)).mappings()}
            rosters = await rosters_of(connection, list(repeats))
        again_at = {id: found[other].due_at for id, other in repeats.items() if other in found}
        shown = [id for id in repeats if id in found]
        return {id: BreakDetails(found[id], rosters[id], again_at.get(id)) for id in shown}

    async def answer(self, team: str, id: str, user: str, now: datetime) -> bool:
        """Record that somebody answered their private reminder, once; return whether this call did."""
        theirs = and_(breaks.c.team == team, breaks.c.id == id, breaks.c.channel == user, breaks.c.personal)
        over = case((breaks.c.state == "posted", "closed"), else_=breaks.c.state)
        answered = update(breaks).where(theirs, breaks.c.answered_at.is_(None)).values(answered_at=now, state=over)
        async with self._database.writing() as connection:
            return (await connection.execute(answered)).rowcount == 1

    async def save_lost_ts(self, break_: Break, ts: str) -> None:
        """Save the ts of a message, known from a click, whose posting was never recorded."""
        unknown = and_(breaks.c.id == break_.id, breaks.c.ts.is_(None), breaks.c.state.in_(NOT_RECORDED))
        told = update(breaks).where(unknown).values(state="posted", ts=ts, posted_at=break_.due_at)
        async with self._database.writing() as connection:
            await connection.execute(told)

    async def recent(self, team: str, channel: str) -> tuple[str, ...]:
        """Return the exercises of the last breaks of a channel, the latest first."""
        here = and_(breaks.c.team == team, breaks.c.channel == channel)
        query = select(breaks.c.slugs).where(here).order_by(breaks.c.due_at.desc()).limit(REMEMBERED)
        async with self._database.reading() as connection:
            return tuple(map(slug_of, " ".join((await connection.scalars(query)).all()).split()))

    async def asked_for(self, actor: Actor, channel: str, since: datetime) -> tuple[int, int]:
        """Return how many breaks were asked for at once since this moment in a channel, and by a person anywhere."""
        manual = and_(breaks.c.slot.startswith(MANUAL_PREFIX, autoescape=True), ~breaks.c.slot.endswith(REPEAT_SUFFIX))
        recent = and_(breaks.c.team == actor.team, breaks.c.due_at > since, manual)
        counts = [
            select(func.count()).select_from(breaks).where(recent, which)
            for which in (breaks.c.channel == channel, breaks.c.set_by == actor.user)
        ]
        async with self._database.reading() as connection:
            here, by_person = [await connection.scalar(count) or 0 for count in counts]
            return here, by_person

    async def due(self, at: datetime) -> list[Break]:
        """Return all breaks that were due at this moment."""
        query = select(breaks).where(breaks.c.due_at == at).order_by(breaks.c.team, breaks.c.channel)
        async with self._database.reading() as connection:
            return [break_from_row(row) for row in (await connection.execute(query)).mappings()]

    async def last_missed(self, team: str, channel: str, since: datetime) -> Break | None:
        """Return the latest break of a channel since this moment that was missed, failed or is unknown."""
        cancelled = func.coalesce(breaks.c.trouble, "") == CANCELLED
        lost = and_(breaks.c.state.in_(("missed", "failed", "unknown")), ~cancelled)
        here = and_(breaks.c.team == team, breaks.c.channel == channel, breaks.c.due_at >= since, lost)
        query = select(breaks).where(here).order_by(breaks.c.due_at.desc()).limit(1)
        async with self._database.reading() as connection:
            found = (await connection.execute(query)).mappings().first()
            return break_from_row(found) if found else None

    async def take_closing(self, now: datetime, limit: int, choose: ChooseLine) -> list[Break]:
        """Take breaks whose time is over, each for one process; `mark_closed` ends that. Each has its closing line."""
        due = and_(breaks.c.state == "posted", ~breaks.c.personal, breaks.c.closes_at <= now)
        left = and_(breaks.c.state == "closing", breaks.c.again_at <= now)
        some = select(breaks.c.id).where(or_(due, left)).order_by(breaks.c.closes_at).limit(limit)
        if self._database.locks_rows:
            some = some.with_for_update(skip_locked=True)
        taken = update(breaks).where(breaks.c.id.in_(some.scalar_subquery()), or_(due, left))
        async with self._database.writing() as connection:
            rows = await connection.execute(taken.values(state="closing", again_at=now + LEASE).returning(breaks))
            return await with_closing_lines(connection, [break_from_row(row) for row in rows.mappings()], choose)

    async def mark_closed(self, ids: Sequence[str]) -> None:
        """Record that the messages of these breaks show their end."""
        async with self._database.writing() as connection:
            await connection.execute(update(breaks).where(breaks.c.id.in_(ids)).values(state="closed", again_at=None))

    async def delete_expired(self, now: datetime) -> int:
        """Delete breaks, and who joined them, after ninety days, and private reminders; return how many."""
        is_over = or_(breaks.c.state.in_(OVER), and_(breaks.c.state == "posted", breaks.c.personal))
        old = and_(is_over, breaks.c.closes_at < now - KEPT_FOR)
        async with self._database.writing() as connection:
            return (await connection.execute(delete(breaks).where(old))).rowcount
