"""What the person is on: a room seen from the side, or its floor boards seen from above."""

from functools import lru_cache

from PIL import Image, ImageDraw

from bot.pictures.body import Body
from bot.pictures.canvas import FINE, Canvas, Window
from bot.pictures.geometry import Disc, Point, middle
from bot.pictures.palette import FLOOR, INK, PANEL, mix

BOARD = 10.0
"""How wide a floor board is, in units."""
ROWS = 10
ENDS = (70, 30, 86, 14, 56, 96, 40, 78, 22, 62)
"""How high a board ends and the next begins, from the middle of the picture to either side."""
SHADOW: Point = (0, -1.6)


@lru_cache(maxsize=4)
def backdrop(window: Window, floor: bool) -> Image.Image:
    """Return the empty panel in fine pixels: a wall above a floor, or floor boards seen from above."""
    panel = Image.new("RGB", (window.width * FINE, window.height * FINE), PANEL if floor else FLOOR)
    pen = ImageDraw.Draw(panel)
    if floor:
        _, horizon = window.spot((0, 3))
        pen.rectangle((0, horizon, panel.width, panel.height), fill=FLOOR)
    else:
        _boards(pen, window)
    return panel


def _boards(pen: ImageDraw.ImageDraw, window: Window) -> None:
    gap, width = mix(FLOOR, (120, 84, 50), 0.3), round(0.35 * window.scale * FINE)
    for row in range(-ROWS, ROWS):
        left, right = 50 + row * BOARD, 50 + (row + 1) * BOARD
        pen.line((window.spot((left, -30)), window.spot((left, 130))), fill=gap, width=width)
        end = ENDS[min(abs(row), abs(row + 1)) % len(ENDS)]
        pen.line((window.spot((left, end)), window.spot((right, end))), fill=gap, width=width)


def draw_shadow(canvas: Canvas, body: Body) -> None:
    """Darken what lies under a body that is seen from above."""
    names = [("sh" + side, "el" + side, "ha" + side) for side in "RL"]
    names += [("hip" + side, "kn" + side, "ft" + side) for side in "RL"]
    chains = [[_fallen(body.joint(name), 4.0 if "hip" in chain[0] else 2.6) for name in chain] for chain in names]
    spine = body.joints.get("spine", middle(body.hip, body.joint("neck")))
    trunk = [_fallen(spot, radius) for spot, radius in ((body.hip, 6.0), (spine, 6.0), (body.joint("neck"), 5.0))]
    canvas.shade([*chains, trunk, [_fallen(body.joint("head"), 6.2)] * 2], INK, 0.2)


def _fallen(spot: Point, radius: float) -> Disc:
    return spot[0] + SHADOW[0], spot[1] + SHADOW[1], radius
