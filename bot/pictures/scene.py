"""The whole picture: background, props and figure in a viewport that fits them."""

from collections.abc import Iterable

from PIL import Image, ImageDraw

from bot.pictures.backdrop import draw_backdrop, draw_shadow
from bot.pictures.body import Body
from bot.pictures.canvas import OVERSAMPLING, Canvas, Viewport
from bot.pictures.figure import draw_figure
from bot.pictures.furniture import draw_props_behind, draw_props_in_front

WIDTH_PX, HEIGHT_PX = 540, 405
MARGIN_PX = 20
CORNER_RADIUS_PX = 24
MAX_PX_PER_UNIT = 5.2
"""Limits the scale, so that people have about the same size in all pictures."""
BODY_PADDING = 8.0
"""Space that a body needs around its joints, in pose units."""


def fit_viewport(bodies: Iterable[Body]) -> Viewport:
    """Return the viewport that shows all bodies and props, the same for either side of the body."""
    half_widths: list[float] = []
    tops: list[float] = []
    floors: list[float] = []
    for body in bodies:
        joints = body.joints.values()
        prop_points = [point for prop in body.props for point in prop.points]
        half_widths += [abs(x - 50) + BODY_PADDING / 2 for x, _ in joints] + [abs(x - 50) + 2 for x, _ in prop_points]
        tops += [y + BODY_PADDING * 0.7 for _, y in joints] + [y + 2 for _, y in prop_points]
        floors += [y - BODY_PADDING / 3 for _, y in joints] + [y - 2 for _, y in prop_points]
    top, bottom = max(tops), min(floors)
    scale = min(
        (WIDTH_PX - 2 * MARGIN_PX) / (2 * max(half_widths)),
        (HEIGHT_PX - 2 * MARGIN_PX) / (top - bottom),
        MAX_PX_PER_UNIT,
    )
    origin_y = (HEIGHT_PX + (top - bottom) * scale) / 2 + bottom * scale
    return Viewport(WIDTH_PX, HEIGHT_PX, scale, (WIDTH_PX / 2 - 50 * scale, origin_y))


def draw_scene(body: Body, viewport: Viewport, has_floor: bool) -> Image.Image:
    """Draw the whole picture with square corners."""
    canvas = Canvas(viewport, draw_backdrop(viewport, has_floor))
    draw_props_behind(canvas, body.props)
    if not has_floor:
        draw_shadow(canvas, body)
    draw_figure(canvas, body)
    draw_props_in_front(canvas, body.props)
    return canvas.to_image()


def rounded_corner_mask(picture: Image.Image) -> Image.Image:
    """Return an antialiased mask for a picture with rounded corners."""
    mask = Image.new("L", (picture.width * OVERSAMPLING, picture.height * OVERSAMPLING), 0)
    ImageDraw.Draw(mask).rounded_rectangle(
        (0, 0, mask.width - 1, mask.height - 1), CORNER_RADIUS_PX * OVERSAMPLING, fill=255
    )
    return mask.reduce(OVERSAMPLING)
