"""Encoded animations: durations, merged frames, transparent corners and colours of moving areas."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from bot.pictures.gif import Frame, choose_palette, encode_gif

SIZE = (40, 30)
RED, BLUE = (200, 30, 30), (30, 30, 200)
COUNTDOWN_BOX = (30, 0, 40, 10)


def picture(*boxes: tuple[int, int, int, int]) -> Image.Image:
    image = Image.new("RGB", SIZE, "white")
    for box in boxes:
        ImageDraw.Draw(image).rectangle(box, fill=RED)
    return image


def gradient() -> Image.Image:
    """Return a picture with more colours than moving areas may have."""
    image = Image.new("RGB", SIZE)
    image.putdata([(x * 6, 120, 250 - x * 6) for _ in range(SIZE[1]) for x in range(SIZE[0])])
    return image


def encode(*frames: Frame) -> Image.Image:
    corner_mask = Image.new("L", SIZE, 0)
    corner_mask.putpixel((0, 0), 255)
    palette = choose_palette([frame.picture for frame in frames], [BLUE])
    return Image.open(BytesIO(encode_gif(frames, palette, corner_mask, COUNTDOWN_BOX)))


def durations_ms(animation: Image.Image) -> list[int]:
    durations = []
    for number in range(getattr(animation, "n_frames", 1)):
        animation.seek(number)
        durations.append(animation.info["duration"])
    return durations


def test_an_animation_plays_once_with_the_durations_of_its_frames() -> None:
    animation = encode(Frame(picture(), 10), Frame(picture((5, 5, 9, 9)), 25), Frame(picture(), 2))
    assert durations_ms(animation) == [100, 250, 20]
    assert "loop" not in animation.info


def test_equal_frames_are_merged_and_their_durations_added() -> None:
    animation = encode(Frame(picture(), 10), Frame(picture(), 25), Frame(picture((5, 5, 9, 9)), 2))
    assert durations_ms(animation) == [350, 20]


@pytest.mark.parametrize("number", [0, 1])
def test_corners_are_transparent_in_every_frame(number: int) -> None:
    animation = encode(Frame(picture(), 10), Frame(picture((0, 0, 9, 9)), 10))
    animation.seek(number)
    alpha = animation.convert("RGBA").getchannel("A")
    assert (alpha.getpixel((0, 0)), alpha.getpixel((5, 5))) == (0, 255)


def test_a_moving_frame_has_few_colours_outside_the_countdown() -> None:
    animation = encode(Frame(picture(), 10), Frame(gradient(), 10, moving=True), Frame(gradient(), 10))

    def colour_count(number: int, box: tuple[int, int, int, int]) -> int:
        animation.seek(number)
        return len(animation.convert("RGB").crop(box).getcolors() or [])

    figure = (0, 10, 40, 30)
    assert colour_count(1, figure) < colour_count(2, figure)
    assert colour_count(1, COUNTDOWN_BOX) == colour_count(2, COUNTDOWN_BOX)
