"""A timetable's row: how it is written, and read, and whether it is on."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func

from bot.core.logging import logger
from bot.domain.breaks import ChannelTimetable
from bot.domain.errors import UserError
from bot.domain.slots import Slot
from bot.domain.timetable import Timetable
from bot.domain.timetable_fields import personal_fields, timetable_fields, timetable_from_fields
from bot.store.tables.of_breaks import timetables

OFF = "off"
"""Why nothing is posted in a channel whose breaks were turned off; its row keeps its message and what may come back."""


def next_columns(slot: Slot | None) -> dict[str, object]:
    """Return the columns that say when the next break is."""
    return {
        "next_at": slot.at if slot else None,
        "next_slot": slot.key if slot else None,
    }


def stopped_columns(why: str | None, now: datetime | None) -> dict[str, object]:
    """Return the columns that say whether, why and since when nothing is posted."""
    return {"stopped": why, "stopped_at": now}


def timetable_columns(timetable: Timetable) -> dict[str, object]:
    """Return the columns that hold a timetable."""
    return timetable_fields(timetable) | personal_fields(timetable) | {"paused_until": timetable.paused_until}


def timetable_from_row(row: Mapping[Any, Any]) -> ChannelTimetable:
    """Return the timetable of a row; raise UserError or ValueError if it cannot be read."""
    return ChannelTimetable(
        team=row["team"],
        channel=row["channel"],
        timetable=timetable_from_fields(row),
        set_by=row["set_by"],
        set_at=row["set_at"],
        next=Slot(datetime.fromisoformat(row["next_slot"]), row["next_at"]) if row["next_at"] else None,
        stopped=row["stopped"],
        recent=tuple(row["recent"].split()),
        notice_ts=row["notice_ts"],
    )


def readable_timetable(row: Mapping[Any, Any]) -> ChannelTimetable | None:
    """Return the timetable of a row, or None if it cannot be read."""
    try:
        return timetable_from_row(row)
    except (UserError, ValueError) as error:  # it is stopped once it is due
        logger.error("a timetable cannot be read", extra={"team": row["team"], "error": str(error)})
        return None


def is_on() -> ColumnElement[bool]:
    """Return the condition that a channel's breaks were not turned off."""
    return func.coalesce(timetables.c.stopped, "") != OFF
