"""The claims: which process posts which break, so that none is ever posted twice."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Boolean, ColumnElement, and_, bindparam, case, delete, false, func, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.logging import logger
from bot.domain.breaks import IN_FLIGHT, Break, BreakOrigin, State
from bot.domain.slots import MISSED_AFTER
from bot.store.breaks import break_from_row
from bot.store.called_off import call_off_requeued
from bot.store.database import Database
from bot.store.due_timetables import (
    ChooseSteps,
    ClaimLimits,
    ClaimPlan,
    break_row,
    due_query,
    plan_claim,
    with_recent,
)
from bot.store.personal_reminders import close_replaced, pause_asked
from bot.store.tables import breaks, timetables, workspaces
from bot.store.upsert import dialect_insert

__all__ = ["ClaimLimits", "Claims", "Outcome", "Recovered"]

DEAD_AFTER = timedelta(minutes=15)
"""No living process keeps a claim for so long: breaks are posted within ten minutes, or not at all."""
Held = Literal["claimed", "sending"]
"""The states of a break that a process holds."""
RECORDED_ONCE = ("ts", "posted_at", "closes_at", "posted_in", "due_at")
IS_HELD = (breaks.c.state == "claimed") | (breaks.c.state == "sending")
IN_QUESTION = IS_HELD | (breaks.c.state == "unknown")
"""Nobody knows of such a break that it was posted."""


def _is_one_of(name: str, column: ColumnElement[str]) -> ColumnElement[bool]:
    return column.in_(bindparam(name, expanding=True))


UPDATE_TIMETABLE = (
    update(timetables)
    .where(timetables.c.team == bindparam("of_team"), timetables.c.channel == bindparam("of_channel"))
    .values({name: bindparam(name) for name in ("next_at", "next_slot", "recent", "stopped", "stopped_at")})
)
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


def log_missed(missed: Break) -> None:
    """Log that the time of a break has passed before it could be posted."""
    where = {"team": missed.team, "channel": missed.channel, "slot": missed.slot}
    if missed.personal:
        logger.info("a private reminder was missed", extra={"team": missed.team})
    else:
        logger.warning("a break was missed", extra=where)


@dataclass(frozen=True)
class Recovered:
    """Breaks that were held by nobody: given back to be posted, and lost in the call."""

    back: Sequence[Break]
    lost: Sequence[Break]


class Claims:
    """One method, one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim_due(
        self,
        now: datetime,
        process: str,
        limits: ClaimLimits,
        choose: ChooseSteps,
        on_missed: Callable[[Break], None] = log_missed,
    ) -> tuple[list[Break], bool]:
        """Claim what is due for this process, the oldest first; return it, and whether there may be more.

        A channel's latest slot is claimed if it is not too late for it; what is older is recorded as missed; then its
        timetable moves on. A slot that was claimed before is passed over, whatever the clock did since. Breaks that
        wait to be posted (again) are claimed, too, where there is room for them. `on_missed` hears of what was missed.
        """
        async with self._database.writing() as connection:
            plans = await self._plans(connection, now, process, limits, choose)
            due = await _carry_out(connection, plans)
            room = limits.total - len(_claimed(due))
            rows = await self._claim_waiting(connection, now, process, limits, room) if room else []
        due += [break_from_row(row) for row in rows]
        for missed in (each for each in due if each.state == "missed"):
            on_missed(missed)
        return _claimed(due), len(plans) + len(rows) >= min(limits.total, limits.per_team)

    async def _plans(
        self, connection: AsyncConnection, now: datetime, process: str, limits: ClaimLimits, choose: ChooseSteps
    ) -> list[ClaimPlan]:
        query = due_query(now, limits)
        if self._database.locks_rows:
            query = query.with_for_update(of=timetables, skip_locked=True)
        return [plan_claim(row, now, process, choose) for row in (await connection.execute(query)).mappings()]

    async def _claim_waiting(
        self, connection: AsyncConnection, now: datetime, process: str, limits: ClaimLimits, room: int
    ) -> Sequence[Any]:
        """Claim breaks that wait; those whose time has passed are recorded as missed."""
        stopped = breaks.c.team.in_(select(workspaces.c.team))
        ready = and_(
            breaks.c.state == "waiting", breaks.c.again_at <= now, breaks.c.team.not_in(limits.busy_teams), ~stopped,
            breaks.c.personal == limits.personal,
        )  # fmt: skip
        first = select(breaks.c.id).where(ready).order_by(breaks.c.again_at).limit(room)
        if self._database.locks_rows:
            first = first.with_for_update(skip_locked=True)
        state = case((breaks.c.due_at < now - MISSED_AFTER, "missed"), else_="claimed")
        claim = update(breaks).where(breaks.c.id.in_(first.scalar_subquery()), breaks.c.state == "waiting")
        taken = claim.values(state=state, claimed_by=process, claimed_at=now).returning(breaks)
        return list((await connection.execute(taken)).mappings())

    async def claim_now(
        self, origin: BreakOrigin, slot: str, steps: Sequence[str], now: datetime, process: str
    ) -> Break | None:
        """Claim a break that no timetable brought about; None if there is one of this slot already."""
        row = break_row(origin, slot, steps, now, state="claimed", claimed_by=process, claimed_at=now)
        here = and_(timetables.c.team == origin.team, timetables.c.channel == origin.channel)
        async with self._database.writing() as connection:
            if not await _insert(connection, [row]):
                return None
            before = await connection.scalar(select(timetables.c.recent).where(here))
            if before is not None:
                recent = with_recent(steps, before.split())
                await connection.execute(update(timetables).where(here).values(recent=recent))
        return break_from_row(row)

    async def give_slot_back(self, id: str) -> bool:
        """Delete a break that was surely not posted, and is not being posted; return whether that is so."""
        not_posted = and_(breaks.c.id == id, breaks.c.state.in_(("waiting", "failed", "missed")))
        async with self._database.writing() as connection:
            return (await connection.execute(delete(breaks).where(not_posted))).rowcount == 1

    async def add_repeat(self, break_: Break, slot: str, at: datetime) -> Break | None:
        """Add a repeat of a break that waits for this moment; None if there is one of this slot already."""
        row = break_row(break_, slot, break_.slugs, at, state="waiting", again_at=at)
        sooner = update(breaks).where(breaks.c.id == break_.id, breaks.c.closes_at > at).values(closes_at=at)
        async with self._database.writing() as connection:
            if not await _insert(connection, [row]):
                return None
            await connection.execute(sooner)
        return break_from_row(row)

    async def next_due_at(self) -> datetime | None:
        """Return when the next break is due, in any channel."""
        waits = select(func.min(breaks.c.again_at)).where(breaks.c.state == "waiting")
        async with self._database.reading() as connection:
            moments = [await connection.scalar(query) for query in (select(func.min(timetables.c.next_at)), waits)]
        return min((moment for moment in moments if moment), default=None)

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

    async def recover(self, process: str, now: datetime, known: Collection[str]) -> Recovered:
        """Recover what nobody will post: it is given back, or lost if the call for it had begun.

        Given back are claims of dead processes, and those of this one that it never received (not in `known`: the
        connection broke during the claim). A process that was only cut off from the database finds that it has lost
        its claims, and still records the outcomes of its calls.
        """
        unheard = and_(breaks.c.claimed_by == process, breaks.c.id.not_in(known))
        theirs = and_(IS_HELD, breaks.c.claimed_by != process)
        async with self._database.writing() as connection:
            abandoned = await self._abandoned(connection, now) if await _any(connection, theirs) else false()
            dead = and_(breaks.c.claimed_by != process, abandoned)
            called, not_called = and_(breaks.c.state == "sending", dead), breaks.c.state == "claimed"
            lost = await _update(connection, called, state="unknown", trouble=IN_FLIGHT)
            waits = {"state": "waiting", "again_at": now, "claimed_by": None}
            back = await _update(connection, and_(not_called, or_(unheard, dead)), **waits)
            await call_off_requeued(connection, [each.id for each in back])
        return Recovered(back, lost)

    async def _abandoned(self, connection: AsyncConnection, now: datetime) -> ColumnElement[bool]:
        alive = await self._living_processes(connection)
        return or_(breaks.c.claimed_by.not_in(alive), breaks.c.claimed_at < now - DEAD_AFTER)

    async def _living_processes(self, connection: AsyncConnection) -> list[str]:
        """Return the processes that hold a connection; SQLite's file belongs to one process."""
        if not self._database.locks_rows:
            return []
        names = text("SELECT DISTINCT application_name FROM pg_stat_activity WHERE datname = current_database()")
        return [name for name in (await connection.scalars(names)).all() if name]


def _recorded(outcome: Outcome) -> dict[str, Any]:
    posted, unknown = outcome.state == "posted", outcome.state == "unknown"
    called = {"was_posted": posted, "may_be_posted": unknown, "was_not_posted": not (posted or unknown)}
    names = ("break_id", "state", "again_at", "trouble", *RECORDED_ONCE)
    return called | {name: getattr(outcome, name) for name in names}


async def _any(connection: AsyncConnection, which: ColumnElement[bool]) -> bool:
    return bool(await connection.scalar(select(breaks.c.id).where(which).limit(1)))


async def _update(connection: AsyncConnection, which: ColumnElement[bool], **values: Any) -> list[Break]:
    """Update breaks; return them as they are then."""
    rows = await connection.execute(update(breaks).where(which).values(values).returning(breaks))
    return [break_from_row(row) for row in rows.mappings()]


async def _carry_out(connection: AsyncConnection, plans: Sequence[ClaimPlan]) -> list[Break]:
    """Write the plans down; return the breaks whose slots were free: claimed, or missed."""
    if not plans:
        return []
    rows = [row for each in plans for row in each.rows]
    new = await _insert(connection, rows)
    await connection.execute(UPDATE_TIMETABLE, [each.timetable_update for each in plans])
    return [break_from_row(row) for row in rows if row["id"] in new]


def _claimed(due: Sequence[Break]) -> list[Break]:
    return [each for each in due if each.state == "claimed"]


async def _insert(connection: AsyncConnection, rows: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """Insert breaks; return the ids of those whose slots were free."""
    if not rows:
        return frozenset()
    insert = dialect_insert(connection, breaks)
    unless_taken = insert.on_conflict_do_nothing(index_elements=["team", "channel", "slot"]).returning(breaks.c.id)
    return frozenset((await connection.scalars(unless_taken, rows)).all())
