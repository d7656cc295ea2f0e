"""The claims: which process posts which break, so that none is ever posted twice."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, case, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.logging import logger
from bot.domain.breaks import Break, BreakOrigin
from bot.domain.slots import MISSED_AFTER
from bot.store.break_rows import break_from_row, break_row
from bot.store.database import Database
from bot.store.due_timetables import ChooseSteps, ClaimLimits, ClaimPlan, due_query, plan_claim, with_recent
from bot.store.tables.of_breaks import breaks, timetables
from bot.store.tables.of_workspaces import workspaces
from bot.store.upsert import dialect_insert

UPDATE_TIMETABLE = (
    update(timetables)
    .where(timetables.c.team == bindparam("of_team"), timetables.c.channel == bindparam("of_channel"))
    .values({name: bindparam(name) for name in ("next_at", "next_slot", "recent", "stopped", "stopped_at")})
)


def log_missed(missed: Break) -> None:
    """Log that the time of a break has passed before it could be posted."""
    where = {"team": missed.team, "channel": missed.channel, "slot": missed.slot}
    if missed.personal:
        logger.info("a private reminder was missed", extra={"team": missed.team})
    else:
        logger.warning("a break was missed", extra=where)


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
