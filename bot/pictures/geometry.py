"""Plane geometry in pose units (a pose's box is 100 by 100, y up), angles in degrees counter-clockwise from +x."""

from math import atan2, cos, degrees, hypot, radians, sin, sqrt

Point = tuple[float, float]
Points = tuple[Point, ...]
Disc = tuple[float, float, float]
"""Centre x, centre y and radius."""


def lerp(start: Point, end: Point, fraction: float) -> Point:
    """Return the point at a fraction (0 to 1) of the line from start to end."""
    return start[0] + (end[0] - start[0]) * fraction, start[1] + (end[1] - start[1]) * fraction


def midpoint(first: Point, second: Point) -> Point:
    """Return the midpoint of two points."""
    return lerp(first, second, 0.5)


def translate(point: Point, offset: Point, times: float = 1) -> Point:
    """Return the point moved `times` times by a vector."""
    return point[0] + offset[0] * times, point[1] + offset[1] * times


def distance(first: Point, second: Point) -> float:
    """Return the distance of two points."""
    return hypot(second[0] - first[0], second[1] - first[1])


def angle(start: Point, end: Point) -> float:
    """Return the direction from one point to another, in degrees."""
    return degrees(atan2(end[1] - start[1], end[0] - start[0]))


def vector(direction: float, length: float = 1) -> Point:
    """Return the vector of a direction in degrees and a length."""
    return cos(radians(direction)) * length, sin(radians(direction)) * length


def normalize_degrees(degrees_: float) -> float:
    """Return the same angle from -180 up to 180 degrees."""
    return (degrees_ + 180) % 360 - 180


def solve_two_bone_ik(start: Point, end: Point, first: float, second: float, bend: float) -> Point:
    """Return the joint between two bones of given lengths, left of the line start-end for a positive bend."""
    reach = min(max(distance(start, end), abs(first - second) + 1e-6), first + second - 1e-6)
    base = (first**2 - second**2 + reach**2) / (2 * reach)
    height = sqrt(max(first**2 - base**2, 0))
    direction = angle(start, end)
    side = 90 if bend >= 0 else -90
    return translate(translate(start, vector(direction, base)), vector(direction + side, height))


def bend_degrees(start: Point, joint: Point, end: Point) -> float:
    """Return how far the second bone turns from the first, -180 to 180 degrees, positive to the left."""
    return normalize_degrees(angle(joint, end) - angle(start, joint))


def curve_point(start: Point, through: Point, end: Point, fraction: float) -> Point:
    """Return the point at a fraction of the quadratic Bézier curve that passes `through` a point half way."""
    control = (2 * through[0] - (start[0] + end[0]) / 2, 2 * through[1] - (start[1] + end[1]) / 2)
    return lerp(lerp(start, control, fraction), lerp(control, end, fraction), fraction)
