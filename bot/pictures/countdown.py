"""The countdown ring of a timer: fills while one gets ready, drains during the hold, swells with each breath."""

from functools import lru_cache
from math import ceil

from PIL import Image, ImageDraw, ImageFont

Colour = tuple[int, int, int]

SIZE_PX = 76
HALO_PX = 4
"""How far the ring's disc grows with a breath."""
MARGIN_PX = 10
"""Distance of the fully grown disc from the edges of the picture."""
OVERSAMPLING = 4
DISC: Colour = (255, 252, 246)
TRACK: Colour = (226, 216, 200)
READY: Colour = (36, 96, 168)
HOLD: Colour = (206, 84, 44)
INK: Colour = (56, 46, 42)
SHADES = 5
"""Steps between two colours where one meets the other."""
MEETINGS = ((DISC, TRACK), (DISC, READY), (DISC, HOLD), (DISC, INK), (TRACK, READY), (TRACK, HOLD))


def colours() -> list[Colour]:
    """Return all colours of countdowns, those at their edges too."""
    shades = [_mix(one, other, step / SHADES) for one, other in MEETINGS for step in range(SHADES + 1)]
    return list(dict.fromkeys(shades))


@lru_cache(maxsize=256)
def ready_countdown(seconds_left: float, ready_seconds: float) -> Image.Image:
    """Return the countdown of getting ready, labelled "ready", as indices into `colours`; 255 is not part of it."""
    image, draw = _disc(0)
    _ring(draw, 1 - seconds_left / ready_seconds, READY)
    _write(draw, str(ceil(seconds_left - 1e-9)), READY, 27, 0.42)
    _write(draw, "ready", READY, 14, 0.70)
    return _indices(image, 0)


@lru_cache(maxsize=512)
def hold_countdown(seconds_left: float, hold_seconds: float, breath: float) -> Image.Image:
    """Return the countdown of a hold at a depth of breath (0 to 1), like `ready_countdown`."""
    grown = round(breath * HALO_PX)
    image, draw = _disc(grown)
    _ring(draw, seconds_left / hold_seconds, HOLD)
    _write(draw, str(ceil(seconds_left - 1e-9)), INK, 32, 0.5)
    return _indices(image, grown)


@lru_cache(maxsize=1)
def done_countdown() -> Image.Image:
    """Return the countdown after the hold: a tick."""
    image, draw = _disc(0)
    _ring(draw, 1, HOLD)
    corners = [(_centre() + x * OVERSAMPLING, _centre() + y * OVERSAMPLING) for x, y in ((-13, 1), (-4, 11), (14, -9))]
    draw.line(corners, fill=HOLD, width=6 * OVERSAMPLING, joint="curve")
    return _indices(image, 0)


def whole_px() -> int:
    """Return the width and height of a countdown in pixels, fully grown."""
    return SIZE_PX + 2 * HALO_PX


def _centre() -> float:
    return whole_px() * OVERSAMPLING / 2


def _disc(grown_px: int) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", (whole_px() * OVERSAMPLING,) * 2, DISC)
    draw = ImageDraw.Draw(image)
    if grown_px:
        draw.ellipse(_box(SIZE_PX / 2 + grown_px), fill=TRACK)
        draw.ellipse(_box(SIZE_PX / 2), fill=DISC)
    return image, draw


def _box(radius_px: float) -> tuple[float, float, float, float]:
    radius, centre = radius_px * OVERSAMPLING, _centre()
    return centre - radius, centre - radius, centre + radius, centre + radius


def _ring(draw: ImageDraw.ImageDraw, fraction: float, colour: Colour) -> None:
    box, width = _box(SIZE_PX / 2 - 3), 7 * OVERSAMPLING
    draw.arc(box, 0, 360, fill=TRACK, width=width)
    if fraction > 0.001:
        draw.arc(box, -90, -90 + 360 * min(fraction, 1), fill=colour, width=width)


def _write(draw: ImageDraw.ImageDraw, words: str, colour: Colour, size_px: int, height: float) -> None:
    font = ImageFont.load_default(size_px * OVERSAMPLING)
    where = (_centre(), whole_px() * OVERSAMPLING * height)
    draw.text(where, words, fill=colour, font=font, anchor="mm", stroke_width=OVERSAMPLING // 3)


def _indices(image: Image.Image, grown_px: int) -> Image.Image:
    """Return a drawn countdown as indices into `colours`, 255 outside of its disc."""
    palette = Image.new("P", (1, 1))
    palette.putpalette(b"".join(map(bytes, colours())))
    small = image.reduce(OVERSAMPLING).quantize(palette=palette, dither=Image.Dither.NONE)
    outside = Image.new("L", (whole_px() * OVERSAMPLING,) * 2, 255)
    ImageDraw.Draw(outside).ellipse(_box(SIZE_PX / 2 + grown_px), fill=0)
    indices = Image.frombytes("L", small.size, small.tobytes())
    indices.paste(255, (0, 0), outside.reduce(OVERSAMPLING).point([0] * 128 + [255] * 128))
    return indices


def _mix(first: Colour, second: Colour, fraction: float) -> Colour:
    red, green, blue = (round(a + (b - a) * fraction) for a, b in zip(first, second, strict=True))
    return red, green, blue
