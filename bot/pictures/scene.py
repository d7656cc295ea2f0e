"""The picture around the person: a light panel that reads on dark and on light, a floor, the things, the figure."""

from collections.abc import Iterable

from PIL import Image, ImageDraw

from bot.pictures.backdrop import backdrop, draw_shadow
from bot.pictures.body import Body
from bot.pictures.canvas import FINE, Canvas, Window
from bot.pictures.figure import draw_figure
from bot.pictures.furniture import draw_over, draw_props

WIDTH, HEIGHT = 540, 405
MARGIN = 20
LARGEST = 5.2
"""Pixels per unit at most, so that people look much the same size in all pictures."""
ROUND = 8.0
"""What a body adds round its joints, in units."""


def window_for(bodies: Iterable[Body]) -> Window:
    """Return the window that shows all these bodies and things, the same for either side of the body."""
    reach: list[float] = []
    tops: list[float] = []
    floors: list[float] = []
    for body in bodies:
        joints = body.joints.values()
        things = [point for prop in body.props for point in prop.points]
        reach += [abs(x - 50) + ROUND / 2 for x, _ in joints] + [abs(x - 50) + 2 for x, _ in things]
        tops += [y + ROUND * 0.7 for _, y in joints] + [y + 2 for _, y in things]
        floors += [y - ROUND / 3 for _, y in joints] + [y - 2 for _, y in things]
    high, low = max(tops), min(floors)
    scale = min((WIDTH - 2 * MARGIN) / (2 * max(reach)), (HEIGHT - 2 * MARGIN) / (high - low), LARGEST)
    down = (HEIGHT + (high - low) * scale) / 2 + low * scale
    return Window(WIDTH, HEIGHT, scale, (WIDTH / 2 - 50 * scale, down))


def scene(body: Body, window: Window, floor: bool) -> Image.Image:
    """Draw the whole picture without its rounded corners."""
    canvas = Canvas(window, backdrop(window, floor))
    draw_props(canvas, body.props)
    if not floor:
        draw_shadow(canvas, body)
    draw_figure(canvas, body)
    draw_over(canvas, body.props)
    return canvas.finished()


def corners(picture: Image.Image, radius: int = 24) -> Image.Image:
    """Return the mask that rounds a picture's corners."""
    mask = Image.new("L", (picture.width * FINE, picture.height * FINE), 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, mask.width - 1, mask.height - 1), radius * FINE, fill=255)
    return mask.reduce(FINE)
