"""What people finished: each Done once, and by workspace."""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.domain.actor import Actor
from bot.store import Store

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ANA, BEN = Actor("T1", "U1"), Actor("T1", "U2")


async def test_done_twice_is_done_once_even_at_the_same_moment(store: Store) -> None:
    told = await asyncio.gather(*(store.dones.finish(ANA, "card", ["cat-arch"], NOW) for _ in range(8)))
    assert sorted(told) == [False] * 7 + [True]
    assert await store.dones.count(ANA, NOW) == 1


async def test_a_routine_of_two_exercises_counts_once(store: Store) -> None:
    await store.dones.finish(ANA, "card", ["cat-arch", "neck-turn"], NOW)
    assert await store.dones.count(ANA, NOW) == 1
    assert {done.slug for done in (await store.histories.get(ANA, NOW)).recent} == {"cat-arch", "neck-turn"}


async def test_what_was_finished_since_a_moment_comes_back_by_routine(store: Store) -> None:
    await store.dones.finish(ANA, "b", ["cat-arch"], NOW - timedelta(days=1))
    await store.dones.finish(ANA, "z", ["butterfly", "chin-tuck"], NOW)
    await store.dones.finish(ANA, "a", ["cat-arch"], NOW + timedelta(hours=1))
    await store.dones.finish(BEN, "z", ["cat-arch"], NOW)
    routines = [routine.slugs for routine in await store.dones.finished(ANA, NOW)]
    assert routines == [("butterfly", "chin-tuck"), ("cat-arch",)]


async def test_workspaces_do_not_see_one_another(store: Store) -> None:
    await store.dones.finish(Actor("T2", ANA.user), "card", ["cat-arch"], NOW)
    assert await store.dones.count(ANA, NOW) == 0


async def test_a_done_counts_from_its_moment_on(store: Store) -> None:
    await store.dones.finish(ANA, "r1", ["cat-arch"], NOW)
    assert await store.dones.count(ANA, NOW) == 1
    assert await store.dones.count(ANA, NOW + timedelta(seconds=1)) == 0


async def test_a_reference_is_counted_for_its_person_alone(store: Store) -> None:
    await store.dones.finish(ANA, "r1", ["cat-arch"], NOW)
    who = (ANA, "r1"), (ANA, "r2"), (BEN, "r1"), (Actor("T2", "U1"), "r1")
    assert [await store.dones.is_counted(actor, ref) for actor, ref in who] == [True, False, False, False]


async def test_the_same_exercise_twice_in_a_routine_is_done_once(store: Store) -> None:
    assert await store.dones.finish(ANA, "r1", ["cat-arch", "cat-arch"], NOW)
    assert len((await store.histories.get(ANA, NOW)).recent) == 1
    assert not await store.dones.finish(ANA, "r1", ["cat-arch", "neck-turn"], NOW)
    assert await store.dones.count(ANA, NOW) == 1
