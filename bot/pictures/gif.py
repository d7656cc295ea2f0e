"""Writes small GIFs: only what changed, in few colours while it moves and in all of them at rest."""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageChops
from PIL.GifImagePlugin import getdata

from bot.pictures.palette import Colour

ROUGH, FINE = 14, 36
"""Colours for what moves, and further ones for what is at rest."""
CLEAR = 63
"""The number of the colour that is none: a picture's corners, and whatever stays as it was."""

Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Shot:
    """One picture of a film, how long it stays in hundredths of a second, and whether it is one of a movement."""

    picture: Image.Image
    length: int
    moving: bool = False


@dataclass(frozen=True)
class Palette:
    """The colours of a film: the first few do for what moves."""

    entries: bytes

    def flat(self, picture: Image.Image, rough: bool = False) -> Image.Image:
        """Return the picture in numbers of colours."""
        colours = _swatch(self.entries[: ROUGH * 3] if rough else self.entries)
        return _numbers(picture.quantize(palette=colours, dither=Image.Dither.NONE))


def palette_of(samples: Sequence[Image.Image], always: Sequence[Colour]) -> Palette:
    """Choose the colours for a film by some of its pictures; what moves has those of `always` too."""
    width, height = samples[0].width // 2, samples[0].height // 2
    together = Image.new("RGB", (width, height * len(samples)))
    for place, sample in enumerate(samples):
        together.paste(sample.resize((width, height), Image.Resampling.NEAREST), (0, place * height))
    rough = _entries([*always, *_commonest(together)], ROUGH)
    return Palette(rough + _chosen(together, FINE))


def gif(shots: Iterable[Shot], palette: Palette, outside: Image.Image, steady: Box) -> bytes:
    """Write a film that plays once; `outside` masks its corners, `steady` is a place that is always drawn finely."""
    written = BytesIO()
    film = _changes(shots, palette, outside, steady)
    written.write(b"GIF89a" + struct.pack("<HHBBB", *outside.size, 0x80 | 0x70 | 5, 0, 0))
    written.write(palette.entries.ljust(64 * 3, b"\0"))
    for picture, corner, length in film:
        picture.putpalette(palette.entries)
        for block in getdata(picture, corner, duration=length * 10, transparency=CLEAR, disposal=1):
            written.write(block)
    return written.getvalue() + b";"


def _changes(
    shots: Iterable[Shot], palette: Palette, outside: Image.Image, steady: Box
) -> list[tuple[Image.Image, tuple[int, int], int]]:
    """Return what each picture changes, where, and how long it stays."""
    film: list[tuple[Image.Image, tuple[int, int], int]] = []
    seen, real = Image.new("L", outside.size, 0), None
    for shot in shots:
        shown = _shown(shot, seen, real, palette, steady)
        shown.paste(CLEAR, (0, 0), outside)
        changed = ImageChops.difference(shown, seen)
        box = changed.getbbox() if film else (0, 0, *shown.size)
        if box is None:
            picture, corner, length = film[-1]
            film[-1] = picture, corner, length + shot.length
        else:
            kept = shown.copy()
            if film:
                kept.paste(CLEAR, (0, 0), changed.point(_unchanged))
            film.append((_paletted(kept.crop(box)), box[:2], shot.length))
        seen, real = shown, shot.picture
    return film


def _shown(shot: Shot, seen: Image.Image, real: Image.Image | None, palette: Palette, steady: Box) -> Image.Image:
    if not shot.moving or real is None:
        return palette.flat(shot.picture)
    shown = seen.copy()
    moved = ImageChops.difference(shot.picture, real).convert("L").point(_changed)
    shown.paste(palette.flat(shot.picture, rough=True), (0, 0), moved)
    shown.paste(palette.flat(shot.picture.crop(steady)), steady)
    return shown


def _changed(shade: float) -> float:
    return 255 if shade else 0


def _unchanged(shade: float) -> float:
    return 0 if shade else 255


def _commonest(picture: Image.Image) -> list[Colour]:
    """Return the colours of a picture, those that cover most of it first."""
    found = picture.getcolors(picture.width * picture.height) or []
    ranked = sorted(found, key=lambda entry: (-entry[0], entry[1]))
    return [colour for _, colour in ranked if isinstance(colour, tuple) and len(colour) == 3]


def _entries(colours: Sequence[Colour], count: int) -> bytes:
    """Return the first so many different colours as a palette."""
    return b"".join(map(bytes, list(dict.fromkeys(colours))[:count])).ljust(count * 3, b"\0")


def _chosen(picture: Image.Image, count: int) -> bytes:
    few = picture.quantize(count, method=Image.Quantize.MEDIANCUT, kmeans=1, dither=Image.Dither.NONE)
    return bytes((few.getpalette() or [])[: count * 3]).ljust(count * 3, b"\0")


def _swatch(entries: bytes) -> Image.Image:
    swatch = Image.new("P", (1, 1))
    swatch.putpalette(entries)
    return swatch


def _numbers(picture: Image.Image) -> Image.Image:
    return Image.frombytes("L", picture.size, picture.tobytes())


def _paletted(numbers: Image.Image) -> Image.Image:
    return Image.frombytes("P", numbers.size, numbers.tobytes())
