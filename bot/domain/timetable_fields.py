"""Conversion of a timetable to and from plain fields, as the store and buttons keep it."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from bot.domain.timetable import Timetable


def timetable_fields(timetable: Timetable) -> dict[str, Any]:
    """Return the fields of a timetable as text or None, without its pause."""
    return {
        "days": "".join(str(day) for day in sorted(timetable.days)),
        "times": " ".join(at.isoformat(timespec="minutes") for at in timetable.times),
        "zone": timetable.zone,
        "area": timetable.area,
        "seated": timetable.seated,
        "skip": " ".join(day.isoformat() for day in sorted(timetable.skip)),
        "country": timetable.country,
    }


def timetable_from_fields(fields: Mapping[str, Any]) -> Timetable:
    """Return the timetable of these fields; raise ValueError, TypeError or KeyError if they are wrong."""
    return Timetable(
        days=frozenset(int(day) for day in fields["days"]),
        times=tuple(time.fromisoformat(at) for at in fields["times"].split()),
        zone=fields["zone"],
        area=fields["area"],
        seated=fields["seated"],
        skip=frozenset(date.fromisoformat(day) for day in fields["skip"].split()),
        country=fields["country"],
        paused_until=fields.get("paused_until"),
    )
