"""Local times of a zone, the one moment (UTC) that each stands for, and the start of a person's week."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

SECOND = timedelta(seconds=1)


@lru_cache(maxsize=1024)
def load_zone(name: str) -> ZoneInfo:
    """Return the IANA zone, or raise ValueError.

    Remembered for good: zoneinfo itself keeps eight, and reading one again takes longer than finding a slot.
    """
    try:
        return ZoneInfo(name)
    except (KeyError, OSError) as error:
        raise ValueError(f"no time zone {name!r}") from error


def first_moment(local: datetime, zone: ZoneInfo) -> datetime:
    """Return the first moment (UTC) at which the wall shows `local` or later.

    A time that exists twice is its first occurrence; one that does not exist is the first moment after the gap.
    """
    moment = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if to_local(moment, zone) == local:
        return moment
    return _end_of_gap(local, zone, moment)


def first_moment_on_date(local: datetime, zone: ZoneInfo) -> datetime | None:
    """Return the first moment of `local`, or None if the zone left out its whole date (Apia, 30 December 2011)."""
    moment = first_moment(local, zone)
    return None if to_local(moment, zone).date() != local.date() and _is_skipped_date(local.date(), zone) else moment


def to_local(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return what the wall shows at this moment, without a zone."""
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)


def week_start(now: datetime, zone: str | None) -> datetime:
    """Return the moment (UTC) at which the present week, from Monday, began in this zone (None: UTC)."""
    where = load_zone(zone or "UTC")
    today = now.astimezone(where).date()
    return first_moment(datetime.combine(today - timedelta(days=today.weekday()), time()), where).astimezone(UTC)


def _is_skipped_date(day: date, zone: ZoneInfo) -> bool:
    return to_local(first_moment(datetime.combine(day, time()), zone), zone).date() != day


def _end_of_gap(local: datetime, zone: ZoneInfo, late: datetime) -> datetime:
    """Close in on the end of the gap: it lies between the readings with the new and with the old offset (PEP 495)."""
    early = local.replace(tzinfo=zone, fold=1).astimezone(UTC)
    while late - early > SECOND:
        middle = early + (late - early) // 2
        if to_local(middle, zone) < local:
            early = middle
        else:
            late = middle
    return late.replace(microsecond=0)
