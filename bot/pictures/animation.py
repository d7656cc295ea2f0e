"""The animated timer of a hold: moves into the position, breathes while the countdown runs, then rests."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

from PIL import Image

from bot.domain.exercises import Hold
from bot.domain.poses import Pose
from bot.pictures.countdown import countdown_box, done_countdown, hold_countdown, overlay_countdown, ready_countdown
from bot.pictures.gif import Frame, choose_palette, encode_gif
from bot.pictures.interpolation import interpolate_body
from bot.pictures.palette import ACCENT, GLOW, HAIR, SHIRT, SKIN, far_tone, mix, outline_tone
from bot.pictures.scene import draw_scene, rounded_corner_mask
from bot.pictures.still import prepare_scene
from bot.pictures.timing import FrameSpec, timeline

SMALL_AREA_COLOURS = (SKIN, HAIR, outline_tone(SHIRT), far_tone(SKIN), mix(SHIRT, GLOW, 0.78), ACCENT)
"""Colours of small areas that the palette of moving frames must contain."""

FigureRenderer = Callable[[float, float], Image.Image]
"""Draws the scene at a progress into the position (0 to 1) and a depth of breath (0 to 1)."""


def timer_gif(poses: Mapping[str, Pose], hold: Hold, ready_seconds: int) -> bytes:
    """Draw a hold as a GIF that plays once and lasts `ready_seconds` plus the seconds of the hold.

    Raises InvalidPoseError if a pose cannot be drawn.
    """
    render_figure = _figure_renderer(poses, hold)
    corner_mask = rounded_corner_mask(render_figure(1, 0)).point(lambda shade: 255 if shade < 128 else 0)
    samples = [
        overlay_countdown(render_figure(1, 0), hold_countdown(7, 10)),
        overlay_countdown(render_figure(0, 0), ready_countdown(3, 10)),
        overlay_countdown(render_figure(1, 0), done_countdown()),
    ]
    frames = [
        Frame(_draw_frame(spec, render_figure, ready_seconds, hold.seconds), spec.duration_cs, spec.moving)
        for spec in hold_timeline(poses, hold, ready_seconds)
    ]
    return encode_gif(frames, choose_palette(samples, SMALL_AREA_COLOURS), corner_mask, countdown_box(samples[0]))


def hold_timeline(poses: Mapping[str, Pose], hold: Hold, ready_seconds: int) -> list[FrameSpec]:
    """Return the frames of a hold's animation without drawing them."""
    return list(timeline(ready_seconds, hold.seconds, len(hold.pose) > 1, _cycle_seconds(poses, hold)))


def _cycle_seconds(poses: Mapping[str, Pose], hold: Hold) -> float | None:
    """Return the seconds of one movement to and fro, or None for a hold that stays in its position."""
    return poses[hold.pose[-1]].pace if hold.motion == "to-and-fro" else None


def _figure_renderer(poses: Mapping[str, Pose], hold: Hold) -> FigureRenderer:
    """Return a cached function that draws the scene at a given progress and breath."""
    bodies, viewport, has_floor = prepare_scene(poses, hold)

    @cache
    def render_figure(progress: float, breath: float) -> Image.Image:
        body = interpolate_body(bodies[0], bodies[-1], progress)
        return draw_scene(replace(body, breath=breath), viewport, has_floor)

    return render_figure


def _draw_frame(spec: FrameSpec, render_figure: FigureRenderer, ready_seconds: int, hold_seconds: int) -> Image.Image:
    picture = render_figure(spec.progress, spec.breath)
    match spec.phase:
        case "ready":
            return overlay_countdown(picture, ready_countdown(spec.countdown, ready_seconds))
        case "hold":
            return overlay_countdown(picture, hold_countdown(spec.countdown, hold_seconds))
        case "done":
            return overlay_countdown(picture, done_countdown())
