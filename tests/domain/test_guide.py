"""The guide's positions, without a window or a clock."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from exercise_library import LIBRARY

from bot.domain.guide import (
    Intent,
    Session,
    State,
    after_intent,
    at_position,
    ended,
    has_begun,
    is_overdue,
    paused,
    was_left,
)
from bot.domain.screens import screens

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SCREENS = screens(LIBRARY.exercises_of(["cat-arch"]))
FRESH = Session(id="s", team="T1", user="U1", slugs=("cat-arch",), created_at=NOW, ref="card")


def test_start_begins_the_first_hold_and_its_time() -> None:
    started = after_intent(FRESH, "next", SCREENS, NOW)
    assert (started.position, started.step) == (1, 1)
    assert started.ends_at == NOW + timedelta(seconds=SCREENS[0].seconds)


def test_the_timer_goes_through_every_hold_to_the_end_and_no_further() -> None:
    session = after_intent(FRESH, "next", SCREENS, NOW)
    for _ in SCREENS:
        session = after_intent(session, "timer", SCREENS, NOW)
    assert (session.position, session.ends_at) == (len(SCREENS) + 1, None)
    assert after_intent(session, "timer", SCREENS, NOW) is session


def test_what_ran_out_counts_as_held_and_what_was_done_twice_counts_once() -> None:
    session = after_intent(after_intent(FRESH, "next", SCREENS, NOW), "timer", SCREENS, NOW)
    again = after_intent(after_intent(session, "back", SCREENS, NOW), "timer", SCREENS, NOW)
    assert (session.held, again.held) == ((1,), (1,))


def test_next_counts_a_hold_once_it_runs_or_waits_and_skips_it_while_one_gets_ready() -> None:
    running = after_intent(FRESH, "next", SCREENS, NOW)
    begins = NOW + timedelta(seconds=SCREENS[0].ready_seconds)
    assert after_intent(running, "next", SCREENS, begins - timedelta(seconds=1)).held == ()
    assert after_intent(running, "next", SCREENS, begins).held == (1,)
    assert after_intent(paused(running), "next", SCREENS, NOW).held == (1,)
    assert after_intent(END, "next", SCREENS, NOW).held == ()


def test_a_pause_counts_a_hold_that_had_begun_and_none_while_one_gets_ready() -> None:
    running = after_intent(FRESH, "next", SCREENS, NOW)
    begins = NOW + timedelta(seconds=SCREENS[0].ready_seconds)
    early, late = (after_intent(running, "pause", SCREENS, at) for at in (begins - timedelta(seconds=1), begins))
    assert (early.held, late.held) == ((), (1,))
    assert (has_begun(early, SCREENS, NOW), has_begun(late, SCREENS, NOW)) == (False, True)


def test_somebody_has_begun_once_a_first_hold_runs_or_is_behind_them() -> None:
    running = after_intent(FRESH, "next", SCREENS, NOW)
    begins = NOW + timedelta(seconds=SCREENS[0].ready_seconds)
    assert not has_begun(FRESH, SCREENS, NOW)
    assert not has_begun(running, SCREENS, begins - timedelta(seconds=1))
    assert has_begun(running, SCREENS, begins)
    skipped = after_intent(running, "next", SCREENS, NOW)
    assert not has_begun(skipped, SCREENS, NOW)
    assert has_begun(after_intent(running, "timer", SCREENS, begins), SCREENS, NOW)
    assert not has_begun(END, SCREENS, NOW)


def test_going_on_after_a_pause_begins_the_hold_anew() -> None:
    started = after_intent(FRESH, "next", SCREENS, NOW)
    paused = after_intent(started, "pause", SCREENS, NOW + timedelta(seconds=4))
    assert (paused.position, paused.ends_at) == (1, None)
    resumed = after_intent(paused, "resume", SCREENS, NOW + timedelta(hours=1))
    assert resumed.ends_at == NOW + timedelta(hours=1, seconds=SCREENS[0].seconds)


def test_pausing_twice_or_going_on_without_a_pause_changes_nothing() -> None:
    paused = after_intent(after_intent(FRESH, "next", SCREENS, NOW), "pause", SCREENS, NOW)
    assert after_intent(paused, "pause", SCREENS, NOW) is paused
    running = after_intent(FRESH, "next", SCREENS, NOW)
    assert after_intent(running, "resume", SCREENS, NOW) is running


@pytest.mark.parametrize("state", ["closed", "stopped", "done"])
def test_what_is_over_does_not_move(state: str) -> None:
    over = ended(after_intent(FRESH, "next", SCREENS, NOW), state)
    assert after_intent(over, "next", SCREENS, NOW) is over


def test_back_from_the_first_hold_returns_to_the_start_and_stops_the_time() -> None:
    back = after_intent(after_intent(FRESH, "next", SCREENS, NOW), "back", SCREENS, NOW)
    assert (back.position, back.ends_at) == (0, None)


def test_a_hold_that_ended_long_ago_waits_for_its_person() -> None:
    started = after_intent(FRESH, "next", SCREENS, NOW)
    assert not is_overdue(started, started.ends_at + timedelta(seconds=90))
    assert is_overdue(started, started.ends_at + timedelta(minutes=3))
    assert after_intent(paused(started), "resume", SCREENS, NOW).ends_at == NOW + timedelta(seconds=SCREENS[0].seconds)


def test_only_what_was_begun_and_left_is_offered_again() -> None:
    begun = after_intent(FRESH, "next", SCREENS, NOW)
    assert ended(begun, "closed").resumable(NOW)
    assert not FRESH.resumable(NOW)
    assert not ended(begun, "stopped").resumable(NOW)
    assert not replace(begun, created_at=NOW - timedelta(days=1)).resumable(NOW)


RUNNING = after_intent(FRESH, "next", SCREENS, NOW)
LAST = at_position(FRESH, len(SCREENS), SCREENS, NOW)
END = at_position(FRESH, len(SCREENS) + 1, SCREENS, NOW)
AT = {"start": FRESH, "first": RUNNING, "paused": paused(RUNNING), "last": LAST, "end": END}
SAME = "same"


@pytest.mark.parametrize(
    ("where", "intent", "position", "state"),
    [
        ("start", "next", 1, "open"),
        ("start", "back", 0, "open"),
        ("start", "timer", SAME, "open"),
        ("start", "pause", SAME, "open"),
        ("start", "resume", SAME, "open"),
        ("first", "next", 2, "open"),
        ("first", "back", 0, "open"),
        ("first", "timer", 2, "open"),
        ("first", "pause", 1, "paused"),
        ("first", "resume", SAME, "open"),
        ("paused", "next", 2, "open"),
        ("paused", "back", 0, "open"),
        ("paused", "timer", SAME, "paused"),
        ("paused", "pause", SAME, "paused"),
        ("paused", "resume", 1, "open"),
        ("last", "next", len(SCREENS) + 1, "open"),
        ("last", "timer", len(SCREENS) + 1, "open"),
        ("last", "back", len(SCREENS) - 1, "open"),
        ("end", "next", len(SCREENS) + 1, "open"),
        ("end", "back", len(SCREENS), "open"),
        ("end", "timer", SAME, "open"),
        ("end", "pause", SAME, "open"),
    ],
)
def test_each_intent_moves_a_session_or_leaves_it_as_it_is(
    where: str, intent: Intent, position: int | str, state: str
) -> None:
    before = AT[where]
    after = after_intent(before, intent, SCREENS, NOW)
    if position == SAME:
        assert after is before
    else:
        assert (after.position, after.state, after.step) == (position, state, before.step + 1)


@pytest.mark.parametrize("position", range(len(SCREENS) + 2))
def test_the_timer_runs_on_screens_and_neither_at_the_start_nor_at_the_end(position: int) -> None:
    session = at_position(FRESH, position, SCREENS, NOW)
    is_on_screen = 1 <= position <= len(SCREENS)
    assert session.ends_at == (NOW + timedelta(seconds=SCREENS[position - 1].seconds) if is_on_screen else None)


@pytest.mark.parametrize(("asked", "position"), [(-1, 0), (0, 0), (len(SCREENS) + 2, len(SCREENS) + 1)])
def test_a_position_stays_between_the_start_and_the_end(asked: int, position: int) -> None:
    assert at_position(FRESH, asked, SCREENS, NOW).position == position


@pytest.mark.parametrize(("late", "overdue"), [(timedelta(minutes=2), False), (timedelta(minutes=2, seconds=1), True)])
def test_a_hold_is_overdue_after_more_than_two_minutes(late: timedelta, overdue: bool) -> None:
    assert is_overdue(RUNNING, RUNNING.ends_at + late) == overdue


def test_a_session_without_a_timer_is_never_overdue() -> None:
    assert not is_overdue(paused(RUNNING), NOW + timedelta(days=1))


@pytest.mark.parametrize(("age", "resumable"), [(timedelta(hours=12, seconds=-1), True), (timedelta(hours=12), False)])
def test_a_session_is_offered_again_for_less_than_twelve_hours(age: timedelta, resumable: bool) -> None:
    assert ended(RUNNING, "closed").resumable(NOW + age) == resumable


@pytest.mark.parametrize(
    ("state", "active", "resumable"),
    [
        ("open", True, True),
        ("paused", True, True),
        ("closed", False, True),
        ("stopped", False, False),
        ("done", False, False),
    ],
)
def test_a_state_tells_whether_the_modal_is_open_and_whether_one_can_go_on(
    state: State, active: bool, resumable: bool
) -> None:
    session = replace(RUNNING, state=state)
    assert (session.is_active, session.resumable(NOW)) == (active, resumable)


@pytest.mark.parametrize(
    ("view_id", "shown_in", "step", "own"),
    [("V1", "V1", 5, True), ("V1", "V2", 0, False), (None, "V1", 0, True), (None, "V1", 5, False)],
)
def test_a_modal_is_its_own_by_its_id_or_while_it_opens_by_its_step(
    view_id: str | None, shown_in: str, step: int, own: bool
) -> None:
    assert replace(FRESH, view_id=view_id).is_shown_in(shown_in, step) is own


def test_what_was_closed_before_its_end_was_left_by_its_card_alone() -> None:
    running = at_position(FRESH, 1, SCREENS, NOW)
    over = at_position(FRESH, len(SCREENS) + 1, SCREENS, NOW)
    left = [
        was_left(session, "card", SCREENS) for session in (running, ended(running, "closed"), ended(over, "closed"))
    ]
    assert left == [False, True, False]
    assert not was_left(ended(running, "closed"), "another card", SCREENS)
