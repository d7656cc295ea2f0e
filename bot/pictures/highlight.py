"""Where a stretch is felt: a soft glow inside a dotted line, so that it reads without colour too."""

from collections.abc import Callable
from itertools import pairwise
from math import ceil

from bot.pictures.body import Body, Undrawable
from bot.pictures.canvas import Canvas
from bot.pictures.geometry import Disc, Point, along, angle, curve, distance, ray, shifted
from bot.pictures.palette import GLOW, INK, mix
from bot.pictures.trunk import spot

Region = tuple[Disc, ...]
Find = Callable[[Body, str], Region]


def draw_marks(canvas: Canvas, body: Body, part: str) -> None:
    """Draw the marks that lie on this part of the body, just after the part itself."""
    for name in body.stretched:
        where, find = _known(name)
        side = name[-1] if name[-1] in "RL" else ""
        if body.glow and part == where + (side if where in ("arm", "leg") else ""):
            _mark(canvas, find(body, side))


def _known(name: str) -> tuple[str, Find]:
    plain = name[:-1] if name[-1] in "RL" else name
    if plain not in REGIONS:
        raise Undrawable(f"no region called {name!r}; known are {', '.join(sorted(REGIONS))}")
    return REGIONS[plain]


def _mark(canvas: Canvas, region: Region) -> None:
    canvas.glow([(x, y, radius * 1.1) for x, y, radius in region], GLOW, 0.45)
    canvas.glow([(x, y, radius * 0.72) for x, y, radius in region], GLOW, 0.6)
    for dot in _rim(region):
        canvas.line([dot], mix(GLOW, INK, 0.72), 0.72)


def _rim(region: Region) -> list[Point]:
    """Return evenly spaced points round a chain of discs."""
    first, last = region[0], region[-1]
    start = angle((first[0], first[1]), (region[1][0], region[1][1]))
    end = angle((region[-2][0], region[-2][1]), (last[0], last[1]))
    left = [_beside(region, i, 1) for i in range(len(region))]
    right = [_beside(region, i, -1) for i in range(len(region))]
    tip = [shifted((last[0], last[1]), ray(end + turn), last[2]) for turn in (60, 30, 0, -30, -60)]
    tail = [shifted((first[0], first[1]), ray(start + turn), first[2]) for turn in (240, 210, 180, 150, 120)]
    return _spaced([*left, *tip, *reversed(right), *tail, left[0]], 2.1)


def _beside(region: Region, index: int, side: int) -> Point:
    before, after = region[max(index - 1, 0)], region[min(index + 1, len(region) - 1)]
    towards = angle((before[0], before[1]), (after[0], after[1]))
    x, y, radius = region[index]
    return shifted((x, y), ray(towards + 90 * side), radius)


def _spaced(line: list[Point], step: float) -> list[Point]:
    reach = [0.0]
    for first, second in pairwise(line):
        reach.append(reach[-1] + distance(first, second))
    count = max(ceil(reach[-1] / step), 1)
    return [_on(line, reach, reach[-1] * i / count) for i in range(count)]


def _on(line: list[Point], reach: list[float], far: float) -> Point:
    for i in range(1, len(line)):
        if far <= reach[i]:
            return along(line[i - 1], line[i], (far - reach[i - 1]) / max(reach[i] - reach[i - 1], 1e-9))
    return line[-1]


def _band(first: tuple[float, float], last: tuple[float, float], radius: float) -> Find:
    """Return a band of the trunk between two places (share from hips to neck, across to the front or to the left)."""

    def band(body: Body, side: str) -> Region:
        flip = _flip(body, side)
        shares = [(along(first, last, step / 6)) for step in range(7)]
        return tuple((*spot(body, up, across * flip), radius) for up, across in shares)

    return band


def _flip(body: Body, side: str) -> int:
    """Return the sign that turns 'to the front', 'to this side' or 'as the chest is turned' into 'to the right'."""
    if abs(body.hips) > 45 and abs(body.chest) > 45:
        return 1 if body.chest > 0 else -1
    if not side:
        return 1 if body.chest >= body.hips else -1
    return -1 if side == "R" else 1


def _limb(first: str, last: str, start: float, end: float, aside: float, radius: float) -> Find:
    """Return a stretch of a limb; aside is how far from its middle, to the back of the body."""

    def limb(body: Body, side: str) -> Region:
        a, b = body.joint(first + side), body.joint(last + side)
        back = ray(angle(a, b) + (-90 if body.hips >= 0 else 90))
        return tuple((*shifted(along(a, b, start + (end - start) * s / 4), back, aside), radius) for s in range(5))

    return limb


def _neck_side(body: Body, side: str) -> Region:
    beside = shifted(body.joint("head"), ray(body.crown + (90 if side == "R" else -90)), 2.6)
    top = shifted(beside, ray(body.crown), -2.6)
    low = shifted(along(body.joint("neck"), body.joint("sh" + side), 0.8), (0, 1.9))
    bend = shifted(body.joint("neck"), (-2.0 if side == "R" else 2.0, 1.6))
    return tuple((*curve(top, bend, low, s / 6), 1.35) for s in range(7))


def _neck_back(body: Body, side: str) -> Region:
    back = ray(body.crown + (90 if body.head > 0 else -90))
    top = shifted(shifted(body.joint("head"), ray(body.crown), -4.4), back, 2.6)
    return tuple((*along(top, shifted(spot(body, 0.93, 0), back, 2.2), s / 4), 1.3) for s in range(5))


def _behind(body: Body, side: str) -> Region:
    """Return what shows of a collar behind neck and shoulders of someone who is seen from the front."""
    rim = [
        *((shifted(body.joint("shR"), step)) for step in ((-1.0, 3.2), (2.4, 4.0))),
        *((shifted(body.joint("neck"), step)) for step in ((-3.6, 3.2), (0, 3.4), (3.6, 3.2))),
        *((shifted(body.joint("shL"), step)) for step in ((-2.4, 4.0), (1.0, 3.2))),
    ]
    return tuple((*spot, 1.9) for spot in rim)


def _shoulder(body: Body, side: str) -> Region:
    shoulder, elbow = body.joint("sh" + side), body.joint("el" + side)
    return tuple((*along(shoulder, elbow, -0.05 + s * 0.11), 2.0) for s in range(4))


def _slope(body: Body, side: str) -> Region:
    neck, shoulder = body.joint("neck"), body.joint("sh" + side)
    return tuple((*shifted(along(neck, shoulder, 0.5 + s * 0.18), (0, 1.1 - s * 0.2)), 1.8) for s in range(4))


def _hip_front(body: Body, side: str) -> Region:
    front = 1 if body.hips > 0 else -1
    hip, knee = body.joint("hip" + side), body.joint("kn" + side)
    ahead = ray(angle(hip, knee) + 90 * front)
    return tuple((*shifted(along(hip, knee, share), ahead, 2.4), 1.7) for share in (-0.08, 0.06, 0.2, 0.34))


def _buttock(body: Body, side: str) -> Region:
    hip, knee = body.joint("hip" + side), body.joint("kn" + side)
    if abs(body.hips) < 45:
        out = -1 if side == "R" else 1
        return tuple((*shifted(hip, (out * (3.2 - 0.4 * s), 1.4 - s * 1.2)), 1.7) for s in range(3))
    back = ray(angle(hip, knee) + (-90 if body.hips > 0 else 90))
    return tuple((*shifted(along(hip, knee, -0.12 + 0.13 * s), back, 2.4), 1.8) for s in range(4))


def _under(body: Body, side: str) -> Region:
    hip, knee = body.joint("hip" + side), body.joint("kn" + side)
    return tuple((*shifted(along(hip, knee, 0.05 + 0.17 * s), (0, -2.6)), 1.3) for s in range(5))


REGIONS: dict[str, tuple[str, Find]] = {
    "back": ("torso", _band((0.08, -0.62), (0.92, -0.62), 1.7)),
    "lower-back": ("torso", _band((0.06, -0.6), (0.4, -0.6), 1.7)),
    "mid-back": ("torso", _band((0.45, -0.62), (0.8, -0.62), 1.7)),
    "upper-back": ("torso", _band((0.58, -0.62), (0.95, -0.62), 1.7)),
    "belly": ("torso", _band((0.15, 0.62), (0.7, 0.62), 1.7)),
    "waist": ("torso", _band((0.16, 0.76), (0.56, 0.74), 1.9)),
    "side": ("torso", _band((0.14, 0.78), (0.82, 0.76), 1.7)),
    "chest": ("torso", _band((0.6, 0.62), (0.88, 0.6), 1.7)),
    "chest-side": ("torso", _band((0.72, 0.3), (0.86, 0.78), 1.8)),
    "neck": ("torso", _neck_side),
    "neck-back": ("head", _neck_back),
    "shoulder": ("arm", _shoulder),
    "shoulder-top": ("arm", _slope),
    "behind-shoulders": ("behind", _behind),
    "blades": ("torso", _band((0.7, -0.55), (0.7, 0.55), 2.6)),
    "forearm-under": ("arm", _limb("el", "ha", 0.1, 0.85, 0.9, 1.0)),
    "forearm-over": ("arm", _limb("el", "ha", 0.1, 0.85, -0.9, 1.0)),
    "thigh-back": ("leg", _limb("hip", "kn", 0.2, 0.95, 1.9, 1.6)),
    "hip-front": ("leg", _hip_front),
    "buttock": ("leg", _buttock),
    "buttock-under": ("leg", _under),
}
