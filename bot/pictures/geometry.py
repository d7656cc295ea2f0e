"""Points and directions in the plane of the picture; angles in degrees, counter-clockwise from the right."""

from math import atan2, cos, degrees, hypot, radians, sin, sqrt

Point = tuple[float, float]
Disc = tuple[float, float, float]
"""Centre and radius."""


def along(start: Point, end: Point, share: float) -> Point:
    """Return the point at this share of the way."""
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def middle(first: Point, second: Point) -> Point:
    """Return the point half way."""
    return along(first, second, 0.5)


def shifted(point: Point, step: Point, times: float = 1) -> Point:
    """Return the point moved by so many steps."""
    return point[0] + step[0] * times, point[1] + step[1] * times


def distance(first: Point, second: Point) -> float:
    """Return how far apart two points are."""
    return hypot(second[0] - first[0], second[1] - first[1])


def angle(start: Point, end: Point) -> float:
    """Return the direction from one point to another."""
    return degrees(atan2(end[1] - start[1], end[0] - start[0]))


def ray(towards: float, length: float = 1) -> Point:
    """Return the step of this length in this direction."""
    return cos(radians(towards)) * length, sin(radians(towards)) * length


def wrapped(degrees_: float) -> float:
    """Return the same angle between -180 and 180."""
    return (degrees_ + 180) % 360 - 180


def apex(start: Point, end: Point, first: float, second: float, bend: float) -> Point:
    """Return the joint between two bones of these lengths, on the left of the line for a positive bend."""
    reach = min(max(distance(start, end), abs(first - second) + 1e-6), first + second - 1e-6)
    base = (first**2 - second**2 + reach**2) / (2 * reach)
    height = sqrt(max(first**2 - base**2, 0))
    towards = angle(start, end)
    side = 90 if bend >= 0 else -90
    return shifted(shifted(start, ray(towards, base)), ray(towards + side, height))


def bend_of(start: Point, joint: Point, end: Point) -> float:
    """Return how far the second bone turns from the first, -180 to 180, positive to the left."""
    return wrapped(angle(joint, end) - angle(start, joint))


def curve(start: Point, through: Point, end: Point, share: float) -> Point:
    """Return a point of the smooth curve from start to end that passes through the third at half way."""
    bow = (2 * through[0] - (start[0] + end[0]) / 2, 2 * through[1] - (start[1] + end[1]) / 2)
    return along(along(start, bow, share), along(bow, end, share), share)
