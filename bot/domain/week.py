"""The week that a person counts in: from Monday, in their own zone."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def week_start(now: datetime, zone: str | None) -> datetime:
    """Return the moment at which the present week began for somebody in this zone (None: UTC)."""
    local = now.astimezone(_zone(zone))
    monday = local.date() - timedelta(days=local.weekday())
    return datetime.combine(monday, time(), local.tzinfo).astimezone(UTC)


def _zone(name: str | None) -> ZoneInfo:
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")
