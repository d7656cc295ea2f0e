"""Proof that a break is posted once, whatever happens to the processes, the clock and the database."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from bot_processes import BotProcesses, bot_processes, counted, last_minute, plan, posted
from break_service import engine
from break_steps import invited, latest, says_now
from lean_slack import LeanSlack, lean_slack
from tcp_proxy import proxied

from bot.cli.play import Play
from bot.core.clock import Clock
from bot.services.breaks.engine import BreakEngine
from bot.services.breaks.lanes import MAX_IN_FLIGHT
from bot.services.breaks.sender import MAX_CALLS
from bot.store import Store

pytestmark = pytest.mark.slow


@pytest.fixture
async def slack() -> AsyncIterator[LeanSlack]:
    async with lean_slack() as opened:
        yield opened


async def until(true: Callable[[], Awaitable[bool]], seconds: float = 30) -> None:
    """Wait until this is true of another process's doings."""
    async with asyncio.timeout(seconds):
        while not await true():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def settled(store: Store) -> bool:
    """Whether nothing is due or under way any more; what is given back between the questions waits."""
    at = await store.claims.next_due_at()
    return not {"waiting", "claimed", "sending"} & set(await counted(store)) and (at is None or at > last_minute())


async def caught_up(breaks: BreakEngine, store: Store) -> bool:
    """Whether nothing is due or under way any more, after another look at what is due."""
    await breaks.post_due()
    return await settled(store)


@pytest.mark.parametrize("processes", [2, 3])
async def test_processes_share_a_thousand_due_channels_and_post_each_once(
    processes: int, slack: LeanSlack, postgres_url: str, opened: Callable, tmp_path: Path
) -> None:
    store = await opened(postgres_url)
    await plan(store, 1000, last_minute())
    all_take_part = asyncio.Event()
    slack.before_answer = all_take_part.wait
    with bot_processes(slack, postgres_url, tmp_path) as bots:
        for _ in range(processes):
            bots.start()
        await slack.until(lambda: slack.messages >= processes * MAX_CALLS)  # more than fewer could have under way
        all_take_part.set()
        await slack.until(lambda: slack.messages >= 1000)
        await until(lambda: settled(store))
    assert {channel: len(stamps) for channel, stamps in slack.posted.items()} == {f"C{n}": 1 for n in range(1000)}
    assert await counted(store) == {"posted": 1000}
    assert await posted(store) == {channel: stamps[0] for channel, stamps in slack.posted.items()}


@pytest.mark.timeout(240)
async def test_twenty_kills_lose_only_what_was_in_flight_and_post_nothing_twice(
    slack: LeanSlack, postgres_url: str, opened: Callable, tmp_path: Path
) -> None:
    store, rng, channels = await opened(postgres_url), Random(20), 4000
    await plan(store, channels, last_minute())
    with bot_processes(slack, postgres_url, tmp_path) as bots:
        for _ in range(20):
            await killed_on_the_way(bots, slack, slack.messages + rng.randrange(1, 100))
        await until(lambda: gone(store))
        bots.start()
        # What was refused in passing is tried again at the next full minute.
        await until(lambda: settled(store), seconds=90)
    states, stamps = await counted(store), await posted(store)
    assert all(len(each) == 1 for each in slack.posted.values())
    assert sum(states.values()) == channels
    assert set(states) == {"posted", "unknown"}
    assert {channel: ts for channel, ts in stamps.items() if ts} == {
        channel: slack.posted[channel][0] for channel, ts in stamps.items() if ts
    }
    assert len(bots.logged("a process ended while posting a break")) == states["unknown"] <= 20 * MAX_IN_FLIGHT
    print(f"20 kills of {channels} breaks: {dict(states)}, {len(slack.posted)} of them in Slack")


@pytest.mark.timeout(240)
async def test_processes_that_are_killed_remind_each_person_once_at_most_beside_breaks(
    slack: LeanSlack, postgres_url: str, opened: Callable, tmp_path: Path
) -> None:
    store, rng = await opened(postgres_url), Random(21)
    await plan(store, 600, last_minute(), personal=True)
    await plan(store, 200, last_minute())
    with bot_processes(slack, postgres_url, tmp_path) as bots:
        bots.start()
        for _ in range(5):
            await killed_on_the_way(bots, slack, min(slack.messages + rng.randrange(1, 100), 700))
        bots.start()
        await until(lambda: settled(store), seconds=120)
    states, stamps = await counted(store), await posted(store)
    assert all(len(each) == 1 for each in slack.posted.values())
    assert (sum(states.values()), set(states) <= {"posted", "unknown"}) == (800, True)
    assert [name for name, ts in stamps.items() if ts and [ts] != slack.posted[name]] == []
    assert bots.logged("channel=W") == []


async def killed_on_the_way(bots: BotProcesses, slack: LeanSlack, messages: int) -> None:
    """Start a bot and kill it at the moment at which so many messages have been posted in all."""
    bot = bots.start()
    await slack.until(lambda: slack.messages >= messages)
    bot.kill()
    await asyncio.to_thread(bot.join)


async def test_a_database_that_goes_away_loses_nothing(
    slack: LeanSlack, postgres_url: str, opened: Callable, tmp_path: Path
) -> None:
    store, at = await opened(postgres_url), last_minute()
    await plan(store, 500, at)
    async with proxied(postgres_url) as (proxy, url), engine(await opened(url), slack.url, Clock()) as breaks:
        for away, posts in ((0.5, 60), (2.0, 180), (0.1, 300)):
            first = asyncio.create_task(breaks.post_due())
            await slack.until(lambda posts=posts: slack.messages >= posts)
            proxy.cut()
            await asyncio.sleep(away)
            proxy.mend()
            await first
            await breaks.tick()
        await until(lambda: caught_up(breaks, store))
    assert await counted(store) == {"posted": 500}
    assert await posted(store) == {channel: stamps[0] for channel, stamps in slack.posted.items()}
    assert all(len(stamps) == 1 for stamps in slack.posted.values())


async def test_a_clock_that_jumps_to_and_fro_posts_each_slot_once_and_forgets_none(
    slack: LeanSlack, store: Store
) -> None:
    clock, at = Clock(), last_minute()
    await plan(store, 20, at)
    hours = [0, -1, 0, 24, 23, 24, 20, 27, 24, 48, 49, 47, 96, 72, 96]
    async with engine(store, slack.url, clock) as breaks:
        for hour in hours:
            clock.jump(at + timedelta(hours=hour))
            await breaks.post_due()
    assert {len(stamps) for stamps in slack.posted.values()} == {4}  # the first day, the second, the third, the fifth
    assert await counted(store) == {"posted": 4 * 20, "missed": 20}  # the fourth was long over when its time came


async def test_five_hundred_people_press_within_ten_seconds(play: Play) -> None:
    people = [f"U0CROWD{number:03}" for number in range(500)]
    for person in people:
        play.slack.add_person(person, person)
    message = await invited(play)

    async def press(place: int, person: str) -> float:
        await asyncio.sleep(place / 60)
        return (await play.slack.click(person, message, "break.join")).seconds

    acks = await asyncio.gather(*(press(place, person) for place, person in enumerate(people)))
    await says_now(play, message, "and 490 more", seconds=10)
    assert max(acks) < 1
    assert len((await play.bot.dependencies.store.rosters.get((await latest(play)).id)).people) == 500
    assert len(play.slack.calls("chat.update")) <= 12


async def gone(store: Store) -> bool:
    """Whether PostgreSQL has noticed the end of all bots."""
    async with store.database.reading() as connection:
        query = "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'limber %'"
        return (await connection.exec_driver_sql(query)).scalar() == 0
