"""The film is as long as the screen that it belongs to, to the hundredth of a second."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.pictures.timing import REST, moments

PACES = st.none() | st.floats(1, 20)


@given(st.integers(3, 30), st.integers(2, 120), st.booleans(), PACES)
def test_any_film_lasts_exactly_as_long_as_getting_ready_and_holding(
    ready: int, seconds: int, moves: bool, pace: float | None
) -> None:
    shown = list(moments(ready, seconds, moves, pace))
    assert sum(moment.length for moment in shown) == (ready + seconds) * 100
    assert sum(moment.length for moment in shown if moment.ring == "ready") == ready * 100


@given(st.integers(3, 30), st.integers(2, 120), st.booleans(), PACES)
def test_no_picture_is_so_short_that_a_browser_would_stretch_it(
    ready: int, seconds: int, moves: bool, pace: float | None
) -> None:
    assert all(moment.length >= 2 for moment in moments(ready, seconds, moves, pace))


@given(st.integers(3, 30), st.integers(2, 120), st.booleans(), PACES)
def test_the_first_and_the_last_picture_show_the_position(
    ready: int, seconds: int, moves: bool, pace: float | None
) -> None:
    shown = list(moments(ready, seconds, moves, pace))
    assert (shown[0].place, shown[-1].place) == (1, 1)
    assert (shown[-1].ring, shown[-1].length) == ("done", REST)


def test_the_ring_only_drains_and_begins_full() -> None:
    left = [moment.clock for moment in moments(8, 15, moves=True) if moment.ring == "hold"]
    assert left[0] == 15
    assert all(later <= earlier for earlier, later in pairwise(left))


def test_a_held_position_stays_where_it_is() -> None:
    assert {moment.place for moment in moments(8, 10, moves=True) if moment.ring == "hold"} == {1}


def test_to_and_fro_goes_there_and_back_as_often_as_its_pace_says() -> None:
    places = [moment.place for moment in moments(8, 40, moves=True, pace=8) if moment.ring == "hold"]
    turns = [place for place, before in zip(places[1:], places, strict=False) if place == 0 and before != 0]
    assert len(turns) == 5


def test_one_who_is_in_the_position_already_does_not_move() -> None:
    assert {moment.place for moment in moments(5, 10, moves=False)} == {1}
