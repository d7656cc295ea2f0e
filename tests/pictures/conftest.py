"""Fixtures for the picture tests: the real library, a picture store and one exercise."""

from pathlib import Path

import pytest
from exercise_library import LIBRARY

from bot.domain.exercises import Exercise, Hold
from bot.domain.library import Library
from bot.pictures.picture_store import PictureStore

EXERCISES = Path(__file__).parents[2] / "exercises"


@pytest.fixture(scope="session")
def library() -> Library:
    return LIBRARY


@pytest.fixture
def picture_store(library: Library, tmp_path: Path) -> PictureStore:
    return PictureStore(library, tmp_path / "pictures", "https://limber.example/")


@pytest.fixture
def twist(library: Library) -> Exercise:
    found = library.find("seated-lower-back-rotation")
    assert found
    return found


def drawn_holds(library: Library) -> list[tuple[Exercise, Hold]]:
    """Return every hold of the library that is drawn, with its exercise."""
    return [(exercise, hold) for exercise in library.exercises for hold in exercise.holds if hold.pose]
