"""What a person finished, by routine."""

from datetime import UTC, datetime, timedelta

from bot.domain.finished import FinishedRoutine, group_by_routine

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_exercises_of_one_routine_are_one_and_the_latest_comes_last() -> None:
    later = NOW + timedelta(minutes=5)
    dones = [("a", "cat-arch", later), ("a", "chin-tuck", later), ("b", "butterfly", NOW)]
    expected = [FinishedRoutine(("butterfly",), NOW), FinishedRoutine(("cat-arch", "chin-tuck"), later)]
    assert group_by_routine(dones) == expected


def test_nothing_finished_is_nothing() -> None:
    assert group_by_routine([]) == []
