"""Fixtures for the picture tests: the real library with made-up pictures of one exercise, and a picture store."""

from dataclasses import replace
from pathlib import Path

import pytest
from exercise_library import LIBRARY
from pictures_made_up import write_pictures

from bot.domain.exercises import Exercise
from bot.domain.library import Library
from bot.pictures.picture_store import PictureStore


@pytest.fixture
def twist() -> Exercise:
    found = LIBRARY.find("seated-lower-back-rotation")
    assert found
    holds = (replace(found.holds[0], pose=("start", "left")), replace(found.holds[1], pose=("start", "right")))
    return replace(found, holds=holds)


@pytest.fixture
def library(tmp_path: Path, twist: Exercise) -> Library:
    write_pictures(tmp_path / "shipped", twist)
    return replace(LIBRARY, exercises=(twist,), pictures=tmp_path / "shipped")


@pytest.fixture
def picture_store(library: Library, tmp_path: Path) -> PictureStore:
    return PictureStore(library, tmp_path / "kept", "https://limber.example/")
