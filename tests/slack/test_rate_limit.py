"""The lanes: a burst, then an even pace, a rest when Slack asks for one."""

import asyncio
from time import monotonic

from bot.slack.rate_limit import Lanes, Pace

FAST = Pace(burst=5, a_second=20)


async def turns(lanes: Lanes, count: int, team: str = "T1") -> float:
    began = monotonic()
    await asyncio.gather(*(lanes.of(team).turn() for _ in range(count)))
    return monotonic() - began


async def test_a_burst_goes_at_once_and_the_rest_evenly() -> None:
    lanes = Lanes(FAST)
    assert await turns(lanes, 5) < 0.05
    assert 0.2 < await turns(lanes, 6) < 1


async def test_one_workspaces_turns_do_not_use_up_anothers() -> None:
    lanes = Lanes(FAST)
    await turns(lanes, 6)
    assert await turns(lanes, 5, "T2") < 0.05


async def test_a_rest_that_slack_asks_for_holds_the_whole_lane() -> None:
    lanes = Lanes(FAST)
    lanes.of("T1").pause(0.2)
    assert 0.19 < await turns(lanes, 2) < 1


async def test_a_lane_that_rests_for_long_or_has_enough_to_do_is_busy() -> None:
    lanes = Lanes(FAST)
    lanes.of("T1").pause(60)
    lanes.of("T2").under_way = 20
    lanes.of("T3").under_way = 19
    assert lanes.busy(20, 30) == {"T1", "T2"}
    assert lanes.full(20)


async def test_whoever_waits_hears_of_the_end() -> None:
    lanes = Lanes(FAST)
    lanes.of("T1").pause(60)
    waiting = asyncio.create_task(lanes.of("T1").turn())
    await asyncio.sleep(0)
    lanes.close()
    assert await waiting is False


async def test_lanes_in_which_nothing_happens_are_forgotten() -> None:
    lanes = Lanes(FAST)
    idle, used, busy, resting = (lanes.of(team) for team in ("T1", "T2", "T3", "T4"))
    await used.turn()
    busy.under_way = 1
    resting.pause(60)
    lanes.sweep()
    assert lanes.of("T1") is not idle
    assert [lanes.of(team) for team in ("T2", "T3", "T4")] == [used, busy, resting]
