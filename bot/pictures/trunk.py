"""The trunk: one shape for the front view, the side view and every turn in between."""

from itertools import pairwise
from math import radians, sin

from bot.pictures.body import CHEST_WIDTH, HIP_WIDTH, Body
from bot.pictures.canvas import Canvas, Polygon, Tube
from bot.pictures.geometry import Disc, Point, angle, curve_point, distance, lerp, midpoint, translate, vector
from bot.pictures.palette import SHIRT, SKIN, TROUSERS, mix, outline_tone

SLICES = 18
SHOULDER_FRACTION = 0.9
"""Height of the shoulders, as a fraction from hips to neck."""
HALF_DEPTH_PROFILE = ((0.0, 4.5), (0.3, 4.1), (0.5, 4.4), (0.72, 5.0), (0.9, 3.9), (1.0, 2.2))
"""Half the depth in side view in pose units, by the fraction from hips to neck."""
FLESH_PROFILE = ((0.0, 3.4), (0.3, 3.1), (0.6, 3.1), (0.9, 2.9), (1.0, 1.5))
"""Thickness around the bones in front view in pose units, by the fraction from hips to neck."""
WIDTH_PROFILE = ((0.0, 1.0), (0.2, 0.86), (0.38, 0.72), (0.7, 0.8), (0.9, 0.98), (1.0, 0.3))
"""Half width as a fraction of the width of the bones, by the fraction from hips to neck."""


def trunk_point(body: Body, fraction: float, across: float) -> Point:
    """Return the point at a fraction from hips (0) to neck (1), across from the left edge (-1) to the right (1)."""
    centre, half, flesh = _slice(body, fraction)
    sideways = _sideways_direction(body, fraction)
    width = abs(half[0] * sideways[0] + half[1] * sideways[1]) + flesh
    return translate(centre, sideways, across * width)


def draw_torso(canvas: Canvas, body: Body) -> None:
    """Draw the neck and the shirt, whose front seam shows how the chest is turned."""
    neck, head = body.joint("neck"), body.joint("head")
    canvas.draw_shapes(
        [Tube(((*lerp(neck, head, -0.12), 2.3), (*lerp(neck, head, 0.7), 2.2)), mix(SKIN, (120, 70, 50), 0.16))]
    )
    slices = [_slice(body, step / SLICES) for step in range(SLICES + 1)]
    left = [(*translate(centre, half, 1), flesh) for centre, half, flesh in slices]
    right = [(*translate(centre, half, -1), flesh) for centre, half, flesh in slices]
    ends = [Tube((left[index], right[index]), SHIRT) for index in (0, -1)]
    quads = [
        Polygon((_centre_of(left[i]), _centre_of(right[i]), _centre_of(right[i + 1]), _centre_of(left[i + 1])), SHIRT)
        for i in range(SLICES)
    ]
    canvas.draw_shapes([Tube(tuple(left), SHIRT), Tube(tuple(right), SHIRT), *ends, *quads])
    _draw_front(canvas, body)


def draw_pelvis(canvas: Canvas, body: Body) -> None:
    """Draw the seat of the trousers."""
    right, left = body.joint("hipR"), body.joint("hipL")
    radius = 4.2 + 0.4 * abs(sin(radians(body.hips_turn)))
    canvas.draw_shapes([Tube(((*right, radius), (*left, radius)), TROUSERS)])


def _draw_front(canvas: Canvas, body: Body) -> None:
    """Draw the visible part of the neckline and of the shirt's front seam."""
    seam: list[Point] = []
    for step in range(2, SLICES):
        fraction = step / SLICES
        turn = _turn_at(body, fraction)
        if abs(turn) < 80:
            seam.append(trunk_point(body, fraction, sin(radians(turn)) * 0.94))
    if len(seam) > 3:
        canvas.draw_line(seam, mix(SHIRT, outline_tone(SHIRT), 0.55), 0.55)
    if abs(body.chest_turn) < 75:
        canvas.draw_shapes([Polygon(_neckline(body), SKIN, 0.3)], outline=0)


def _neckline(body: Body) -> tuple[Point, ...]:
    """Return the outline of the neckline, shifted to where the chest faces."""
    neck, sideways = body.joint("neck"), _sideways_direction(body, 0.9)
    up = vector(angle((0, 0), sideways) + 90)
    left, right = (translate(translate(neck, sideways, side), up, 0.6) for side in (-2.7, 2.7))
    low = translate(translate(neck, sideways, 1.6 * sin(radians(body.chest_turn))), up, -2.4)
    return *(curve_point(left, low, right, step / 8) for step in range(9)), translate(neck, up, 2)


def _turn_at(body: Body, fraction: float) -> float:
    return body.hips_turn + (body.chest_turn - body.hips_turn) * min(fraction / 0.75, 1)


def _slice(body: Body, fraction: float) -> tuple[Point, Point, float]:
    """Return the centre of a slice, the vector from there to the left side's bones, and the thickness around them."""
    hips = _half_vector(body.joint("hipR"), body.joint("hipL"))
    shoulders = _half_vector(body.joint("shR"), body.joint("shL"))
    wide = lerp(hips, shoulders, min(fraction / SHOULDER_FRACTION, 1))
    narrowed = _profile_value(WIDTH_PROFILE, fraction)
    half = (wide[0] * narrowed, wide[1] * narrowed)
    frontal = min(distance((0, 0), wide) / ((HIP_WIDTH + CHEST_WIDTH) / 5), 1)
    flesh = (
        _profile_value(HALF_DEPTH_PROFILE, fraction)
        + (_profile_value(FLESH_PROFILE, fraction) - _profile_value(HALF_DEPTH_PROFILE, fraction)) * frontal
    )
    swell = 1 + 0.05 * body.breath * sin(min(max(fraction - 0.25, 0) / 0.65, 1) * 3.1416)
    return _centre(body, fraction), half, flesh * swell


def _centre(body: Body, fraction: float) -> Point:
    """Return the centre line of the trunk, which follows the shoulders near their height."""
    spine = _spine_point(body, fraction)
    reach = 0.3 if fraction <= SHOULDER_FRACTION else 1 - SHOULDER_FRACTION
    weight = max(1 - abs(fraction - SHOULDER_FRACTION) / reach, 0)
    spine_top, top = _spine_point(body, SHOULDER_FRACTION), body.shoulder_centre
    return translate(spine, (top[0] - spine_top[0], top[1] - spine_top[1]), weight)


def _spine_point(body: Body, fraction: float) -> Point:
    hip_centre, neck = body.hip_centre, body.joint("neck")
    return curve_point(hip_centre, body.joints.get("spine", midpoint(hip_centre, neck)), neck, fraction)


def _sideways_direction(body: Body, fraction: float) -> Point:
    below, above = _centre(body, max(fraction - 0.08, 0)), _centre(body, min(fraction + 0.08, 1))
    return vector(angle(below, above) - 90)


def _half_vector(right: Point, left: Point) -> Point:
    return (left[0] - right[0]) / 2, (left[1] - right[1]) / 2


def _profile_value(table: tuple[tuple[float, float], ...], fraction: float) -> float:
    """Return the smoothly interpolated value of a profile."""
    for (low, first), (high, second) in pairwise(table):
        if fraction <= high:
            position = max(fraction - low, 0) / (high - low)
            return first + (second - first) * position * position * (3 - 2 * position)
    return table[-1][1]


def _centre_of(disc: Disc) -> Point:
    return disc[0], disc[1]
