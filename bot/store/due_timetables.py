"""What is due: the timetables whose time has come, and the rows that come of it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, exists, func, select

from bot.core.logging import logger
from bot.domain.breaks import OPEN_FOR, ChannelTimetable, break_id, timetable_slot
from bot.domain.errors import UserError
from bot.domain.timetable import MISSED_AFTER, Slot, next_slot
from bot.store.tables import timetables, workspaces
from bot.store.timetables import kept, next_columns

Choose = Callable[[ChannelTimetable], Sequence[str]]
"""Chooses the exercises of a break."""

LOOK_BACK = timedelta(days=7)
"""Breaks missed longer ago than this are not recorded any more."""
REMEMBERED = 40
"""How many of the last exercises of a channel count for its rotation."""
LOOKED_AT = 500
"""How many due timetables are shared out at once; the workspaces that have enough to do are not among them."""
UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Plan:
    """What a due timetable comes to: rows of breaks, the last of them to be posted perhaps, and its next slot."""

    rows: list[dict[str, Any]]
    move: Mapping[str, Any]


def due(now: datetime, limit: int, per_team: int, without: Collection[str]) -> Select[Any]:
    """Select what is due, fairly: a workspace's thousandth channel does not come before another's first."""
    table = timetables.c
    stopped = exists().where(workspaces.c.team == table.team)
    is_due = and_(table.next_at <= now, table.team.not_in(without), ~stopped)
    # The limit also keeps SQLite to the index of next_at, where otherwise it reads every timetable there is.
    oldest = select(table.team, table.channel, table.next_at).where(is_due).order_by(table.next_at).limit(LOOKED_AT)
    some = oldest.subquery()
    turn = func.row_number().over(partition_by=some.c.team, order_by=some.c.next_at).label("turn")
    turns = select(some.c.team, some.c.channel, turn).subquery()
    same = and_(turns.c.team == table.team, turns.c.channel == table.channel)
    mine = select(timetables).join(turns, same).where(turns.c.turn <= per_team, table.next_at <= now)
    return mine.order_by(table.next_at, table.team).limit(limit)


def plan(row: Mapping[str, Any], now: datetime, by: str, choose: Choose) -> Plan:
    """Plan a due timetable; one that makes no sense any more must not keep the others from their breaks."""
    key = {"of_team": row["team"], "of_channel": row["channel"]}
    try:
        return _plan(kept(row), now, by, choose, key)
    except (UserError, ValueError) as error:
        logger.error("a timetable cannot be read", extra={"team": row["team"], "error": str(error)})
        return Plan([], key | {"stopped": UNREADABLE, "recent": row["recent"]} | next_columns(None))


def _plan(of: ChannelTimetable, now: datetime, by: str, choose: Choose, key: dict[str, Any]) -> Plan:
    (*missed, latest), following = _due_slots(of, now)
    in_time = now - latest.at <= MISSED_AFTER
    slugs = tuple(choose(of)) if in_time else ()
    rows = [break_row(of, timetable_slot(slot), (), slot.at, state="missed") for slot in missed]
    claim = {"state": "claimed", "claimed_by": by, "claimed_at": now} if in_time else {"state": "missed"}
    rows.append(break_row(of, timetable_slot(latest), slugs, latest.at, **claim))
    move = key | {"stopped": None, "recent": with_recent(slugs, of.recent)}
    return Plan(rows, move | next_columns(following))


def _due_slots(of: ChannelTimetable, now: datetime) -> tuple[list[Slot], Slot | None]:
    """Return the slots that were due and not dealt with, the first and those of the last week, and the next one."""
    slot, slots = of.next, []
    if slot and slot.at < now - LOOK_BACK:
        slots, slot = [slot], next_slot(of.timetable, now - LOOK_BACK)
    while slot and slot.at <= now:
        slots.append(slot)
        slot = next_slot(of.timetable, slot.at)
    return slots, slot


def break_row(of: Any, slot: str, slugs: Sequence[str], due_at: datetime, **more: Any) -> dict[str, Any]:
    """Return a break's row; `of` is a timetable or a break of the same channel."""
    row = {"team": of.team, "channel": of.channel, "slot": slot, "slugs": " ".join(slugs), "due_at": due_at}
    row["closes_at"] = due_at + OPEN_FOR
    row |= {"id": break_id(of.team, of.channel, slot), "set_by": of.set_by, "claimed_by": None, "claimed_at": None}
    row |= {"again_at": None, "posted_at": None, "ts": None, "trouble": None}
    return row | more


def with_recent(slugs: Sequence[str], before: Sequence[str]) -> str:
    """Return the last exercises of a channel, as they are stored."""
    return " ".join([*slugs, *before][:REMEMBERED])
