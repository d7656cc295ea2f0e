"""The trunk: one shape that is as right from the front as from the side, and between the two."""

from itertools import pairwise
from math import radians, sin

from bot.pictures.body import CHEST_WIDTH, HIP_WIDTH, Body
from bot.pictures.canvas import Area, Canvas, Tube
from bot.pictures.geometry import Disc, Point, along, angle, curve, distance, middle, ray, shifted
from bot.pictures.palette import SHIRT, SKIN, TROUSERS, contour, mix

STEPS = 18
YOKE = 0.9
"""The share of the way from hips to neck where the shoulders sit."""
DEPTH = ((0.0, 4.5), (0.3, 4.1), (0.5, 4.4), (0.72, 5.0), (0.9, 3.9), (1.0, 2.2))
"""Half the thickness seen from the side, from hips to neck."""
FLESH = ((0.0, 3.4), (0.3, 3.1), (0.6, 3.1), (0.9, 2.9), (1.0, 1.5))
"""What lies round the bones seen from the front."""
WAIST = ((0.0, 1.0), (0.2, 0.86), (0.38, 0.72), (0.7, 0.8), (0.9, 0.98), (1.0, 0.3))
"""How far the sides are from the middle, as a share of the bones' width."""


def spot(body: Body, share: float, across: float) -> Point:
    """Return a point of the trunk: from hips (0) to neck (1), and across from its left edge (-1) to its right (1)."""
    centre, half, flesh = _slice(body, share)
    sideways = _sideways(body, share)
    width = abs(half[0] * sideways[0] + half[1] * sideways[1]) + flesh
    return shifted(centre, sideways, across * width)


def draw_torso(canvas: Canvas, body: Body) -> None:
    """Draw neck and shirt, with the line down its front that shows which way the chest is turned."""
    neck, head = body.joint("neck"), body.joint("head")
    canvas.part(
        [Tube(((*along(neck, head, -0.12), 2.3), (*along(neck, head, 0.7), 2.2)), mix(SKIN, (120, 70, 50), 0.16))]
    )
    slices = [_slice(body, step / STEPS) for step in range(STEPS + 1)]
    left = [(*shifted(centre, half, 1), flesh) for centre, half, flesh in slices]
    right = [(*shifted(centre, half, -1), flesh) for centre, half, flesh in slices]
    ends = [Tube((left[place], right[place]), SHIRT) for place in (0, -1)]
    quads = [Area((_xy(left[i]), _xy(right[i]), _xy(right[i + 1]), _xy(left[i + 1])), SHIRT) for i in range(STEPS)]
    canvas.part([Tube(tuple(left), SHIRT), Tube(tuple(right), SHIRT), *ends, *quads])
    _front(canvas, body)


def draw_pelvis(canvas: Canvas, body: Body) -> None:
    """Draw the seat of the trousers."""
    right, left = body.joint("hipR"), body.joint("hipL")
    radius = 4.2 + 0.4 * abs(sin(radians(body.hips)))
    canvas.part([Tube(((*right, radius), (*left, radius)), TROUSERS)])


def _front(canvas: Canvas, body: Body) -> None:
    """Draw the neckline and the seam down the front of the shirt, where they are seen."""
    seam: list[Point] = []
    for step in range(2, STEPS):
        share = step / STEPS
        turn = _turn(body, share)
        if abs(turn) < 80:
            seam.append(spot(body, share, sin(radians(turn)) * 0.94))
    if len(seam) > 3:
        canvas.line(seam, mix(SHIRT, contour(SHIRT), 0.55), 0.55)
    if abs(body.chest) < 75:
        canvas.part([Area(_neckline(body), SKIN, 0.3)], outline=0)


def _neckline(body: Body) -> tuple[Point, ...]:
    """Return a scoop below the throat, on the side where the chest faces."""
    neck, sideways = body.joint("neck"), _sideways(body, 0.9)
    up = ray(angle((0, 0), sideways) + 90)
    left, right = (shifted(shifted(neck, sideways, side), up, 0.6) for side in (-2.7, 2.7))
    low = shifted(shifted(neck, sideways, 1.6 * sin(radians(body.chest))), up, -2.4)
    return *(curve(left, low, right, step / 8) for step in range(9)), shifted(neck, up, 2)


def _turn(body: Body, share: float) -> float:
    return body.hips + (body.chest - body.hips) * min(share / 0.75, 1)


def _slice(body: Body, share: float) -> tuple[Point, Point, float]:
    """Return the middle, the step from there to the left side's bones, and the flesh round them."""
    hips = _half(body.joint("hipR"), body.joint("hipL"))
    shoulders = _half(body.joint("shR"), body.joint("shL"))
    wide = along(hips, shoulders, min(share / YOKE, 1))
    narrowed = _at(WAIST, share)
    half = (wide[0] * narrowed, wide[1] * narrowed)
    frontal = min(distance((0, 0), wide) / ((HIP_WIDTH + CHEST_WIDTH) / 5), 1)
    flesh = _at(DEPTH, share) + (_at(FLESH, share) - _at(DEPTH, share)) * frontal
    swell = 1 + 0.05 * body.breath * sin(min(max(share - 0.25, 0) / 0.65, 1) * 3.1416)
    return _centre(body, share), half, flesh * swell


def _centre(body: Body, share: float) -> Point:
    """Return the middle of the trunk; near the shoulders it follows them."""
    spine = _spine(body, share)
    pull = max(1 - abs(share - YOKE) / 0.3, 0) if share <= YOKE else max(1 - (share - YOKE) / (1 - YOKE), 0)
    yoke, top = _spine(body, YOKE), body.chest_top
    return shifted(spine, (top[0] - yoke[0], top[1] - yoke[1]), pull)


def _spine(body: Body, share: float) -> Point:
    hip, neck = body.hip, body.joint("neck")
    return curve(hip, body.joints.get("spine", middle(hip, neck)), neck, share)


def _sideways(body: Body, share: float) -> Point:
    below, above = _centre(body, max(share - 0.08, 0)), _centre(body, min(share + 0.08, 1))
    return ray(angle(below, above) - 90)


def _half(right: Point, left: Point) -> Point:
    return (left[0] - right[0]) / 2, (left[1] - right[1]) / 2


def _at(table: tuple[tuple[float, float], ...], share: float) -> float:
    """Return the value between the two nearest entries."""
    for (low, first), (high, second) in pairwise(table):
        if share <= high:
            way = max(share - low, 0) / (high - low)
            return first + (second - first) * way * way * (3 - 2 * way)
    return table[-1][1]


def _xy(disc: Disc) -> Point:
    return disc[0], disc[1]
