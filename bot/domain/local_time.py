"""Conversion between moments (UTC) and the local times of a zone, through every change of the clocks."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

SECOND = timedelta(seconds=1)


@lru_cache(maxsize=1024)
def load_zone(name: str) -> ZoneInfo:
    """Return the zone with this IANA name; raise ValueError if there is none."""
    # zoneinfo itself caches eight zones, and reading one again takes longer than finding a slot.
    try:
        return ZoneInfo(name)
    except (KeyError, OSError) as error:
        raise ValueError(f"no time zone {name!r}") from error


def first_moment(local: datetime, zone: ZoneInfo) -> datetime:
    """Return the first moment (UTC) at which the zone's local time is `local` or later.

    A local time that exists twice is its first occurrence, one in a gap is the first moment after the gap (PEP 495).
    """
    moment = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if to_local(moment, zone) == local:
        return moment
    return _end_of_gap(local, zone, moment)


def first_moment_on_date(local: datetime, zone: ZoneInfo) -> datetime | None:
    """Return `first_moment`, or None if the zone skipped the whole date (Pacific/Apia, 30 December 2011)."""
    moment = first_moment(local, zone)
    return None if to_local(moment, zone).date() != local.date() and _is_skipped_date(local.date(), zone) else moment


def to_local(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return the zone's local time at this moment, as a naive datetime."""
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)


def local_date(now: datetime, zone: str) -> date:
    """Return the date in this zone at this moment; raise ValueError if there is no such zone."""
    return to_local(now, load_zone(zone)).date()


def day_start(now: datetime, zone: str | None) -> datetime:
    """Return the moment (UTC) at which the current day began in this zone (None: UTC)."""
    midnight = datetime.combine(local_date(now, zone or "UTC"), time())
    return first_moment(midnight, load_zone(zone or "UTC")).astimezone(UTC)


def week_start(now: datetime, zone: str | None) -> datetime:
    """Return the moment (UTC) at which the current week began in this zone (None: UTC), on Monday at 0:00."""
    today = local_date(now, zone or "UTC")
    monday = datetime.combine(today - timedelta(days=today.weekday()), time())
    return first_moment(monday, load_zone(zone or "UTC")).astimezone(UTC)


def times_elsewhere(times: Iterable[time], day: date, zone: str, other_zone: str) -> tuple[time, ...]:
    """Return what the clocks of another zone show at these times of this day, each once, the earliest first."""
    here, there = load_zone(zone), load_zone(other_zone)
    moments = (first_moment(datetime.combine(day, at), here) for at in times)
    return tuple(sorted({to_local(moment, there).time() for moment in moments}))


def _is_skipped_date(day: date, zone: ZoneInfo) -> bool:
    return to_local(first_moment(datetime.combine(day, time()), zone), zone).date() != day


def _end_of_gap(local: datetime, zone: ZoneInfo, late: datetime) -> datetime:
    """Bisect for the end of the gap: it lies between the readings with the new and the old offset (PEP 495, fold)."""
    early = local.replace(tzinfo=zone, fold=1).astimezone(UTC)
    while late - early > SECOND:
        middle = early + (late - early) // 2
        if to_local(middle, zone) < local:
            early = middle
        else:
            late = middle
    return late.replace(microsecond=0)
