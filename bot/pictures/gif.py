"""Encodes animations as small GIFs: few colours while something moves, all colours at rest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageChops

from bot.pictures.palette import Colour

MOVING_COLOUR_COUNT, RESTING_COLOUR_COUNT = 14, 36
"""Number of colours for moving areas, and of further ones for areas at rest."""
TRANSPARENT_INDEX = MOVING_COLOUR_COUNT + RESTING_COLOUR_COUNT
"""Palette index of the rounded corners and of pixels that equal the frame before."""

Box = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels."""


@dataclass(frozen=True)
class Frame:
    """One frame, its duration in hundredths of a second, and whether the figure moves in it."""

    picture: Image.Image
    duration_cs: int
    moving: bool = False


@dataclass(frozen=True)
class Palette:
    """The colours of an animation, those for moving areas first."""

    entries: bytes

    def quantize(self, picture: Image.Image, moving_only: bool = False) -> Image.Image:
        """Return the palette indices of a picture."""
        colours = _palette_image(self.entries[: MOVING_COLOUR_COUNT * 3] if moving_only else self.entries)
        return _to_indices(picture.quantize(palette=colours, dither=Image.Dither.NONE))


def choose_palette(samples: Sequence[Image.Image], required: Sequence[Colour]) -> Palette:
    """Choose the colours from sample frames; those for moving areas include the required ones."""
    width, height = samples[0].width // 2, samples[0].height // 2
    combined = Image.new("RGB", (width, height * len(samples)))
    for index, sample in enumerate(samples):
        combined.paste(sample.resize((width, height), Image.Resampling.NEAREST), (0, index * height))
    moving_entries = _palette_bytes([*required, *_colours_by_frequency(combined)], MOVING_COLOUR_COUNT)
    return Palette(moving_entries + _median_cut_palette(combined, RESTING_COLOUR_COUNT))


def encode_gif(frames: Iterable[Frame], palette: Palette, corner_mask: Image.Image, full_colour_box: Box) -> bytes:
    """Encode frames as a GIF that plays once; `full_colour_box` has all colours in moving frames too."""
    entries = palette.entries.ljust((TRANSPARENT_INDEX + 1) * 3, b"\0")
    images: list[Image.Image] = []
    durations_ms: list[int] = []
    shown, previous = Image.new("L", corner_mask.size, 0), None
    for frame in frames:
        shown, previous = _frame_indices(frame, shown, previous, palette, full_colour_box), frame.picture
        shown.paste(TRANSPARENT_INDEX, (0, 0), corner_mask)
        images.append(_to_palette_image(shown, entries))
        durations_ms.append(frame.duration_cs * 10)
    file = BytesIO()
    images[0].save(
        file,
        "GIF",
        save_all=True,
        append_images=images[1:],
        duration=durations_ms,
        disposal=1,
        palette=entries,
        transparency=TRANSPARENT_INDEX,
        optimize=True,  # makes unchanged pixels transparent, which compresses better
    )
    return file.getvalue()


def _frame_indices(
    frame: Frame, shown: Image.Image, previous: Image.Image | None, palette: Palette, full_colour_box: Box
) -> Image.Image:
    if not frame.moving or previous is None:
        return palette.quantize(frame.picture)
    indices = shown.copy()
    changed = ImageChops.difference(frame.picture, previous).convert("L").point(_nonzero_mask)
    if box := changed.getbbox():
        indices.paste(palette.quantize(frame.picture.crop(box), moving_only=True), box, changed.crop(box))
    indices.paste(palette.quantize(frame.picture.crop(full_colour_box)), full_colour_box)
    return indices


def _nonzero_mask(shade: float) -> float:
    return 255 if shade else 0


def _colours_by_frequency(picture: Image.Image) -> list[Colour]:
    """Return the colours of a picture, the most frequent first."""
    found = picture.getcolors(picture.width * picture.height) or []
    ranked = sorted(found, key=lambda entry: (-entry[0], entry[1]))
    return [colour for _, colour in ranked if isinstance(colour, tuple) and len(colour) == 3]


def _palette_bytes(colours: Sequence[Colour], count: int) -> bytes:
    """Return the first `count` different colours as palette entries."""
    return b"".join(map(bytes, list(dict.fromkeys(colours))[:count])).ljust(count * 3, b"\0")


def _median_cut_palette(picture: Image.Image, count: int) -> bytes:
    reduced = picture.quantize(count, method=Image.Quantize.MEDIANCUT, kmeans=1, dither=Image.Dither.NONE)
    return bytes((reduced.getpalette() or [])[: count * 3]).ljust(count * 3, b"\0")


def _palette_image(entries: bytes) -> Image.Image:
    image = Image.new("P", (1, 1))
    image.putpalette(entries)
    return image


def _to_indices(picture: Image.Image) -> Image.Image:
    return Image.frombytes("L", picture.size, picture.tobytes())


def _to_palette_image(indices: Image.Image, entries: bytes) -> Image.Image:
    picture = Image.frombytes("P", indices.size, indices.tobytes())
    picture.putpalette(entries)
    return picture
