"""The frames that a timer is composed of: from where one starts to the position that is held."""

from dataclasses import dataclass
from pathlib import Path

from PIL import Image

WIDTH_PX, HEIGHT_PX = 400, 300
MAX_COLOURS = 64
"""Of the frames; the countdown has further ones."""


@dataclass(frozen=True)
class Film:
    """Frames of one size as palette indices, the first at the start and the last in the position."""

    frames: tuple[Image.Image, ...]
    palette: bytes

    def frame(self, progress: float) -> Image.Image:
        """Return the frame at a progress into the position (0 to 1)."""
        return self.frames[round(progress * (len(self.frames) - 1))]


def load_film(strip: Path | None, still: Path) -> Film:
    """Return the film of a strip of frames side by side; without a strip, the still picture is its only frame."""
    with Image.open(strip or still) as opened:
        image = opened if strip else _small(opened)
        indices = Image.frombytes("L", image.size, image.tobytes())
        palette = bytes((image.getpalette() or [])[: MAX_COLOURS * 3]).ljust(MAX_COLOURS * 3, b"\0")
    lefts = range(0, indices.width, WIDTH_PX)
    return Film(tuple(indices.crop((left, 0, left + WIDTH_PX, HEIGHT_PX)) for left in lefts), palette)


def _small(still: Image.Image) -> Image.Image:
    small = still.convert("RGB").resize((WIDTH_PX, HEIGHT_PX), Image.Resampling.LANCZOS)
    return small.quantize(MAX_COLOURS, method=Image.Quantize.MEDIANCUT, kmeans=2, dither=Image.Dither.NONE)
