"""The head, drawn as a turned sphere with hair, ears, nose, eyes and mouth."""

from itertools import pairwise
from math import cos, radians, sin

from bot.pictures.body import Body
from bot.pictures.canvas import Canvas, Polygon, Shape, Tube
from bot.pictures.geometry import Point, translate, vector
from bot.pictures.palette import HAIR, INK, SKIN, mix

HEAD_RADIUS = 5.2
"""In pose units."""
HAIRLINE_LATITUDES = ((0, 34), (40, 32), (62, 20), (78, -6), (104, -10), (120, -34), (180, -50))
"""Latitude of the hairline by longitude from the nose, in degrees."""


class HeadSphere:
    """Projects longitudes and latitudes of the turned head to points of the picture."""

    def __init__(self, body: Body) -> None:
        self.centre, self.turn = body.joint("head"), body.head_turn
        self.nod_angle = body.nod_angle
        self.up = vector(body.crown_angle)
        self.right = vector(body.crown_angle - 90)

    def point_at(self, x: float, y: float) -> Point:
        """Return the point `x` radii to the right of and `y` radii above the centre of the head."""
        return translate(translate(self.centre, self.right, x * HEAD_RADIUS), self.up, y * HEAD_RADIUS)

    def project(self, longitude: float, latitude: float, radius: float = 1.0) -> tuple[Point, float]:
        """Return the point at a longitude (from the nose) and a latitude in degrees, and its depth (1 nearest, -1)."""
        view_longitude = radians(longitude + self.turn)
        latitude -= self.nod_angle * cos(radians(longitude))
        horizontal = cos(radians(latitude))
        point = self.point_at(radius * horizontal * sin(view_longitude), radius * sin(radians(latitude)))
        return point, horizontal * cos(view_longitude)

    def hairline_latitude(self, longitude: float) -> float:
        """Return the latitude of the hairline at a longitude, in degrees."""
        return _hairline_latitude(longitude) - self.nod_angle * cos(radians(longitude))


def draw_head(canvas: Canvas, body: Body) -> None:
    """Draw the head, turned as the body says."""
    sphere = HeadSphere(body)
    jaw = 0.26 * sin(radians(sphere.turn))
    skull = Tube(((*sphere.centre, HEAD_RADIUS), (*sphere.point_at(jaw, -0.48), HEAD_RADIUS * 0.66)), SKIN)
    canvas.draw_shapes([*_ear_shapes(sphere, behind=True), skull, *_nose_shapes(sphere)])
    _draw_hair(canvas, sphere)
    canvas.draw_shapes(_ear_shapes(sphere, behind=False), outline=0.3)
    _draw_features(canvas, sphere)


def _nose_shapes(sphere: HeadSphere) -> list[Shape]:
    if abs(sin(radians(sphere.turn))) < 0.5:
        return []
    (bridge, _), (tip, _) = sphere.project(0, 8, 0.9), sphere.project(0, -14, 1.12)
    return [Tube(((*bridge, 0.5), (*tip, 0.75)), SKIN)]


def _ear_shapes(sphere: HeadSphere, behind: bool) -> list[Shape]:
    shapes: list[Shape] = []
    for side in (-96, 96):
        (x, y), depth = sphere.project(side, -6, 1.0)
        if (depth < 0.25) is behind and depth > -0.3:
            shapes.append(
                Tube(((x, y, 1.0), (*translate((x, y), sphere.up, -0.7), 0.8)), mix(SKIN, (120, 60, 40), 0.12))
            )
    return shapes


def _draw_hair(canvas: Canvas, sphere: HeadSphere) -> None:
    lower_edge = [_hairline_point(sphere, view_longitude) for view_longitude in range(-90, 91, 6)]
    start, end = sphere.hairline_latitude(-90 - sphere.turn), sphere.hairline_latitude(90 - sphere.turn)
    upper_edge = [
        sphere.point_at(1.07 * cos(radians(a)), 1.07 * sin(radians(a))) for a in _angle_steps(end, 180 - start)
    ]
    canvas.draw_shapes([Polygon((*lower_edge, *upper_edge), HAIR)], outline=0.25)


def _hairline_point(sphere: HeadSphere, view_longitude: float) -> Point:
    latitude = radians(sphere.hairline_latitude(view_longitude - sphere.turn))
    return sphere.point_at(1.04 * cos(latitude) * sin(radians(view_longitude)), 1.04 * sin(latitude))


def _angle_steps(start: float, end: float) -> list[float]:
    return [start + (end - start) * step / 24 for step in range(25)]


def _hairline_latitude(longitude: float) -> float:
    longitude = abs((longitude + 180) % 360 - 180)
    for (start, first), (end, second) in pairwise(HAIRLINE_LATITUDES):
        if longitude <= end:
            return first + (second - first) * (longitude - start) / (end - start)
    return HAIRLINE_LATITUDES[-1][1]


def _draw_features(canvas: Canvas, sphere: HeadSphere) -> None:
    for side in (-25, 25):
        point, depth = sphere.project(side, 0)
        if depth > 0.2:
            canvas.draw_shapes([Tube(((*point, 0.5),), INK)], outline=0)
    mouth = [sphere.project(side, -36 - 4 * cos(radians(side * 3.75)), 0.97) for side in range(-24, 25, 4)]
    if line := [point for point, depth in mouth if depth > 0.12]:
        canvas.draw_line(line, mix(SKIN, (120, 40, 40), 0.6), 0.45)
    point, depth = sphere.project(0, -14)
    if abs(sin(radians(sphere.turn))) < 0.5 and depth > 0:
        canvas.draw_line([point, translate(point, sphere.right, 0.5)], mix(SKIN, (120, 60, 40), 0.4), 0.6)
