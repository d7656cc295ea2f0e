"""What a person finished."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import attrgetter, itemgetter

from bot.domain.local_time import local_date


@dataclass(frozen=True)
class FinishedRoutine:
    """One routine that a person finished: its exercises, and when."""

    slugs: tuple[str, ...]
    at: datetime


def group_by_routine(dones: Iterable[tuple[str, str, datetime]]) -> list[FinishedRoutine]:
    """Return the routines, the latest last, of finished exercises (ref, slug, moment) that are sorted by ref."""
    groups = [list(group) for _, group in groupby(dones, key=itemgetter(0))]
    routines = [FinishedRoutine(tuple(slug for _, slug, _ in group), group[0][2]) for group in groups]
    return sorted(routines, key=attrgetter("at"))


def days_by_week(moments: Iterable[datetime], zone: str) -> Counter[date]:
    """Return on how many days of each week something was finished, by the week's Monday, in this zone."""
    days = {local_date(at, zone) for at in moments}
    return Counter(day - timedelta(days=day.weekday()) for day in days)
