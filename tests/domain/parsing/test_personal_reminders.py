"""What follows `remind me`, as people type it."""

from datetime import time

import pytest
from exercise_library import LIBRARY
from hypothesis import example, given
from hypothesis import strategies as some

from bot.domain.errors import ParseError
from bot.domain.parsing.interval import TooOften
from bot.domain.parsing.personal_reminders import ReminderWish, parse_reminders
from bot.domain.parsing.reminder_words import reminder_words
from bot.domain.reminder_times import MOST_A_DAY, times_a_day, times_every, times_within
from bot.domain.timetable import EVERY_DAY, WEEKDAYS, too_close

OFFICE = (time(9), time(17))
EARLY = (time(6), time(14))
LIKELY = some.sampled_from(
    ["11:00", "3pm", "9", "and", "15:30", "every", "each", "90", "minutes", "mintues", "2 hours", "hour", "9-17",
     "9 to 5", "between 9 and 5", "twice a day", "6x daily", "mon", "wed", "fri-sun", "except friday", "noon", "neck",
     "lower", "from 10", "until 4pm", "9:15", "9:20", "hourly", "½", "²", "٣", "\0", "24:00", "0", "30 min", "morning"]
)  # fmt: skip


def at(*times: str) -> tuple[time, ...]:
    return tuple(map(time.fromisoformat, times))


@pytest.mark.parametrize(
    ("typed", "times"),
    [
        ("11:00 and 15:30", ["11:00", "15:30"]), ("at 3pm", ["15:00"]), ("11 and 3", ["11:00", "15:00"]),
        ("at 3:30", ["15:30"]), ("to stretch at 3", ["15:00"]), ("11h, 15h30", ["11:00", "15:30"]),
        ("9.30 & 1500", ["09:30", "15:00"]), ("noon", ["12:00"]), ("at 10 a.m. please", ["10:00"]),
        ("15:30 11:00 15:30", ["11:00", "15:30"]), ("at 09", ["09:00"]), ("10, 11, 12, 1, 2, 3", [
            "10:00", "11:00", "12:00", "13:00", "14:00", "15:00"]),
        ("every 90 minutes 9-17", ["09:00", "10:30", "12:00", "13:30", "15:00", "16:30"]),
        ("every 90 mintues from 9 to 5", ["09:00", "10:30", "12:00", "13:30", "15:00", "16:30"]),
        ("every 90min 9:00-17:00", ["09:00", "10:30", "12:00", "13:30", "15:00", "16:30"]),
        ("every 90 9-17", ["09:00", "10:30", "12:00", "13:30", "15:00", "16:30"]),
        ("evry 2 hours between 9 and 5", ["09:00", "11:00", "13:00", "15:00", "17:00"]),
        ("every two hours", ["09:00", "11:00", "13:00", "15:00", "17:00"]),
        ("every other hour from 10", ["10:00", "12:00", "14:00", "16:00"]),
        ("every hour and a half until noon", ["09:00", "10:30", "12:00"]),
        ("every 2h 10am-4pm", ["10:00", "12:00", "14:00", "16:00"]),
        ("every 1h30 9 - 12", ["09:00", "10:30", "12:00"]), ("each half hour from 9 til 11", [
            "09:00", "09:30", "10:00", "10:30", "11:00"]),
        ("hourly 9-12", ["09:00", "10:00", "11:00", "12:00"]), ("every hour 1-5", [
            "13:00", "14:00", "15:00", "16:00", "17:00"]),
        ("every hour between 10pm and 1am", ["00:00", "01:00", "22:00", "23:00"]),
        ("twice a day", ["10:00", "15:00"]), ("2x daily", ["10:00", "15:00"]), ("once a day", ["15:00"]),
        ("three times a day", ["10:00", "13:00", "15:30"]), ("3 times per day", ["10:00", "13:00", "15:30"]),
        ("twice a day between 8 and 12", ["09:00", "11:00"]), ("4 times a day", ["10:00", "12:00", "14:00", "16:00"]),
        ("in the morning and in the afternoon", ["10:00", "15:00"]), ("after lunch", ["13:30"]),
        ("every day at 3", ["15:00"]), ("daily at 3", ["15:00"]), ("mon wed fri", []), ("", []),
    ],
)  # fmt: skip
def test_times(typed: str, times: list[str]) -> None:
    assert parse_reminders(typed, None, LIBRARY).times == at(*times)


@pytest.mark.parametrize(
    ("typed", "times"),
    [
        ("every hour", ["06:00", "07:00", "08:00", "09:00", "10:00"]), ("twice a day", ["07:00", "09:00"]),
        ("at 6 and 10", ["06:00", "10:00"]), ("at 3pm", ["15:00"]), ("once a day", ["08:00"]),
    ],
)  # fmt: skip
def test_what_names_no_times_keeps_to_a_persons_hours(typed: str, times: list[str]) -> None:
    assert parse_reminders(typed, (time(6), time(10)), LIBRARY).times == at(*times)


@pytest.mark.parametrize(
    ("typed", "days", "area"),
    [
        ("11:00", None, None), ("11:00 on mon wed fri", {0, 2, 4}, None), ("11:00 on tuesdays", {1}, None),
        ("every monday at 10", {0}, None), ("every 2 hours mon-thu", {0, 1, 2, 3}, None),
        ("twice a day except friday", {0, 1, 2, 3}, None), ("3pm on weekdays", WEEKDAYS, None),
        ("3pm mon to sun", EVERY_DAY, None), ("on mon wed fri", {0, 2, 4}, None), ("11:00 lower", None, "lower"),
        ("to stretch my neck at 3", None, "neck"), ("every day at 3", EVERY_DAY, None), ("11:00 anywhere", None, None),
        ("11:00 every day", EVERY_DAY, None), ("at 11 everyday", EVERY_DAY, None), ("evry day at 11", EVERY_DAY, None),
        ("11:00 each day", EVERY_DAY, None), ("3pm 7 days a week", EVERY_DAY, None), ("every day", EVERY_DAY, None),
        ("every 2 hours seven days a week", EVERY_DAY, None), ("twice every day", EVERY_DAY, None),
        ("once every day", EVERY_DAY, None), ("every single day of the week at 9", EVERY_DAY, None),
        ("every day except friday at 10", EVERY_DAY - {4}, None), ("every day mon-fri 10:00", WEEKDAYS, None),
        ("every working day at 10", WEEKDAYS, None), ("daily at 11", None, None), ("11:00 daily", None, None),
        ("twice a day", None, None), ("neck at 11 every day", EVERY_DAY, "neck"),
        ("every 90 minutes 9-17 wensday upper", {2}, "upper"),
    ],
)  # fmt: skip
def test_days_and_areas(typed: str, days: set[int] | None, area: str | None) -> None:
    wish = parse_reminders(typed, None, LIBRARY)
    assert (wish.days, wish.area) == (days, area)


@pytest.mark.parametrize(
    ("typed", "sentence", "instead"),
    [
        ("every hour 9-17", "That's 9 a day; six is the most. How about every 90 minutes?", "every 90 minutes 9-17"),
        ("hourly 8-20 mon", "That's 13 a day; six is the most. How about every 150 minutes?",
         "every 150 minutes 8-20 mon"),
        ("every 20 minutes 9-10", "Reminders are at least 30 minutes apart. How about every 30 minutes?",
         "every 30 minutes 9-10"),
        ("every minute", "That's 481 a day; six is the most. How about every 90 minutes?", "every 90 minutes"),
        ("10 times a day", "That's 10 a day; six is the most. How about six a day?", "6 times a day"),
    ],
)  # fmt: skip
def test_too_often_comes_with_what_would_do(typed: str, sentence: str, instead: str) -> None:
    with pytest.raises(TooOften) as raised:
        parse_reminders(typed, None, LIBRARY)
    assert (str(raised.value), raised.value.instead) == (sentence, instead)
    assert 0 < len(parse_reminders(instead, None, LIBRARY).times) <= MOST_A_DAY


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("in 15 minutes", "just once"), ("tomorrow at 3", "just once"), ("9-17", "How often"),
        ("11:00 xyzzy", "“xyzzy”"), ("every 3 days", "days of the week"), ("25:00", "isn't a time"),
        ("9, 10, 11, 12, 13, 14, 15", "That's 7 a day"), ("11:00 and 11:10", "are 10 minutes apart"),
        ("23:50 and 00:05", "are 15 minutes apart"), ("0 times a day", "remind me off"), ("x" * 300, "too long"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_in_words(typed: str, words: str) -> None:
    with pytest.raises(ParseError) as raised:
        parse_reminders(typed, None, LIBRARY)
    assert words in str(raised.value)


@given(some.lists(LIKELY, max_size=7).map(" ".join) | some.text(max_size=60), some.sampled_from([None, OFFICE, EARLY]))
@example("every hour and a half 9-17 and", OFFICE)
def test_whatever_is_typed_makes_at_most_six_times_half_an_hour_apart(typed: str, hours) -> None:
    try:
        wish = parse_reminders(typed, hours, LIBRARY)
    except ParseError:
        return
    assert len(wish.times) <= MOST_A_DAY
    assert list(wish.times) == sorted(set(wish.times))
    assert too_close(wish.times, wish.days or WEEKDAYS) is None
    assert wish.days is None or (wish.days <= EVERY_DAY and wish.days)
    assert wish == parse_reminders(typed, hours, LIBRARY)


@given(some.times(), some.times(), some.integers(30, 300), some.integers(1, 6))
def test_times_of_an_interval_and_so_many_a_day_are_within_the_hours(begin, end, minutes, count) -> None:
    hours = begin.replace(second=0, microsecond=0), end.replace(second=0, microsecond=0)
    for times in (times_every(minutes, hours), times_a_day(count, hours)):
        assert times
        assert times_within(times, hours) == times


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        ("remind me", ""), ("Remind me!", ""), ("remind", ""), ("reminders", ""), ("my reminders", ""),
        ("remind me 11:00 and 15:30", "11:00 and 15:30"), ("remind me at 3pm", "at 3pm"), ("remnd me at 3pm", "at 3pm"),
        ("please remind me every 2 hours", "every 2 hours"), ("remind 11:00", "11:00"), ("Reminder at 3pm", "at 3pm"),
        ("can you remind me to stretch at 3?", "to stretch at 3"), ("set a reminder for 3pm", "for 3pm"),
        ("reminders every 2 hours please", "every 2 hours"), ("remind me twice a day", "twice a day"),
        ("remind myself at 3pm", "at 3pm"), ("remind off", "off"),
        ("remind me off", "off"), ("reminders off", "off"), ("stop reminding me", "off"), ("stop reminders", "off"),
        ("please stop reminding me", "off"), ("don’t remind me anymore", "off"), ("turn off my reminders", "off"),
        ("turn my reminders off", "off"), ("no more reminders", "off"), ("cancel all my reminders", "off"),
        ("remind me no more", "off"), ("remind me never", "off"), ("unsubscribe from reminders", "off"),
        ("pause my reminders", ""), ("snooze reminders", ""), ("list reminders", ""), ("show my reminders", ""),
    ],
)  # fmt: skip
def test_words_about_somebodys_own_reminders(typed: str, rest: str) -> None:
    assert reminder_words(typed) == rest


@pytest.mark.parametrize(
    "typed",
    ["remind us at 3pm", "remind the team at 3pm", "remind everyone 15:00", "stop reminding us", "remind @ana at 3",
     "remind ana at 3pm", "remind me and the team at 3", "set our reminders for 11:00", "remind #design at 3", "3pm",
     "rewind it", "me", "remember", "neck", "daily 15:00"],
)  # fmt: skip
def test_nothing_about_others_is_taken_for_private(typed: str) -> None:
    assert reminder_words(typed) is None


def test_nothing_typed_wishes_nothing() -> None:
    assert parse_reminders(" ", OFFICE, LIBRARY) == ReminderWish()
