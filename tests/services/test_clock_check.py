"""A clock that is wrong is found out; one that was only set right again is trusted soon."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from types import SimpleNamespace

import pytest
from aiohttp import ClientConnectionError
from slack_client import SlackClient, answered

from bot.services.clock_check import ClockCheck

START = datetime(2026, 11, 23, 9, tzinfo=UTC)
MINUTE, MONTH = timedelta(minutes=1), timedelta(days=30)


class World:
    """The true time, and clocks that may be off it."""

    def __init__(self, slack: SlackClient) -> None:
        self.true, self.off, self.database_off = START, timedelta(), timedelta()
        self.has_database_clock, self.slack = True, slack
        database = SimpleNamespace(now=self.database_now)
        store = SimpleNamespace(database=database)
        self.check = ClockCheck(store, slack, lambda: self.true + self.off, lambda: self.true.timestamp() - 1e9)

    async def database_now(self) -> datetime | None:
        return self.true + self.database_off if self.has_database_clock else None

    async def is_right(self, after: timedelta = MINUTE) -> bool:
        self.true += after
        date = format_datetime(self.true, usegmt=True)
        self.slack.will("api_test", answered({"team_id": "T1"}, {"Date": date}))
        right = await self.check.is_right()
        self.slack._next.clear()
        return right


@pytest.fixture
def world(slack: SlackClient) -> World:
    return World(slack)


@pytest.mark.parametrize("has_database_clock", [True, False])
@pytest.mark.parametrize("off", [MONTH, -MONTH, 3 * MINUTE])
async def test_a_clock_that_jumps_is_wrong_until_it_is_back(
    world: World, off: timedelta, has_database_clock: bool, caplog: pytest.LogCaptureFixture
) -> None:
    world.has_database_clock = has_database_clock
    assert await world.is_right()
    world.off = off
    assert [await world.is_right() for _ in range(3)] == [False] * 3
    assert caplog.messages == ["the clock can't be trusted; breaks wait until it agrees with others"] * 3
    world.off = timedelta()
    assert await world.is_right()


@pytest.mark.parametrize("off", [timedelta(seconds=119), timedelta(seconds=-119), timedelta()])
async def test_two_minutes_are_no_matter_and_slack_is_not_asked(world: World, off: timedelta) -> None:
    assert await world.is_right()
    world.off = off
    assert await world.is_right(timedelta(days=300))
    assert len(world.slack.calls["api_test"]) == 1  # at the start
    assert not world.check.has_recovered()


async def test_a_clock_that_is_wrong_at_the_start_is_found_out_by_slacks(slack: SlackClient) -> None:
    world = World(slack)
    world.has_database_clock, world.off = False, MONTH
    world.check._anchor()
    assert [await world.is_right() for _ in range(2)] == [False, False]
    world.off = timedelta()
    assert await world.is_right()
    assert [world.check.has_recovered() for _ in range(2)] == [True, False]


async def test_a_clock_that_was_wrong_from_the_start_and_is_set_right_is_trusted(slack: SlackClient) -> None:
    world = World(slack)
    world.off = MONTH
    world.check._anchor()
    world.off = timedelta()
    assert [await world.is_right() for _ in range(2)] == [True, True]
    assert len(slack.calls["api_test"]) == 1  # and nobody is asked again once it is confirmed


async def test_a_machine_that_slept_goes_on(world: World) -> None:
    slept = timedelta(hours=8)
    steady = world.check._steady
    world.check._steady = lambda: steady() - slept.total_seconds()
    assert [await world.is_right(slept), await world.is_right()] == [True, True]


async def test_a_database_whose_clock_alone_is_wrong_stops_nothing(world: World) -> None:
    world.database_off = MONTH
    assert await world.is_right()


async def test_where_slack_does_not_answer_a_clock_that_jumped_is_not_trusted(world: World, slack: SlackClient) -> None:
    world.true += MINUTE
    world.off = MONTH
    slack.will("api_test", ClientConnectionError(), answered({}, {}), answered({}, {"Date": "soon"}))
    assert [await world.check.is_right() for _ in range(3)] == [False] * 3
