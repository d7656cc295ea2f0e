"""The break's message as people read it."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import permutations
from random import Random

import pytest

from bot.domain.break_choice import break_lengths, break_sets
from bot.domain.break_rotation import DEFAULT_SECONDS, Rotation, Wish
from bot.domain.breaks import Break
from bot.domain.exercises import Exercise
from bot.domain.library import Library
from bot.domain.roster import Roster
from bot.slack.blocks import Message
from bot.views import breaks as views
from bot.views.breaks import BreakProgress

THREE = datetime(2026, 11, 2, 14, tzinfo=UTC)
MAX_WORDS = 35
ALL_CHOICES = [
    "Remind me in 15 minutes (only me)",
    "Not today (only me)",
    "Again for everyone in 15 minutes",
    "Pause these breaks…",
    "About these breaks",
]


@pytest.fixture
def routine(library: Library) -> tuple[Exercise, ...]:
    return library.exercises_of(["seated-trunk-turn", "standing-back-bend"])


def given(slot: str = "2026-11-02T15:00", **more) -> Break:
    who = {"id": "b1", "team": "T1", "channel": "C1", "slugs": (), "set_by": "U0ANA"}
    return Break(**{**who, "slot": slot, "due_at": THREE, "state": "posted", **more})


REPEAT, MANUAL = given("2026-11-02T15:00+15"), given("now 2026-11-02T15:07")


def crowd(people: int) -> Roster:
    return Roster(tuple(f"U{number}" for number in range(people)))


def row(message: Message) -> list[dict]:
    return next(block for block in message.payload()["blocks"] if block["type"] == "actions")["elements"]


def choices(message: Message) -> list[str]:
    return [option["text"]["text"] for option in row(message)[-1]["options"]]


def shown_text(message: Message) -> str:
    """All that is to be read besides the buttons."""
    blocks = message.payload()["blocks"]
    small = [element for block in blocks if block["type"] == "context" for element in block["elements"]]
    return "\n".join(part["text"] for part in [*(block["text"] for block in blocks if "text" in block), *small])


def word_count(message: Message) -> int:
    return len([word for word in shown_text(message).split() if word != "·"])


def posted_routines(library: Library) -> set[tuple[Exercise, ...]]:
    """All that the rotation gives: each exercise first, with every other one being the next in turn."""
    rotation, areas = Rotation(library), [None, *(area.slug for area in library.areas)]
    lengths = [each.seconds for each in break_lengths(library)] or [DEFAULT_SECONDS]
    pool = [exercise.slug for exercise in library.pool(None) if exercise.is_desk_friendly]
    turns = [(*(slug for slug in pool if slug not in pair), *reversed(pair)) for pair in permutations(pool, 2)]
    wishes = [*(Wish(seconds=seconds) for seconds in lengths), *(Wish(area=area) for area in areas)]
    return {rotation.choose(recent, Random(7), wish) for recent in turns for wish in wishes}


@pytest.mark.slow  # a hundred thousand times the same branches
def test_every_posted_message_is_at_most_thirty_five_words(library: Library) -> None:
    routines = posted_routines(library)
    assert len(routines) > 200
    assert max(word_count(views.invitation(given(), routine, None)) for routine in routines) <= MAX_WORDS


def test_every_set_is_posted_by_its_name_in_at_most_thirty_five_words(library: Library) -> None:
    for each in break_sets(library):
        message = views.invitation(given(), library.exercises_of(each.steps), None, name=library.set_name(each.steps))
        assert message.text.startswith(f"Stretch break: {each.name}\n")
        assert word_count(message) <= MAX_WORDS


def test_it_says_what_how_long_where_with_what_and_that_nobody_must(library: Library) -> None:
    routine = library.exercises_of(["chin-tuck", "neck-turn"])
    assert views.invitation(given(), routine, None).text.splitlines() == [
        "Stretch break: Chin tuck and neck turn",
        "2 minutes · no equipment needed",
        "Joining is optional.",
    ]


def test_of_three_or_more_two_are_named(library: Library) -> None:
    routine = library.exercises_of(["chin-tuck", "neck-turn", "shoulder-rolls", "wrist-stretches"])
    text = views.invitation(given(), routine, None).text
    assert text.startswith("Stretch break: Chin tuck, neck turn and 2 more\n")


def test_any_chair_will_do_unless_one_exercise_needs_a_firm_one(library: Library) -> None:
    any_chair, firm = library.exercises_of(["side-neck-stretch", "seated-figure-four"])
    wordy = replace(any_chair, kit="any steady chair that you happen to have")
    assert views.invitation(given(), [wordy, firm], None).text.splitlines()[1].endswith(f"· {firm.kit}")


def test_the_text_says_all_that_the_blocks_say_and_no_more(routine: tuple[Exercise, ...]) -> None:
    for message in (
        views.invitation(given(), routine, None),
        views.invitation(given(), routine, None, late=True, progress=BreakProgress(crowd(24))),
        views.invitation(given(), routine, None, progress=BreakProgress(crowd(2), THREE)),
    ):
        assert shown_text(message).replace("*", "") == message.text


def test_the_picture_stands_at_the_side_and_its_words_are_the_instruction(routine: tuple[Exercise, ...]) -> None:
    blocks = views.invitation(given(), routine, "https://pictures.example/a.png").payload()["blocks"]
    assert [block["type"] for block in blocks] == ["section", "actions"]
    assert blocks[0]["accessory"]["alt_text"] == routine[0].holds[0].picture


def test_a_new_message_names_nobody_so_that_nobody_is_pinged(routine: tuple[Exercise, ...]) -> None:
    assert "<@" not in str(views.invitation(given(), routine, None).payload())


@pytest.mark.parametrize(
    ("roster", "line"),
    [
        (crowd(1), "In: <@U0>"),
        (crowd(2), "In: <@U0>, <@U1>"),
        (crowd(10), "In: " + ", ".join(f"<@U{number}>" for number in range(10))),
        (crowd(24), "In: " + ", ".join(f"<@U{number}>" for number in range(10)) + " and 14 more"),
        (Roster(("U0",), 1), "In: <@U0> and 1 more"),
        (Roster(crowd(12).people, 3), "In: " + ", ".join(f"<@U{number}>" for number in range(10)) + " and 5 more"),
        (Roster((), 1), "1 person is in"),
        (Roster((), 2), "2 people are in"),
    ],
)
def test_the_roster_is_ten_names_and_a_count(routine: tuple[Exercise, ...], roster: Roster, line: str) -> None:
    message = views.invitation(given(), routine, None, progress=BreakProgress(roster))
    assert message.text.splitlines()[-1] == message.payload()["blocks"][-1]["elements"][0]["text"] == line


def test_while_nobody_is_in_there_is_no_roster(routine: tuple[Exercise, ...]) -> None:
    edited = views.invitation(given(), routine, None, progress=BreakProgress())
    assert edited.payload() == views.invitation(given(), routine, None).payload()


def test_every_choice_of_the_menu_says_for_whom_it_is(routine: tuple[Exercise, ...]) -> None:
    assert choices(views.invitation(given(), routine, None)) == ALL_CHOICES


def test_again_for_everyone_is_offered_once(routine: tuple[Exercise, ...]) -> None:
    rest = [choice for choice in ALL_CHOICES if "everyone" not in choice]
    assert choices(views.invitation(given(), routine, None, progress=BreakProgress(again_at=THREE))) == rest
    assert choices(views.invitation(REPEAT, routine, None)) == rest


def test_a_break_that_somebody_asked_for_has_no_timetable_to_pause(routine: tuple[Exercise, ...]) -> None:
    assert "Pause these breaks…" not in choices(views.invitation(MANUAL, routine, None))


def test_a_break_whose_exercises_are_gone_still_reads_well() -> None:
    assert views.invitation(given(), (), None).text == "Stretch break\nJoining is optional."


def test_a_break_is_joined_or_done_in_every_state(routine: tuple[Exercise, ...]) -> None:
    for progress in (None, BreakProgress(), BreakProgress(crowd(3), THREE)):
        elements = row(views.invitation(given(), routine, None, progress=progress))
        assert [element.get("text", {}).get("text") for element in elements] == ["I'm in", "Done", None]


def test_a_late_break_a_repeat_and_a_repeat_to_come_say_so_in_one_line(routine: tuple[Exercise, ...]) -> None:
    plain = views.invitation(given(), routine, None).text.splitlines()
    again = BreakProgress(again_at=THREE)
    coming = f"Again for everyone at <!date^{int(THREE.timestamp())}^{{time}}|14:00 UTC>."
    for break_, late, progress, line in (
        (given(), True, None, "A little late, sorry."),
        (REPEAT, False, None, "Second chance, by request."),
        (REPEAT, True, None, "Second chance, by request."),
        (given(), True, again, coming),
    ):
        lines = views.invitation(break_, routine, None, late=late, progress=progress).text.splitlines()
        assert lines == [*plain[:-1], line, plain[-1]]


@pytest.mark.parametrize(
    ("slugs", "words"),
    [
        (["seated-trunk-turn"], "minute · any steady chair"),
        (["standing-back-bend"], "· standing · no equipment needed"),
        (["doorway-chest-stretch", "standing-hip-flexor-stretch"], "a doorway and a desk or wall to hold"),
        (["seated-trunk-turn", "standing-back-bend"], "· partly standing · any steady chair"),
        (["side-neck-stretch", "seated-figure-four"], "· a firm chair without wheels"),
        (["butterfly-stretch"], "minute · no equipment needed"),
        (["side-neck-stretch", "seated-trunk-turn"], "· any steady chair"),
        (["upper-back-chair-lean", "seated-figure-four"], "· a firm, low-backed chair without wheels"),
    ],
)
def test_the_invitation_says_where_and_with_what(library: Library, slugs: list[str], words: str) -> None:
    assert views.invitation(given(), library.exercises_of(slugs), None).text.splitlines()[1].endswith(words)
