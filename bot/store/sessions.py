"""Sessions of the guide, moved by compare-and-set."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, insert, or_, select, true, update

from bot.domain.actor import Actor
from bot.domain.guide import ACTIVE, OFFERED_FOR, Session
from bot.store.database import Database
from bot.store.dones import record_done
from bot.store.of_person import of_person
from bot.store.tables.of_people import sessions

LISTS = ("slugs", "held", "swapped")
"""The columns that are lists."""


class Sessions:
    """One method, one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, session: Session) -> None:
        """Insert a new session."""
        async with self._database.writing() as connection:
            await connection.execute(insert(sessions).values(_row(session)))

    async def find(self, actor: Actor, id: str) -> Session | None:
        """Return a person's own session."""
        return await self._one(of_person(sessions, actor), sessions.c.id == id)

    async def last(self, actor: Actor, now: datetime) -> Session | None:
        """Return the latest session that the person left and may go on with."""
        begun = and_(of_person(sessions, actor), sessions.c.position > 0)
        found = await self._one(begun, newest_first=True)
        return found if found and found.resumable(now) else None

    async def begun(self, actor: Actor, break_id: str) -> Session | None:
        """Return the latest session that the person opened from this break."""
        from_break = or_(sessions.c.break_id == break_id, sessions.c.ref == break_id)
        return await self._one(of_person(sessions, actor), from_break, newest_first=True)

    async def compare_and_set(self, seen: Session, moved: Session) -> bool:
        """Move a session if nobody has since it was seen; return whether this call did."""
        theirs = and_(sessions.c.team == seen.team, sessions.c.id == seen.id, sessions.c.step == seen.step)
        async with self._database.writing() as connection:
            done = await connection.execute(update(sessions).where(theirs).values(_row(moved)))
            return done.rowcount == 1

    async def finish(self, seen: Session, done: Session, now: datetime) -> bool:
        """Close a session with Done and record it, both or neither; return whether the Done was new."""
        mine = and_(sessions.c.team == seen.team, sessions.c.id == seen.id)
        async with self._database.writing() as connection:
            await connection.execute(update(sessions).where(mine).values(_row(done)))
            return await record_done(connection, seen.actor, seen.ref, seen.slugs, now)

    async def finished_from_card(self, actor: Actor, ref: str) -> Session | None:
        """Return the latest session closed with Done that was opened from this card, if its end changes the card."""
        finished = and_(of_person(sessions, actor), sessions.c.ref == ref, sessions.c.state == "done")
        return await self._one(finished, sessions.c.response_url.is_not(None), newest_first=True)

    async def detach_card(self, actor: Actor, ref: str) -> None:
        """Let the end of a session leave the card alone that it was opened from: its message shows something else."""
        mine = and_(of_person(sessions, actor), sessions.c.ref == ref, sessions.c.response_url.is_not(None))
        async with self._database.writing() as connection:
            await connection.execute(update(sessions).where(mine).values(response_url=None))

    async def close_others(self, newest: Session) -> None:
        """Close a person's other sessions: one at a time is enough."""
        mine = and_(of_person(sessions, newest.actor), sessions.c.id != newest.id)
        is_active = sessions.c.state.in_(ACTIVE)
        left = {"state": "closed", "ends_at": None, "step": sessions.c.step + 1}
        async with self._database.writing() as connection:
            await connection.execute(update(sessions).where(mine, is_active).values(left))

    async def running(self, until: datetime | None = None) -> list[Session]:
        """Return the sessions whose time runs, or only those whose time was up by this moment."""
        due = sessions.c.ends_at <= until if until else true()
        query = select(sessions).where(_is_running(), due)
        async with self._database.reading() as connection:
            return [_session(row) for row in (await connection.execute(query)).mappings()]

    async def count_running(self) -> int:
        """Return how many sessions' time runs."""
        query = select(func.count()).select_from(sessions).where(_is_running())
        async with self._database.reading() as connection:
            return int(await connection.scalar(query) or 0)

    async def delete_expired(self, now: datetime) -> int:
        """Delete sessions that nobody can go on with any more; return how many."""
        old = and_(
            sessions.c.created_at < now - 2 * OFFERED_FOR, or_(sessions.c.ends_at.is_(None), sessions.c.ends_at < now)
        )
        async with self._database.writing() as connection:
            return (await connection.execute(delete(sessions).where(old))).rowcount

    async def _one(self, *conditions: Any, newest_first: bool = False) -> Session | None:
        query = select(sessions).where(*conditions).limit(1)
        if newest_first:
            query = query.order_by(sessions.c.created_at.desc())
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).mappings().first()
            return _session(row) if row else None


def _is_running() -> ColumnElement[bool]:
    return and_(sessions.c.ends_at.is_not(None), sessions.c.state == "open")


def _row(session: Session) -> dict[str, Any]:
    return asdict(session) | {name: list(getattr(session, name)) for name in LISTS}


def _session(row: Any) -> Session:
    return Session(**{**row, **{name: tuple(row[name]) for name in LISTS}})
