"""The head, drawn as a ball that can be turned: hair, ear, nose and eyes tell where it looks."""

from itertools import pairwise
from math import cos, radians, sin

from bot.pictures.body import Body
from bot.pictures.canvas import Area, Canvas, Shape, Tube
from bot.pictures.geometry import Point, ray, shifted
from bot.pictures.palette import HAIR, INK, SKIN, mix

RADIUS = 5.2
HAIRLINE = ((0, 34), (40, 32), (62, 20), (78, -6), (104, -10), (120, -34), (180, -50))
"""How high the hair begins, in degrees, by how far from the nose round the head."""


class Ball:
    """The head's own directions: places on the ball become points of the picture."""

    def __init__(self, body: Body) -> None:
        self.centre, self.turn = body.joint("head"), body.head
        self.nod = body.nod
        self.up = ray(body.crown)
        self.right = ray(body.crown - 90)

    def at(self, x: float, y: float) -> Point:
        """Return a point by radii to the right and up."""
        return shifted(shifted(self.centre, self.right, x * RADIUS), self.up, y * RADIUS)

    def place(self, round_: float, high: float, out: float = 1.0) -> tuple[Point, float]:
        """Return a place by degrees from the nose and up, and how near to the viewer it is (-1 to 1)."""
        seen = radians(round_ + self.turn)
        high -= self.nod * cos(radians(round_))
        flat = cos(radians(high))
        return self.at(out * flat * sin(seen), out * sin(radians(high))), flat * cos(seen)

    def hairline(self, round_: float) -> float:
        """Return how high the hair begins, in degrees."""
        return _hairline(round_) - self.nod * cos(radians(round_))


def draw_head(canvas: Canvas, body: Body) -> None:
    """Draw the head."""
    ball = Ball(body)
    jaw = 0.26 * sin(radians(ball.turn))
    skull = Tube(((*ball.centre, RADIUS), (*ball.at(jaw, -0.48), RADIUS * 0.66)), SKIN)
    canvas.part([*_ears(ball, behind=True), skull, *_nose(ball)])
    _hair(canvas, ball)
    canvas.part(_ears(ball, behind=False), outline=0.3)
    _features(canvas, ball)


def _nose(ball: Ball) -> list[Shape]:
    if abs(sin(radians(ball.turn))) < 0.5:
        return []
    (bridge, _), (tip, _) = ball.place(0, 8, 0.9), ball.place(0, -14, 1.12)
    return [Tube(((*bridge, 0.5), (*tip, 0.75)), SKIN)]


def _ears(ball: Ball, behind: bool) -> list[Shape]:
    shapes: list[Shape] = []
    for side in (-96, 96):
        (x, y), near = ball.place(side, -6, 1.0)
        if (near < 0.25) is behind and near > -0.3:
            shapes.append(Tube(((x, y, 1.0), (*shifted((x, y), ball.up, -0.7), 0.8)), mix(SKIN, (120, 60, 40), 0.12)))
    return shapes


def _hair(canvas: Canvas, ball: Ball) -> None:
    hem = [_rim(ball, seen) for seen in range(-90, 91, 6)]
    start, end = ball.hairline(-90 - ball.turn), ball.hairline(90 - ball.turn)
    over = [ball.at(1.07 * cos(radians(a)), 1.07 * sin(radians(a))) for a in _steps(end, 180 - start)]
    canvas.part([Area((*hem, *over), HAIR)], outline=0.25)


def _rim(ball: Ball, seen: float) -> Point:
    high = radians(ball.hairline(seen - ball.turn))
    return ball.at(1.04 * cos(high) * sin(radians(seen)), 1.04 * sin(high))


def _steps(start: float, end: float) -> list[float]:
    return [start + (end - start) * step / 24 for step in range(25)]


def _hairline(round_: float) -> float:
    away = abs((round_ + 180) % 360 - 180)
    for (low, first), (high, second) in pairwise(HAIRLINE):
        if away <= high:
            return first + (second - first) * (away - low) / (high - low)
    return HAIRLINE[-1][1]


def _features(canvas: Canvas, ball: Ball) -> None:
    for side in (-25, 25):
        spot, near = ball.place(side, 0)
        if near > 0.2:
            canvas.part([Tube(((*spot, 0.5),), INK)], outline=0)
    mouth = [ball.place(side, -36 - 4 * cos(radians(side * 3.75)), 0.97) for side in range(-24, 25, 4)]
    if line := [spot for spot, near in mouth if near > 0.12]:
        canvas.line(line, mix(SKIN, (120, 40, 40), 0.6), 0.45)
    spot, near = ball.place(0, -14)
    if abs(sin(radians(ball.turn))) < 0.5 and near > 0:
        canvas.line([spot, shifted(spot, ball.right, 0.5)], mix(SKIN, (120, 60, 40), 0.4), 0.6)
