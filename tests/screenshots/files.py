"""The files of the pictures: small, and no others beside them."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

from PIL import Image

MAX_BYTES = 120_000
"""A page with all of them should open at once."""
COLOURS = 128


def write(pictures: Mapping[str, bytes], folder: Path) -> Iterator[str]:
    """Write the pictures into a folder that holds nothing else; yield a line about each."""
    for old in folder.glob("*.png"):
        if old.name not in pictures:
            old.unlink()
            yield f"{old.name}  removed"
    for name, picture in pictures.items():
        small = smaller(picture)
        (folder / name).write_bytes(small)
        yield f"{name}  {len(small) / 1000:.0f} kB" + (", which is too much" if len(small) > MAX_BYTES else "")


def smaller(png: bytes) -> bytes:
    """Return the picture with few colours, those that it has most of."""
    file = BytesIO()
    with Image.open(BytesIO(png)) as picture:
        if _is_opaque(picture):
            few = picture.convert("RGB").quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        else:
            few = picture.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(file, "PNG", optimize=True)
    return file.getvalue()


def _is_opaque(picture: Image.Image) -> bool:
    lowest, _ = picture.convert("RGBA").getchannel("A").getextrema()
    return lowest == 255
