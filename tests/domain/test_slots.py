"""The slots of a timetable."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.slots import Slot, has_room_at, lateness, next_slot, upcoming_slots
from bot.domain.timetable import EVERY_DAY, UNTIL_RESUMED, WEEKDAYS, Timetable

MONDAY = datetime(2026, 10, 12, 6, 0, tzinfo=UTC)
SLOT = Slot(datetime(2026, 10, 12, 15), datetime(2026, 10, 12, 13, tzinfo=UTC))
ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kolkata", "UTC"]

timetables = st.builds(
    Timetable,
    days=st.frozensets(st.integers(0, 6), min_size=1),
    times=st.sets(st.builds(time, st.integers(0, 23), st.integers(0, 59)), min_size=1, max_size=3).map(
        lambda times: tuple(sorted(times))
    ),
    zone=st.sampled_from(ZONES),
    skip=st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=30),
)
moments = st.datetimes(datetime(2025, 12, 1), datetime(2026, 12, 31), timezones=st.just(UTC))


def timetable(**changes) -> Timetable:
    return Timetable(**{"days": WEEKDAYS, "times": (time(15),), "zone": "Europe/Berlin"} | changes)


def locals_of(slots: list[Slot]) -> list[str]:
    return [f"{slot.local:%a %d %b %H:%M}" for slot in slots]


def test_a_slot_falls_on_the_local_time_of_its_zone():
    assert next_slot(timetable(), MONDAY) == SLOT


def test_the_next_slot_is_strictly_later():
    assert next_slot(timetable(), SLOT.at).local == datetime(2026, 10, 13, 15)


def test_the_hour_stays_when_the_clocks_change():
    slots = upcoming_slots(timetable(), datetime(2026, 10, 23, 0, tzinfo=UTC), 2)
    assert [slot.at.hour for slot in slots] == [13, 14]


def test_three_times_on_chosen_days_come_in_order():
    chosen = timetable(days=frozenset({0, 2}), times=(time(9, 30), time(12), time(15, 30)))
    slots = locals_of(upcoming_slots(chosen, MONDAY, 4))
    assert slots == ["Mon 12 Oct 09:30", "Mon 12 Oct 12:00", "Mon 12 Oct 15:30", "Wed 14 Oct 09:30"]


def test_skipped_dates_and_public_holidays_are_free():
    festive = timetable(country="DE-BY", skip=frozenset({date(2026, 12, 24), date(2026, 12, 31)}))
    slots = locals_of(upcoming_slots(festive, datetime(2026, 12, 23, 16, tzinfo=UTC), 4))
    assert slots == ["Mon 28 Dec 15:00", "Tue 29 Dec 15:00", "Wed 30 Dec 15:00", "Mon 04 Jan 15:00"]


def test_a_pause_ends_by_itself():
    until = datetime(2026, 10, 14, 0, tzinfo=UTC)
    assert locals_of(upcoming_slots(timetable(paused_until=until), MONDAY, 1)) == ["Wed 14 Oct 15:00"]


def test_a_slot_at_the_very_end_of_a_pause_counts():
    assert next_slot(timetable(paused_until=SLOT.at), MONDAY) == SLOT


def test_a_pause_that_is_over_changes_nothing():
    assert next_slot(timetable(paused_until=MONDAY - timedelta(days=1)), MONDAY) == SLOT


def test_a_pause_without_an_end_has_no_next_slot():
    assert next_slot(timetable(paused_until=UNTIL_RESUMED), MONDAY) is None


def test_when_everything_is_skipped_there_is_no_next_slot():
    year = frozenset(MONDAY.date() + timedelta(days) for days in range(400))
    assert next_slot(timetable(days=EVERY_DAY, skip=year), MONDAY) is None


def test_two_times_within_one_gap_have_one_slot():
    chosen = timetable(days=EVERY_DAY, times=(time(2, 15), time(2, 45)))
    slots = locals_of(upcoming_slots(chosen, datetime(2026, 3, 28, 12, tzinfo=UTC), 2))
    assert slots == ["Sun 29 Mar 02:15", "Mon 30 Mar 02:15"]


def test_a_date_that_a_zone_left_out_has_no_slot():
    samoa = timetable(days=EVERY_DAY, zone="Pacific/Apia")
    slots = locals_of(upcoming_slots(samoa, datetime(2011, 12, 29, 20, tzinfo=UTC), 2))
    assert slots == ["Thu 29 Dec 15:00", "Sat 31 Dec 15:00"]


@pytest.mark.parametrize(
    ("late", "word"),
    [
        (timedelta(seconds=-3), "on time"),
        (timedelta(0), "on time"),
        (timedelta(minutes=2), "on time"),
        (timedelta(minutes=2, seconds=1), "late"),
        (timedelta(minutes=10), "late"),
        (timedelta(minutes=10, seconds=1), "missed"),
    ],
)
def test_a_break_is_posted_up_to_ten_minutes_late(late, word):
    assert lateness(SLOT.at, SLOT.at + late) == word


@given(timetables, moments)
def test_a_slot_is_later_and_on_a_chosen_day_at_a_chosen_time(chosen, after):
    slot = next_slot(chosen, after)
    assert slot.at > after
    assert slot.at.tzinfo is UTC
    assert slot.local.weekday() in chosen.days
    assert slot.local.time() in chosen.times
    assert slot.local.date() not in chosen.skip


@given(timetables, moments, st.floats(0, 0.999))
def test_there_is_no_slot_between_a_moment_and_its_next_slot(chosen, after, part):
    slot = next_slot(chosen, after)
    assert next_slot(chosen, after + (slot.at - after) * part) == slot


@given(timetables, moments)
def test_a_slot_shows_its_own_time_or_the_end_of_a_gap_soon_after(chosen, after):
    for slot in upcoming_slots(chosen, after, 3):
        shown = slot.at.astimezone(ZoneInfo(chosen.zone)).replace(tzinfo=None, fold=0)
        assert timedelta(0) <= shown - slot.local <= timedelta(hours=1)


def test_times_outside_of_somebodys_hours_have_no_slots():
    theirs = timetable(times=(time(8), time(9), time(17), time(20)), personal=True, hours=(time(9), time(17)))
    assert locals_of(upcoming_slots(theirs, MONDAY, 3)) == ["Mon 12 Oct 09:00", "Mon 12 Oct 17:00", "Tue 13 Oct 09:00"]
    nowhere = timetable(times=(time(8),), personal=True, hours=(time(9), time(17)))
    assert next_slot(nowhere, MONDAY) is None


@pytest.mark.parametrize(
    ("local", "changes", "has_room"),
    [
        (datetime(2026, 10, 12, 9), {}, True),
        (datetime(2026, 10, 12, 17, 0, 59), {}, True),
        (datetime(2026, 10, 12, 17, 1), {}, False),
        (datetime(2026, 10, 12, 8, 59), {}, False),
        (datetime(2026, 10, 11, 12), {}, False),
        (datetime(2026, 10, 12, 12), {"skip": frozenset({date(2026, 10, 12)})}, False),
        (datetime(2026, 10, 12, 12), {"paused_until": UNTIL_RESUMED}, False),
        (datetime(2026, 12, 25, 12), {"country": "DE"}, False),
    ],
)
def test_what_is_put_off_keeps_to_the_days_and_hours(local, changes, has_room):
    theirs = timetable(personal=True, hours=(time(9), time(17)), **changes)
    assert has_room_at(theirs, local.replace(tzinfo=ZoneInfo("Europe/Berlin"))) is has_room
