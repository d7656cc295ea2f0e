"""The lanes: a burst, then an even pace, a rest when Slack asks for one."""

import asyncio
from time import monotonic

from bot.slack.rate_limit import Pace, RateLimiters

FAST = Pace(burst=5, a_second=20)


async def turns(limiters: RateLimiters, count: int, team: str = "T1") -> float:
    began = monotonic()
    await asyncio.gather(*(limiters.of(team).turn() for _ in range(count)))
    return monotonic() - began


async def test_a_burst_goes_at_once_and_the_rest_evenly() -> None:
    limiters = RateLimiters(FAST)
    assert await turns(limiters, 5) < 0.05
    assert 0.2 < await turns(limiters, 6) < 1


async def test_one_workspaces_turns_do_not_use_up_anothers() -> None:
    limiters = RateLimiters(FAST)
    await turns(limiters, 6)
    assert await turns(limiters, 5, "T2") < 0.05


async def test_a_rest_that_slack_asks_for_holds_the_whole_lane() -> None:
    limiters = RateLimiters(FAST)
    limiters.of("T1").pause(0.2)
    assert 0.19 < await turns(limiters, 2) < 1


async def test_a_lane_that_rests_for_long_or_has_enough_to_do_is_busy() -> None:
    limiters = RateLimiters(FAST)
    limiters.of("T1").pause(60)
    limiters.of("T2").under_way = 20
    limiters.of("T3").under_way = 19
    assert limiters.busy(20, 30) == {"T1", "T2"}
    assert limiters.full(20)


async def test_whoever_waits_hears_of_the_end() -> None:
    limiters = RateLimiters(FAST)
    limiters.of("T1").pause(60)
    waiting = asyncio.create_task(limiters.of("T1").turn())
    await asyncio.sleep(0)
    limiters.close()
    assert await waiting is False


async def test_lanes_in_which_nothing_happens_are_forgotten() -> None:
    limiters = RateLimiters(FAST)
    idle, used, busy, resting = (limiters.of(team) for team in ("T1", "T2", "T3", "T4"))
    await used.turn()
    busy.under_way = 1
    resting.pause(60)
    limiters.sweep()
    assert limiters.of("T1") is not idle
    assert [limiters.of(team) for team in ("T2", "T3", "T4")] == [used, busy, resting]
