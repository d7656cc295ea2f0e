"""Timelines: exact total duration, progress and countdown."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pictures.timing import LAST_FRAME_CS, timeline

without_deadline = settings(deadline=None)
CYCLE_SECONDS = st.none() | st.floats(1, 20)


@without_deadline
@given(st.integers(3, 30), st.integers(2, 120), st.booleans(), CYCLE_SECONDS)
def test_any_film_lasts_exactly_as_long_as_getting_ready_and_holding(
    ready_seconds: int, hold_seconds: int, moves: bool, cycle_seconds: float | None
) -> None:
    shown = list(timeline(ready_seconds, hold_seconds, moves, cycle_seconds))
    assert sum(spec.duration_cs for spec in shown) == (ready_seconds + hold_seconds) * 100
    assert sum(spec.duration_cs for spec in shown if spec.phase == "ready") == ready_seconds * 100


@without_deadline
@given(st.integers(3, 30), st.integers(2, 120), st.booleans(), CYCLE_SECONDS)
def test_no_picture_is_so_short_that_a_browser_would_stretch_it(
    ready_seconds: int, hold_seconds: int, moves: bool, cycle_seconds: float | None
) -> None:
    assert all(spec.duration_cs >= 2 for spec in timeline(ready_seconds, hold_seconds, moves, cycle_seconds))


@without_deadline
@given(st.integers(3, 30), st.integers(2, 120), st.booleans(), CYCLE_SECONDS)
def test_the_first_and_the_last_picture_show_the_position(
    ready_seconds: int, hold_seconds: int, moves: bool, cycle_seconds: float | None
) -> None:
    shown = list(timeline(ready_seconds, hold_seconds, moves, cycle_seconds))
    assert (shown[0].progress, shown[-1].progress) == (1, 1)
    assert (shown[-1].phase, shown[-1].duration_cs) == ("done", LAST_FRAME_CS)


def test_the_ring_only_drains_and_begins_full() -> None:
    left = [spec.countdown for spec in timeline(8, 15, moves=True) if spec.phase == "hold"]
    assert left[0] == 15
    assert all(later <= earlier for earlier, later in pairwise(left))


def test_a_held_position_stays_where_it_is() -> None:
    assert {spec.progress for spec in timeline(8, 10, moves=True) if spec.phase == "hold"} == {1}


def test_to_and_fro_goes_there_and_back_as_often_as_its_pace_says() -> None:
    places = [spec.progress for spec in timeline(8, 40, moves=True, cycle_seconds=8) if spec.phase == "hold"]
    turns = [progress for progress, before in zip(places[1:], places, strict=False) if progress == 0 and before != 0]
    assert len(turns) == 5


def test_one_who_is_in_the_position_already_does_not_move() -> None:
    assert {spec.progress for spec in timeline(5, 10, moves=False)} == {1}
