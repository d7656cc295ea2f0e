"""Timers: exact to the hundredth, small, never looping, with a countdown where nothing is hidden."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bot.domain.exercises import Exercise, Hold
from bot.domain.library import Library
from bot.pictures.countdown import MARGIN_PX, whole_px
from bot.pictures.film import HEIGHT_PX, WIDTH_PX, Film, load_film
from bot.pictures.timer import free_corner, hold_timeline, timer_gif

RIGHT, BOTTOM = WIDTH_PX - whole_px() - MARGIN_PX, HEIGHT_PX - whole_px() - MARGIN_PX


@pytest.fixture
def film(library: Library, twist: Exercise) -> Film:
    folder, hold = library.pictures, twist.holds[0]
    assert folder
    return load_film(folder / f"{twist.slug}--start--left.png", folder / f"{twist.slug}--{hold.pose[-1]}.png")


def frames(gif: bytes) -> list[tuple[Image.Image, int]]:
    """The pictures of an animation and their milliseconds."""
    shown = []
    with Image.open(BytesIO(gif)) as animation:
        for number in range(animation.n_frames):
            animation.seek(number)
            shown.append((animation.convert("RGB"), animation.info["duration"]))
    return shown


@pytest.mark.parametrize(("ready", "seconds", "motion"), [(8, 15, "still"), (6, 3, "still"), (12, 40, "to-and-fro")])
def test_it_lasts_as_long_as_getting_ready_and_the_hold(
    film: Film, twist: Exercise, ready: int, seconds: int, motion: str
) -> None:
    hold = replace(twist.holds[0], seconds=seconds, motion=motion)
    shown = frames(timer_gif(film, hold, ready))
    assert sum(duration for _, duration in shown) == (ready + seconds) * 1000
    assert all(duration >= 20 for _, duration in shown)
    assert sum(spec.duration_cs for spec in hold_timeline(film, hold, ready)) == (ready + seconds) * 100


def test_it_plays_once(film: Film, twist: Exercise) -> None:
    with Image.open(BytesIO(timer_gif(film, twist.holds[0], 8))) as animation:
        assert "loop" not in animation.info


def test_it_begins_and_ends_in_the_position_and_starts_from_the_start(film: Film, twist: Exercise) -> None:
    shown = [picture.crop((0, HEIGHT_PX // 2, WIDTH_PX, HEIGHT_PX)) for picture, _ in _of(film, twist.holds[0])]
    start, position = (_frame_of(film, number) for number in (0, -1))
    assert shown[0].tobytes() == shown[-1].tobytes() == position.tobytes()
    assert start.tobytes() in {picture.tobytes() for picture in shown}


def _of(film: Film, hold: Hold) -> list[tuple[Image.Image, int]]:
    return frames(timer_gif(film, hold, 8))


def _frame_of(film: Film, number: int) -> Image.Image:
    """The lower half of a frame, in which there is no countdown."""
    image = Image.frombytes("P", film.frames[number].size, film.frames[number].tobytes())
    image.putpalette(film.palette)
    return image.convert("RGB").crop((0, HEIGHT_PX // 2, WIDTH_PX, HEIGHT_PX))


def test_the_same_bytes_come_of_the_same(film: Film, twist: Exercise) -> None:
    assert timer_gif(film, twist.holds[0], 8) == timer_gif(film, twist.holds[0], 8)


def test_without_a_strip_the_still_picture_rests(library: Library, twist: Exercise) -> None:
    assert library.pictures
    film = load_film(None, library.pictures / f"{twist.slug}--left.png")
    assert len(film.frames) == 1
    assert {spec.progress for spec in hold_timeline(film, twist.holds[0], 8)} == {1}
    assert sum(duration for _, duration in _of(film, twist.holds[0])) == (8 + twist.holds[0].seconds) * 1000


def test_the_countdown_goes_where_it_hides_nothing() -> None:
    plain = Image.new("L", (WIDTH_PX, HEIGHT_PX), 1)
    busy = Image.effect_noise((WIDTH_PX, HEIGHT_PX), 60)
    assert free_corner(Film((plain,), b"")) == (RIGHT, MARGIN_PX)
    left_free = plain.copy()
    left_free.paste(busy.crop((WIDTH_PX // 2, 0, WIDTH_PX, HEIGHT_PX)), (WIDTH_PX // 2, 0))
    assert free_corner(Film((plain, left_free), b"")) == (MARGIN_PX, MARGIN_PX)
    bottom_free = plain.copy()
    bottom_free.paste(busy.crop((0, 0, WIDTH_PX, HEIGHT_PX // 2)), (0, 0))
    assert free_corner(Film((bottom_free,), b"")) == (RIGHT, BOTTOM)


def test_a_film_shows_the_nearest_frame() -> None:
    shades = tuple(Image.new("L", (2, 2), shade) for shade in range(5))
    film = Film(shades, b"")
    assert [film.frame(progress) for progress in (0, 0.12, 0.13, 0.5, 1)] == [shades[at] for at in (0, 0, 1, 2, 4)]


def test_a_strip_is_cut_into_its_frames(film: Film) -> None:
    assert [frame.size for frame in film.frames] == [(WIDTH_PX, HEIGHT_PX)] * 5
    assert len({frame.tobytes() for frame in film.frames}) == 5


def test_a_path_that_is_no_picture_is_no_film(tmp_path: Path) -> None:
    (tmp_path / "x.png").write_text("x")
    with pytest.raises(OSError):
        load_film(None, tmp_path / "x.png")
