"""Marks around the person: an arrow for a movement, a dotted outline where the head was before."""

from collections.abc import Callable
from math import cos, radians, sin

from bot.pictures.canvas import Canvas, Polygon
from bot.pictures.geometry import Points, angle, curve_point, midpoint, translate, vector
from bot.pictures.palette import ACCENT, INK, PANEL, mix

CURVE_STEPS = 16
HALO_WIDTH, STROKE_WIDTH = 2.1, 1.1
"""Widths of an arrow with and without its light outline, in pose units."""
HEAD_LENGTH = 2.6
"""Length and width of an arrow's head, in pose units."""


def draw_arrow(canvas: Canvas, points: Points) -> None:
    """Draw an arrow from the first point to the last, curved through the second if there are three."""
    start, end = points[0], points[-1]
    through = points[1] if len(points) > 2 else midpoint(start, end)
    line = [curve_point(start, through, end, step / CURVE_STEPS) for step in range(CURVE_STEPS + 1)]
    direction = angle(line[-3], end)
    head = tuple(
        translate(end, vector(direction + turn, length))
        for turn, length in ((0, HEAD_LENGTH * 0.8), (120, HEAD_LENGTH), (-120, HEAD_LENGTH))
    )
    canvas.draw_line(line, PANEL, HALO_WIDTH)
    canvas.draw_shapes([Polygon(head, PANEL, 0.75)], outline=0)
    canvas.draw_line(line, ACCENT, STROKE_WIDTH)
    canvas.draw_shapes([Polygon(head, ACCENT, 0.25)], outline=0)


def draw_ghost_head(canvas: Canvas, points: Points) -> None:
    """Draw the dotted outline of a head in side view, given its centre and the tip of its nose."""
    (x, y), nose = points
    facing = 1 if nose[0] > x else -1
    for turn in range(0, 360, 14):
        radius = 5.3 + (1.5 if turn in (350, 0) else 0)
        point = x + facing * radius * cos(radians(turn - 4)), y + radius * sin(radians(turn - 4))
        canvas.draw_line([point], mix(INK, PANEL, 0.3), 0.75)


MARKS_BEHIND: dict[str, Callable[[Canvas, Points], None]] = {"ghost head": draw_ghost_head}
MARKS_IN_FRONT: dict[str, Callable[[Canvas, Points], None]] = {"arrow": draw_arrow}
