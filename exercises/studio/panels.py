"""A second view in a corner of the picture: the same moment from elsewhere, or the position that comes first."""

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from .camera import SCALE, SIZE
from .geometry import Array
from .overlay import INK, PAPER

SHARE = 0.37  # of the picture's width
GAP = 14  # from the picture's edges, in pixels
FONT = 25
Box = tuple[int, int, int, int]
Panelled = tuple[Image.Image, Array, Box]


def corners(width: int, height: int) -> list[tuple[int, int]]:
    """Where something of this size stands in each corner, the lower ones first."""
    return [(x, y) for y in (SIZE[1] - height - GAP, GAP) for x in (GAP, SIZE[0] - width - GAP)]


def emptiest(mask: Array, width: int, height: int) -> tuple[int, int]:
    """The corner where something of this size hides least."""
    return min(corners(width, height), key=lambda p: mask[p[1] : p[1] + height, p[0] : p[0] + width].sum())


def rounded(width: int, height: int, radius: int) -> Image.Image:
    """A mask with round corners."""
    large = Image.new("L", (width * 4, height * 4), 0)
    ImageDraw.Draw(large).rounded_rectangle([0, 0, width * 4 - 1, height * 4 - 1], radius=radius * 4, fill=255)
    return large.resize((width, height), Image.Resampling.BOX)


def cornered(corner: str, width: int, height: int) -> tuple[int, int]:
    """Where something of this size stands in a named corner, `upper right`."""
    return corners(width, height)[2 * corner.startswith("upper") + corner.endswith("right")]


def with_panel(
    image: Image.Image,
    mask: Array,
    view: Image.Image,
    caption: str,
    busy: Array,
    corner: str,
    share: float = SHARE,
) -> Panelled:
    """The picture with a captioned view in a corner, which then counts as taken, and where that is.

    Without a named corner it is the one where the view hides least of the person and of what is `busy` besides.
    """
    width, height = round(SIZE[0] * share), round(SIZE[1] * share)
    x, y = cornered(corner, width, height) if corner else emptiest(mask | busy, width, height)
    out, taken = image.copy(), mask.copy()
    out.paste(Image.new("RGB", (width + 6, height + 6), INK[:3]), (x - 3, y - 3), rounded(width + 6, height + 6, 14))
    small = view.resize((width, height), Image.Resampling.LANCZOS)
    out.paste(captioned(small, caption) if caption else small, (x, y), rounded(width, height, 12))
    taken[y : y + height, x : x + width] = True
    return out, taken, (x, y, x + width, y + height)


def within(box: Box, at: Array) -> Array:
    """A point of a view as a point of the picture that has the view in this box."""
    return SCALE * np.array(box[:2]) + at * (box[2] - box[0]) / SIZE[0]


def tag(text: str) -> Image.Image:
    """A caption on paper."""
    font = ImageFont.load_default(FONT * SCALE)
    left, top, right, bottom = font.getbbox(text)
    large = Image.new("RGB", (int(right - left) + 16 * SCALE, int(bottom - top) + 14 * SCALE), PAPER[:3])
    ImageDraw.Draw(large).text((8 * SCALE - left, 7 * SCALE - top), text, font=font, fill=INK)
    return large.resize((large.width // SCALE, large.height // SCALE), Image.Resampling.BOX)


def captioned(view: Image.Image, caption: str) -> Image.Image:
    """A view with its caption in the upper left corner."""
    out, words = view.copy(), tag(caption)
    out.paste(Image.new("RGB", (words.width + 2, words.height + 2), INK[:3]), (0, 0))
    out.paste(words, (0, 0))
    return out


def numbered(image: Image.Image, mask: Array, number: str) -> Image.Image:
    """The picture with a number in its emptiest corner."""
    out, words = image.copy(), tag(number)
    x, y = emptiest(mask, words.width, words.height)
    out.paste(Image.new("RGB", (words.width + 6, words.height + 6), INK[:3]), (x - 3, y - 3))
    out.paste(words, (x, y))
    return out


def pointed(image: Image.Image, box: Box, mask: Array, both_ways: bool) -> Image.Image:
    """The picture with a mark at a panel's side that leads to the person, and one back: no arrow of a movement."""
    left, top, right, bottom = box
    way = 1 if np.argwhere(mask)[:, 1].mean() > (left + right) / 2 else -1
    out, middle = image.copy(), ((right if way > 0 else left), (top + bottom) // 2)
    triangle(out, (middle[0] + 4 * way, middle[1]), way)
    if both_ways:
        triangle(out, (middle[0] - 10 * way, middle[1]), -way)
    return out


def triangle(image: Image.Image, foot: tuple[int, int], way: int) -> None:
    """A triangle that stands on this point and points left (-1) or right (1)."""
    size, scale = 22, 4
    large = Image.new("L", (size * scale, 2 * size * scale), 0)
    tip, base = (large.width - 1, 0) if way > 0 else (0, large.width - 1)
    ImageDraw.Draw(large).polygon([(base, 0), (base, large.height - 1), (tip, large.height // 2)], fill=255)
    shape = large.resize((size, 2 * size), Image.Resampling.BOX)
    x = foot[0] if way > 0 else foot[0] - size
    image.paste(Image.new("RGB", shape.size, INK[:3]), (x, foot[1] - size), shape)


def side_seen(azimuth: float, elevation: float) -> str:
    """What a view from there is called."""
    if abs(elevation) >= 50:
        return "from above" if elevation > 0 else "from below"
    turned = abs((azimuth + 180) % 360 - 180)
    return "from behind" if turned > 125 else "from the side" if turned > 60 else "from the front"
