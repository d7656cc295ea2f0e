"""The countdown: a ring in the corner that fills while one gets ready and drains while one holds."""

from functools import lru_cache
from math import ceil

from PIL import Image, ImageDraw, ImageFont

from bot.pictures.palette import INK, PANEL, RING, TRACK, Colour, mix

SIZE, FINE = 88, 4
AWAY = 20
"""Pixels from the picture's upper right corner."""
WAITING = mix(INK, PANEL, 0.45)


def with_ring(picture: Image.Image, tile: Image.Image) -> Image.Image:
    """Return the picture with a ring in its upper right corner."""
    shown = picture.copy()
    shown.paste(tile, place(picture), tile)
    return shown


def place(picture: Image.Image) -> tuple[int, int, int, int]:
    """Return the box of the ring in a picture."""
    left = picture.width - SIZE - AWAY
    return left, AWAY, left + SIZE, AWAY + SIZE


@lru_cache(maxsize=256)
def filling(share: float, seconds: int) -> Image.Image:
    """Return the ring while one gets ready: so much of the time is over, and the hold is this long."""
    return _ring(share, WAITING, _number(seconds, WAITING))


@lru_cache(maxsize=256)
def draining(left: float, seconds: float) -> Image.Image:
    """Return the ring of a hold: so many seconds are left of so many."""
    return _ring(left / seconds, RING, _number(ceil(left - 1e-9), INK))


@lru_cache(maxsize=1)
def done() -> Image.Image:
    """Return the ring after the hold: a tick."""
    sign = Image.new("L", (SIZE * FINE, SIZE * FINE), 0)
    corners = [(SIZE * FINE * x, SIZE * FINE * y) for x, y in ((0.33, 0.52), (0.45, 0.64), (0.69, 0.38))]
    ImageDraw.Draw(sign).line(corners, fill=255, width=7 * FINE, joint="curve")
    return _ring(1, mix(RING, TRACK, 0.55), (sign, RING))


def _number(value: int, colour: Colour) -> tuple[Image.Image, Colour]:
    sign = Image.new("L", (SIZE * FINE, SIZE * FINE), 0)
    font = ImageFont.load_default(38 * FINE)
    middle = SIZE * FINE / 2
    ImageDraw.Draw(sign).text((middle, middle), str(value), fill=255, font=font, anchor="mm", stroke_width=FINE / 2)
    return sign, colour


def _ring(share: float, colour: Colour, sign: tuple[Image.Image, Colour]) -> Image.Image:
    edge, wide = SIZE * FINE, 9 * FINE
    tile = Image.new("RGB", (edge, edge), PANEL)
    pen = ImageDraw.Draw(tile)
    box = (3 * FINE, 3 * FINE, edge - 3 * FINE, edge - 3 * FINE)
    pen.arc(box, 0, 360, fill=TRACK, width=wide)
    if share > 0.001:
        pen.arc(box, -90, -90 + 360 * min(share, 1), fill=colour, width=wide)
    tile.paste(sign[1], (0, 0), sign[0])
    mask = Image.new("L", (edge, edge), 0)
    ImageDraw.Draw(mask).ellipse((0, 0, edge, edge), fill=255)
    tile.putalpha(mask)
    return tile.reduce(FINE)
