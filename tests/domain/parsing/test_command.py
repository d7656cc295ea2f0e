"""What people type, understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot import content
from bot.core.settings import EXERCISES
from bot.domain.exercises import Area, Exercise
from bot.domain.parsing.command import NotUnderstood, Subcommand, Symptom, parse_area, parse_command

LIBRARY = content.load(EXERCISES)


@pytest.mark.parametrize(
    ("typed", "topic", "rest"),
    [
        ("", "menu", ""),
        ("   ", "menu", ""),
        ("HELP", "help", ""),
        ("daily", "daily", ""),
        ("daily 3pm Mon", "daily", "3pm mon"),
        ("pause until monday", "pause", "until monday"),
        ("now lower", "now", "lower"),
        ("breaks", "breaks", ""),
        ("resume", "resume", ""),
        ("off", "off", ""),
        ("me", "me", ""),
    ],
)
def test_topics(typed: str, topic: str, rest: str) -> None:
    assert parse_command(typed, LIBRARY) == Subcommand(topic, rest)


@pytest.mark.parametrize("typed", ["lower", "Lower  Back", "lowwer", "LOW BACK"])
def test_areas(typed: str) -> None:
    assert parse_command(typed, LIBRARY).slug == "lower"


@pytest.mark.parametrize("typed", ["cat", "cat arch", "CAT-ARCH", "cat stretch", "cat arhc"])
def test_exercises(typed: str) -> None:
    assert parse_command(typed, LIBRARY).slug == "cat-arch"


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [("dayly 15:00", "daily 15:00"), ("offf", "off"), ("resme", "resume"), ("paus 2h", "pause 2h")],
)
def test_what_concerns_a_channel_is_asked_about_rather_than_guessed(typed: str, suggested: str) -> None:
    assert parse_command(typed, LIBRARY) == NotUnderstood(typed, suggested)


@pytest.mark.parametrize("typed", ["know neck", "never 15:00", "cause", "stop", "stops"])
def test_no_guess_becomes_a_public_act(typed: str) -> None:
    assert not isinstance(parse_command(typed, LIBRARY), Subcommand)


@pytest.mark.parametrize(
    "typed",
    ["my back hurts", "numb legs", "pain in neck", "I am dizzy", "chest tightness", "can't feel my legs", "weak legs",
     "pins and needles", "backache", "my neck is sore", "headache", "vertigo"],
)  # fmt: skip
def test_symptoms_are_not_taken_for_exercises(typed: str) -> None:
    assert isinstance(parse_command(typed, LIBRARY), Symptom)


@pytest.mark.parametrize("typed", ["xyzzy", "qqqqqqqq", "ab", "☕☕☕"])
def test_nonsense_is_not_understood(typed: str) -> None:
    assert isinstance(parse_command(typed, LIBRARY), NotUnderstood)


def test_a_slip_below_the_floor_gets_the_nearest_word() -> None:
    assert parse_command("the floor thing", LIBRARY).nearest


@pytest.mark.parametrize("exercise", LIBRARY.exercises, ids=lambda e: e.slug)
def test_every_exercise_is_found_by_its_name_and_aliases(exercise: Exercise) -> None:
    for name in (exercise.name, exercise.slug, *exercise.aliases):
        assert parse_command(name.upper(), LIBRARY) == exercise


@pytest.mark.parametrize("area", LIBRARY.areas, ids=lambda a: a.slug)
def test_every_area_is_found_by_its_words(area: Area) -> None:
    for name in (area.slug, area.title, *area.aliases):
        assert parse_command(name, LIBRARY) == area
        assert parse_area(name, LIBRARY) == area


@given(some.text(max_size=200))
def test_anything_at_all_is_understood_or_kindly_not(typed: str) -> None:
    assert isinstance(parse_command(typed, LIBRARY), Subcommand | Area | Exercise | Symptom | NotUnderstood)
