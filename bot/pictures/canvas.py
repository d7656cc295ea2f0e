"""A canvas with smooth edges that takes shapes in the units of a pose."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import atan2, cos, hypot, pi, sin

from PIL import Image, ImageDraw

from bot.pictures.geometry import Disc, Point
from bot.pictures.palette import Colour, contour

FINE = 3
"""How many times finer than the picture the shapes are drawn."""
OUTLINE = 0.42
"""Width of the line round a shape, in units."""


@dataclass(frozen=True)
class Tube:
    """Discs joined one to the next: a limb, rounded at both ends."""

    discs: tuple[Disc, ...]
    colour: Colour


@dataclass(frozen=True)
class Area:
    """A filled outline with rounded corners."""

    points: tuple[Point, ...]
    colour: Colour
    rounding: float = 0.0


Shape = Tube | Area


@dataclass(frozen=True)
class Window:
    """Where the box of a pose lies in the picture: pixels per unit, and the pixel of the unit (0, 0)."""

    width: int
    height: int
    scale: float
    origin: Point

    def spot(self, point: Point) -> Point:
        """Return the fine pixel of a point."""
        x, y = point
        return (self.origin[0] + x * self.scale) * FINE, (self.origin[1] - y * self.scale) * FINE


class Canvas:
    """Draws shapes over a background; `finished` gives the picture in its real size."""

    def __init__(self, window: Window, background: Image.Image) -> None:
        self.window = window
        self.fine = background.copy()

    @cached_property
    def _pen(self) -> ImageDraw.ImageDraw:
        return ImageDraw.Draw(self.fine)

    def finished(self) -> Image.Image:
        """Return the picture, smoothed."""
        return self.fine.reduce(FINE)

    def part(self, shapes: Iterable[Shape], outline: float = OUTLINE) -> None:
        """Draw shapes that belong together with one line round them all."""
        drawn = tuple(shapes)
        if outline:
            for shape in drawn:
                self._shape(shape, contour(shape.colour), outline)
        for shape in drawn:
            self._shape(shape, shape.colour, 0)

    def glow(self, discs: Sequence[Disc], colour: Colour, strength: float) -> None:
        """Lay a see-through tube over what is there; strength from 0 to 1."""
        self.shade([discs], colour, strength)

    def shade(self, tubes: Sequence[Sequence[Disc]], colour: Colour, strength: float) -> None:
        """Lay see-through tubes over what is there, no darker where they cross; strength from 0 to 1."""
        left, top, right, bottom = self._box([disc for tube in tubes for disc in tube])
        veil = Image.new("L", (right - left, bottom - top), 0)
        for tube in tubes:
            self._tube(ImageDraw.Draw(veil), tube, round(255 * strength), 0, (left, top))
        self.fine.paste(colour, (left, top), veil)

    def line(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        """Draw a thin line with round ends; width in units."""
        self._tube(self._pen, [(x, y, width / 2) for x, y in points], colour, 0)

    def _spots(self, discs: Sequence[Disc], grow: float) -> list[Disc]:
        centres = (self.window.spot((x, y)) for x, y, _ in discs)
        radii = ((radius + grow) * self.window.scale * FINE for _, _, radius in discs)
        return [(x, y, radius) for (x, y), radius in zip(centres, radii, strict=True)]

    def _box(self, discs: Sequence[Disc]) -> tuple[int, int, int, int]:
        spots = self._spots(discs, 0)
        left, top = min(x - r for x, _, r in spots), min(y - r for _, y, r in spots)
        right, bottom = max(x + r for x, _, r in spots), max(y + r for _, y, r in spots)
        return int(left) - 1, int(top) - 1, int(right) + 2, int(bottom) + 2

    def _shape(self, shape: Shape, colour: Colour, grow: float) -> None:
        if isinstance(shape, Tube):
            self._tube(self._pen, shape.discs, colour, grow)
        else:
            self._area(shape, colour, grow)

    def _area(self, shape: Area, colour: Colour, grow: float) -> None:
        self._pen.polygon([self.window.spot(point) for point in shape.points], fill=colour)
        if rim := shape.rounding + grow:
            self._tube(self._pen, [(x, y, rim) for x, y in (*shape.points, shape.points[0])], colour, 0)

    def _tube(
        self,
        pen: ImageDraw.ImageDraw,
        discs: Sequence[Disc],
        colour: Colour | int,
        grow: float,
        corner: tuple[int, int] = (0, 0),
    ) -> None:
        spots = [(x - corner[0], y - corner[1], radius) for x, y, radius in self._spots(discs, grow)]
        for x, y, radius in spots:
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)
        for first, second in pairwise(spots):
            if corners := _flanks(first, second):
                pen.polygon(corners, fill=colour)


def _flanks(first: Disc, second: Disc) -> list[Point]:
    """Return the four points where the outer tangents touch two discs; none if one holds the other."""
    (x1, y1, r1), (x2, y2, r2) = first, second
    apart = hypot(x2 - x1, y2 - y1)
    if apart <= abs(r1 - r2) + 1e-6:
        return []
    towards = atan2(y2 - y1, x2 - x1)
    lean = pi / 2 + _asin((r2 - r1) / apart)
    return [
        (x + r * cos(towards + turn), y + r * sin(towards + turn))
        for x, y, r, turn in ((x1, y1, r1, lean), (x2, y2, r2, lean), (x2, y2, r2, -lean), (x1, y1, r1, -lean))
    ]


def _asin(ratio: float) -> float:
    return atan2(ratio, (max(1 - ratio * ratio, 0)) ** 0.5)
