"""The scheduler: once at a time, by the bot's clock; replaced by name, counted while it runs."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.clock import Clock
from bot.core.in_flight import InFlight
from bot.core.scheduler import Scheduler

THEN = datetime(2026, 11, 23, 9, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def clock() -> Clock:
    """A clock on which a day passes in a blink."""
    clock = Clock(speed=DAY / timedelta(milliseconds=5))
    clock.jump(THEN)
    return clock


@pytest.fixture
def in_flight() -> InFlight:
    return InFlight()


@pytest.fixture
async def scheduler(clock: Clock, in_flight: InFlight) -> AsyncIterator[Scheduler]:
    scheduler = Scheduler(clock, in_flight)
    scheduler.start()
    yield scheduler
    scheduler.stop()


async def said(queue: "asyncio.Queue[str]", count: int) -> list[str]:
    return [await asyncio.wait_for(queue.get(), 20) for _ in range(count)]


@pytest.mark.parametrize("at", [THEN + DAY, THEN - DAY])
async def test_a_job_runs_once_at_its_time_or_at_once_if_that_is_past(scheduler: Scheduler, at: datetime) -> None:
    queue: asyncio.Queue[str] = asyncio.Queue()
    scheduler.run_at(at, "name", queue.put, "ran")
    assert await said(queue, 1) == ["ran"]
    assert not scheduler._apscheduler.get_jobs()


async def test_jobs_run_in_the_order_of_their_times(scheduler: Scheduler, clock: Clock) -> None:
    queue: asyncio.Queue[str] = asyncio.Queue()
    for days in (3, 1, 2):
        scheduler.run_at(clock() + 4 * days * DAY, f"name {days}", queue.put, f"after {days}")
    assert await said(queue, 3) == ["after 1", "after 2", "after 3"]


async def test_a_later_job_of_the_same_name_replaces_it(scheduler: Scheduler) -> None:
    queue: asyncio.Queue[str] = asyncio.Queue()
    scheduler.run_at(THEN + 10**4 * DAY, "name", queue.put, "first")
    scheduler.run_at(THEN + DAY, "name", queue.put, "second")
    assert await said(queue, 1) == ["second"]
    assert not scheduler._apscheduler.get_jobs()


async def test_a_job_is_in_flight_while_it_runs(scheduler: Scheduler, in_flight: InFlight) -> None:
    begun, end = asyncio.Event(), asyncio.Event()

    async def job() -> None:
        begun.set()
        await end.wait()

    scheduler.run_at(THEN, "name", job)
    await asyncio.wait_for(begun.wait(), 20)
    assert not await in_flight.drain(0)
    end.set()
    assert await in_flight.drain(20)


async def test_a_paused_one_starts_nothing_and_stops_all_the_same(clock: Clock, in_flight: InFlight) -> None:
    queue: asyncio.Queue[str] = asyncio.Queue()
    scheduler = Scheduler(clock, in_flight)
    scheduler.pause()
    scheduler.start()
    scheduler.pause()
    scheduler.run_at(THEN, "name", queue.put, "ran")
    assert await in_flight.drain(20)
    scheduler.stop()
    scheduler.stop()
    assert queue.empty()


async def test_each_full_minute_is_the_zeroth_second_of_each(scheduler: Scheduler) -> None:
    scheduler.run_each_minute("name", asyncio.Queue().join)
    [job] = scheduler._apscheduler.get_jobs()
    last = datetime(2026, 11, 23, 9, 59, 30, tzinfo=UTC)
    assert job.id == "name"
    assert job.trigger.get_next_fire_time(None, last) == datetime(2026, 11, 23, 10, tzinfo=UTC)
    first = job.trigger.get_next_fire_time(None, last)
    assert job.trigger.get_next_fire_time(first, first + timedelta(seconds=1)) == first + timedelta(minutes=1)


async def test_every_six_hours_is_four_times_a_day_and_not_at_the_full_hour(scheduler: Scheduler) -> None:
    async def job() -> None:
        """Never run."""

    scheduler.run_each_hours(6, "tidy up", job)
    trigger, times = scheduler._apscheduler.get_job("tidy up").trigger, [THEN]
    for _ in range(4):
        times.append(trigger.get_next_fire_time(None, times[-1] + timedelta(seconds=1)))
    assert [(at.hour, at.minute, at.second) for at in times[1:]] == [(hour, 37, 0) for hour in (12, 18, 0, 6)]


async def test_every_few_seconds_is_so_many_after_the_last(scheduler: Scheduler) -> None:
    scheduler.run_each_seconds(2, "name", asyncio.Queue().join)
    [job] = scheduler._apscheduler.get_jobs()
    assert (job.id, job.trigger.interval) == ("name", timedelta(seconds=2))


def test_a_job_that_is_late_runs_once_and_alone(clock: Clock, in_flight: InFlight) -> None:
    defaults = Scheduler(clock, in_flight)._apscheduler._job_defaults
    assert defaults == {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
