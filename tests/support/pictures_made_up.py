"""Made-up pictures of one exercise, as small as they can be."""

from collections.abc import Iterable
from pathlib import Path

from PIL import Image, ImageDraw

from bot.domain.exercises import Exercise
from bot.pictures.film import HEIGHT_PX, WIDTH_PX

FRAME_COUNT = 5
WALL, BODY = (250, 244, 234), (40, 120, 110)


def scene(place: float) -> Image.Image:
    """A made-up frame: a block that stands at this place (0 to 1)."""
    frame = Image.new("RGB", (WIDTH_PX, HEIGHT_PX), WALL)
    left = 60 + 120 * place
    ImageDraw.Draw(frame).rectangle((left, 120, left + 80, 280), fill=BODY)
    return frame


def strip(places: Iterable[float]) -> Image.Image:
    """Frames side by side, in one palette."""
    frames = [scene(place) for place in places]
    image = Image.new("RGB", (WIDTH_PX * len(frames), HEIGHT_PX))
    for number, frame in enumerate(frames):
        image.paste(frame, (number * WIDTH_PX, 0))
    return image.quantize(8)


def write_pictures(folder: Path, exercise: Exercise) -> None:
    """Write a still and a strip for each hold."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, hold in enumerate(exercise.holds):
        scene(1 - number / 10).resize((800, 600)).save(folder / f"{exercise.slug}--{hold.pose[-1]}.png")
        whole = strip(step / (FRAME_COUNT - 1) for step in range(FRAME_COUNT))
        whole.save(folder / f"{exercise.slug}--{'--'.join(hold.pose)}.png")
