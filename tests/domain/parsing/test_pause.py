"""What follows `pause`, as people type it, on a Wednesday at 14:30 in Berlin."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import ParseError
from bot.domain.local_time import load_zone, to_local
from bot.domain.parsing.pause import parse_pause

BERLIN = "Europe/Berlin"
NOW = datetime(2026, 10, 14, 12, 30, tzinfo=UTC)
LIKELY = st.sampled_from(
    ["until", "for", "2h", "90", "min", "a", "week", "monday", "tomorrow", "24", "dec", "24.12.", "3/4", "14:00", "at",
     "next", "9999", "months", "years", "30 feb", "2026-12-24", "0000-00-00", "and", "half an hour", "½", "٣", "\0"]
)  # fmt: skip


@pytest.mark.parametrize("typed", ["", "  ", "forever", "until further notice", "Until resumed", "indefinitely"])
def test_a_pause_without_an_end_lasts_until_resumed(typed):
    assert parse_pause(typed, NOW, BERLIN) is None


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("2h", 120), ("for 2 hours", 120), ("2 horus", 120), ("90 min", 90), ("1h30", 90), ("1h 30min", 90),
        ("1.5h", 90), ("1,5 hours", 90), ("an hour and a half", 90), ("half an hour", 30), ("an hour", 60),
        ("two hours", 120), ("a couple of hours", 120), ("2 hours and 15 minutes", 135), ("1.5 days", 36 * 60),
    ],
)  # fmt: skip
def test_a_length_of_time_counts_from_now(typed, minutes):
    assert parse_pause(typed, NOW, BERLIN) == NOW + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("typed", "end"),
    [
        ("2 days", "Fri 2026-10-16 14:30"), ("a week", "Wed 2026-10-21 14:30"), ("1 month", "Sat 2026-11-14 14:30"),
        ("today", "Thu 2026-10-15 00:00"), ("for the rest of the day", "Thu 2026-10-15 00:00"),
        ("this week", "Mon 2026-10-19 00:00"), ("till next week", "Mon 2026-10-19 00:00"),
        ("until monday", "Mon 2026-10-19 00:00"), ("until next mon", "Mon 2026-10-19 00:00"),
        ("untill tommorow", "Thu 2026-10-15 00:00"), ("until wednesday", "Wed 2026-10-21 00:00"),
        ("until the weekend", "Sat 2026-10-17 00:00"), ("until next month", "Sun 2026-11-01 00:00"),
        ("until 16:00", "Wed 2026-10-14 16:00"), ("until 4 pm", "Wed 2026-10-14 16:00"),
        ("until 15.30", "Wed 2026-10-14 15:30"), ("until tomorrow 9:30", "Thu 2026-10-15 09:30"),
        ("until 4pm tomorrow", "Thu 2026-10-15 16:00"), ("until monday at noon", "Mon 2026-10-19 12:00"),
        ("until the day after tomorrow", "Fri 2026-10-16 00:00"),
        ("until 24 dec", "Thu 2026-12-24 00:00"), ("until Dec 24th", "Thu 2026-12-24 00:00"),
        ("until the 24th of december", "Thu 2026-12-24 00:00"), ("until 24.12.", "Thu 2026-12-24 00:00"),
        ("until 24.12", "Thu 2026-12-24 00:00"), ("until 24/12", "Thu 2026-12-24 00:00"),
        ("until 12/24", "Thu 2026-12-24 00:00"), ("until 2026-12-24", "Thu 2026-12-24 00:00"),
        ("until 24 dec 10:00", "Thu 2026-12-24 10:00"), ("until 2 jan", "Sat 2027-01-02 00:00"),
    ],
)  # fmt: skip
def test_days_and_dates_are_local(typed, end):
    found = parse_pause(typed, NOW, BERLIN)
    assert f"{to_local(found, load_zone(BERLIN)):%a %Y-%m-%d %H:%M}" == end


def test_a_week_over_a_change_of_the_clocks_ends_at_the_same_hour():
    assert parse_pause("2 weeks", NOW, BERLIN) == NOW + timedelta(weeks=2, hours=1)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("until 14:00", "isn't in the future"),
        ("until today", "isn't in the future"),
        ("until 2020-01-01", "isn't in the future"),
        ("0 min", "isn't in the future"),
        ("400 days", "more than a year"),
        ("2 years", "more than a year"),
        ("9999 months " * 12, "more than a year"),
        ("monday", "`pause until monday`"),
        ("30", "`pause 30 min` or `pause 30h`"),
        ("until 9", "`09:00` or `21:00`"),
        ("until 12.10", "a time or a date"),
        ("until 3/4", "3 April or 4 March"),
        ("until 30 feb", "no such date"),
        ("until lower", "didn't understand “until lower”"),
        ("until", "didn't understand"),
        ("lower " * 90, "too long for me"),
    ],
)
def test_what_is_not_clear_is_asked_kindly(typed, sentence):
    with pytest.raises(ParseError) as caught:
        parse_pause(typed, NOW, BERLIN)
    assert sentence in str(caught.value)


@given(
    st.text() | st.lists(LIKELY).map(" ".join) | st.lists(LIKELY).map(lambda words: "until " + " ".join(words)),
    st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),
    st.sampled_from([BERLIN, "America/Santiago", "Pacific/Apia", "UTC"]),
)
def test_any_text_gives_an_end_within_a_year_or_a_sentence(text, now, zone):
    try:
        end = parse_pause(text, now, zone)
    except ParseError:
        return
    assert end is None or now - timedelta(seconds=1) < end <= now + timedelta(days=366)


@pytest.mark.parametrize("typed", ["366 days", "8784 hours", "12 months", "1 year", "52 weeks", "until 14 oct 2027"])
def test_a_pause_may_last_a_year(typed):
    assert parse_pause(typed, NOW, BERLIN) <= NOW + timedelta(days=366)


@pytest.mark.parametrize("typed", ["366 days 1 min", "8785 hours", "13 months", "53 weeks", "until 16 oct 2027"])
def test_a_pause_may_not_last_longer_than_a_year(typed):
    with pytest.raises(ParseError, match="more than a year"):
        parse_pause(typed, NOW, BERLIN)


def test_a_pause_of_a_minute_is_the_shortest():
    assert parse_pause("1 min", NOW, BERLIN) == NOW + timedelta(minutes=1)


@pytest.mark.parametrize(("chars", "fits"), [(200, True), (201, False)])
def test_two_hundred_characters_are_read(chars, fits):
    typed = "2h" + "x" * (chars - 2)
    with pytest.raises(ParseError) as caught:
        parse_pause(typed, NOW, BERLIN)
    assert ("too long for me" in str(caught.value)) != fits


def test_a_pause_from_the_end_of_january_by_a_month_ends_with_february():
    january = datetime(2027, 1, 31, 12, tzinfo=UTC)
    assert parse_pause("1 month", january, "UTC") == datetime(2027, 2, 28, 12, tzinfo=UTC)


def test_a_pause_until_a_time_in_a_gap_ends_after_the_gap():
    eve = datetime(2027, 3, 27, 12, tzinfo=UTC)
    assert parse_pause("until tomorrow 02:30", eve, BERLIN) == datetime(2027, 3, 28, 1, tzinfo=UTC)
