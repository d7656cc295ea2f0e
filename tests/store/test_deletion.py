"""What is stored of people and workspaces is gone when it is asked to be, or too old."""

import asyncio
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import select

from bot.domain.actor import Actor
from bot.domain.guide import Session
from bot.domain.introductions import Introduction
from bot.domain.preferences import Preferences
from bot.domain.reader import Reader
from bot.domain.safety import History
from bot.domain.timetable import WEEKDAYS, Timetable
from bot.store import Store
from bot.store.deletion import OF_INSTALLATIONS
from bot.store.tables import metadata

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NOT_FILLED = ("shown", "reminders", "feelings", "done_weeks", "oauth_states", *OF_INSTALLATIONS)
"""Tables in which the test of a workspace's end puts nothing."""
ANA, BEN = Actor("T1", "U1"), Actor("T1", "U2")


async def introduced(store: Store, actor: Actor, slugs: list[str]) -> dict[str, Introduction]:
    return (await store.preferences.with_introductions(actor, slugs))[1]


async def test_forgetting_one_person_leaves_the_others(store: Store) -> None:
    for person in (ANA, BEN):
        await store.histories.record_shown(person, ["cat-arch"], NOW)
        await store.dones.finish(person, "card", ["cat-arch"], NOW)
    await store.deletion.delete_person(ANA)
    assert (await store.histories.get(ANA, NOW), await store.dones.count(ANA, NOW)) == (History(), 0)
    assert await store.dones.count(BEN, NOW) == 1


async def test_forgetting_a_workspace_leaves_the_others(store: Store) -> None:
    for team in (ANA.team, "T2"):
        await store.histories.record_shown(Actor(team, ANA.user), ["cat-arch"], NOW)
    await store.deletion.delete_workspace(ANA.team)
    assert await store.histories.get(ANA, NOW) == History()
    assert (await store.histories.get(Actor("T2", ANA.user), NOW)).seen == ("cat-arch",)


async def test_forgetting_a_person_leaves_their_breaks_unsigned_and_their_rosters_without_them(store: Store) -> None:
    daily = Timetable(days=WEEKDAYS, times=(time(15),), zone="UTC")
    kept = [await store.timetables.save("T1", channel, daily, by, NOW) for channel, by in (("C1", "U1"), ("C2", "U2"))]
    breaks = [await store.claims.claim_now(origin, "now", ["cat-arch"], NOW, "this test") for origin in kept]
    for break_ in breaks:
        await store.rosters.join(break_, "U1", NOW)
        await store.rosters.join(break_, "U2", NOW)
    await store.sessions.add(Session(id="s1", team="T1", user="U1", slugs=(), created_at=NOW, ref="r"))
    await store.profiles.save(ANA, Reader("Asia/Tokyo"), NOW)
    await store.deletion.delete_person(ANA)
    assert [(await store.timetables.get("T1", each.channel)).set_by for each in kept] == ["", "U2"]
    assert [(await store.breaks.find("T1", each.id)).set_by for each in breaks] == ["", "U2"]
    assert [(await store.rosters.get(each.id)).people for each in breaks] == [("U2",), ("U2",)]
    assert (await store.sessions.find(ANA, "s1"), await store.profiles.get(ANA, NOW)) == (None, None)


async def test_forgetting_a_workspace_takes_all_of_it(store: Store) -> None:
    daily = Timetable(days=WEEKDAYS, times=(time(15),), zone="UTC")
    for team in ("T1", "T2"):
        kept = await store.timetables.save(team, "C1", daily, "U1", NOW)
        break_ = await store.claims.claim_now(kept, "now", ["cat-arch"], NOW, "this test")
        await store.rosters.finish(break_, "U1", NOW)
        await store.profiles.save(Actor(team, "U1"), Reader("Asia/Tokyo"), NOW)
        await store.sessions.add(Session(id=team, team=team, user="U1", slugs=(), created_at=NOW, ref="r"))
        await store.histories.record_introductions(Actor(team, "U1"), {"cat-arch": "1"}, NOW)
        await store.preferences.save(Actor(team, "U1"), Preferences())
        await store.preferences.hide(Actor(team, "U1"), ["cat-arch"], NOW)
        await store.workspaces.stop(team, "token_revoked", NOW)
    await store.deletion.delete_workspace("T1")
    async with store.database.reading() as connection:
        left = {
            table.name: set(await connection.scalars(select(table.c.team)))
            for table in metadata.sorted_tables
            if table.name not in NOT_FILLED
        }
    assert set(map(frozenset, left.values())) == {frozenset({"T2"})}


async def test_an_introduction_is_kept_with_its_latest_version_and_goes_with_the_person(store: Store) -> None:
    for version, at in (("1", NOW), ("2", NOW + timedelta(days=1))):
        await store.histories.record_introductions(ANA, {"cat-arch": version, "chin-tuck": version}, at)
    latest = Introduction("2", NOW + timedelta(days=1))
    assert await introduced(store, ANA, ["cat-arch", "neck-turn"]) == {"cat-arch": latest}
    assert await introduced(store, BEN, ["cat-arch"]) == {}
    await store.deletion.delete_person(ANA)
    assert await introduced(store, ANA, ["cat-arch"]) == {}


async def test_what_people_were_shown_is_kept_for_thirteen_months(store: Store) -> None:
    for slug, at in (("old", NOW), ("new", NOW + timedelta(days=1))):
        await store.histories.record_shown(ANA, (slug,), at)
        await store.histories.record_introductions(ANA, {slug: "1"}, at)
    later = NOW + timedelta(days=396, hours=1)
    assert await store.deletion.delete_expired(later) == 2
    assert await store.deletion.delete_expired(later) == 0
    assert set(await introduced(store, ANA, ["old", "new"])) == {"new"}


async def test_who_is_shown_something_as_their_data_is_deleted_waits_for_nobody_for_ever(
    postgres_store: Store,
) -> None:
    store = postgres_store
    for number in range(20):
        actor = Actor("T1", f"U{number}")
        await store.histories.record_shown(actor, ["cat-arch", "chin-tuck"], NOW, noted=True)
        await asyncio.gather(
            store.histories.record_shown(actor, ["chin-tuck", "cat-arch"], NOW, noted=True),
            store.deletion.delete_person(actor),
        )
