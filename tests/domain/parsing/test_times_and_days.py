"""What follows `daily`, as people type it."""

from datetime import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.errors import ParseError, UserError
from bot.domain.parsing.times_and_days import parse_times_and_days
from bot.domain.timetable import EVERY_DAY, WEEKDAYS, WEEKEND, Timetable

AREAS = ["lower", "upper", "bed", "anywhere", "neck", "shoulders", "back", "sides", "side", "chest", "wrists", "hips"]
LIKELY = st.sampled_from(
    ["15:00", "3pm", "9", "3 p.m.", "mon", "fri", "-", "to", "every", "day", "weekends", ",", "at", "noon", "lower",
     "except", "1500", "15h", "24:00", "2", "hours", "½", "٣", "²", "\0", "“", "sun-thu"]
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "hour", "minute"),
    [
        ("15:00", 15, 0), ("15.00", 15, 0), ("15h", 15, 0), ("15 h", 15, 0), ("15h30", 15, 30), ("1500", 15, 0),
        ("0930", 9, 30), ("930", 9, 30), ("15", 15, 0), ("3pm", 15, 0), ("3 pm", 15, 0), ("3PM", 15, 0),
        ("3 p.m.", 15, 0), ("3p", 15, 0), ("9:30 in the morning", 9, 30), ("6 in the evening", 18, 0),
        ("18:30 in the evening", 18, 30), ("3 in the afternoon", 15, 0),
        ("3:30pm", 15, 30), ("3.30 pm", 15, 30), ("at 3:30pm", 15, 30),
        ("12am", 0, 0), ("12pm", 12, 0), ("12", 12, 0), ("noon", 12, 0), ("midnight", 0, 0), ("00:30", 0, 30),
        ("09", 9, 0), ("03:30", 3, 30), ("9:30", 9, 30), ("13pm", 13, 0), ("@10:30", 10, 30), ("15 o'clock", 15, 0),
        ("15:00:00", 15, 0), ("١٥:٠٠", 15, 0), ("１５：００", 15, 0), ("  15:00.  ", 15, 0),
    ],
)  # fmt: skip
def test_a_time_is_understood_however_it_is_written(typed, hour, minute):
    assert parse_times_and_days(typed).times == (time(hour, minute),)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("", WEEKDAYS), ("weekdays", WEEKDAYS), ("every weekday", WEEKDAYS), ("working days", WEEKDAYS),
        ("mon-fri", WEEKDAYS), ("mon – fri", WEEKDAYS), ("Monday to Friday", WEEKDAYS), ("Mo-Fr", WEEKDAYS),
        ("monday through thursday", {0, 1, 2, 3}), ("sun-thu", {6, 0, 1, 2, 3}), ("fri-mon", {4, 5, 6, 0}),
        ("every day", EVERY_DAY), ("everyday", EVERY_DAY), ("day", EVERY_DAY), ("weekends", WEEKEND),
        ("mon wed fri", {0, 2, 4}), ("mon, wed, and fri", {0, 2, 4}), ("mon/wed/fri", {0, 2, 4}), ("tue,thu", {1, 3}),
        ("on tuesdays & thurs", {1, 3}), ("weds", {2}), ("MONDAY", {0}), ("sat sun", WEEKEND),
        ("wensday", {2}), ("mondy", {0}), ("firday", {4}), ("wekdays", WEEKDAYS),
        ("except friday", {0, 1, 2, 3}), ("except sunday", {0, 1, 2, 3, 4, 5}),
        ("every day but not on mon", {1, 2, 3, 4, 5, 6}), ("mon-fri except wed", {0, 1, 3, 4}),
    ],
)  # fmt: skip
def test_days_are_understood_however_they_are_written(typed, days):
    assert parse_times_and_days(f"15:00 {typed}").days == days
    assert parse_times_and_days("15:00 " + typed.upper()).area_words == ()


def test_several_times_come_sorted_and_once_each():
    assert parse_times_and_days("15:30 and 9:30, 15.30 weekdays").times == (time(9, 30), time(15, 30))


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("3pm mon wed fri lower", ("lower",)),
        ("10:00, the lower back", ("lower", "back")),
        ("chest 10:00", ("chest",)),
        ("10:00 cat-arch", ("cat-arch",)),
        ("10:00 Berlin", ("berlin",)),
    ],
)
def test_words_that_are_neither_hours_nor_days_are_handed_back(typed, left):
    assert parse_times_and_days(typed).area_words == left


@pytest.mark.parametrize("area", AREAS)
def test_no_area_is_taken_for_a_day_or_an_hour(area):
    assert parse_times_and_days(f"10:00 {area}").area_words == (area,)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("9", "`09:00` or `21:00`"),
        ("3:30", "`03:30` or `15:30`"),
        ("3 o'clock", "`03:00` or `15:00`"),
        ("25:00", "“25:00” isn't a time"),
        ("15:60", "“15:60” isn't a time"),
        ("13am", "“13am” isn't a time"),
        ("24:00", "`00:00`"),
        ("", "What time?"),
        ("lower", "There's none in “lower”"),
        ("every 2 hours", "set times"),
        ("hourly", "set times"),
        ("9:00 10:00 11:00 12:00", "That's 4 times a day"),
        ("mon 9:00 tue 15:00", "Every day gets the same times"),
        ("9:30-15:30", "“9:30-15:30”"),
        ("15:00 mon except mon", "leaves no days"),
        ("15:00 except lower", "“except lower”"),
        ("15:00 " + "lower " * 90, "too long for me"),
    ],
)
def test_what_is_not_clear_is_asked_kindly(typed, sentence):
    with pytest.raises(ParseError) as caught:
        parse_times_and_days(typed)
    assert sentence in str(caught.value)
    assert isinstance(caught.value, UserError)


@given(st.text() | st.lists(LIKELY).map(" ".join) | st.lists(LIKELY | st.text(max_size=3)).map("".join))
@example("0:00 midnight")
def test_any_text_gives_a_timetable_or_a_sentence(text):
    try:
        daily = parse_times_and_days(text)
    except ParseError:
        return
    assert Timetable(days=daily.days, times=daily.times, zone="UTC")
