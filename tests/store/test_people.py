"""What is remembered of people: once, by workspace, and gone when it is asked to be."""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.domain.safety import History
from bot.store import Store

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TEAM, ANA = "T1", "U1"


async def test_the_first_use_note_is_told_from_the_next(store: Store) -> None:
    assert await store.people.note(TEAM, ANA, NOW)
    assert not await store.people.note(TEAM, ANA, NOW)
    assert await store.people.note(TEAM, "U2", NOW)


async def test_a_zone_learnt_before_does_not_hide_the_first_use(store: Store) -> None:
    await store.people.learn_zone(TEAM, ANA, "Europe/Berlin", NOW)
    assert await store.people.note(TEAM, ANA, NOW)


async def test_what_was_seen_comes_back_latest_first(store: Store) -> None:
    for minute, slug in enumerate(("one", "two", "three", "one")):
        await store.people.show(TEAM, ANA, slug, NOW + timedelta(minutes=minute))
    assert (await store.people.history(TEAM, ANA, NOW)).seen == ("one", "three", "two")


async def test_done_twice_is_done_once_even_at_the_same_moment(store: Store) -> None:
    told = await asyncio.gather(*(store.people.finish(TEAM, ANA, "card", ["cat-arch"], NOW) for _ in range(8)))
    assert sorted(told) == [False] * 7 + [True]
    assert await store.people.count(TEAM, ANA, NOW) == 1


async def test_a_routine_of_two_exercises_counts_once(store: Store) -> None:
    await store.people.finish(TEAM, ANA, "card", ["cat-arch", "neck-turn"], NOW)
    assert await store.people.count(TEAM, ANA, NOW) == 1
    assert {done.slug for done in (await store.people.history(TEAM, ANA, NOW)).recent} == {"cat-arch", "neck-turn"}


async def test_only_the_last_day_is_recent(store: Store) -> None:
    await store.people.finish(TEAM, ANA, "old", ["cat-arch"], NOW - timedelta(hours=25))
    assert (await store.people.history(TEAM, ANA, NOW)).recent == ()


async def test_workspaces_do_not_see_one_another(store: Store) -> None:
    await store.people.finish("T2", ANA, "card", ["cat-arch"], NOW)
    assert await store.people.count(TEAM, ANA, NOW) == 0


async def test_a_zone_is_trusted_for_a_week(store: Store) -> None:
    await store.people.learn_zone(TEAM, ANA, "Asia/Tokyo", NOW)
    assert await store.people.zone(TEAM, ANA, NOW + timedelta(days=6)) == "Asia/Tokyo"
    assert await store.people.zone(TEAM, ANA, NOW + timedelta(days=8)) is None


async def test_that_slack_does_not_tell_a_zone_is_remembered_for_an_hour(store: Store) -> None:
    await store.people.learn_zone(TEAM, ANA, "", NOW)
    assert await store.people.zone(TEAM, ANA, NOW + timedelta(minutes=50)) == ""
    assert await store.people.zone(TEAM, ANA, NOW + timedelta(minutes=70)) is None


async def test_forgetting_one_person_leaves_the_others(store: Store) -> None:
    for user in (ANA, "U2"):
        await store.people.show(TEAM, user, "cat-arch", NOW)
        await store.people.finish(TEAM, user, "card", ["cat-arch"], NOW)
    await store.people.forget(TEAM, ANA)
    assert (await store.people.history(TEAM, ANA, NOW), await store.people.count(TEAM, ANA, NOW)) == (History(), 0)
    assert await store.people.count(TEAM, "U2", NOW) == 1


async def test_forgetting_a_workspace_leaves_the_others(store: Store) -> None:
    for team in (TEAM, "T2"):
        await store.people.show(team, ANA, "cat-arch", NOW)
    await store.people.forget_team(TEAM)
    assert await store.people.history(TEAM, ANA, NOW) == History()
    assert (await store.people.history("T2", ANA, NOW)).seen == ("cat-arch",)
