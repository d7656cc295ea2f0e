"""The regular jobs, whatever becomes of one."""

from contextlib import suppress
from types import SimpleNamespace

import pytest
from slack_client import refused

from bot.app.jobs import noted, retried_next_minute, silent_without_database, while_the_clock_is_right
from bot.store.errors import DatabaseUnavailable


@pytest.mark.parametrize("error", [DatabaseUnavailable("away"), refused("internal_error"), TimeoutError()])
async def test_a_job_that_something_keeps_from_running_is_logged_and_runs_the_next_minute(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    async def job() -> None:
        raise error

    await retried_next_minute(job)()
    assert "job waits for the next minute" in caplog.messages[0]


async def test_what_runs_every_few_seconds_leaves_a_database_that_is_away_to_the_log_of_the_minute(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def job() -> None:
        raise DatabaseUnavailable("away")

    await silent_without_database(job)()
    assert not caplog.messages


async def test_a_bug_of_a_job_is_not_kept_silent() -> None:
    async def job() -> None:
        raise KeyError

    with pytest.raises(KeyError):
        await retried_next_minute(job)()


@pytest.mark.parametrize(
    ("is_right", "has_recovered", "run"),
    [(True, False, ["job"]), (True, True, ["reschedule", "job"]), (False, False, []), (False, True, [])],
)
async def test_while_the_clock_is_wrong_jobs_are_left_out(is_right: bool, has_recovered: bool, run: list[str]) -> None:
    ran: list[str] = []

    async def job() -> None:
        ran.append("job")

    async def reschedule() -> None:
        ran.append("reschedule")

    async def right() -> bool:
        return is_right

    clock_check = SimpleNamespace(is_right=right, has_recovered=lambda: has_recovered)
    trusted = while_the_clock_is_right(clock_check, reschedule)(job)
    await trusted()
    assert (ran, trusted.__name__) == (run, "job")


@pytest.mark.parametrize(("raised", "ticked"), [(None, 1), (DatabaseUnavailable("away"), 1), (KeyError(), 0)])
async def test_a_tick_counts_as_done_unless_it_fails_by_a_bug(raised: Exception | None, ticked: int) -> None:
    ticks: list[str] = []

    async def tick() -> None:
        if raised:
            raise raised

    with suppress(KeyError):
        await noted(retried_next_minute(tick), lambda: ticks.append("tick"))()
    assert len(ticks) == ticked
