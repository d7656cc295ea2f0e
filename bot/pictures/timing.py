"""What a moving picture shows when: a list of moments in hundredths of a second, as GIF counts them."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, pi
from typing import Literal

from bot.pictures.interpolation import eased

MOVING = 10
"""Hundredths of a second from picture to picture while the figure moves into the position."""
PASSING = 20
"""While it moves to and fro; such a film has more movement, and so fewer pictures of it."""
RESTING = 50
"""While it holds or waits, and from tick to tick of the ring; twice that in a long hold."""
LONG = 30
"""Seconds from which a hold is a long one."""
BREATH = 500
STEPS = 40
"""How many pictures of movement a hold to and fro may have, shared by its passes."""
REST = 2
"""How long the last picture counts; it stays for good."""


@dataclass(frozen=True)
class Moment:
    """One picture: how far into the position (0 to 1), the breath (0 to 1), the ring, and how long it stays."""

    place: float
    breath: float
    ring: Literal["ready", "hold", "done"]
    clock: float
    """The share of getting ready that is over, or the seconds of the hold that are left."""
    length: int
    moving: bool = False


Waypoint = tuple[float, int]
"""How far into the position, and for how long."""


def moments(ready: int, seconds: int, moves: bool, pace: float | None = None) -> Iterator[Moment]:
    """Return what to show, from the first picture (the position itself) to the last; together ready + seconds.

    `pace` is the seconds of once to and fro, if the figure does not stay in the position.
    """
    whole = seconds * 100
    passes = 2 * max(round(seconds / pace), 1) if moves and pace else 0
    yield from _getting_ready(ready * 100, moves, passes)
    yield from _to_and_fro(whole, passes) if passes else _holding(whole)
    yield Moment(1, 0, "done", 0, REST)


def _getting_ready(whole: int, moves: bool, passes: int) -> Iterator[Moment]:
    """Show the position, go back to the start, wait, move in slowly, wait."""
    at = 0
    for place, length in _way_in(whole, passes) if moves else _waits(1, whole):
        yield Moment(place, 0, "ready", round(_tick(at) / whole, 3), length, moving=0 < place < 1)
        at += length


def _way_in(whole: int, passes: int) -> Iterator[Waypoint]:
    goal, back, start, way = (round(whole * share / MOVING) * MOVING for share in (0.12, 0.06, 0.13, 0.44))
    step = MOVING
    if passes:
        back, step, way = MOVING, PASSING, _steps(passes) * PASSING
    yield from _waits(1, goal)
    yield from ((1 - eased(at / back), MOVING) for at in range(MOVING, back, MOVING))
    yield from _waits(0, start + MOVING)
    yield from ((eased(at / way), step) for at in range(step, way, step))
    yield from _waits(1, whole - goal - back - start - way + step)


def _waits(place: float, whole: int) -> Iterator[Waypoint]:
    ticks = max(whole // RESTING, 1)
    yield from ((place, RESTING) for _ in range(ticks - 1))
    yield place, whole - (ticks - 1) * RESTING


def _holding(whole: int) -> Iterator[Moment]:
    step = RESTING if whole <= LONG * 100 else 2 * RESTING
    for at in range(0, whole, step):
        breath = round((1 - cos(2 * pi * at / BREATH)) / 2, 2)
        yield Moment(1, breath, "hold", (whole - at) / 100, _last(at, step, whole))


def _to_and_fro(whole: int, passes: int) -> Iterator[Moment]:
    at = 0
    for number in range(passes):
        until = round(whole * (number + 1) / passes)
        for place, length in _pass(until - at, _steps(passes), back=number % 2 == 0):
            yield Moment(place, 0, "hold", (whole - _tick(at)) / 100, _last(at, length, whole), moving=True)
            at += length


def _pass(whole: int, steps: int, back: bool) -> Iterator[Waypoint]:
    """Move from the position to the start, or from there to the position, and wait there."""
    step = min(PASSING, whole // steps)
    for at in range(1, steps):
        share = eased(at / steps)
        yield round(1 - share if back else share, 3), step
    yield from _waits(0 if back else 1, whole - step * (steps - 1))


def _steps(passes: int) -> int:
    return min(max(STEPS // passes, 3), 8)


def _tick(at: int) -> int:
    """Return the time that the ring shows, which moves by half seconds to keep the picture small."""
    return at // RESTING * RESTING


def _last(at: int, step: int, whole: int) -> int:
    """Return how long a picture stays: shorter at the end, where the picture of rest takes its place."""
    return min(step, whole - at) - (REST if at + step >= whole else 0)
