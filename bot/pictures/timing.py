"""The timeline of an animated timer, in hundredths of a second (cs) as in GIF."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, pi
from typing import Literal

MOVING_FRAME_CS = 10
"""Duration of a frame while the figure moves into the position."""
CYCLE_FRAME_CS = 20
"""Duration of a frame while the figure moves to and fro; longer, because there is more movement to store."""
RESTING_FRAME_CS = 50
"""Duration of a frame and tick of the countdown while the figure rests; doubled in a long hold."""
CYCLE_TICK_CS = 100
"""Tick of the countdown while the figure moves to and fro."""
LONG_HOLD_SECONDS = 30
"""A hold that lasts longer is a long one."""
BREATH_CS = 500
"""Duration of one breath."""
MAX_CYCLE_FRAMES = 20
"""Maximum number of moving frames in a hold that moves to and fro, divided among its passes."""
MAX_APPROACH_CS = 350
"""Longest time for moving into the position, however long getting ready takes."""
LAST_FRAME_CS = 2
"""Duration of the last frame, which stays visible afterwards."""


@dataclass(frozen=True)
class FrameSpec:
    """One frame: progress into the position (0 to 1), breath (0 to 1), countdown and duration."""

    progress: float
    breath: float
    phase: Literal["ready", "hold", "done"]
    countdown: float
    """The remaining seconds of getting ready, or of the hold."""
    duration_cs: int


def ease_in_out(fraction: float) -> float:
    """Return a fraction of a way, slow at its beginning and end."""
    return (1 - cos(pi * fraction)) / 2


Waypoint = tuple[float, int]
"""Progress into the position (0 to 1) and its duration in hundredths of a second."""


def timeline(
    ready_seconds: int, hold_seconds: int, moves: bool, cycle_seconds: float | None = None
) -> Iterator[FrameSpec]:
    """Return the frames of a timer, which last ready_seconds + hold_seconds in total.

    `cycle_seconds` is the duration of one movement to and fro, None for a hold that stays in its position.
    """
    total_cs = hold_seconds * 100
    passes = 2 * max(round(hold_seconds / cycle_seconds), 1) if moves and cycle_seconds else 0
    yield from _ready_frames(ready_seconds * 100, moves, passes)
    yield from _cycle_frames(total_cs, passes) if passes else _hold_frames(total_cs)
    yield FrameSpec(1, 0, "done", 0, LAST_FRAME_CS)


def _ready_frames(total_cs: int, moves: bool, passes: int) -> Iterator[FrameSpec]:
    """Show the position, return to the start, wait, move in slowly, wait."""
    elapsed_cs = 0
    for progress, duration_cs in _ready_waypoints(total_cs, passes) if moves else _wait(1, total_cs):
        yield FrameSpec(progress, 0, "ready", (total_cs - _floor_to_tick(elapsed_cs)) / 100, duration_cs)
        elapsed_cs += duration_cs


def _ready_waypoints(total_cs: int, passes: int) -> Iterator[Waypoint]:
    preview_cs, return_cs, start_wait_cs, approach_cs = (
        round(total_cs * fraction / MOVING_FRAME_CS) * MOVING_FRAME_CS for fraction in (0.12, 0.06, 0.13, 0.44)
    )
    approach_cs, step_cs = min(approach_cs, MAX_APPROACH_CS), MOVING_FRAME_CS
    if passes:
        return_cs, step_cs, approach_cs = MOVING_FRAME_CS, CYCLE_FRAME_CS, _frames_per_pass(passes) * CYCLE_FRAME_CS
    yield from _wait(1, preview_cs)
    yield from (
        (1 - ease_in_out(elapsed_cs / return_cs), MOVING_FRAME_CS)
        for elapsed_cs in range(MOVING_FRAME_CS, return_cs, MOVING_FRAME_CS)
    )
    yield from _wait(0, start_wait_cs + MOVING_FRAME_CS)
    yield from ((ease_in_out(elapsed_cs / approach_cs), step_cs) for elapsed_cs in range(step_cs, approach_cs, step_cs))
    yield from _wait(1, total_cs - preview_cs - return_cs - start_wait_cs - approach_cs + step_cs)


def _wait(progress: float, total_cs: int) -> Iterator[Waypoint]:
    count = max(total_cs // RESTING_FRAME_CS, 1)
    yield from ((progress, RESTING_FRAME_CS) for _ in range(count - 1))
    yield progress, total_cs - (count - 1) * RESTING_FRAME_CS


def _hold_frames(total_cs: int) -> Iterator[FrameSpec]:
    step_cs = RESTING_FRAME_CS if total_cs <= LONG_HOLD_SECONDS * 100 else 2 * RESTING_FRAME_CS
    for elapsed_cs in range(0, total_cs, step_cs):
        breath = round((1 - cos(2 * pi * elapsed_cs / BREATH_CS)) / 2, 2)
        yield FrameSpec(
            1, breath, "hold", (total_cs - elapsed_cs) / 100, _frame_duration(elapsed_cs, step_cs, total_cs)
        )


def _cycle_frames(total_cs: int, passes: int) -> Iterator[FrameSpec]:
    elapsed_cs = 0
    for number in range(passes):
        pass_end_cs = round(total_cs * (number + 1) / passes)
        for progress, duration_cs in _pass_waypoints(
            pass_end_cs - elapsed_cs, _frames_per_pass(passes), returning=number % 2 == 0
        ):
            yield FrameSpec(
                progress,
                0,
                "hold",
                (total_cs - elapsed_cs // CYCLE_TICK_CS * CYCLE_TICK_CS) / 100,
                _frame_duration(elapsed_cs, duration_cs, total_cs),
            )
            elapsed_cs += duration_cs


def _pass_waypoints(total_cs: int, steps: int, returning: bool) -> Iterator[Waypoint]:
    """Move from the position to the start (`returning`) or from the start to the position, and wait there."""
    step_cs = min(CYCLE_FRAME_CS, total_cs // steps)
    for elapsed_cs in range(1, steps):
        fraction = ease_in_out(elapsed_cs / steps)
        yield round(1 - fraction if returning else fraction, 3), step_cs
    yield from _wait(0 if returning else 1, total_cs - step_cs * (steps - 1))


def _frames_per_pass(passes: int) -> int:
    return min(max(MAX_CYCLE_FRAMES // passes, 2), 4)


def _floor_to_tick(elapsed_cs: int) -> int:
    """Return the time that the countdown shows; its ticks are half seconds to keep the file small."""
    return elapsed_cs // RESTING_FRAME_CS * RESTING_FRAME_CS


def _frame_duration(elapsed_cs: int, step_cs: int, total_cs: int) -> int:
    """Return the duration of a frame; the last one of the hold makes room for the final frame."""
    return min(step_cs, total_cs - elapsed_cs) - (LAST_FRAME_CS if elapsed_cs + step_cs >= total_cs else 0)
