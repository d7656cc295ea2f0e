"""Who has a clock of 12 hours."""

import pytest

from bot.domain.reader import Reader


@pytest.mark.parametrize(
    ("locale", "cycle"),
    [("en-US", "h12"), ("en-AU", "h12"), ("en-IN", "h12"), ("en-GB", "h23"), ("de-DE", "h23"), ("", "h23")],
)
def test_a_locale_has_its_clock_and_nobody_knows_is_24_hours(locale: str, cycle: str) -> None:
    assert Reader("Europe/Berlin", locale).hour_cycle == cycle
