"""Conversion of a timetable to and from plain fields, as the store and buttons keep it."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from bot.domain.preferences import join_hours, parse_hours
from bot.domain.timetable import Timetable

MALFORMED = (ValueError, TypeError, KeyError, AttributeError)


def timetable_fields(timetable: Timetable) -> dict[str, Any]:
    """Return the fields of a timetable, its lists as text, without its pause; only a person's has `personal`."""
    fields = {
        "days": "".join(str(day) for day in sorted(timetable.days)),
        "times": " ".join(at.isoformat(timespec="minutes") for at in timetable.times),
        "zone": timetable.zone,
        "area": timetable.area,
        "routine": timetable.routine,
        "seated": timetable.seated,
        "skip": " ".join(day.isoformat() for day in sorted(timetable.skip)),
        "country": timetable.country,
        "month_line": timetable.month_line,
    }
    return fields | personal_fields(timetable) if timetable.personal else fields


def personal_fields(timetable: Timetable) -> dict[str, Any]:
    """Return the fields that tell a person's timetable from a channel's."""
    return {"personal": timetable.personal, "hours": join_hours(timetable.hours)}


def timetable_from_fields(fields: Mapping[str, Any]) -> Timetable:
    """Return the timetable of these fields; raise one of MALFORMED if they are wrong."""
    return Timetable(
        days=frozenset(int(day) for day in fields["days"]),
        times=tuple(time.fromisoformat(at) for at in _listed(fields["times"])),
        zone=fields["zone"],
        area=fields["area"],
        routine=fields.get("routine"),  # buttons that version 0.1.0 posted have none
        seated=fields["seated"],
        skip=frozenset(date.fromisoformat(day) for day in _listed(fields["skip"])),
        country=fields["country"],
        paused_until=fields.get("paused_until"),
        month_line=fields.get("month_line", False),  # older buttons have none
        personal=bool(fields.get("personal")),  # a channel's payloads have neither this
        hours=parse_hours(fields.get("hours")),  # nor hours
    )


def _listed(value: str | list[str]) -> list[str]:
    # Buttons that version 0.1.0 posted have lists.
    return value if isinstance(value, list) else value.split()
