"""Posting: side by side, fair between workspaces, never twice; what is under way when the bot stops is not lost."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from time import monotonic

import pytest
from bot_processes import counted, plan
from break_service import engine, services
from lean_slack import LeanSlack, lean_slack, slow_down
from log_events import logged
from tcp_proxy import proxied

from bot.cli.play import free_port
from bot.core.clock import Clock
from bot.store import Store

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def slack() -> AsyncIterator[LeanSlack]:
    async with lean_slack() as opened:
        yield opened


@pytest.fixture
def clock() -> Clock:
    """A clock that shows a full minute."""
    clock = Clock()
    clock.jump(at(clock))
    return clock


def at(clock: Clock) -> datetime:
    return clock().replace(second=0, microsecond=0)


async def test_a_workspace_with_many_channels_is_paced_and_keeps_nobody_waiting(
    slack: LeanSlack, store: Store, clock: Clock
) -> None:
    await plan(store, 70, at(clock), teams=1)
    await plan(store, 1, at(clock), teams=1, first=1000)
    began = monotonic()
    async with engine(store, slack.url, clock) as breaks:
        await breaks.post_due()
    assert monotonic() - began > 1.5  # sixty at once, then five a second
    assert list(slack.posted).index("C1000") < 30
    assert await counted(store) == {"posted": 71}


async def test_a_workspace_that_has_to_slow_down_keeps_nobody_waiting(
    slack: LeanSlack, store: Store, clock: Clock
) -> None:
    await plan(store, 3, at(clock), teams=1)
    await plan(store, 50, at(clock), teams=1, first=1000)
    slack.refuse = lambda channel: slow_down(600) if len(channel) < 4 else None
    async with engine(store, slack.url, clock) as breaks:
        await asyncio.wait_for(breaks.post_due(), 5)
        assert await counted(store) == {"posted": 50, "waiting": 3}
    clock.jump(clock() + 11 * MINUTE)
    async with engine(store, slack.url, clock, "the next") as breaks:
        await breaks.post_due()
    assert await counted(store) == {"posted": 50, "missed": 3}


async def test_a_connection_that_breaks_after_the_post_does_not_post_again(
    slack: LeanSlack, store: Store, clock: Clock
) -> None:
    await plan(store, 5, at(clock))
    slack.break_off = True
    async with engine(store, slack.url, clock) as breaks:
        await breaks.post_due()
        slack.break_off = False
        clock.jump(clock() + MINUTE)
        await breaks.tick()
        await breaks.post_due()
    assert [len(stamps) for stamps in slack.posted.values()] == [1] * 5
    assert await counted(store) == {"unknown": 5}


async def test_a_slack_that_cannot_be_reached_gets_the_breaks_when_it_is_back(store: Store, clock: Clock) -> None:
    port = free_port(0)
    await plan(store, 5, at(clock))
    async with engine(store, f"http://127.0.0.1:{port}", clock) as breaks:
        await breaks.post_due()
        assert await counted(store) == {"waiting": 5}
        clock.jump(clock() + 2 * MINUTE)
        async with lean_slack(port) as slack:
            await breaks.post_due()
            assert len(slack.posted) == 5


async def test_a_stop_gives_back_what_waits_for_its_turn_and_the_next_start_posts_it(
    slack: LeanSlack, store: Store, clock: Clock
) -> None:
    await plan(store, 90, at(clock), teams=1)
    async with engine(store, slack.url, clock) as breaks:
        poster = asyncio.create_task(breaks.post_due())
        await slack.until(lambda: slack.messages >= 61)
    await poster
    assert slack.messages < 80
    assert "claimed" not in await counted(store)
    async with engine(store, slack.url, clock, "the next") as breaks:
        await breaks.post_due()
    assert [len(stamps) for stamps in slack.posted.values()] == [1] * 90


async def test_two_ticks_at_once_post_each_break_once(slack: LeanSlack, store: Store, clock: Clock) -> None:
    await plan(store, 200, at(clock))
    async with engine(store, slack.url, clock) as breaks:
        await asyncio.gather(breaks.post_due(), breaks.tick(), breaks.post_due(), breaks.tick())
    assert [len(stamps) for stamps in slack.posted.values()] == [1] * 200


async def test_two_processes_show_the_same_roster_in_the_end(slack: LeanSlack, store: Store, clock: Clock) -> None:
    await plan(store, 1, at(clock))
    lent = (services(store, slack.url, clock, process) for process in ("one", "two"))
    async with next(lent) as (one, engine_of_one), next(lent) as (two, _):
        await engine_of_one.post_due()
        [break_] = await store.breaks.due(at(clock))
        await asyncio.gather(*((one, two)[n % 2].join(break_, f"U{n}") for n in range(40)))
    assert "and 30 more" in slack.edits[-1]["text"]
    assert len(slack.edits) <= 4


@pytest.mark.slow
async def test_a_roster_is_shown_when_the_database_is_back(
    slack: LeanSlack, postgres_url: str, opened: Callable, clock: Clock
) -> None:
    async with proxied(postgres_url) as (proxy, url):
        store = await opened(url)
        await plan(store, 1, at(clock))
        async with services(store, slack.url, clock) as (breaks, its_engine):
            await its_engine.post_due()
            [break_] = await store.breaks.due(at(clock))
            with logged("a message was not updated") as waits:
                await breaks.join(break_, "U1")
                proxy.cut()
                await asyncio.wait_for(waits.wait(), 10)
            proxy.mend()
            await slack.until(lambda: bool(slack.edits), 10)
    assert slack.edits[-1]["text"].endswith("In: <@U1>")


async def test_after_days_away_all_that_was_missed_is_recorded_at_once(
    slack: LeanSlack, store: Store, clock: Clock
) -> None:
    await plan(store, 300, at(clock), teams=1)
    clock.jump(clock() + timedelta(days=2, hours=1))
    async with engine(store, slack.url, clock) as breaks:
        await breaks.post_due()
    assert slack.messages == 0
    assert await counted(store) == {"missed": 900}


async def test_however_many_reminders_are_due_in_a_workspace_its_breaks_come_on_time(
    slack: LeanSlack, store: Store, clock: Clock
) -> None:
    await plan(store, 500, at(clock), teams=1, personal=True)
    await plan(store, 30, at(clock), teams=1)
    await plan(store, 5, at(clock) + MINUTE, teams=1, first=1000)
    await plan(store, 30, at(clock) + MINUTE, teams=1, first=0 + 2000)
    async with engine(store, slack.url, clock) as breaks:
        await breaks.tick()
        await slack.until(lambda: slack.messages >= 30 + 30)
        assert [name[0] for name in slack.posted][:30] == ["C"] * 30
        clock.jump(at(clock) + MINUTE)
        began = monotonic()
        await breaks.tick()
        await slack.until(lambda: {"C1004", "C2029"} <= slack.posted.keys())
        assert monotonic() - began < 3
        assert slack.messages < 200
