"""The one line that is left of a break."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.roster import Roster
from bot.views.breaks import BreakProgress
from bot.views.closed_breaks import CLOSING_LINES, NextBreak, closed_message

THREE = datetime(2026, 11, 3, 14, tzinfo=UTC)
TOKEN = f"Tuesday, <!date^{int(THREE.timestamp())}^{{time}}|15:00 Berlin time>"
NEXT = (THREE, "Europe/Berlin", THREE - timedelta(days=4))
MAX_WORDS = 20
TOKEN_WORDS = 3
"""As Slack shows it: "Tuesday, 3:00 PM"."""


def progress(people: int, again_at: datetime | None = None) -> BreakProgress:
    return BreakProgress(Roster(tuple(f"U{number}" for number in range(people))), again_at)


def closed(people: int, line: int = 0, next_break: NextBreak | None = None) -> str:
    return closed_message(progress(people), line, next_break).text


@pytest.mark.parametrize(
    ("people", "who"),
    [
        (1, "<@U0>"),
        (2, "<@U0> and <@U1>"),
        (3, "<@U0>, <@U1> and <@U2>"),
        (4, "<@U0>, <@U1> and 2 others"),
        (24, "<@U0>, <@U1> and 22 others"),
    ],
)
def test_up_to_three_are_named_and_of_more_two(people: int, who: str) -> None:
    assert closed(people) == f"{who} took a stretch break."


@pytest.mark.parametrize(
    ("people", "counted_only", "said"),
    [
        (1, 1, "<@U0> and 1 other took a stretch break."),
        (2, 1, "<@U0>, <@U1> and 1 other took a stretch break."),
        (3, 1, "<@U0>, <@U1> and 2 others took a stretch break."),
        (1, 5, "<@U0> and 5 others took a stretch break."),
        (0, 1, "1 person took a stretch break."),
        (0, 4, "4 people took a stretch break."),
    ],
)
def test_whoever_wants_no_name_is_one_of_the_others(people: int, counted_only: int, said: str) -> None:
    roster = Roster(progress(people).roster.people, counted_only)
    assert closed_message(BreakProgress(roster), 0, None).text == said


def test_where_nobody_is_named_each_line_is_about_people_and_speaks_to_none() -> None:
    for line in range(12):
        message = closed_message(BreakProgress(Roster((), 2)), line, NEXT)
        assert message.text == f"2 people took a stretch break. Next: {TOKEN}."


def test_there_are_a_dozen_lines_each_of_which_names_who_was_in() -> None:
    assert len(set(CLOSING_LINES)) == 12
    for line in range(12):
        assert "<@U0>, <@U1> and 3 others" in closed(5, line)


def test_every_line_is_at_most_twenty_words() -> None:
    for line in range(12):
        assert len(f"{closed(5, line)} Next:".split()) + TOKEN_WORDS <= MAX_WORDS


def test_every_line_says_that_it_was_a_stretch() -> None:
    assert all("stretch" in line.casefold() for line in CLOSING_LINES)


def test_the_next_break_is_told_where_there_is_one() -> None:
    assert closed(1, next_break=NEXT) == f"<@U0> took a stretch break. Next: {TOKEN}."
    assert closed(0, next_break=NEXT) == f"Quiet one today. Back {TOKEN}."
    assert closed(0) == "Quiet one today."


def test_a_break_that_was_put_off_says_so_unless_somebody_was_in() -> None:
    token = f"<!date^{int(THREE.timestamp())}^{{time}}|14:00 UTC>"
    assert closed_message(progress(0, THREE), 0, NEXT).text == f"This break moved to {token}."
    assert "took a stretch break" in closed_message(progress(1, THREE), 0, NEXT).text


def test_it_is_one_small_line_without_buttons() -> None:
    message = closed_message(progress(3), 1, NEXT)
    [block] = message.payload()["blocks"]
    assert (block["type"], block["elements"][0]["text"]) == ("context", message.text)


def test_a_break_that_closed_before_there_were_lines_has_the_first() -> None:
    assert closed_message(progress(1), None, None).text == closed(1)
