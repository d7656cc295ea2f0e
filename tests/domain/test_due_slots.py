"""What is due of a timetable after the bot was away."""

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.domain.slots import Slot, due_slots, next_slot
from bot.domain.timetable import EVERY_DAY, WEEKDAYS, Timetable, is_paused

DAILY = Timetable(days=EVERY_DAY, times=(time(15),), zone="UTC")
FIRST = Slot(datetime(2026, 10, 12, 15), datetime(2026, 10, 12, 15, tzinfo=UTC))
DAY = timedelta(days=1)


def days(slots: tuple[Slot, ...]) -> list[int]:
    return [slot.local.day for slot in slots]


def test_a_slot_that_has_just_come_is_the_latest_and_nothing_was_missed() -> None:
    due = due_slots(DAILY, FIRST, FIRST.at)
    assert (due.missed, due.latest) == ((), FIRST)
    assert due.following is not None
    assert due.following.at == FIRST.at + DAY


def test_the_latest_changes_at_the_very_moment_of_the_next_slot() -> None:
    assert due_slots(DAILY, FIRST, FIRST.at + DAY - timedelta(microseconds=1)).latest == FIRST
    assert due_slots(DAILY, FIRST, FIRST.at + DAY).latest.at == FIRST.at + DAY


def test_only_the_latest_slot_may_still_be_posted_and_those_before_it_were_missed() -> None:
    due = due_slots(DAILY, FIRST, FIRST.at + 3 * DAY + timedelta(hours=1))
    assert (days(due.missed), due.latest.local.day) == ([12, 13, 14], 15)
    assert due.following is not None
    assert due.following.local.day == 16


def test_after_a_long_absence_the_first_slot_and_those_of_the_last_week_were_missed() -> None:
    due = due_slots(DAILY, FIRST, FIRST.at + 17 * DAY)
    assert (days(due.missed), due.latest.local.day) == ([12, 23, 24, 25, 26, 27, 28], 29)


def test_the_week_that_is_looked_back_at_begins_strictly_after_seven_days_ago() -> None:
    due = due_slots(DAILY, FIRST, FIRST.at + 17 * DAY - timedelta(seconds=1))
    assert (days(due.missed), due.latest.local.day) == ([12, 22, 23, 24, 25, 26, 27], 28)


def test_nothing_follows_a_timetable_without_another_slot() -> None:
    last = Timetable(
        days=EVERY_DAY,
        times=(time(15),),
        zone="UTC",
        skip=frozenset(FIRST.local.date() + number * DAY for number in range(1, 400)),
    )
    assert due_slots(last, FIRST, FIRST.at).following is None


@pytest.mark.parametrize(("skipped_days", "has_slot"), [(399, True), (400, False)])
def test_a_slot_is_searched_for_on_four_hundred_days(skipped_days: int, has_slot: bool) -> None:
    today = FIRST.local.date()
    skip = frozenset(today + number * DAY for number in range(skipped_days))
    timetable = Timetable(days=EVERY_DAY, times=(time(15),), zone="UTC", skip=skip)
    assert (next_slot(timetable, FIRST.at - timedelta(hours=1)) is not None) == has_slot


@pytest.mark.parametrize(("after", "paused"), [(timedelta(seconds=1), True), (timedelta(0), False), (-DAY, False)])
def test_breaks_pause_until_the_very_end_of_a_pause(after: timedelta, paused: bool) -> None:
    timetable = Timetable(days=WEEKDAYS, times=(time(15),), zone="UTC", paused_until=FIRST.at + after)
    assert is_paused(timetable, FIRST.at) == paused


def test_breaks_without_a_pause_do_not_pause() -> None:
    assert not is_paused(DAILY, FIRST.at)
