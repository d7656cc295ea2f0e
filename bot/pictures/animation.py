"""The picture that is the timer: into the position, breathing while a ring drains, then at rest."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

from PIL import Image

from bot.domain.exercises import Hold
from bot.domain.poses import Pose
from bot.pictures.countdown import done, draining, filling, place, with_ring
from bot.pictures.gif import Shot, gif, palette_of
from bot.pictures.interpolation import between
from bot.pictures.palette import GLOW, HAIR, RING, SHIRT, SKIN, contour, far, mix
from bot.pictures.scene import corners, scene
from bot.pictures.still import stage
from bot.pictures.timing import Moment, moments

SMALL = (SKIN, HAIR, contour(SHIRT), far(SKIN), mix(SHIRT, GLOW, 0.78), RING)
"""Colours of small things that must not be lost while they move: skin, hair, a far arm, the stretch, an arrow."""

Show = Callable[[float, float], Image.Image]


def timer_gif(frames: Mapping[str, Pose], hold: Hold, ready: int) -> bytes:
    """Draw a hold as GIF that plays once, for exactly the seconds of getting ready and holding."""
    show = _figure(frames, hold)
    outside = corners(show(1, 0)).point(lambda shade: 255 if shade < 128 else 0)
    samples = [
        with_ring(show(1, 0), draining(7, 10)),
        with_ring(show(0, 0), filling(0.7, 10)),
        with_ring(show(1, 0), done()),
    ]
    shots = [
        Shot(_at(moment, show, hold.seconds), moment.length, moment.moving) for moment in plan(frames, hold, ready)
    ]
    return gif(shots, palette_of(samples, SMALL), outside, place(samples[0]))


def plan(frames: Mapping[str, Pose], hold: Hold, ready: int) -> list[Moment]:
    """Return what a hold's film shows when, undrawn."""
    return list(moments(ready, hold.seconds, len(hold.pose) > 1, _pace(frames, hold)))


def _pace(frames: Mapping[str, Pose], hold: Hold) -> float | None:
    """Return the seconds of once to and fro, if that is how the hold moves."""
    return frames[hold.pose[-1]].pace if hold.motion == "to-and-fro" else None


def _figure(frames: Mapping[str, Pose], hold: Hold) -> Show:
    """Return what draws the figure at a share of the way and of a breath, each only once."""
    positions, window, floor = stage(frames, hold)

    @cache
    def show(place: float, breath: float) -> Image.Image:
        body = between(positions[0], positions[-1], place)
        return scene(replace(body, breath=breath), window, floor)

    return show


def _at(moment: Moment, show: Show, seconds: int) -> Image.Image:
    picture = show(moment.place, moment.breath)
    match moment.ring:
        case "ready":
            return with_ring(picture, filling(moment.clock, seconds))
        case "hold":
            return with_ring(picture, draining(moment.clock, seconds))
        case "done":
            return with_ring(picture, done())
