"""Histories: what is known of a person before they are shown something."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.domain.actor import Actor
from bot.domain.reader import Reader
from bot.store import Store
from bot.store.histories import HISTORIES

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ANA, BEN = Actor("T1", "U1"), Actor("T1", "U2")


async def test_a_zone_learnt_before_does_not_hide_the_first_use(store: Store) -> None:
    await store.profiles.save(ANA, Reader("Europe/Berlin"), NOW)
    assert not (await store.histories.get(ANA, NOW)).noted


async def test_what_was_seen_comes_back_latest_first(store: Store) -> None:
    for minute, slug in enumerate(("one", "two", "three", "one")):
        await store.histories.record_shown(ANA, [slug], NOW + timedelta(minutes=minute))
    assert (await store.histories.get(ANA, NOW)).seen == ("one", "three", "two")


async def test_only_the_last_day_is_recent(store: Store) -> None:
    await store.dones.finish(ANA, "old", ["cat-arch"], NOW - timedelta(hours=25))
    assert (await store.histories.get(ANA, NOW)).recent == ()


async def test_who_asks_at_once_gets_each_their_own_history(store: Store) -> None:
    everybody = [Actor(team, f"U{number}") for team in ("T1", "T2") for number in range(20)]
    for number, actor in enumerate(everybody):
        await store.histories.record_shown(actor, [f"stretch-{number}"], NOW)
        await store.dones.finish(actor, "card", [f"stretch-{number}"], NOW - timedelta(hours=number))
    histories = await asyncio.gather(*(store.histories.get(actor, NOW) for actor in everybody))
    assert [history.seen for history in histories] == [(f"stretch-{number}",) for number in range(40)]
    assert [len(history.recent) for history in histories] == [1] * 25 + [0] * 15


async def test_each_ones_last_day_ends_when_they_ask(store: Store) -> None:
    await store.dones.finish(ANA, "card", ["cat-arch"], NOW)
    moments = [NOW + timedelta(hours=hours) for hours in (1, 24, 25, 26)]
    histories = await asyncio.gather(*(store.histories.get(ANA, moment) for moment in moments))
    assert [len(history.recent) for history in histories] == [1, 1, 0, 0]


async def test_histories_are_found_by_the_indexes(opened: Callable, tmp_path: Path) -> None:
    store = await opened(f"sqlite+aiosqlite:///{tmp_path / 'limber.db'}")
    asked = HISTORIES.params(team="T1", users=["U1", "U2"], since=NOW)
    statement = asked.compile(dialect=store.database.engine.dialect, compile_kwargs={"literal_binds": True})
    async with store.database.reading() as connection:
        plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")
        steps = [row.detail for row in plan]
    assert len([step for step in steps if step.startswith("SEARCH")]) == len(HISTORIES.selects)
    assert [step for step in steps if step.startswith("SCAN")] == []


async def test_the_first_use_note_is_known_from_when_it_came_with_a_card(store: Store) -> None:
    await store.histories.record_shown(ANA, ["cat-arch"], NOW)
    assert not (await store.histories.get(ANA, NOW)).noted
    await store.histories.record_shown(ANA, ["cat-arch"], NOW, True)
    assert (await store.histories.get(ANA, NOW)).noted
    assert not (await store.histories.get(BEN, NOW)).noted


async def test_what_was_done_before_the_longest_day_to_the_moment_is_recent_no_more(store: Store) -> None:
    for ref, slug, ago in (("r1", "cat-arch", 25 * 3600), ("r2", "neck-turn", 25 * 3600 - 1), ("r3", "chin-tuck", 60)):
        await store.dones.finish(ANA, ref, [slug], NOW - timedelta(seconds=ago))
    assert [done.slug for done in (await store.histories.get(ANA, NOW)).recent] == ["neck-turn", "chin-tuck"]


async def test_a_history_knows_the_zone_that_slack_has_told(store: Store) -> None:
    await store.profiles.save(ANA, Reader("Asia/Tokyo"), NOW)
    await store.profiles.save(BEN, Reader(), NOW)
    zones = [(await store.histories.get(actor, NOW)).zone for actor in (ANA, BEN, Actor("T2", "U1"))]
    assert zones == ["Asia/Tokyo", None, None]


async def test_what_many_are_shown_at_once_is_few_transactions(store: Store) -> None:
    writing, transactions = store.database.writing, 0

    def counted():
        nonlocal transactions
        transactions += 1
        return writing()

    store.database.writing = counted
    people_ = [Actor("T1", f"U{number}") for number in range(50)]
    await asyncio.gather(
        *(store.histories.record_shown(each, ("cat-arch", "chin-tuck"), NOW, True) for each in people_)
    )
    assert transactions <= 2
    histories = [await store.histories.get(each, NOW) for each in people_]
    assert all(set(each.seen) == {"cat-arch", "chin-tuck"} and each.noted for each in histories)
