"""Due timetables: selected fairly, and what each comes to: rows of breaks and its next slot."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, exists, func, select

from bot.core.logging import logger
from bot.domain.breaks import ChannelTimetable
from bot.domain.errors import UserError
from bot.domain.routines import slugs_of
from bot.domain.slots import due_slots, lateness
from bot.store.break_rows import break_row
from bot.store.tables.of_breaks import timetables
from bot.store.tables.of_workspaces import workspaces
from bot.store.timetable_rows import next_columns, stopped_columns, timetable_from_row

ChooseSteps = Callable[[ChannelTimetable], Sequence[str]]
"""Chooses the steps of a break."""

MAX_RECENT = 40
"""How many of the last exercises of a channel count for its rotation."""
MAX_SELECTED = 500
"""How many due timetables are shared out at once; those of busy workspaces are not among them."""
UNREADABLE = "unreadable"


@dataclass(frozen=True)
class ClaimLimits:
    """How many breaks may be claimed at once, in all and of one workspace; busy workspaces get none."""

    total: int
    per_team: int
    busy_teams: Collection[str] = ()
    personal: bool = False
    """Whether private reminders are claimed, or team breaks: neither takes a place of the other's."""


@dataclass(frozen=True)
class ClaimPlan:
    """What a due timetable comes to: rows of breaks, the last of them perhaps to be posted, and its next slot."""

    rows: list[dict[str, Any]]
    timetable_update: Mapping[str, Any]


def due_query(now: datetime, limits: ClaimLimits) -> Select[Any]:
    """Select what is due, fairly: a workspace's thousandth channel does not come before another's first."""
    table = timetables.c
    stopped = exists().where(workspaces.c.team == table.team)
    is_kind = table.personal == limits.personal
    is_due = and_(table.next_at <= now, is_kind, table.team.not_in(limits.busy_teams), ~stopped)
    # The limit also keeps SQLite to the index of next_at, where otherwise it reads every timetable there is.
    oldest = select(table.team, table.channel, table.next_at).where(is_due).order_by(table.next_at).limit(MAX_SELECTED)
    some = oldest.subquery()
    turn = func.row_number().over(partition_by=some.c.team, order_by=some.c.next_at).label("turn")
    turns = select(some.c.team, some.c.channel, turn).subquery()
    same = and_(turns.c.team == table.team, turns.c.channel == table.channel)
    fair = select(timetables).join(turns, same).where(turns.c.turn <= limits.per_team, table.next_at <= now)
    return fair.order_by(table.next_at, table.team).limit(limits.total)


def plan_claim(row: Mapping[str, Any], now: datetime, process: str, choose: ChooseSteps) -> ClaimPlan:
    """Plan a due timetable; one that cannot be read any more is stopped, and keeps no other from its breaks."""
    key = {"of_team": row["team"], "of_channel": row["channel"]}
    try:
        return _plan(timetable_from_row(row), now, process, choose, key)
    except (UserError, ValueError) as error:
        logger.error("a timetable cannot be read", extra={"team": row["team"], "error": str(error)})
        return ClaimPlan([], key | {"recent": row["recent"]} | stopped_columns(UNREADABLE, now) | next_columns(None))


def _plan(found: ChannelTimetable, now: datetime, process: str, choose: ChooseSteps, key: dict[str, Any]) -> ClaimPlan:
    if found.next is None:
        raise ValueError("a timetable without a next slot is due")
    due = due_slots(found.timetable, found.next, now)
    in_time = lateness(due.latest.at, now) != "missed"
    steps = tuple(choose(found)) if in_time else ()
    claim = {"state": "claimed", "claimed_by": process, "claimed_at": now} if in_time else {"state": "missed"}
    rows = [break_row(found, slot.key, (), slot.at, state="missed") for slot in due.missed]
    rows.append(break_row(found, due.latest.key, steps, due.latest.at, **claim))
    timetable_update = key | {"recent": with_recent(steps, found.recent)} | stopped_columns(None, None)
    return ClaimPlan(rows, timetable_update | next_columns(due.following))


def with_recent(steps: Sequence[str], before: Sequence[str]) -> str:
    """Return the last exercises of a channel after a break of these steps, as they are stored."""
    return " ".join([*slugs_of(steps), *before][:MAX_RECENT])
