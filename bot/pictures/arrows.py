"""Signs over and behind the person: an arrow for a movement, a dotted head where the head was before."""

from collections.abc import Callable
from math import cos, radians, sin

from bot.pictures.canvas import Area, Canvas
from bot.pictures.geometry import Point, angle, curve, middle, ray, shifted
from bot.pictures.palette import INK, PANEL, RING, mix

Points = tuple[Point, ...]
STEPS = 16
HALO, STROKE = 2.1, 1.1
"""Widths of an arrow with and without the light line round it, in units."""
TIP = 2.6
"""How long and how wide the head of an arrow is."""


def draw_arrow(canvas: Canvas, points: Points) -> None:
    """Draw an arrow from the first point to the last; three points make it a curve through the second."""
    start, end = points[0], points[-1]
    through = points[1] if len(points) > 2 else middle(start, end)
    line = [curve(start, through, end, step / STEPS) for step in range(STEPS + 1)]
    towards = angle(line[-3], end)
    head = tuple(shifted(end, ray(towards + turn, far)) for turn, far in ((0, TIP * 0.8), (120, TIP), (-120, TIP)))
    canvas.line(line, PANEL, HALO)
    canvas.part([Area(head, PANEL, 0.75)], outline=0)
    canvas.line(line, RING, STROKE)
    canvas.part([Area(head, RING, 0.25)], outline=0)


def draw_ghost(canvas: Canvas, points: Points) -> None:
    """Draw the dotted outline of a head seen from the side, from its middle and the direction of its nose."""
    (x, y), nose = points
    way = 1 if nose[0] > x else -1
    for turn in range(0, 360, 14):
        reach = 5.3 + (1.5 if turn in (350, 0) else 0)
        spot = x + way * reach * cos(radians(turn - 4)), y + reach * sin(radians(turn - 4))
        canvas.line([spot], mix(INK, PANEL, 0.3), 0.75)


BEHIND: dict[str, Callable[[Canvas, Points], None]] = {"ghost head": draw_ghost}
BEFORE: dict[str, Callable[[Canvas, Points], None]] = {"arrow": draw_arrow}
