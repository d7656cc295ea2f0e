"""The pose files of the studio: what glows is where it is felt, and each picture that is named is posed."""

from typing import Any

import pytest
import yaml
from exercise_library import LIBRARY

from bot.core.settings import EXERCISES
from bot.domain.exercises import Exercise

POSES = EXERCISES / "studio" / "poses"
SIDES = ("left ", "right ", "both ")
SAID_AS = {
    "neck side": ("side of your neck", "side you lean away from", "neck"),
    "top of shoulder": ("top of your shoulders", "shoulders", "side you lean away from"),
    "upper back": ("shoulder blades", "upper back"),
    "between the shoulder blades": ("between your shoulder blades",),
    "shoulder back": ("behind your shoulder",),
    "shoulder front": ("shoulder",),
    "mid-back": ("mid-back", "middle of your back"),
    "lower back": ("lower back", "whole back"),
    "whole back": ("back",),
    "waist": ("side",),
    "side": ("side", "ribs"),
    "thumb base": ("base of your thumb",),
    "thigh back": ("hamstrings", "behind your thighs", "back of your thigh"),
    "thigh front": ("thigh", "legs"),
    "knee back": ("back of your thigh and knee",),
    "hip front": ("front of each hip",),
    "forearm under": ("under your forearm",),
    "forearm top": ("on top",),
    "eye": ("eyes", "eyelids"),
    "calf": ("calf", "calves", "legs"),
}
"""Regions that a person would call otherwise."""

every_exercise = pytest.mark.parametrize("exercise", LIBRARY.exercises, ids=lambda exercise: exercise.slug)


def posed(exercise: Exercise) -> dict[str, Any]:
    """The pose file of an exercise."""
    read: dict[str, Any] = yaml.safe_load((POSES / f"{exercise.slug}.yaml").read_text())
    return read


def regions(exercise: Exercise) -> set[str]:
    """The regions that glow in any picture, without their side."""
    read = posed(exercise)
    felt = [
        *(read.get("felt") or []),
        *(r for each in read["pictures"].values() for r in (each or {}).get("felt") or []),
    ]
    return {next((each.removeprefix(side) for side in SIDES if each.startswith(side)), each) for each in felt}


@every_exercise
def test_what_glows_is_where_it_is_felt(exercise: Exercise) -> None:
    glowing = regions(exercise)
    assert glowing
    for region in glowing:
        assert any(words in exercise.felt for words in SAID_AS.get(region, (region,))), region


@every_exercise
def test_each_picture_of_a_hold_is_posed(exercise: Exercise) -> None:
    assert {name for hold in exercise.holds for name in hold.pose} <= set(posed(exercise)["pictures"])


def test_at_least_six_people_are_in_the_pictures_one_of_them_in_a_wheelchair() -> None:
    files = [posed(exercise) for exercise in LIBRARY.exercises]
    assert len({file["person"] for file in files}) >= 6
    assert any("wheelchair" in file["place"] for file in files)
