"""An antialiased canvas that draws shapes given in pose units."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import atan2, cos, hypot, pi, sin

from PIL import Image, ImageDraw

from bot.pictures.geometry import Disc, Point
from bot.pictures.palette import Colour, outline_tone

OVERSAMPLING = 3
"""Factor by which shapes are drawn larger than the picture and then reduced."""
OUTLINE_WIDTH = 0.42
"""Width of the outline of a shape, in pose units."""


@dataclass(frozen=True)
class Tube:
    """A chain of discs joined by their tangents, such as a limb with round ends."""

    discs: tuple[Disc, ...]
    colour: Colour


@dataclass(frozen=True)
class Polygon:
    """A filled polygon with rounded corners."""

    points: tuple[Point, ...]
    colour: Colour
    rounding: float = 0.0


Shape = Tube | Polygon


@dataclass(frozen=True)
class Viewport:
    """Mapping from pose units to pixels: pixels per unit, and the pixel of the point (0, 0)."""

    width: int
    height: int
    scale: float
    origin: Point

    def to_pixels(self, point: Point) -> Point:
        """Return the oversampled pixel of a point in pose units."""
        x, y = point
        return (self.origin[0] + x * self.scale) * OVERSAMPLING, (self.origin[1] - y * self.scale) * OVERSAMPLING


class Canvas:
    """Draws shapes over an oversampled background."""

    def __init__(self, viewport: Viewport, background: Image.Image) -> None:
        self.viewport = viewport
        self.image = background.copy()

    @cached_property
    def _draw(self) -> ImageDraw.ImageDraw:
        return ImageDraw.Draw(self.image)

    def to_image(self) -> Image.Image:
        """Return the picture reduced to its real size."""
        return self.image.reduce(OVERSAMPLING)

    def draw_shapes(self, shapes: Iterable[Shape], outline: float = OUTLINE_WIDTH) -> None:
        """Draw shapes with one common outline, `outline` pose units wide."""
        shapes = tuple(shapes)
        if outline:
            for shape in shapes:
                self._draw_shape(shape, outline_tone(shape.colour), outline)
        for shape in shapes:
            self._draw_shape(shape, shape.colour, 0)

    def draw_translucent(self, tubes: Sequence[Sequence[Disc]], colour: Colour, opacity: float) -> None:
        """Draw tubes with an opacity of 0 to 1 that does not add up where they overlap."""
        left, top, right, bottom = self._bounding_box([disc for tube in tubes for disc in tube])
        mask = Image.new("L", (right - left, bottom - top), 0)
        for tube in tubes:
            self._draw_tube(ImageDraw.Draw(mask), tube, round(255 * opacity), 0, (left, top))
        self.image.paste(colour, (left, top), mask)

    def draw_line(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        """Draw a line with round ends, `width` in pose units."""
        self._draw_tube(self._draw, [(x, y, width / 2) for x, y in points], colour, 0)

    def _to_pixel_discs(self, discs: Sequence[Disc], extra_radius: float) -> list[Disc]:
        centres = (self.viewport.to_pixels((x, y)) for x, y, _ in discs)
        radii = ((radius + extra_radius) * self.viewport.scale * OVERSAMPLING for _, _, radius in discs)
        return [(x, y, radius) for (x, y), radius in zip(centres, radii, strict=True)]

    def _bounding_box(self, discs: Sequence[Disc]) -> tuple[int, int, int, int]:
        pixel_discs = self._to_pixel_discs(discs, 0)
        left, top = min(x - r for x, _, r in pixel_discs), min(y - r for _, y, r in pixel_discs)
        right, bottom = max(x + r for x, _, r in pixel_discs), max(y + r for _, y, r in pixel_discs)
        return int(left) - 1, int(top) - 1, int(right) + 2, int(bottom) + 2

    def _draw_shape(self, shape: Shape, colour: Colour, extra_radius: float) -> None:
        if isinstance(shape, Tube):
            self._draw_tube(self._draw, shape.discs, colour, extra_radius)
        else:
            self._draw_polygon(shape, colour, extra_radius)

    def _draw_polygon(self, shape: Polygon, colour: Colour, extra_radius: float) -> None:
        self._draw.polygon([self.viewport.to_pixels(point) for point in shape.points], fill=colour)
        if radius := shape.rounding + extra_radius:
            self._draw_tube(self._draw, [(x, y, radius) for x, y in (*shape.points, shape.points[0])], colour, 0)

    def _draw_tube(
        self,
        draw: ImageDraw.ImageDraw,
        discs: Sequence[Disc],
        colour: Colour | int,
        extra_radius: float,
        origin: tuple[int, int] = (0, 0),
    ) -> None:
        pixel_discs = [
            (x - origin[0], y - origin[1], radius) for x, y, radius in self._to_pixel_discs(discs, extra_radius)
        ]
        for x, y, radius in pixel_discs:
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)
        for first, second in pairwise(pixel_discs):
            if polygon := _tangent_points(first, second):
                draw.polygon(polygon, fill=colour)


def _tangent_points(first: Disc, second: Disc) -> list[Point]:
    """Return the four points where the outer tangents touch two discs; none if one disc contains the other."""
    (x1, y1, r1), (x2, y2, r2) = first, second
    centre_distance = hypot(x2 - x1, y2 - y1)
    if centre_distance <= abs(r1 - r2) + 1e-6:
        return []
    direction = atan2(y2 - y1, x2 - x1)
    to_tangent = pi / 2 + _asin((r2 - r1) / centre_distance)
    return [
        (x + r * cos(direction + turn), y + r * sin(direction + turn))
        for x, y, r, turn in (
            (x1, y1, r1, to_tangent),
            (x2, y2, r2, to_tangent),
            (x2, y2, r2, -to_tangent),
            (x1, y1, r1, -to_tangent),
        )
    ]


def _asin(ratio: float) -> float:
    return atan2(ratio, (max(1 - ratio * ratio, 0)) ** 0.5)
