"""What people type, understood."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from exercise_library import LIBRARY
from hypothesis import example, given
from hypothesis import strategies as some

from bot.domain.exercises import Exercise
from bot.domain.library import Area
from bot.domain.parsing.areas import parse_area
from bot.domain.parsing.break_content import parse_break_content
from bot.domain.parsing.command import AnyStretch, NotUnderstood, RoutineWish, Subcommand, parse_command
from bot.domain.parsing.daily import parse_timetable_request
from bot.domain.parsing.pause import parse_pause
from bot.domain.parsing.subcommands import CHANGES_CHANNEL
from bot.domain.parsing.symptoms import AnySymptom, Symptom

TRIED = (
    "dayly 15:00", "offf", "resme", "paus 2h", "resume please", "set up 15:00", "setp 15:00", "15:00", "3pm", "3:30",
    "15:00 neck", "mon 9:30", "every", "evry 3pm foo", "nwo neck", "nwo foo", "pase until monday", "paus foo", "asdf",
    "pregnant", "moon", "lunch", "weather", "stretchy neck turning", "seated figure", "cross bodies", "toe holding",
    "doorways stretching", "chin", "chair cats", "shoulder blade squeezing", "commandz list", "time table", "off now",
)  # fmt: skip
"""What is not understood, with and without a suggestion, and what nearly is."""


@pytest.mark.parametrize(
    ("typed", "name", "rest"),
    [
        ("", "menu", ""),
        ("   ", "menu", ""),
        ("HELP", "help", ""),
        ("help!", "help", ""),
        ("?", "help", ""),
        ("what can you do?", "help", ""),
        ("daily", "daily", ""),
        ("daily 3pm Mon", "daily", "3pm mon"),
        ("daily 9:30 & 15:30", "daily", "9:30 & 15:30"),
        ("daily 15:00 mon - fri", "daily", "15:00 mon - fri"),
        ("set up 15:00", "daily", "15:00"),
        ("pause 2h please", "pause", "2h"),
        ("next break?", "breaks", ""),
        ("take a break", "breaks", ""),
        ("delete my data", "data", ""),
        ("every", "daily", ""),
        ("every day at 3pm", "daily", "day at 3pm"),
        ("pause until monday", "pause", "until monday"),
        ("now", "now", ""),
        ("now lower", "now", "lower"),
        ("breaks", "breaks", ""),
        ("brekas", "breaks", ""),
        ("resume", "resume", ""),
        ("off", "off", ""),
        ("me", "me", ""),
        ("privacy", "data", ""),
        ("my data", "data", ""),
        ("what do you store?", "data", ""),
        ("please delete my data", "data", ""),
        ("remind me", "remind", ""),
        ("Remind me at 3pm", "remind", "at 3pm"),
        ("stop reminding me", "remind", "off"),
        ("“daily 15:00”", "daily", "15:00"),
        ("/stretch help", "help", ""),
        ("I need a stretch", "menu", ""),
        ("crack", "crack", ""),
        ("Crack my back!", "crack", ""),
        ("how do I crack my upper back", "crack", ""),
        ("pop my neck", "crack", ""),
        ("can you adjust my spine", "crack", ""),
    ],
)
def test_subcommands(typed: str, name: str, rest: str) -> None:
    plain = typed.replace("“", '"').replace("”", '"')
    assert parse_command(plain, LIBRARY) == Subcommand(name, rest)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        *(
            (word, "stop")
            for word in ("stop", "Stop!", "cancel", "mute", "quiet", "unsubscribe", "leave", "please stop")
        ),
        *(
            (word, "stop")
            for word in ("how do I stop this?", "turn this off", "opt out", "no more", "stop neck breaks")
        ),
        *((word, "settings") for word in ("settings", "preferences", "config")),
        *((word, "hello") for word in ("hi", "Hello", "hello there", "hey!")),
        *((word, "thanks") for word in ("thanks", "thank you", "Thanks a lot!", "thx")),
    ],
)
def test_words_that_people_try(typed: str, name: str) -> None:
    assert parse_command(typed, LIBRARY) == Subcommand(name)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("quick", "quick"), ("something quick", "quick"), ("short", "quick"),
        ("a quick stretch please", "quick"), ("desk", "desk"), ("at my desk", "desk"),
        ("standing", "standing"), ("standing desk", "standing"), ("floor", "floor"), ("the floor thing", "floor"),
        ("gentle", "gentle"), ("for beginners", "gentle"),
        ("chair", "chair"), ("in my chair", "chair"), ("seated", "chair"),
        ("no chair", "no-chair"), ("without a chair", "no-chair"), ("no floor", "no-floor"),
        ("not on the floor", "no-floor"), ("no mat please", "no-floor"),
    ],
)  # fmt: skip
def test_kinds_of_stretches(typed: str, kind: str) -> None:
    assert parse_command(typed, LIBRARY) == AnyStretch((kind,))


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("lower", "lower"), ("Lower  Back", "lower"), ("lowwer", "lower"), ("LOW BACK", "lower"), ("lowre", "lower"),
        ("my lower back", "lower"), ("lwoer back", "lower"), ("bakc", "back"), ("back", "back"), ("nek", "neck"),
        ("something for my neck please", "neck"), ("back of my neck", "neck"), ("upper arms", "shoulders"),
        ("sholders", "shoulders"), ("shoulder", "shoulders"), ("uper", "upper"),
        ("between my shoulder blades", "upper"), ("small of the back", "lower"),
        ("lower-back", "lower"), ("lowerback", "lower"), ("midback", "upper"), ("know neck", "neck"),
        ("bed", "bed"), ("random", "anywhere"), ("surprise me", "anywhere"), ("anything", "anywhere"),
        ('"lower"', "lower"), ("/stretch lower", "lower"),
    ],
)  # fmt: skip
def test_areas_alone_misspelt_and_in_sentences(typed: str, slug: str) -> None:
    found = parse_command(typed, LIBRARY)
    assert isinstance(found, Area)
    assert found.slug == slug


@pytest.mark.parametrize("typed", ["cat", "cat arch", "CAT-ARCH", "cat stretch", "cat arhc", "cat please", "catarsch"])
def test_exercises(typed: str) -> None:
    assert parse_command(typed, LIBRARY).slug == "cat-arch"


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("dayly 15:00", "daily 15:00"), ("offf", "off"), ("resme", "resume"), ("paus 2h", "pause 2h"),
        ("resume please", "resume"), ("off please", "off"), ("Please PAUSE", "pause"), ("15:00", "daily 15:00"),
        ("weekdays at 11", "daily weekdays at 11:00"), ("mon wed at 3", "daily mon wed at 15:00"),
        ("3pm", "daily 3pm"), ("15:00 neck", "daily 15:00 neck"), ("3:30", "daily 3:30pm"),
        ("remind us at 3pm", "daily 3pm"), ("remind the team at 15:00", "daily 15:00"), ("1500", "daily 1500"),
    ],
)  # fmt: skip
def test_what_concerns_a_channel_is_asked_about_rather_than_guessed(typed: str, suggested: str) -> None:
    assert parse_command(typed, LIBRARY) == NotUnderstood(typed, suggested)


@pytest.mark.parametrize("typed", ["know neck", "never 15:00", "cause", "stop", "stops", "turn off", "day off"])
def test_no_guess_becomes_a_public_act(typed: str) -> None:
    found = parse_command(typed, LIBRARY)
    assert not (isinstance(found, Subcommand) and found.name in CHANGES_CHANNEL)


@pytest.mark.parametrize(
    "typed",
    ["xyzzy", "qqqqqqqq", "ab", "☕☕☕", "moon", "asdf", "lunch", "weather", "army", "bank holiday", "slide", "wait",
     "cause", "who are you", "black coffee", "water", "door", "head", "hard"],
)  # fmt: skip
def test_nonsense_is_not_understood_and_nothing_is_suggested(typed: str) -> None:
    assert parse_command(typed, LIBRARY) == NotUnderstood(typed, None)


@pytest.mark.parametrize("long", ["x" * 40_000, "🧘" * 2000, "back " * 8000, "chest " * 8000, "no " * 13_000])
def test_a_very_long_text_is_read_by_its_beginning(long: str) -> None:
    assert isinstance(parse_command(long, LIBRARY), NotUnderstood | Area)
    assert parse_command(f"my neck {long}", LIBRARY) == LIBRARY.area("neck")


def test_what_was_typed_is_kept_as_it_was_written() -> None:
    assert parse_command("A <b>  & C", LIBRARY) == NotUnderstood("A <b> & C", None)


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [("toe holding stretch", "toe hold stretch"), ("necc", "neck"), ("camel", "cat camel"), ("tuck", "chin tuck")],
)
def test_what_is_really_like_a_name_gets_it_as_a_suggestion(typed: str, suggested: str) -> None:
    assert parse_command(typed, LIBRARY) == NotUnderstood(typed, suggested)


def test_every_exercise_is_found_by_its_name_and_aliases(subtests: pytest.Subtests) -> None:
    for exercise in LIBRARY.exercises:
        with subtests.test(exercise.slug):
            for name in (exercise.name, exercise.slug, *exercise.aliases):
                assert parse_command(name.upper(), LIBRARY) == exercise


def test_every_area_is_found_by_its_words(subtests: pytest.Subtests) -> None:
    for area in LIBRARY.areas:
        with subtests.test(area.slug):
            for name in (area.slug, area.title, *area.aliases):
                assert parse_command(name, LIBRARY) == area
                assert parse_area(name, LIBRARY) == area


def _is_understood(typed: str) -> bool:
    """Whether it has another answer than a shrug, also to what follows the subcommand."""
    parsed = parse_command(typed, LIBRARY)
    if isinstance(parsed, Subcommand) and parsed.rest:
        {
            "daily": lambda: parse_timetable_request(parsed.rest, LIBRARY),
            "pause": lambda: parse_pause(parsed.rest, datetime(2026, 11, 23, tzinfo=UTC), "UTC"),
            "now": lambda: parse_break_content(parsed.rest, LIBRARY),
        }[parsed.name]()
    return not isinstance(parsed, NotUnderstood)


ENGLISH = some.sampled_from([
    *(word for typed in TRIED for word in typed.split()), *(area.slug for area in LIBRARY.areas),
    *(alias for exercise in LIBRARY.exercises for alias in exercise.aliases), "dialy", "puase", "of", "rsume", "15:00",
    "until", "monday", "2h", "9am", "noon", "Berlin", "utc+2", "time", "please", "the", "my",
])  # fmt: skip


@given(some.lists(ENGLISH, min_size=1, max_size=4).map(" ".join) | some.text(max_size=40))
@example("pause until 23 nov")
def test_a_suggestion_is_understood_if_it_is_typed_just_so(typed: str) -> None:
    parsed = parse_command(typed, LIBRARY)
    if isinstance(parsed, NotUnderstood) and parsed.nearest:
        assert _is_understood(parsed.nearest)


@pytest.mark.parametrize("typed", TRIED)
def test_each_suggestion_that_was_ever_wrong_is_understood(typed: str) -> None:
    parsed = parse_command(typed, LIBRARY)
    assert not (isinstance(parsed, NotUnderstood) and parsed.nearest) or _is_understood(parsed.nearest)


@pytest.mark.no_cover  # thousands of times the same branches
def test_a_name_with_two_letters_swapped_is_found_or_asked_about(subtests: pytest.Subtests) -> None:
    for exercise in LIBRARY.exercises:
        with subtests.test(exercise.slug):
            for place in range(1, len(exercise.name) - 1):
                letters = [*exercise.name]
                letters[place], letters[place + 1] = letters[place + 1], letters[place]
                parsed = parse_command("".join(letters), LIBRARY)
                in_its_area = isinstance(parsed, AnyStretch) and parsed.area in exercise.areas
                assert parsed == exercise or in_its_area or isinstance(parsed, Area | NotUnderstood), "".join(letters)


@given(some.text(max_size=200))
def test_anything_at_all_is_understood_or_kindly_not(typed: str) -> None:
    understood = Subcommand | Area | Exercise | AnyStretch | RoutineWish | AnySymptom | NotUnderstood
    assert isinstance(parse_command(typed, LIBRARY), understood)


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("2 minutes", "two-minutes"), ("2min", "two-minutes"), ("two minutes please", "two-minutes"),
        ("give me a minute", "one-minute"), ("30s", "thirty-seconds"), ("30 sec", "thirty-seconds"),
        ("half a minute", "thirty-seconds"), ("5 min", "five-minutes"),
        ("one minute", "one-minute"),
        ("morning", "morning-in-bed"), ("Morning in bed", "morning-in-bed"), ("evening", "evening"),
        ("Back, full", "back-full"), ("neck and shoulders", "neck-and-shoulders"), ("no kit", "no-kit"),
        ("hands and wrists", "hands-and-wrists"), ("after a long call", "after-a-call"),
        ("desk, standing", "desk-standing"), ("pregnant", "gentle-pregnancy"), ("I'm pregnant", "gentle-pregnancy"),
        ("wheelchair", "wheelchair"), ("I'm in a wheelchair", "wheelchair"), ("I use a wheelchair", "wheelchair"),
    ],
)  # fmt: skip
def test_routines_by_their_length_name_or_situation(typed: str, slug: str) -> None:
    assert parse_command(typed, LIBRARY) == RoutineWish(LIBRARY.routine(slug))


@pytest.mark.parametrize(
    ("typed", "slug", "area"),
    [("neck 2 minutes", "two-minutes", "neck"), ("1 minute for my lower back", "one-minute", "lower"),
     ("5 min shoulders", "five-minutes", "shoulders")],
)  # fmt: skip
def test_a_length_in_an_area(typed: str, slug: str, area: str) -> None:
    assert parse_command(typed, LIBRARY) == RoutineWish(LIBRARY.routine(slug), area)


@pytest.mark.parametrize(
    ("typed", "kind", "area"),
    [("lower chair", "chair", "lower"), ("standing neck", "standing", "neck"), ("quick neck stretch", "quick", "neck"),
     ("lower back standing", "standing", "lower"), ("lower no chair", "no-chair", "lower"),
     ("upper without floor", "no-floor", "upper"), ("lower floor", "floor", "lower")],
)  # fmt: skip
def test_a_kind_of_stretch_in_an_area(typed: str, kind: str, area: str) -> None:
    assert parse_command(typed, LIBRARY) == AnyStretch((kind,), area)


@pytest.mark.parametrize(
    ("typed", "slug", "seconds"),
    [("3 minutes", "two-minutes", 180), ("15 minutes", "five-minutes", 900), ("10 seconds", "thirty-seconds", 10)],
)
def test_a_length_that_there_is_not_gets_the_nearest_and_is_remembered(typed: str, slug: str, seconds: int) -> None:
    assert parse_command(typed, LIBRARY) == RoutineWish(LIBRARY.routine(slug), asked_seconds=seconds)


@pytest.mark.parametrize(
    ("typed", "kinds", "area"),
    [("lower chair gentle", ("gentle", "chair"), "lower"), ("gentle no chair neck", ("gentle", "no-chair"), "neck"),
     ("standing gentle", ("standing", "gentle"), None), ("upper gentle floor", ("floor", "gentle"), "upper")],
)  # fmt: skip
def test_several_kinds_count_together(typed: str, kinds: tuple[str, ...], area: str | None) -> None:
    assert parse_command(typed, LIBRARY) == AnyStretch(kinds, area)


@pytest.mark.parametrize(("typed", "slug"), [("eyes quick", "look-far"), ("breathe standing", "slow-breathing")])
def test_an_exercise_with_a_kind_is_that_exercise(typed: str, slug: str) -> None:
    assert parse_command(typed, LIBRARY) == LIBRARY.find(slug)


def test_a_routine_never_hides_a_worrying_word() -> None:
    assert isinstance(parse_command("pregnant and bleeding", LIBRARY), Symptom)
    assert isinstance(parse_command("numb for 5 minutes", LIBRARY), Symptom)


def test_without_routines_a_length_is_not_understood() -> None:
    assert isinstance(parse_command("2 minutes", replace(LIBRARY, routines=())), NotUnderstood)
