"""The times of somebody's private reminders: so many a day, or one every so many minutes, within their hours."""

from collections.abc import Iterable
from datetime import time

from bot.domain.preferences import Hours
from bot.domain.timetable import MIN_APART

MOST_A_DAY = 6
USUAL_HOURS: Hours = (time(9), time(17))
"""The hours of somebody who told none."""
USUAL_TIMES = {1: (time(15),), 2: (time(10), time(15)), 3: (time(10), time(13), time(15, 30))}
"""So many a day, for whoever works at these times."""
USUAL_INTERVALS = (30, 45, 60, 90, 120, 150, 180, 240, 300, 360)
"""What is suggested where another number of minutes gives too many."""
LEAST_MINUTES = MIN_APART.seconds // 60
ROUNDED_TO = 30
DAY_MINUTES = 24 * 60


def times_every(minutes: int, hours: Hours | None) -> tuple[time, ...]:
    """Return the times from the first of these hours to the last, so many minutes apart."""
    begin, length = _window(hours or USUAL_HOURS)
    return _times(begin + passed for passed in range(0, min(length, DAY_MINUTES - 1) + 1, minutes))


def times_a_day(count: int, hours: Hours | None) -> tuple[time, ...]:
    """Return so many times, spread over these hours, to the half hour; fewer if the hours are too short."""
    usual = USUAL_TIMES.get(count)
    if usual and times_within(usual, hours) == usual:
        return usual
    begin, length = _window(hours or USUAL_HOURS)
    middles = (length * (2 * number + 1) / (2 * count) for number in range(count))
    return _times(begin + _rounded(middle, length) for middle in middles)


def times_within(times: Iterable[time], hours: Hours | None) -> tuple[time, ...]:
    """Return those times that are within these hours, the last of which counts; all if no hours are known."""
    if hours is None:
        return tuple(times)
    begin, length = _window(hours)
    return tuple(at for at in times if (_minutes(at) - begin) % DAY_MINUTES <= length)


def times_outside(times: Iterable[time], hours: Hours | None) -> tuple[time, ...]:
    """Return the other times."""
    listed = tuple(times)
    inside = times_within(listed, hours)
    return tuple(at for at in listed if at not in inside)


def fitting_interval(minutes: int, hours: Hours | None) -> int:
    """Return the shortest usual interval, at least so many minutes, that gives no more than six times a day."""
    longer = (usual for usual in USUAL_INTERVALS if usual >= max(minutes, LEAST_MINUTES))
    return next((usual for usual in longer if len(times_every(usual, hours)) <= MOST_A_DAY), USUAL_INTERVALS[-1])


def _rounded(minutes: float, length: int) -> int:
    """Return the nearest half hour, or the whole minute where that is outside of the hours."""
    near = ROUNDED_TO * round(minutes / ROUNDED_TO)
    return near if 0 <= near <= length else int(minutes)


def _window(hours: Hours) -> tuple[int, int]:
    """Return the minute of the day at which hours begin, and how many minutes they last, also across midnight."""
    begin, end = map(_minutes, hours)
    return begin, (end - begin) % DAY_MINUTES


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _times(minutes: Iterable[int]) -> tuple[time, ...]:
    return tuple(sorted({time(each % DAY_MINUTES // 60, each % 60) for each in minutes}))
