"""Outcomes: what becomes of the breaks that a process has claimed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Boolean, ColumnElement, bindparam, func, update

from bot.domain.breaks import State
from bot.store.called_off import call_off_requeued
from bot.store.database import Database
from bot.store.personal_reminders import close_replaced, pause_asked
from bot.store.tables.of_breaks import breaks

Held = Literal["claimed", "sending"]
"""The states of a break that a process holds."""
RECORDED_ONCE = ("ts", "posted_at", "closes_at", "posted_in", "due_at")
IS_HELD = (breaks.c.state == "claimed") | (breaks.c.state == "sending")
IN_QUESTION = IS_HELD | (breaks.c.state == "unknown")
"""Nobody knows of such a break that it was posted."""


def _is_one_of(name: str, column: ColumnElement[str]) -> ColumnElement[bool]:
    return column.in_(bindparam(name, expanding=True))


MARK = (
    update(breaks)
    .where(_is_one_of("ids", breaks.c.id), breaks.c.claimed_by == bindparam("process"), IS_HELD)
    .values(state=bindparam("mark"))
    .returning(breaks.c.id)
)
RECORD = (
    update(breaks)
    .where(
        breaks.c.id == bindparam("break_id"),
        bindparam("was_posted", type_=Boolean)
        | (bindparam("may_be_posted", type_=Boolean) & IN_QUESTION)
        | (bindparam("was_not_posted", type_=Boolean) & (breaks.c.claimed_by == bindparam("process"))),
    )
    .values({name: bindparam(name) for name in ("state", "again_at", "trouble")})
    .values({name: func.coalesce(bindparam(name, type_=breaks.c[name].type), breaks.c[name]) for name in RECORDED_ONCE})
)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of a claimed break."""

    break_id: str
    state: State
    ts: str | None = None
    posted_at: datetime | None = None
    closes_at: datetime | None = None
    again_at: datetime | None = None
    trouble: str | None = None
    posted_in: str | None = None
    due_at: datetime | None = None
    """When a private reminder that is held comes instead."""
    replaced: str | None = None
    """The private reminder whose message shows this one now."""
    asks: bool = False
    """Whether a private reminder asks if more are wanted: until that is answered there are none."""


class Outcomes:
    """One method, one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def mark(self, ids: Sequence[str], process: str, state: Held) -> frozenset[str]:
        """Record whether these breaks of a process are in the very call; return which of them it still holds."""
        async with self._database.writing() as connection:
            marked = await connection.scalars(MARK, {"ids": list(ids), "process": process, "mark": state})
            return frozenset(marked.all())

    async def record(self, outcomes: Sequence[Outcome], process: str) -> None:
        """Record what became of claimed breaks; none waits again whose timetable was paused or turned off meanwhile.

        A break that was not posted, and that another process has taken over, is left as it is: it may be posted by now.
        """
        requeued = [outcome.break_id for outcome in outcomes if outcome.state == "waiting"]
        rows = [_recorded(each) | {"process": process} for each in outcomes]
        async with self._database.writing() as connection:
            # A timetable first, then the older break: in this order they are locked by whoever deletes them, too.
            await pause_asked(connection, [each.break_id for each in outcomes if each.asks])
            await close_replaced(connection, [each.replaced for each in outcomes if each.replaced])
            await connection.execute(RECORD, rows)
            await call_off_requeued(connection, requeued)


def _recorded(outcome: Outcome) -> dict[str, Any]:
    posted, unknown = outcome.state == "posted", outcome.state == "unknown"
    called = {"was_posted": posted, "may_be_posted": unknown, "was_not_posted": not (posted or unknown)}
    names = ("break_id", "state", "again_at", "trouble", *RECORDED_ONCE)
    return called | {name: getattr(outcome, name) for name in names}
