"""The pictures that are shipped: one for every hold, small enough, with a timer for each."""

import pytest
from exercise_library import LIBRARY
from PIL import Image

from bot.core.settings import EXERCISES
from bot.domain.screens import possible_ready_seconds
from bot.pictures.film import HEIGHT_PX, MAX_COLOURS, WIDTH_PX, load_film
from bot.pictures.timer import hold_timeline, timer_gif

PICTURES = EXERCISES / "pictures"
MAX_BYTES, MAX_TIMER_BYTES = 15_000_000, 250_000


def test_every_hold_has_its_picture(subtests: pytest.Subtests) -> None:
    for exercise in LIBRARY.exercises:
        with subtests.test(exercise.slug):
            for hold in exercise.holds:
                with Image.open(PICTURES / f"{exercise.slug}--{hold.pose[-1]}.png") as still:
                    assert still.size == (800, 600)


def test_every_hold_that_starts_elsewhere_has_its_frames(subtests: pytest.Subtests) -> None:
    for exercise in LIBRARY.exercises:
        with subtests.test(exercise.slug):
            for hold in exercise.holds:
                if len(hold.pose) == 2:
                    with Image.open(PICTURES / f"{exercise.slug}--{'--'.join(hold.pose)}.png") as strip:
                        assert (strip.mode, strip.width % WIDTH_PX, strip.height) == ("P", 0, HEIGHT_PX)
                        assert len(strip.getcolors() or []) <= MAX_COLOURS


def test_all_of_them_are_small() -> None:
    assert sum(path.stat().st_size for path in PICTURES.iterdir()) <= MAX_BYTES


def test_none_is_of_an_exercise_that_is_gone() -> None:
    assert {path.stem.partition("--")[0] for path in PICTURES.glob("*.png")} == {
        each.slug for each in LIBRARY.exercises
    }


@pytest.mark.slow
def test_every_timer_is_exact_and_small(subtests: pytest.Subtests) -> None:
    for exercise in LIBRARY.exercises:
        with subtests.test(exercise.slug):
            for index, hold in enumerate(exercise.holds):
                beginning = PICTURES / f"{exercise.slug}--"
                strip = (
                    beginning.with_name(f"{beginning.name}{'--'.join(hold.pose)}.png") if len(hold.pose) == 2 else None
                )
                film = load_film(strip, beginning.with_name(f"{beginning.name}{hold.pose[-1]}.png"))
                for ready_seconds in possible_ready_seconds(exercise, index):
                    planned = sum(spec.duration_cs for spec in hold_timeline(film, hold, ready_seconds))
                    assert planned == (ready_seconds + hold.seconds) * 100
                assert len(timer_gif(film, hold, max(possible_ready_seconds(exercise, index)))) <= MAX_TIMER_BYTES
