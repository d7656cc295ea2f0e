"""The background: a wall above a floor in side and front view, floor boards in top view."""

from functools import lru_cache

from PIL import Image, ImageDraw

from bot.pictures.body import Body
from bot.pictures.canvas import OVERSAMPLING, Canvas, Viewport
from bot.pictures.geometry import Disc, Point, midpoint
from bot.pictures.palette import FLOOR, INK, PANEL, mix

BOARD_WIDTH = 10.0
"""Width of a floor board, in pose units."""
BOARDS_PER_SIDE = 10
BOARD_END_HEIGHTS = (70, 30, 86, 14, 56, 96, 40, 78, 22, 62)
"""The y at which a board ends and the next begins, from the centre of the picture to either side."""
SHADOW_OFFSET: Point = (0, -1.6)
"""Offset of a shadow from the body that casts it, in pose units."""


@lru_cache(maxsize=4)
def draw_backdrop(viewport: Viewport, has_floor: bool) -> Image.Image:
    """Draw the empty background in oversampled pixels: wall and floor, or floor boards without `has_floor`."""
    image = Image.new(
        "RGB", (viewport.width * OVERSAMPLING, viewport.height * OVERSAMPLING), PANEL if has_floor else FLOOR
    )
    draw = ImageDraw.Draw(image)
    if has_floor:
        _, horizon = viewport.to_pixels((0, 3))
        draw.rectangle((0, horizon, image.width, image.height), fill=FLOOR)
    else:
        _draw_floor_boards(draw, viewport)
    return image


def _draw_floor_boards(draw: ImageDraw.ImageDraw, viewport: Viewport) -> None:
    gap, width = mix(FLOOR, (120, 84, 50), 0.3), round(0.35 * viewport.scale * OVERSAMPLING)
    for row in range(-BOARDS_PER_SIDE, BOARDS_PER_SIDE):
        left, right = 50 + row * BOARD_WIDTH, 50 + (row + 1) * BOARD_WIDTH
        draw.line((viewport.to_pixels((left, -30)), viewport.to_pixels((left, 130))), fill=gap, width=width)
        end = BOARD_END_HEIGHTS[min(abs(row), abs(row + 1)) % len(BOARD_END_HEIGHTS)]
        draw.line((viewport.to_pixels((left, end)), viewport.to_pixels((right, end))), fill=gap, width=width)


def draw_shadow(canvas: Canvas, body: Body) -> None:
    """Darken the floor under a body in top view."""
    names = [("sh" + side, "el" + side, "ha" + side) for side in "RL"]
    names += [("hip" + side, "kn" + side, "ft" + side) for side in "RL"]
    chains = [[_shadow_disc(body.joint(name), 4.0 if "hip" in chain[0] else 2.6) for name in chain] for chain in names]
    spine = body.joints.get("spine", midpoint(body.hip_centre, body.joint("neck")))
    trunk = [
        _shadow_disc(point, radius)
        for point, radius in ((body.hip_centre, 6.0), (spine, 6.0), (body.joint("neck"), 5.0))
    ]
    canvas.draw_translucent([*chains, trunk, [_shadow_disc(body.joint("head"), 6.2)] * 2], INK, 0.2)


def _shadow_disc(point: Point, radius: float) -> Disc:
    return point[0] + SHADOW_OFFSET[0], point[1] + SHADOW_OFFSET[1], radius
