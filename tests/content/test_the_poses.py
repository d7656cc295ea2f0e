"""The pose files of the studio: what glows is where it is felt, and each picture that is named is posed."""

import re
from functools import cache
from typing import Any

import pytest
import yaml
from exercise_library import LIBRARY

from bot.core.settings import EXERCISES
from bot.domain.exercises import Exercise, Hold

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

OTHER = {"left": "right", "right": "left"}
SIDED_PART = re.compile(r"\b(left|right) (arm|elbow|hand|forearm|leg|thigh|knee|foot|ankle|shoulder|ear|hip|side)\b")


@cache
def posed(exercise: Exercise) -> dict[str, Any]:
    """The pose file of an exercise."""
    read: dict[str, Any] = yaml.safe_load((POSES / f"{exercise.slug}.yaml").read_text())
    return read


def mirrored(text: str) -> str:
    """The text with left and right exchanged."""
    return re.sub(r"\b(left|right)\b", lambda side: OTHER[side[1]], text)


def labels(exercise: Exercise, name: str) -> list[str]:
    """What the labels of a picture point at, with their own words if they have some."""
    picture = posed(exercise)["pictures"][name] or {}
    if "mark" in picture or "mirror" not in picture:
        return picture.get("mark", [])
    return [mirrored(label) for label in labels(exercise, picture["mirror"])]


def sided_parts(text: str) -> set[tuple[str, str]]:
    """The parts of the body that a text names with their side."""
    return {(found[1], found[2]) for found in SIDED_PART.finditer(text.casefold())}


def sides(text: str) -> set[str]:
    """The sides that a text names."""
    return set(re.findall(r"\b(left|right)\b", text.casefold()))


def steps(hold: Hold) -> str:
    """What a person reads beside the picture."""
    return " ".join((hold.title, *hold.lines))


def regions(exercise: Exercise) -> set[str]:
    """The regions that glow in any picture, without their side."""
    read = posed(exercise)
    felt = [
        *(read.get("felt") or []),
        *(r for each in read["pictures"].values() for r in (each or {}).get("felt") or []),
    ]
    return {next((each.removeprefix(side) for side in SIDES if each.startswith(side)), each) for each in felt}


def test_what_glows_is_where_it_is_felt(subtests: pytest.Subtests) -> None:
    for exercise in LIBRARY.exercises:
        with subtests.test(exercise.slug):
            glowing = regions(exercise)
            assert glowing
            for region in glowing:
                assert any(words in exercise.felt for words in SAID_AS.get(region, (region,))), region


def test_each_picture_of_a_hold_is_posed(subtests: pytest.Subtests) -> None:
    for exercise in LIBRARY.exercises:
        with subtests.test(exercise.slug):
            assert {name for hold in exercise.holds for name in hold.pose} <= set(posed(exercise)["pictures"])


def test_at_least_six_people_are_in_the_pictures_one_of_them_in_a_wheelchair() -> None:
    files = [posed(exercise) for exercise in LIBRARY.exercises]
    assert len({file["person"] for file in files}) >= 6
    assert any("wheelchair" in file["place"] for file in files)


HOLDS = [(exercise, hold) for exercise in LIBRARY.exercises for hold in exercise.holds]


def test_the_alt_text_gives_no_part_to_the_other_side_than_the_steps(subtests: pytest.Subtests) -> None:
    for exercise, hold in HOLDS:
        with subtests.test(exercise.slug, hold=hold.title):
            said = sided_parts(steps(hold))
            for side, part in sided_parts(hold.picture) - said:
                assert (OTHER[side], part) not in said, f"{side} {part} in the alt text, not in the steps"


def test_a_label_in_the_picture_is_of_a_side_that_the_alt_text_names(subtests: pytest.Subtests) -> None:
    for exercise, hold in HOLDS:
        with subtests.test(exercise.slug, hold=hold.title):
            for label in labels(exercise, hold.pose[-1]) if hold.pose else ():
                spot, _, words = label.partition(": ")
                assert sides(words or spot) <= sides(hold.picture), label
