"""Writes small GIFs: only what changed, in few colours while it moves and in all of them at rest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageChops

from bot.pictures.palette import Colour

ROUGH, FINE = 14, 36
"""Colours for what moves, and further ones for what is at rest."""
CLEAR = ROUGH + FINE
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
    entries = palette.entries.ljust((CLEAR + 1) * 3, b"\0")
    pictures: list[Image.Image] = []
    lengths: list[int] = []
    seen, real = Image.new("L", outside.size, 0), None
    for shot in shots:
        seen, real = _shown(shot, seen, real, palette, steady), shot.picture
        seen.paste(CLEAR, (0, 0), outside)
        pictures.append(_paletted(seen, entries))
        lengths.append(shot.length * 10)
    written = BytesIO()
    pictures[0].save(
        written,
        "GIF",
        save_all=True,
        append_images=pictures[1:],
        duration=lengths,
        disposal=1,
        palette=entries,
        transparency=CLEAR,
        optimize=True,  # what stays as it was becomes transparent, which packs better
    )
    return written.getvalue()


def _shown(shot: Shot, seen: Image.Image, real: Image.Image | None, palette: Palette, steady: Box) -> Image.Image:
    if not shot.moving or real is None:
        return palette.flat(shot.picture)
    shown = seen.copy()
    moved = ImageChops.difference(shot.picture, real).convert("L").point(_changed)
    if box := moved.getbbox():
        shown.paste(palette.flat(shot.picture.crop(box), rough=True), box, moved.crop(box))
    shown.paste(palette.flat(shot.picture.crop(steady)), steady)
    return shown


def _changed(shade: float) -> float:
    return 255 if shade else 0


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


def _paletted(numbers: Image.Image, entries: bytes) -> Image.Image:
    picture = Image.frombytes("P", numbers.size, numbers.tobytes())
    picture.putpalette(entries)
    return picture
