"""The week that a person counts in: from Monday, in their own zone."""

from datetime import UTC, datetime, time, timedelta

from bot.domain.wall import first_moment, zone_named


def week_start(now: datetime, zone: str | None) -> datetime:
    """Return the moment (UTC) at which the present week began for somebody in this zone (None: UTC)."""
    where = zone_named(zone or "UTC")
    today = now.astimezone(where).date()
    return first_moment(datetime.combine(today - timedelta(days=today.weekday()), time()), where).astimezone(UTC)
