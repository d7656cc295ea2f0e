"""The playground's clock: it runs faster and jumps, and knows when the machine's clock will be there."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.clock import Clock

THEN = datetime(2026, 11, 23, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_it_tells_the_present_in_utc() -> None:
    before = datetime.now(UTC)
    assert before <= Clock()() <= datetime.now(UTC)


@pytest.mark.parametrize("speed", [1, 60, 1000])
def test_after_a_jump_it_goes_on_from_there_at_its_speed(speed: float) -> None:
    clock = Clock(speed)
    before = datetime.now(UTC)
    clock.jump(THEN)
    shown, after = clock(), datetime.now(UTC)
    assert timedelta() <= shown - THEN <= (after - before) * speed


@pytest.mark.parametrize("speed", [1, 60])
def test_it_knows_when_it_will_show_a_moment(speed: float) -> None:
    clock = Clock(speed)
    before = datetime.now(UTC)
    clock.jump(THEN)
    after = datetime.now(UTC)
    assert before + HOUR / speed <= clock.real(THEN + HOUR) <= after + HOUR / speed
    assert clock.real(THEN - HOUR) < after
