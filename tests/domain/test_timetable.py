"""Timetables: what makes one, and what is wrong with one."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.timetable import EVERY_DAY, WEEKDAYS, BadTimetable, Timetable, too_close


def timetable(**changes) -> Timetable:
    return Timetable(**{"days": WEEKDAYS, "times": (time(15),), "zone": "Europe/Berlin"} | changes)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("days", frozenset(), "at least one day"),
        ("days", frozenset({7}), "Monday to Sunday"),
        ("times", (), "one, two or three"),
        ("times", tuple(time(hour) for hour in range(8, 12)), "one, two or three"),
        ("times", (time(15), time(9)), "earliest first"),
        ("times", (time(9), time(9)), "each time once"),
        ("times", (time(9, 0, 30),), "hours and minutes"),
        ("times", (time(9), time(10, tzinfo=UTC)), "hours and minutes"),
        ("zone", "Mars/Olympus", "“Mars/Olympus”"),
        ("zone", "America", "time zone"),
        ("zone", "../../etc/passwd", "time zone"),
        ("zone", "a\0b", "time zone"),
        ("zone", "", "time zone"),
        ("area", " ", "area"),
        ("skip", frozenset(date(2026, 1, 1) + timedelta(days) for days in range(401)), "400"),
        ("country", "QQ", "“QQ”"),
        ("country", "DE-QQ", "“DE-QQ”"),
        ("paused_until", datetime(2026, 1, 1), "time zone"),
    ],
)
def test_a_mistake_is_told_at_its_field(field, value, sentence):
    with pytest.raises(BadTimetable, match=sentence) as caught:
        timetable(**{field: value})
    assert set(caught.value.mistakes) == {field}


def test_all_mistakes_are_told_at_once():
    with pytest.raises(BadTimetable) as caught:
        timetable(days=frozenset(), times=(), zone="Mars", country="QQ")
    assert set(caught.value.mistakes) == {"days", "times", "zone", "country"}


@pytest.mark.parametrize(
    ("times", "days", "found"),
    [
        ((time(15), time(15, 29)), WEEKDAYS, (time(15), time(15, 29))),
        ((time(9), time(15), time(15, 30)), WEEKDAYS, None),
        ((time(0, 10), time(23, 50)), WEEKDAYS, (time(23, 50), time(0, 10))),
        ((time(0, 10), time(23, 50)), frozenset({0, 2}), None),
        ((time(0, 10), time(23, 50)), frozenset({6, 0}), (time(23, 50), time(0, 10))),
        ((time(15),), EVERY_DAY, None),
        ((), EVERY_DAY, None),
    ],
)
def test_breaks_within_half_an_hour_of_one_another_are_found_across_midnight_too(times, days, found):
    assert too_close(times, days) == found


def test_a_person_may_have_six_times_a_day_but_not_seven():
    six = tuple(time(hour) for hour in range(9, 15))
    assert timetable(times=six, personal=True).times == six
    with pytest.raises(BadTimetable, match="one to six"):
        timetable(times=(*six, time(20)), personal=True)


def test_hours_end_after_they_begin():
    with pytest.raises(BadTimetable, match="end after they begin"):
        timetable(personal=True, hours=(time(17), time(9)))
