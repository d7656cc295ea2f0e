"""How people say that they are stiff, in pain, or in need of a professional."""

import pytest
from exercise_library import LIBRARY

from bot.domain.parsing.command import parse_command
from bot.domain.parsing.symptoms import Condition, Pain, Stiffness, Symptom


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("my back is stiff", "back"), ("tight shoulders", "shoulders"), ("sore neck from sitting", "neck"),
        ("lower back aches", "lower"), ("stiff neck", "neck"), ("my neck is sore", "neck"), ("backache", "back"),
        ("tense between my shoulder blades", "upper"), ("stiff bakc", "back"), ("achy wrists", "wrists"),
        ("stif neck", "neck"),
    ],
)  # fmt: skip
def test_everyday_stiffness_has_its_area(typed: str, slug: str) -> None:
    assert parse_command(typed, LIBRARY) == Stiffness(LIBRARY.area(slug))


@pytest.mark.parametrize(
    "typed", ["I'm stiff", "stiff", "everything aches", "so tense today", "sore elbows", "I sit all day"]
)
def test_everyday_stiffness_may_be_nowhere_in_particular(typed: str) -> None:
    assert parse_command(typed, LIBRARY) == Stiffness(None)


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("pain", None), ("ouch", None), ("elbow pain", None), ("back pain", "back"), ("bad neck", "neck"),
        ("my back hurts", "back"), ("pain in neck", "neck"), ("stiff and painful neck", "neck"),
        ("shoulder trouble", "shoulders"),
    ],
)  # fmt: skip
def test_pain_may_be_either(typed: str, slug: str | None) -> None:
    assert parse_command(typed, LIBRARY) == Pain(LIBRARY.area(slug) if slug else None)


@pytest.mark.parametrize(
    "typed",
    ["numb legs", "I am dizzy", "chest tightness", "tight chest", "chest pain", "can't feel my legs", "weak legs",
     "pins and needles", "headache", "vertigo", "I have a slipped disc", "herniated", "sciatica", "I can't move it",
     "tingling fingers", "bladder trouble", "lost bowel control", "fever and stiff neck", "I fell off my chair",
     "after a fall", "back pain since the accident", "severe back pain", "sudden pain", "stiff after surgery",
     "pregnant and my back hurts", "shooting pain", "no feeling in my foot", "a broken rib", "stabbing ache", "numbnes",
     "sciatca", "pain down my leg", "slurred speech", "can't stand up straight"],
)  # fmt: skip
def test_worrying_words_are_no_everyday_stiffness(typed: str) -> None:
    assert parse_command(typed, LIBRARY) == Symptom()


@pytest.mark.parametrize(
    "typed",
    ["I'm pregnant and stiff", "osteoporosis", "high blood pressure", "frozen shoulder", "carpal tunnel"],
)
def test_with_some_conditions_a_professional_is_asked_first(typed: str) -> None:
    assert parse_command(typed, LIBRARY) == Condition()


@pytest.mark.parametrize("typed", ["reaching", "teaches", "painting", "weekly", "sorel", "beach", "intense", "tighten"])
def test_words_that_only_look_like_symptoms_are_none(typed: str) -> None:
    assert not isinstance(parse_command(typed, LIBRARY), Symptom | Condition | Pain | Stiffness)
