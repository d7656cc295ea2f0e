"""The rate limiters: a burst, then an even rate, a block when Slack asks for one."""

import asyncio

import pytest

from bot.slack.rate_limit import Rate, RateLimiters

FAST = Rate(burst=5, per_second=20)
INTERVAL = 1 / FAST.per_second


class ManualClock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def limiters(clock: ManualClock) -> RateLimiters:
    return RateLimiters(FAST, clock)


def delays(limiters: RateLimiters, count: int, team: str = "T1") -> list[float]:
    return [limiters.for_team(team).reserve() for _ in range(count)]


def test_a_burst_goes_at_once_and_the_rest_evenly(limiters: RateLimiters) -> None:
    assert max(delays(limiters, 6)) <= 1e-9
    assert delays(limiters, 3) == pytest.approx([INTERVAL, 2 * INTERVAL, 3 * INTERVAL])


def test_a_burst_comes_back_with_time(limiters: RateLimiters, clock: ManualClock) -> None:
    delays(limiters, 6)
    clock.seconds += 2 * INTERVAL
    assert delays(limiters, 3) == pytest.approx([-INTERVAL, 0, INTERVAL])
    clock.seconds += 60
    assert max(delays(limiters, 6)) <= 1e-9


def test_one_workspaces_calls_do_not_use_up_anothers(limiters: RateLimiters) -> None:
    delays(limiters, 20)
    assert max(delays(limiters, 5, "T2")) < 0


def test_a_block_that_slack_asks_for_holds_all_calls_of_a_workspace(limiters: RateLimiters) -> None:
    limiters.for_team("T1").block(0.2)
    assert delays(limiters, 2) == pytest.approx([0.2, 0.2 + INTERVAL])
    limiters.for_team("T1").block(0.1)
    assert limiters.for_team("T1").blocked_seconds == pytest.approx(0.2)


async def test_whoever_waits_when_a_block_begins_waits_for_its_end() -> None:
    limiters = RateLimiters(Rate(burst=1, per_second=50))
    limiter = limiters.for_team("T1")
    limiter.reserve(), limiter.reserve()
    waiting = asyncio.create_task(limiter.acquire())
    await asyncio.sleep(0)
    limiter.block(0.1)
    assert await waiting
    assert limiter.blocked_seconds <= 0


def test_a_workspace_that_is_blocked_for_long_or_has_enough_in_flight_is_busy(limiters: RateLimiters) -> None:
    limiters.for_team("T1").block(60)
    limiters.for_team("T2").in_flight = 20
    limiters.for_team("T3").in_flight = 19
    limiters.for_team("T4").block(30)
    assert limiters.busy_teams(20, 30) == {"T1", "T2"}
    assert limiters.any_full(20)
    assert not limiters.any_full(21)


async def test_whoever_waits_hears_of_the_end() -> None:
    limiters = RateLimiters(FAST)
    limiters.for_team("T1").block(60)
    waiting = asyncio.create_task(limiters.for_team("T1").acquire())
    await asyncio.sleep(0)
    limiters.close()
    assert await waiting is False
    assert await limiters.for_team("T2").acquire() is False


async def test_idle_limiters_are_deleted() -> None:
    limiters = RateLimiters(FAST)
    idle, used, busy, blocked = (limiters.for_team(team) for team in ("T1", "T2", "T3", "T4"))
    await used.acquire()
    busy.in_flight = 1
    blocked.block(60)
    limiters.delete_idle()
    assert limiters.for_team("T1") is not idle
    assert [limiters.for_team(team) for team in ("T2", "T3", "T4")] == [used, busy, blocked]


def test_there_is_room_until_the_burst_is_used_up_or_slack_asks_to_wait(limiters: RateLimiters) -> None:
    limiter = limiters.for_team("T1")
    for _ in range(6):
        assert limiter.has_room
        limiter.reserve()
    assert not limiter.has_room
    limiters.for_team("T2").block(1)
    assert not limiters.for_team("T2").has_room
    limiters.close()
    assert not limiters.for_team("T3").has_room
