"""Highlights of the stretched regions: a translucent fill inside a dotted outline."""

from collections.abc import Callable
from itertools import pairwise
from math import ceil

from bot.pictures.body import Body, InvalidPoseError
from bot.pictures.canvas import Canvas
from bot.pictures.geometry import Disc, Point, angle, curve_point, distance, lerp, translate, vector
from bot.pictures.palette import GLOW, INK, mix
from bot.pictures.trunk import trunk_point

Region = tuple[Disc, ...]
"""A chain of discs along the highlighted region."""
RegionFinder = Callable[[Body, str], Region]
"""Locates a region on a body; the second argument is its side: R, L or empty."""


def draw_highlights(canvas: Canvas, body: Body, part: str) -> None:
    """Draw the highlights on a body part; raises InvalidPoseError for an unknown region."""
    for name in body.stretched:
        part_name, find_region = _region_finder(name)
        side = name[-1] if name[-1] in "RL" else ""
        if body.show_highlights and part == part_name + (side if part_name in ("arm", "leg") else ""):
            _draw_highlight(canvas, find_region(body, side))


def _region_finder(name: str) -> tuple[str, RegionFinder]:
    base_name = name[:-1] if name[-1] in "RL" else name
    if base_name not in REGIONS:
        raise InvalidPoseError(f"no region called {name!r}; known are {', '.join(sorted(REGIONS))}")
    return REGIONS[base_name]


def _draw_highlight(canvas: Canvas, region: Region) -> None:
    canvas.draw_translucent([_scaled(region, 1.1)], GLOW, 0.45)
    canvas.draw_translucent([_scaled(region, 0.72)], GLOW, 0.6)
    for dot in _outline_points(region):
        canvas.draw_line([dot], mix(GLOW, INK, 0.72), 0.72)


def _scaled(region: Region, factor: float) -> Region:
    return tuple((x, y, radius * factor) for x, y, radius in region)


def _outline_points(region: Region) -> list[Point]:
    """Return evenly spaced points along the outline of a chain of discs."""
    first, last = region[0], region[-1]
    start = angle((first[0], first[1]), (region[1][0], region[1][1]))
    end = angle((region[-2][0], region[-2][1]), (last[0], last[1]))
    left = [_side_point(region, i, 1) for i in range(len(region))]
    right = [_side_point(region, i, -1) for i in range(len(region))]
    tip = [translate((last[0], last[1]), vector(end + turn), last[2]) for turn in (60, 30, 0, -30, -60)]
    tail = [translate((first[0], first[1]), vector(start + turn), first[2]) for turn in (240, 210, 180, 150, 120)]
    return _evenly_spaced([*left, *tip, *reversed(right), *tail, left[0]], 2.1)


def _side_point(region: Region, index: int, side: int) -> Point:
    before, after = region[max(index - 1, 0)], region[min(index + 1, len(region) - 1)]
    direction = angle((before[0], before[1]), (after[0], after[1]))
    x, y, radius = region[index]
    return translate((x, y), vector(direction + 90 * side), radius)


def _evenly_spaced(line: list[Point], step: float) -> list[Point]:
    lengths = [0.0]
    for first, second in pairwise(line):
        lengths.append(lengths[-1] + distance(first, second))
    count = max(ceil(lengths[-1] / step), 1)
    return [_point_at_length(line, lengths, lengths[-1] * i / count) for i in range(count)]


def _point_at_length(line: list[Point], lengths: list[float], length: float) -> Point:
    for i in range(1, len(line)):
        if length <= lengths[i]:
            return lerp(line[i - 1], line[i], (length - lengths[i - 1]) / max(lengths[i] - lengths[i - 1], 1e-9))
    return line[-1]


def _trunk_band(first: tuple[float, float], last: tuple[float, float], radius: float) -> RegionFinder:
    """Return a finder for a band of the trunk between two (height from hips 0 to neck 1, offset across) pairs."""

    def find_region(body: Body, side: str) -> Region:
        sign = _front_sign(body, side)
        places = [lerp(first, last, step / 6) for step in range(7)]
        return tuple((*trunk_point(body, height, across * sign), radius) for height, across in places)

    return find_region


def _front_sign(body: Body, side: str) -> int:
    """Return 1 if the region's positive direction across is the right of the picture, else -1."""
    if abs(body.hips_turn) > 45 and abs(body.chest_turn) > 45:
        return 1 if body.chest_turn > 0 else -1
    if not side:
        return 1 if body.chest_turn >= body.hips_turn else -1
    return -1 if side == "R" else 1


def _limb_region(first: str, last: str, start: float, end: float, offset: float, radius: float) -> RegionFinder:
    """Return a finder for a section of a limb; `offset` is its distance from the bone, towards the back."""

    def find_region(body: Body, side: str) -> Region:
        a, b = body.joint(first + side), body.joint(last + side)
        back = vector(angle(a, b) + (-90 if body.hips_turn >= 0 else 90))
        return tuple((*translate(lerp(a, b, start + (end - start) * s / 4), back, offset), radius) for s in range(5))

    return find_region


def _neck_side(body: Body, side: str) -> Region:
    beside = translate(body.joint("head"), vector(body.crown_angle + (90 if side == "R" else -90)), 2.6)
    top = translate(beside, vector(body.crown_angle), -2.6)
    low = translate(lerp(body.joint("neck"), body.joint("sh" + side), 0.8), (0, 1.9))
    through = translate(body.joint("neck"), (-2.0 if side == "R" else 2.0, 1.6))
    return tuple((*curve_point(top, through, low, s / 6), 1.35) for s in range(7))


def _neck_back(body: Body, side: str) -> Region:
    back = vector(body.crown_angle + (90 if body.head_turn > 0 else -90))
    top = translate(translate(body.joint("head"), vector(body.crown_angle), -4.4), back, 2.6)
    return tuple((*lerp(top, translate(trunk_point(body, 0.93, 0), back, 2.2), s / 4), 1.3) for s in range(5))


def _collar(body: Body, side: str) -> Region:
    """Return the visible rim behind neck and shoulders in front view."""
    centres = [
        *((translate(body.joint("shR"), step)) for step in ((-1.0, 3.2), (2.4, 4.0))),
        *((translate(body.joint("neck"), step)) for step in ((-3.6, 3.2), (0, 3.4), (3.6, 3.2))),
        *((translate(body.joint("shL"), step)) for step in ((-2.4, 4.0), (1.0, 3.2))),
    ]
    return tuple((*point, 1.9) for point in centres)


def _shoulder(body: Body, side: str) -> Region:
    shoulder, elbow = body.joint("sh" + side), body.joint("el" + side)
    return tuple((*lerp(shoulder, elbow, -0.05 + s * 0.11), 2.0) for s in range(4))


def _shoulder_top(body: Body, side: str) -> Region:
    neck, shoulder = body.joint("neck"), body.joint("sh" + side)
    return tuple((*translate(lerp(neck, shoulder, 0.5 + s * 0.18), (0, 1.1 - s * 0.2)), 1.8) for s in range(4))


def _hip_front(body: Body, side: str) -> Region:
    front = 1 if body.hips_turn > 0 else -1
    hip, knee = body.joint("hip" + side), body.joint("kn" + side)
    ahead = vector(angle(hip, knee) + 90 * front)
    return tuple((*translate(lerp(hip, knee, fraction), ahead, 2.4), 1.7) for fraction in (-0.08, 0.06, 0.2, 0.34))


def _buttock(body: Body, side: str) -> Region:
    hip, knee = body.joint("hip" + side), body.joint("kn" + side)
    if abs(body.hips_turn) < 45:
        outwards = -1 if side == "R" else 1
        return tuple((*translate(hip, (outwards * (3.2 - 0.4 * s), 1.4 - s * 1.2)), 1.7) for s in range(3))
    back = vector(angle(hip, knee) + (-90 if body.hips_turn > 0 else 90))
    return tuple((*translate(lerp(hip, knee, -0.12 + 0.13 * s), back, 2.4), 1.8) for s in range(4))


def _under_buttock(body: Body, side: str) -> Region:
    hip, knee = body.joint("hip" + side), body.joint("kn" + side)
    return tuple((*translate(lerp(hip, knee, 0.05 + 0.17 * s), (0, -2.6)), 1.3) for s in range(5))


REGIONS: dict[str, tuple[str, RegionFinder]] = {
    "back": ("torso", _trunk_band((0.08, -0.62), (0.92, -0.62), 1.7)),
    "lower-back": ("torso", _trunk_band((0.06, -0.6), (0.4, -0.6), 1.7)),
    "mid-back": ("torso", _trunk_band((0.45, -0.62), (0.8, -0.62), 1.7)),
    "upper-back": ("torso", _trunk_band((0.58, -0.62), (0.95, -0.62), 1.7)),
    "belly": ("torso", _trunk_band((0.15, 0.62), (0.7, 0.62), 1.7)),
    "waist": ("torso", _trunk_band((0.16, 0.76), (0.56, 0.74), 1.9)),
    "side": ("torso", _trunk_band((0.14, 0.78), (0.82, 0.76), 1.7)),
    "chest": ("torso", _trunk_band((0.6, 0.62), (0.88, 0.6), 1.7)),
    "chest-side": ("torso", _trunk_band((0.72, 0.3), (0.86, 0.78), 1.8)),
    "neck": ("torso", _neck_side),
    "neck-back": ("head", _neck_back),
    "shoulder": ("arm", _shoulder),
    "shoulder-top": ("arm", _shoulder_top),
    "behind-shoulders": ("behind", _collar),
    "blades": ("torso", _trunk_band((0.7, -0.55), (0.7, 0.55), 2.6)),
    "forearm-under": ("arm", _limb_region("el", "ha", 0.1, 0.85, 0.9, 1.0)),
    "forearm-over": ("arm", _limb_region("el", "ha", 0.1, 0.85, -0.9, 1.0)),
    "thigh-back": ("leg", _limb_region("hip", "kn", 0.2, 0.95, 1.9, 1.6)),
    "hip-front": ("leg", _hip_front),
    "buttock": ("leg", _buttock),
    "buttock-under": ("leg", _under_buttock),
}
