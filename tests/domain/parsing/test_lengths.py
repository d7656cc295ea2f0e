"""How long a break is to be."""

import pytest

from bot.domain.errors import ParseError
from bot.domain.parsing.lengths import take_length


@pytest.mark.parametrize(
    ("typed", "seconds", "rest"),
    [
        ("15:00 5 minutes", 300, "15:00"), ("9:30 30 seconds mon", 30, "9:30 mon"), ("15:00 5m", 300, "15:00"),
        ("30s 15:00", 30, "15:00"), ("15:00, 2-minute breaks, neck", 120, "15:00, , neck"),
        ("15:00 five minutes long", 300, "15:00"), ("15:00 half a minute", 30, "15:00"), ("a minute", 60, ""),
        ("a couple of minutes", 120, ""),
        ("a 2-minute routine", 120, "a"), ("1.5 min", 90, ""), ("1,5 min", 90, ""), ("15 minutes", 900, ""),
        ("16 minutes", None, "16 minutes"), ("15:00", None, "15:00"), ("15:30 min", None, "15:30 min"),
        ("15.30 mon", None, "15.30 mon"), ("3pm", None, "3pm"), ("2 months", None, "2 months"),
    ],
)  # fmt: skip
def test_a_length_is_taken_out_of_what_was_typed(typed: str, seconds: int | None, rest: str) -> None:
    assert take_length(typed) == (seconds, rest)


def test_the_same_length_twice_is_one_and_two_are_a_question() -> None:
    assert take_length("9:00 1 minute and 15:00 60 seconds") == (60, "9:00 and 15:00")
    with pytest.raises(ParseError, match="all have the same length"):
        take_length("9:00 1 minute and 15:00 5 minutes")
