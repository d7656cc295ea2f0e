"""The line at a month's end."""

import pytest

from bot.domain.month import Month
from bot.views.month_line import month_line

NOVEMBER = Month(2026, 11)


@pytest.mark.parametrize(
    ("breaks", "seconds", "text"),
    [
        (14, 2400, "In November, <#C1> took 14 breaks together: about 40 minutes."),
        (1, 29, "In November, <#C1> took 1 break together: about 1 minute."),
        (2, 270, "In November, <#C1> took 2 breaks together: about 4 minutes."),
        (12, 20 * 60, "In November, <#C1> took 12 breaks together: about 20 minutes."),
        (13, 23 * 60, "In November, <#C1> took 13 breaks together: about 25 minutes."),
        (20, 59 * 60, "In November, <#C1> took 20 breaks together: about 1 hour."),
        (40, 86 * 60, "In November, <#C1> took 40 breaks together: about 1 hour and 25 minutes."),
        (66, 330 * 60, "In November, <#C1> took 66 breaks together: about 5 hours and 30 minutes."),
    ],
)
def test_it_says_how_many_and_about_how_long(breaks: int, seconds: int, text: str) -> None:
    assert month_line(NOVEMBER, "C1", breaks, seconds).text == text


def test_it_is_one_small_line_that_says_the_same_as_its_text() -> None:
    message = month_line(NOVEMBER, "C1", 3, 400)
    [block] = message.payload()["blocks"]
    assert (block["type"], block["elements"][0]["text"]) == ("context", message.text)
