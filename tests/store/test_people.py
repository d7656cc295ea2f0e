"""What is remembered of people: once, by workspace, and gone when it is asked to be."""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.domain.actor import Actor
from bot.domain.safety import History
from bot.store import Store

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ANA, BEN = Actor("T1", "U1"), Actor("T1", "U2")


async def test_the_first_use_note_is_told_from_the_next(store: Store) -> None:
    assert await store.people.record_first_use_note(ANA, NOW)
    assert not await store.people.record_first_use_note(ANA, NOW)
    assert await store.people.record_first_use_note(BEN, NOW)


async def test_a_zone_learnt_before_does_not_hide_the_first_use(store: Store) -> None:
    await store.people.save_zone(ANA, "Europe/Berlin", NOW)
    assert await store.people.record_first_use_note(ANA, NOW)


async def test_what_was_seen_comes_back_latest_first(store: Store) -> None:
    for minute, slug in enumerate(("one", "two", "three", "one")):
        await store.people.record_shown(ANA, slug, NOW + timedelta(minutes=minute))
    assert (await store.people.history(ANA, NOW)).seen == ("one", "three", "two")


async def test_done_twice_is_done_once_even_at_the_same_moment(store: Store) -> None:
    told = await asyncio.gather(*(store.people.finish(ANA, "card", ["cat-arch"], NOW) for _ in range(8)))
    assert sorted(told) == [False] * 7 + [True]
    assert await store.people.count(ANA, NOW) == 1


async def test_a_routine_of_two_exercises_counts_once(store: Store) -> None:
    await store.people.finish(ANA, "card", ["cat-arch", "neck-turn"], NOW)
    assert await store.people.count(ANA, NOW) == 1
    assert {done.slug for done in (await store.people.history(ANA, NOW)).recent} == {"cat-arch", "neck-turn"}


async def test_only_the_last_day_is_recent(store: Store) -> None:
    await store.people.finish(ANA, "old", ["cat-arch"], NOW - timedelta(hours=25))
    assert (await store.people.history(ANA, NOW)).recent == ()


async def test_workspaces_do_not_see_one_another(store: Store) -> None:
    await store.people.finish(Actor("T2", ANA.user), "card", ["cat-arch"], NOW)
    assert await store.people.count(ANA, NOW) == 0


async def test_a_zone_is_trusted_for_a_week(store: Store) -> None:
    await store.people.save_zone(ANA, "Asia/Tokyo", NOW)
    assert await store.people.zone(ANA, NOW + timedelta(days=6)) == "Asia/Tokyo"
    assert await store.people.zone(ANA, NOW + timedelta(days=8)) is None


async def test_that_slack_does_not_tell_a_zone_is_remembered_for_an_hour(store: Store) -> None:
    await store.people.save_zone(ANA, "", NOW)
    assert await store.people.zone(ANA, NOW + timedelta(minutes=50)) == ""
    assert await store.people.zone(ANA, NOW + timedelta(minutes=70)) is None


async def test_forgetting_one_person_leaves_the_others(store: Store) -> None:
    for person in (ANA, BEN):
        await store.people.record_shown(person, "cat-arch", NOW)
        await store.people.finish(person, "card", ["cat-arch"], NOW)
    await store.people.delete_person(ANA)
    assert (await store.people.history(ANA, NOW), await store.people.count(ANA, NOW)) == (History(), 0)
    assert await store.people.count(BEN, NOW) == 1


async def test_forgetting_a_workspace_leaves_the_others(store: Store) -> None:
    for team in (ANA.team, "T2"):
        await store.people.record_shown(Actor(team, ANA.user), "cat-arch", NOW)
    await store.people.delete_workspace(ANA.team)
    assert await store.people.history(ANA, NOW) == History()
    assert (await store.people.history(Actor("T2", ANA.user), NOW)).seen == ("cat-arch",)
