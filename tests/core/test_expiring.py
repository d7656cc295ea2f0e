"""Values that are remembered for a while."""

from datetime import UTC, datetime, timedelta

from bot.core.expiring import Expiring

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_a_value_is_remembered_for_its_time_and_not_a_moment_longer() -> None:
    remembered = Expiring[str, int](MINUTE)
    remembered.keep("ana", 1, NOW)
    assert remembered.get("ana", NOW + MINUTE - timedelta.resolution) == 1
    assert remembered.get("ana", NOW + MINUTE) is None
    assert remembered.get("ben", NOW) is None


def test_keeping_it_again_begins_its_time_anew() -> None:
    remembered = Expiring[str, int](MINUTE)
    remembered.keep("ana", 1, NOW)
    remembered.keep("ana", 2, NOW + MINUTE / 2)
    assert remembered.get("ana", NOW + MINUTE) == 2


def test_what_is_forgotten_is_gone_at_once() -> None:
    remembered = Expiring[str, int](MINUTE)
    remembered.keep("ana", 1, NOW)
    remembered.forget("ana")
    remembered.forget("ben")
    assert remembered.get("ana", NOW) is None


def test_whatever_is_too_old_takes_no_memory() -> None:
    remembered = Expiring[int, int](MINUTE)
    for number in range(1000):
        remembered.keep(number, number, NOW + number * MINUTE / 10)
    assert len(remembered._values) == 10
