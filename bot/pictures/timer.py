"""The animated timer of a hold, a GIF that plays once: into the position, the countdown of the hold, a tick."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import groupby
from typing import Literal, Protocol

from PIL import Image

from bot.pictures.countdown import MARGIN_PX, colours, done_countdown, hold_countdown, ready_countdown, whole_px
from bot.pictures.film import HEIGHT_PX, MAX_COLOURS, WIDTH_PX, Film
from bot.pictures.timing import FrameSpec, timeline

Frame = tuple[Image.Image, int]
"""A picture as palette indices, and its duration in hundredths of a second."""
NOT_PART_OF_IT = 255


class Timed(Protocol):
    """How long a hold lasts and how it moves, as a hold says it."""

    @property
    def seconds(self) -> int:
        """How long it is held."""

    @property
    def motion(self) -> Literal["still", "to-and-fro"]:
        """Whether one moves during it."""

    @property
    def pace(self) -> float:
        """The seconds of one move to and fro, or of a breath."""


def timer_gif(film: Film, hold: Timed, ready_seconds: int) -> bytes:
    """Compose a GIF that lasts `ready_seconds` plus the seconds of the hold, to the hundredth."""
    where = free_corner(film)
    frames = [
        (_composed(film, where, spec, ready_seconds, hold.seconds), duration_cs)
        for spec, duration_cs in _merged(hold_timeline(film, hold, ready_seconds), film)
    ]
    return _encoded(frames, film.palette + b"".join(map(bytes, colours())))


def hold_timeline(film: Film, hold: Timed, ready_seconds: int) -> list[FrameSpec]:
    """Return the frames of a hold's timer without composing them."""
    cycle_seconds = hold.pace if hold.motion == "to-and-fro" else None
    return list(timeline(ready_seconds, hold.seconds, len(film.frames) > 1, cycle_seconds))


def free_corner(film: Film) -> tuple[int, int]:
    """Return the left and top of the corner in which the countdown hides least: the plainest one."""
    right, bottom = WIDTH_PX - whole_px() - MARGIN_PX, HEIGHT_PX - whole_px() - MARGIN_PX
    corners = [(right, MARGIN_PX), (MARGIN_PX, MARGIN_PX), (right, bottom), (MARGIN_PX, bottom)]
    return max(corners, key=lambda corner: min(_plainness(frame, *corner) for frame in film.frames))


def _plainness(frame: Image.Image, left: int, top: int) -> float:
    """Return the share of the most common colour where a countdown would be."""
    counts = frame.crop((left, top, left + whole_px(), top + whole_px())).histogram()
    return round(max(counts) / sum(counts), 1)


def _merged(specs: Iterable[FrameSpec], film: Film) -> Iterator[tuple[FrameSpec, int]]:
    """Yield each different picture once, with the time that it is shown."""
    for _, same in groupby(
        specs, lambda spec: (id(film.frame(spec.progress)), spec.breath, spec.phase, spec.countdown)
    ):
        shown = list(same)
        yield shown[0], sum(spec.duration_cs for spec in shown)


def _composed(
    film: Film, where: tuple[int, int], spec: FrameSpec, ready_seconds: int, hold_seconds: int
) -> Image.Image:
    picture, countdown = film.frame(spec.progress).copy(), _countdown(spec, ready_seconds, hold_seconds)
    shift = [min(index + MAX_COLOURS, NOT_PART_OF_IT) for index in range(256)]
    picture.paste(countdown.point(shift), where, countdown.point([255] * NOT_PART_OF_IT + [0]))
    return picture


def _countdown(spec: FrameSpec, ready_seconds: int, hold_seconds: int) -> Image.Image:
    match spec.phase:
        case "ready":
            return ready_countdown(spec.countdown, ready_seconds)
        case "hold":
            return hold_countdown(spec.countdown, hold_seconds, spec.breath)
        case "done":
            return done_countdown()


def _encoded(frames: list[Frame], palette: bytes) -> bytes:
    images = [_with_palette(picture, palette + bytes(3)) for picture, _ in frames]
    file = BytesIO()
    images[0].save(
        file,
        "GIF",
        save_all=True,
        append_images=images[1:],
        duration=[duration_cs * 10 for _, duration_cs in frames],
        disposal=1,
        palette=palette,
        transparency=len(palette) // 3,
        optimize=True,  # makes unchanged pixels transparent, which compresses better
    )
    return file.getvalue()


def _with_palette(indices: Image.Image, palette: bytes) -> Image.Image:
    image = Image.frombytes("P", indices.size, indices.tobytes())
    image.putpalette(palette)
    return image
