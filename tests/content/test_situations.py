"""The situations in which exercises are hidden: what each must hide, and how a mistake in their file is told."""

import re
from pathlib import Path

import pytest
from exercise_library import LIBRARY

from bot.content import ContentError, load
from bot.domain.exercises import Exercise
from bot.domain.situations import Situation, Situations, hidden_by

SITUATIONS = {situation.slug: situation for situation in LIBRARY.situations}
EXERCISES = {exercise.slug: exercise for exercise in LIBRARY.exercises}
SURGERY = (
    r"(?:back|spinal|neck|hip|abdominal|chest|leg|knee|shoulder)\b[^.]* surgery|recent surgery|had surgery|surgery\."
)
NAMES = {
    "pregnant": r"pregnan",
    "wheelchair": r"wheelchair|balance is poor|unsteady",
    "osteoporosis": r"osteop|spinal fracture|broken (?:a )?bone in your spine|weak bones",
    "disc-or-sciatica": r"\bdisc\b|sciatica",
    "stenosis": r"stenosis|spondyl|slipped vertebra|leaning back brings",
    "new-hip": r"hip replacement|\bhip\b[^.]* surgery",
    "recent-surgery": SURGERY,
    "neck-or-stroke": r"neck disease|disease of the neck|neck trouble|neck arter|artery in the neck|neck has rheum"
    r"|arthritis in your neck|stroke|dizz|faint",
    "eye-or-blood-pressure": r"glaucoma|blood pressure|eye surgery",
    "hypermobile": r"hypermob|joints are very loose|slip(?:s|ped) out",
    "vertigo": r"vertigo|dizz",
}
"""How exercises name each situation under `skip_if` and `not_for`."""
OTHER_SURGERY = {"slow-blinking", "jaw-release", "finger-fan", "thumb-stretch"}
"""They name surgery of eyes, jaw and hands only, and are all that is left soon after another."""
NOTHING_LEFT = {
    "pregnant": {"bed"},  # all four lie flat on the back
    "wheelchair": {"bed", "hips", "legs"},  # nothing there is done by the arms, sitting in one's own chair
    "osteoporosis": {"bed", "back"},  # each bends, turns or arches the whole back
    "new-hip": {"hips"},
    "neck-or-stroke": {"neck"},
    "vertigo": {"bed"},  # lying down sets it off
    "recent-surgery": {area.slug for area in LIBRARY.areas} - {"rest", "wrists"},  # until the surgeon agrees
}
"""The areas that keep no exercise, where that is as it should be."""


def change(folder: Path, old: str, new: str) -> None:
    text = (folder / "situations.yaml").read_text()
    assert old in text
    (folder / "situations.yaml").write_text(text.replace(old, new, 1))


def hides(situation: Situation) -> frozenset[str]:
    return hidden_by([situation], LIBRARY.exercises)


def naming(pattern: str) -> set[str]:
    return {
        slug for slug, exercise in EXERCISES.items() if re.search(pattern, _who_should_skip(exercise), re.IGNORECASE)
    }


def _who_should_skip(exercise: Exercise) -> str:
    return ". ".join([exercise.skip_if, *map(str, exercise.not_for)])


def test_every_condition_is_looked_for_in_the_exercises() -> None:
    assert set(NAMES) == {condition.slug for condition in LIBRARY.situations.conditions}


@pytest.mark.parametrize("slug", NAMES)
def test_an_exercise_that_names_a_condition_is_hidden_by_it(slug: str) -> None:
    expected = naming(NAMES[slug]) - (OTHER_SURGERY if slug == "recent-surgery" else set())
    assert expected - hides(SITUATIONS[slug]) == set()


def test_a_wheelchair_hides_what_is_done_standing_on_the_floor_in_bed_or_on_another_chair() -> None:
    elsewhere = {slug for slug, each in EXERCISES.items() if each.place not in ("anywhere", "chair")}
    assert elsewhere - hides(SITUATIONS["wheelchair"]) == set()


def test_recent_surgery_leaves_only_eyes_jaw_and_fingers() -> None:
    left = EXERCISES.keys() - hides(SITUATIONS["recent-surgery"])
    assert left == {"look-far", "slow-blinking", "jaw-release", "finger-fan", "thumb-stretch"}


def test_the_gentle_routines_keep_what_they_are_for() -> None:
    for situation, routine in (("pregnant", "gentle-pregnancy"), ("wheelchair", "wheelchair")):
        steps = {exercise.slug for exercise in LIBRARY.exercises_of(LIBRARY.routine(routine).steps)}
        assert steps & hides(SITUATIONS[situation]) == set()


@pytest.mark.parametrize("slug", NAMES)
def test_every_area_keeps_something_where_that_is_sensible(slug: str) -> None:
    hidden = hides(SITUATIONS[slug])
    empty = {area.slug for area in LIBRARY.areas if {each.slug for each in LIBRARY.pool(area.slug)} <= hidden}
    assert empty == NOTHING_LEFT.get(slug, set())


def test_every_part_of_the_body_hides_its_areas_and_knees_have_an_entry_of_their_own() -> None:
    areas = {area for part in LIBRARY.situations.parts for area in part.areas}
    assert areas == {area.slug for area in LIBRARY.areas} - {"anywhere", "bed", "rest"}
    assert {"cat-arch", "sit-to-stand", "front-thigh-stretch"} <= hides(SITUATIONS["knees"])


def test_every_condition_says_whom_to_ask() -> None:
    assert all(condition.ask for condition in LIBRARY.situations.conditions)


def test_without_the_file_there_are_none(folder: Path) -> None:
    (folder / "situations.yaml").unlink()
    assert load(folder).situations == Situations()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("slug: neck\n", "slug: Neck\n", '"Neck", slug: must be lowercase letters with hyphens, but is "Neck"'),
        ("slug: shoulders\n", "slug: neck\n", '"Shoulders", slug: "neck" already means "Neck"'),
        ("areas: [neck]", "areas: [nek]", '"Neck", areas: unknown name "nek"; did you mean neck?'),
        ("areas: [neck]", "areas: neck", '"Neck", areas: must be a list, each entry on a line of its own'),
        (
            "- upper-back-chair-lean\n",
            "- upper-back-lean\n",
            '"Neck", hides: unknown name "upper-back-lean"; did you mean',
        ),
        ("- upper-back-chair-lean\n", "- 7\n", '"Neck", exercise 1: must be text, but is 7; put it in quotes'),
        ("hides: [jaw-release]\n    ", "", '"Jaw": needs areas, or the exercises that it hides'),
        ("name: Neck\n", "nmae: Neck\n", "part 1, nmae: no such field; did you mean name?"),
        ("    name: Pregnancy\n", "", "situation 1, name: is missing"),
        ("    ask:\n      says: Ask your", "    ask:\n      syas: Ask your", '"Pregnancy", ask, syas: no such field'),
        ("[NHS-PREG, HSE", "[NHS-PRG, HSE", '"Pregnancy", why: unknown name "NHS-PRG"; did you mean NHS-PREG?'),
        ("[HSE-PREG, ACOG", "[HSE-PRG, ACOG", '"Pregnancy", ask: unknown name "HSE-PRG"; did you mean HSE-PREG?'),
        ("parts:\n", "prts:\n", "prts: no such field; did you mean parts?"),
    ],
)
def test_a_mistake_is_told_by_file_situation_and_field(folder: Path, old: str, new: str, told: str) -> None:
    change(folder, old, new)
    with pytest.raises(ContentError) as refused:
        load(folder)
    assert any(mistake.startswith(f"exercises/situations.yaml, {told}") for mistake in refused.value.mistakes), (
        refused.value
    )
