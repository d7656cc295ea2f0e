"""The last four weeks: by the person's own days, days off forgiven, nothing from before the first stretch."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.home import HomeFacts
from bot.domain.preferences import Preferences
from bot.domain.safety import Done
from bot.domain.weeks import LOOK_BACK, Weeks, WeeksBehind, last_weeks, weeks_behind

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
"""A Thursday."""
LONG_AGO = datetime(2026, 1, 5, 12, tzinfo=UTC)
SIGNS = {"stretched": "x", "work": "o", "free": ".", "blank": " "}


def days(*dates: str) -> list[datetime]:
    """Noon in UTC of these days of 2026."""
    return [datetime.fromisoformat(f"2026-{day}T12:00+00:00") for day in dates]


def weeks(
    dones: list[datetime],
    chosen: Preferences | None = None,
    now: datetime = NOW,
    zone: str | None = "Europe/Berlin",
    first: datetime | None = LONG_AGO,
    first_week: date | None = None,
) -> Weeks:
    done = tuple(Done("cat-arch", at) for at in dones)
    return last_weeks(HomeFacts(dones=done, first_done=first, first_week=first_week, preferences=chosen), now, zone)


def drawn(found: Weeks) -> list[str]:
    return ["".join(SIGNS[mark] for mark in week.marks) for week in found.weeks]


def counted(found: Weeks) -> tuple[int, int, int]:
    return found.on_workdays, found.workdays, found.on_days_off


def test_four_weeks_the_oldest_first_and_the_last_one_ends_today() -> None:
    found = weeks(days("11-02", "11-11", "11-25"))
    assert drawn(found) == ["xoooo..", "ooxoo..", "ooooo..", "ooxo   "]
    assert [week.monday.isoformat() for week in found.weeks] == ["2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23"]


def test_today_counts_as_a_workday_only_once_it_was_used() -> None:
    assert counted(weeks(days("11-25"))) == (1, 18, 0)
    assert counted(weeks(days("11-25", "11-26"))) == (2, 19, 0)


def test_two_stretches_on_a_day_are_one_day() -> None:
    assert counted(weeks(days("11-25", "11-25"))) == (1, 18, 0)


def test_a_weekend_counts_for_the_week_and_is_never_missed() -> None:
    found = weeks(days("11-21", "11-22"))
    assert (drawn(found)[2], counted(found), found.weeks[2].stretched) == ("oooooxx", (0, 18, 2), 2)


def test_holidays_and_days_off_are_forgiven() -> None:
    chosen = Preferences(country="US", days_off=frozenset({date(2026, 11, 24)}))
    found = weeks(days("11-23"), chosen)
    assert drawn(found)[3] == "x.o.   "  # Thursday is Thanksgiving
    assert drawn(found)[1] == "oo.oo.."  # Veterans Day
    assert counted(found) == (1, 16, 0)


def test_a_calendar_that_no_longer_exists_has_no_holidays() -> None:
    assert counted(weeks([], Preferences(country="XX"))) == (0, 18, 0)


def test_somebody_who_works_on_other_days_has_other_days_off() -> None:
    found = weeks([], Preferences(work_days=frozenset({5, 6})))
    assert (drawn(found)[0], counted(found)) == (".....oo", (0, 6, 0))


def test_nothing_before_the_first_stretch_ever_is_shown_or_counted() -> None:
    first = days("11-18")
    found = weeks([*first, *days("11-20")], first=first[0])
    assert drawn(found) == ["  xox..", "oooo   "]
    assert (counted(found), found.is_beginning) == ((2, 6, 0), True)


def test_who_began_long_ago_is_no_beginner_even_where_only_counts_are_left() -> None:
    assert not weeks([]).is_beginning
    counts_only = weeks(days("11-25"), first=days("11-25")[0], first_week=date(2026, 3, 2))
    assert (counts_only.is_beginning, counted(counts_only)) == (False, (1, 18, 0))


def test_before_the_first_stretch_there_is_one_empty_week() -> None:
    found = weeks([], first=None)
    assert (drawn(found), counted(found), found.is_beginning) == (["       "], (0, 0, 0), True)


@pytest.mark.parametrize(
    ("zone", "day"), [(None, 22), ("Europe/Berlin", 23), ("Pacific/Kiritimati", 23), ("America/New_York", 22)]
)
def test_a_day_is_that_of_the_persons_own_clock(zone: str | None, day: int) -> None:
    found = weeks([datetime(2026, 11, 22, 23, 30, tzinfo=UTC)], zone=zone)
    [stretched] = [
        week.monday + timedelta(number)
        for week in found.weeks
        for number, mark in enumerate(week.marks)
        if mark == "stretched"
    ]
    assert stretched == date(2026, 11, day)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo"])
@pytest.mark.parametrize("month", range(1, 13))
def test_through_each_change_of_the_clocks_each_local_day_is_one_square(zone: str, month: int) -> None:
    """Somebody who stretches at 0:05 and at 23:55 each day has stretched on each day, and on no other."""
    local = ZoneInfo(zone)
    today = datetime(2026, month, 28, 23, 58, tzinfo=local)
    dones = [
        today.replace(hour=hour, minute=minute) - timedelta(days=ago)
        for ago in range(29)
        for hour, minute in ((0, 5), (23, 55))
    ]
    recent = [at.astimezone(UTC) for at in dones if at.astimezone(UTC) > today.astimezone(UTC) - LOOK_BACK]
    shown = "".join(drawn(weeks(recent, now=today.astimezone(UTC), zone=zone)))
    assert set(shown.rstrip()) == {"x"}
    assert len(shown.rstrip()) == 21 + today.weekday() + 1


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_all_days_that_are_shown_are_looked_back_to(zone: str) -> None:
    sunday = datetime(2026, 11, 29, 23, 59, tzinfo=ZoneInfo(zone))
    monday = datetime(2026, 11, 2, 0, 0, tzinfo=ZoneInfo(zone))
    assert monday > sunday - LOOK_BACK


@pytest.mark.parametrize(
    ("off", "target"), [((), 3), (("11-23", "11-24", "11-25"), 2), (("11-23", "11-24", "11-25", "11-26", "11-27"), 0)]
)
def test_a_week_with_days_off_asks_for_no_more_than_its_workdays(off: tuple[str, ...], target: int) -> None:
    chosen = Preferences(days_off=frozenset(date.fromisoformat(f"2026-{day}") for day in off))
    assert weeks([], chosen).this_week.target == target


def test_a_week_is_reached_by_as_many_days_as_were_meant_and_never_by_none() -> None:
    chosen = Preferences(goal_days=2)
    assert not weeks(days("11-24"), chosen).this_week.is_reached
    assert weeks(days("11-24", "11-25"), chosen).this_week.is_reached
    off = Preferences(work_days=frozenset())
    assert (weeks([], off).this_week.is_reached, weeks(days("11-25"), off).this_week.is_reached) == (False, True)


@pytest.mark.parametrize(
    ("days_by_week", "behind"),
    [
        ({}, WeeksBehind(0, 0)),
        ({date(2026, 11, 16): 3, date(2026, 11, 23): 5}, WeeksBehind(1, 1)),
        ({date(2026, 11, 2): 3, date(2026, 11, 9): 2}, WeeksBehind(1, 3)),
        ({date(2026, 8, 31) + timedelta(weeks=ago): 4 for ago in range(12)}, WeeksBehind(12, 12)),
    ],
)
def test_the_weeks_behind_count_from_the_first_with_a_stretch(
    days_by_week: dict[date, int], behind: WeeksBehind
) -> None:
    now = weeks(days("11-25"))
    assert now.behind_since == date(2026, 8, 31)
    assert weeks_behind(now, days_by_week, 3) == behind
