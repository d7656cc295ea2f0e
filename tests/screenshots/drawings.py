"""Drawings for the README: a row of exercises, and one frame of a picture that is a timer."""

from io import BytesIO
from itertools import accumulate

from PIL import Image, ImageSequence

from bot.pictures.picture_store import PictureStore

ROW = ("cat-arch", "side-neck-stretch", "seated-figure-four", "cross-body-arm-stretch")
CELL_PX, GAP_PX = (432, 324), 16


def drawings_in_a_row(picture_store: PictureStore) -> bytes:
    """Return a PNG with the first holds of a few exercises side by side."""
    width, height = CELL_PX
    step = width + GAP_PX
    row = Image.new("RGBA", (len(ROW) * step - GAP_PX, height))
    for number, slug in enumerate(ROW):
        row.paste(_first_hold(picture_store, slug).resize(CELL_PX, Image.Resampling.LANCZOS), (number * step, 0))
    return _png(row)


def frame_at(gif: bytes, seconds: float) -> bytes:
    """Return the frame of an animation that is seen after so many seconds, as PNG."""
    with Image.open(BytesIO(gif)) as animation:
        frames = [(frame.convert("RGBA"), frame.info["duration"]) for frame in ImageSequence.Iterator(animation)]
    ends = accumulate(milliseconds for _, milliseconds in frames)
    seen = (frame for (frame, _), end in zip(frames, ends, strict=True) if end > seconds * 1000)
    return _png(next(seen, frames[-1][0]))


def _first_hold(picture_store: PictureStore, slug: str) -> Image.Image:
    exercise = picture_store.library.find(slug)
    with Image.open(picture_store.path(picture_store.still_name(exercise, 0))) as picture:
        return picture.convert("RGBA")


def _png(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()
