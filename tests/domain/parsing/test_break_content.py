"""What a break consists of, as people type it."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import load
from bot.core.settings import EXERCISES
from bot.domain.break_choice import BreakContent, break_lengths, break_sets, is_for_breaks
from bot.domain.errors import ParseError
from bot.domain.library import Library
from bot.domain.parsing.break_content import parse_break_content
from bot.domain.parsing.daily import parse_timetable_request
from bot.domain.routines import DEFAULT_ROUTINE, Routine
from bot.domain.timetable import WEEKDAYS

FULL = load(EXERCISES)
SETS = [
    Routine(slug="for-hands", name="Hands and wrists", purpose="For hands.", steps=("wrist-stretches",)),
    Routine(slug="desk-standing", name="Desk, standing", purpose="Up.", steps=("standing-back-bend",)),
    Routine(slug="no-kit", name="No kit", purpose="Nothing.", steps=("neck-turn",), aliases=("no equipment",)),
    Routine(slug="morning", name="Morning in bed", purpose="Up.", steps=("knee-roll",)),
]
LENGTHS = [
    Routine(slug="five-minutes", name="5 minutes", purpose="Long.", seconds=300),
    Routine(slug="two-minutes", name="2 minutes", purpose="Usual.", seconds=120),
    Routine(slug="one-minute", name="1 minute", purpose="Short.", seconds=60),
    Routine(slug="thirty-seconds", name="30 seconds", purpose="Quick.", seconds=30),
]
LIBRARY = Library(FULL.areas, FULL.exercises, routines=(*SETS, *LENGTHS))
EITHER: list[Callable[[str], tuple[str | None, str | None]]] = [
    lambda typed: _of(parse_break_content(typed, LIBRARY)),
    lambda typed: _of(parse_timetable_request(f"15:00 {typed}", LIBRARY)),
    lambda typed: _of(parse_timetable_request(f"{typed} 15:00 mon new york", LIBRARY)),
]


def _of(parsed) -> tuple[str | None, str | None]:
    return parsed.area, parsed.routine


@pytest.mark.parametrize("parse", EITHER)
@pytest.mark.parametrize(
    ("typed", "area", "routine"),
    [
        ("", None, None), ("neck", "neck", None), ("anywhere", None, None), ("5 minutes", None, "five-minutes"),
        ("2 minutes", None, None), ("neck 1 minute", "neck", "one-minute"), ("30s neck", "neck", "thirty-seconds"),
        ("hands and wrists", None, "for-hands"), ("wrists & hands", None, "for-hands"),
        ("hands and wrist", None, "for-hands"),
        ("hands", "wrists", None), ("Desk, standing", None, "desk-standing"), ("desk-standing", None, "desk-standing"),
        ("no kit", None, "no-kit"), ("no equipment", None, "no-kit"), ("no-kit", None, "no-kit"),
        ("a 5-minute break", None, "five-minutes"), ("for 5 minutes", None, "five-minutes"),
    ],
)  # fmt: skip
def test_an_area_a_length_or_a_set_is_understood_after_now_and_daily(parse, typed, area, routine) -> None:
    assert parse(typed) == (area, routine)


@pytest.mark.parametrize("parse", EITHER)
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("morning in bed", "“Morning in bed” isn't for a break at work. You can pick `hands and wrists`, "),
        ("bed", "“In bed” isn't for a break at work. You can pick `lower`, "),
        ("no kit 5 minutes", "“No kit” has its own length, so please type it without one."),
        ("foo", "nothing has changed. You can pick .* or a routine like `hands and wrists`. Try `/stretch daily"),
        ("neck foo", "didn't understand “neck foo"),
    ],
)
def test_what_no_break_can_be_says_what_can(parse, typed: str, words: str) -> None:
    with pytest.raises(ParseError, match=words):
        parse(typed)


@pytest.mark.parametrize(
    ("typed", "routine", "name"),
    [("3 minutes", None, "2 minutes"), ("10 minutes", "five-minutes", "5 minutes"),
     ("45 seconds", "thirty-seconds", "30 seconds"), ("10 seconds", "thirty-seconds", "30 seconds")],
)  # fmt: skip
def test_a_length_that_no_break_has_becomes_the_next_shorter_which_is_said(typed, routine, name) -> None:
    request = parse_timetable_request(f"15:00 {typed}", LIBRARY)
    assert request.routine == routine
    assert request.remark == f"Breaks last 30 seconds, 1 minute, 2 minutes or 5 minutes, so I've picked {name}."


@pytest.mark.parametrize(
    ("typed", "name"), [("3 minutes", "2 minutes"), ("90 minutes", "5 minutes"), ("0 minutes", "30 seconds")]
)
def test_a_break_that_is_posted_at_once_is_never_of_another_length_than_was_typed(typed: str, name: str) -> None:
    with pytest.raises(ParseError, match=rf"Breaks last .* or 5 minutes. Try `/stretch now {name}`."):
        parse_break_content(typed, LIBRARY)


@pytest.mark.parametrize("typed", ["in 5 minutes", "neck in a minute", "in half an hour"])
def test_a_break_that_is_posted_at_once_is_never_one_for_later(typed: str) -> None:
    with pytest.raises(ParseError, match="`now` posts a break at once"):
        parse_break_content(typed, LIBRARY)


def test_where_there_are_no_lengths_any_is_the_usual() -> None:
    bare = Library(FULL.areas, FULL.exercises)
    assert parse_break_content("5 minutes", bare) == BreakContent()
    with pytest.raises(ParseError, match=r"or `rest`. Try `/stretch daily 15:00 neck`"):
        parse_break_content("foo", bare)


@pytest.mark.parametrize(
    "typed",
    ["5 minutes", "90 minutes", "hourly", "15:00 every 5 minutes", "5 minutes from 9:00", "every minute 9:00",
     "20 minutes 15:00", "30 min between 9:00 and 17:00", "2 hours"],
)  # fmt: skip
def test_an_interval_is_no_length(typed: str) -> None:
    with pytest.raises(ParseError, match="Breaks come at set times"):
        parse_timetable_request(typed, LIBRARY)


@pytest.mark.parametrize("routine", [*break_lengths(FULL), *break_sets(FULL)], ids=lambda each: each.slug)
def test_every_routine_for_breaks_is_understood_by_its_name_and_slug(routine: Routine) -> None:
    expected = None if routine.slug == DEFAULT_ROUTINE else routine.slug
    for name in (routine.name, routine.slug, routine.name.upper()):
        assert parse_break_content(name.casefold(), FULL) == BreakContent(routine=expected)
        request = parse_timetable_request(f"15:00 {name}", FULL)
        assert (request.routine, request.days, request.zone) == (expected, WEEKDAYS, None)


def test_every_routine_that_is_not_for_breaks_is_refused_by_its_name() -> None:
    for routine in FULL.routines:
        if not is_for_breaks(routine, FULL):
            with pytest.raises(ParseError, match="isn't for a break at work"):
                parse_break_content(routine.name, FULL)


LIKELY = st.sampled_from(["5", "minutes", "a", "half", "neck", "no", "kit", ",", "-", "and", "s", "1e9", "½"])


@given(st.text(max_size=60) | st.lists(LIKELY).map(" ".join))
def test_anything_at_all_is_understood_or_kindly_not(typed: str) -> None:
    with suppress(ParseError):
        assert isinstance(parse_break_content(typed, LIBRARY), BreakContent)
