"""The countdown ring in a picture's corner: fills while one gets ready, drains during the hold."""

from functools import lru_cache
from math import ceil

from PIL import Image, ImageDraw, ImageFont

from bot.pictures.palette import ACCENT, INK, PANEL, TRACK, Colour, mix

SIZE_PX = 88
OVERSAMPLING = 4
MARGIN_PX = 20
"""Distance from the upper and the right edge of the picture."""
READY_COLOUR = mix(INK, PANEL, 0.45)


def overlay_countdown(picture: Image.Image, countdown: Image.Image) -> Image.Image:
    """Return a copy of the picture with the countdown in its upper right corner."""
    combined = picture.copy()
    combined.paste(countdown, countdown_box(picture), countdown)
    return combined


def countdown_box(picture: Image.Image) -> tuple[int, int, int, int]:
    """Return the box of the countdown in a picture, in pixels."""
    left = picture.width - SIZE_PX - MARGIN_PX
    return left, MARGIN_PX, left + SIZE_PX, MARGIN_PX + SIZE_PX


@lru_cache(maxsize=256)
def ready_countdown(seconds_left: float, ready_seconds: float) -> Image.Image:
    """Draw the countdown of getting ready, labelled "ready" and with the remaining seconds."""
    label, colour = _draw_number(ceil(seconds_left - 1e-9), READY_COLOUR, size_px=30, centre_y=0.42)
    font = ImageFont.load_default(16 * OVERSAMPLING)
    where = (label.width / 2, label.height * 0.71)
    ImageDraw.Draw(label).text(where, "ready", fill=255, font=font, anchor="mm", stroke_width=OVERSAMPLING / 4)
    return _draw_ring(1 - seconds_left / ready_seconds, READY_COLOUR, (label, colour))


@lru_cache(maxsize=256)
def hold_countdown(seconds_left: float, hold_seconds: float) -> Image.Image:
    """Draw the countdown of a hold, labelled with the remaining seconds."""
    return _draw_ring(seconds_left / hold_seconds, ACCENT, _draw_number(ceil(seconds_left - 1e-9), INK))


@lru_cache(maxsize=1)
def done_countdown() -> Image.Image:
    """Draw the countdown after the hold, with a check mark."""
    size = SIZE_PX * OVERSAMPLING
    label = Image.new("L", (size, size), 0)
    corners = [(size * x, size * y) for x, y in ((0.33, 0.52), (0.45, 0.64), (0.69, 0.38))]
    ImageDraw.Draw(label).line(corners, fill=255, width=7 * OVERSAMPLING, joint="curve")
    return _draw_ring(1, mix(ACCENT, TRACK, 0.55), (label, ACCENT))


def _draw_number(value: int, colour: Colour, size_px: int = 38, centre_y: float = 0.5) -> tuple[Image.Image, Colour]:
    size = SIZE_PX * OVERSAMPLING
    label = Image.new("L", (size, size), 0)
    font = ImageFont.load_default(size_px * OVERSAMPLING)
    centre = (size / 2, size * centre_y)
    ImageDraw.Draw(label).text(centre, str(value), fill=255, font=font, anchor="mm", stroke_width=OVERSAMPLING / 2)
    return label, colour


def _draw_ring(fraction: float, colour: Colour, label: tuple[Image.Image, Colour]) -> Image.Image:
    size, width = SIZE_PX * OVERSAMPLING, 9 * OVERSAMPLING
    countdown = Image.new("RGB", (size, size), PANEL)
    draw = ImageDraw.Draw(countdown)
    box = (3 * OVERSAMPLING, 3 * OVERSAMPLING, size - 3 * OVERSAMPLING, size - 3 * OVERSAMPLING)
    draw.arc(box, 0, 360, fill=TRACK, width=width)
    if fraction > 0.001:
        draw.arc(box, -90, -90 + 360 * min(fraction, 1), fill=colour, width=width)
    countdown.paste(label[1], (0, 0), label[0])
    mask = Image.new("L", (size, size), 0)
    ImageDraw.Draw(mask).ellipse((0, 0, size, size), fill=255)
    countdown.putalpha(mask)
    return countdown.reduce(OVERSAMPLING)
