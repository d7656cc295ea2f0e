"""A break's states and slots."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import get_args

import pytest

from bot.domain.breaks import (
    Break,
    Reminder,
    State,
    another_line,
    break_id,
    later,
    manual_slot_key,
    repeat_slot_key,
)

DUE = datetime(2026, 11, 2, 14, tzinfo=UTC)
SLOT = "2026-11-02T15:00"
MANUAL = "now 2026-11-02T14:07"
JOINABLE = {"waiting", "claimed", "sending", "posted", "unknown"}


def make(slot: str = SLOT, state: State = "posted", posted_at: datetime | None = None) -> Break:
    return Break(
        id="b", team="T1", channel="C1", slot=slot, slugs=(), due_at=DUE, state=state, set_by="U1", posted_at=posted_at
    )


@pytest.mark.parametrize("state", get_args(State))
def test_a_break_is_over_once_its_message_closes_or_it_was_never_posted(state: State) -> None:
    assert make(state=state).is_over == (state not in JOINABLE)


def test_every_joinable_state_is_a_state() -> None:
    assert set(get_args(State)) > JOINABLE


@pytest.mark.parametrize(
    ("slot", "is_manual", "is_repeatable", "kind"),
    [
        (SLOT, False, True, ""),
        (repeat_slot_key(SLOT), False, False, "+15"),
        (MANUAL, True, True, "now "),
        (repeat_slot_key(MANUAL), True, False, "now +15"),
    ],
)
def test_a_slot_tells_whether_a_break_is_manual_and_whether_it_is_a_repeat(
    slot: str, is_manual: bool, is_repeatable: bool, kind: str
) -> None:
    made = make(slot)
    assert (made.is_manual, made.is_repeatable, made.slot_kind) == (is_manual, is_repeatable, kind)


@pytest.mark.parametrize(
    ("delay", "is_late"),
    [(timedelta(0), False), (timedelta(minutes=2), False), (timedelta(minutes=2, microseconds=1), True)],
)
def test_a_break_is_posted_late_after_more_than_two_minutes(delay: timedelta, is_late: bool) -> None:
    assert make(posted_at=DUE + delay).posted_late == is_late


def test_a_break_that_is_not_posted_yet_is_not_posted_late() -> None:
    assert not make(state="claimed").posted_late


def test_a_manual_slot_is_the_minute_in_which_it_was_asked_for() -> None:
    assert manual_slot_key(DUE + timedelta(minutes=7, seconds=59)) == MANUAL


def test_the_same_slot_has_the_same_id_and_any_other_has_another() -> None:
    others = {break_id("T2", "C1", SLOT), break_id("T1", "C2", SLOT), break_id("T1", "C1", repeat_slot_key(SLOT))}
    assert break_id("T1", "C1", SLOT) == break_id("T1", "C1", SLOT)
    assert break_id("T1", "C1", SLOT) not in others
    assert len(others) == 3
    assert all(len(id) == 20 for id in others)


def test_what_is_put_off_comes_fifteen_minutes_later_at_a_full_minute() -> None:
    assert later(DUE + timedelta(seconds=59)) == DUE + timedelta(minutes=15)


@pytest.mark.parametrize(("delay", "is_stale"), [(timedelta(minutes=30), False), (timedelta(minutes=31), True)])
def test_a_reminder_is_of_no_use_after_half_an_hour(delay: timedelta, is_stale: bool) -> None:
    assert Reminder("T1", "b", "U1", DUE).is_stale(DUE + delay) == is_stale


@pytest.mark.parametrize("previous", [None, 0, 1, 2])
def test_a_closing_line_is_never_the_previous_one(previous: int | None) -> None:
    rng = Random(7)
    chosen = {another_line(3, previous, rng) for _ in range(99)}
    assert chosen == {0, 1, 2} - {previous}
