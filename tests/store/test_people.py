"""What is remembered of people: once, by workspace, and gone when it is asked to be."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import select, update

from bot.domain.actor import Actor
from bot.domain.guide import Session
from bot.domain.introductions import Introduction
from bot.domain.preferences import Preferences
from bot.domain.reader import Reader
from bot.domain.safety import History
from bot.domain.timetable import WEEKDAYS, Timetable
from bot.store import Store
from bot.store.people import HISTORIES, OF_INSTALLATIONS
from bot.store.tables import metadata, people

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NOT_FILLED = ("shown", "reminders", "feelings", "done_weeks", "oauth_states", *OF_INSTALLATIONS)
"""Tables in which the test of a workspace's end puts nothing."""
ANA, BEN = Actor("T1", "U1"), Actor("T1", "U2")


async def test_a_zone_learnt_before_does_not_hide_the_first_use(store: Store) -> None:
    await store.people.save_reader(ANA, Reader("Europe/Berlin"), NOW)
    assert not (await store.people.history(ANA, NOW)).noted


async def test_what_was_seen_comes_back_latest_first(store: Store) -> None:
    for minute, slug in enumerate(("one", "two", "three", "one")):
        await store.people.record_shown(ANA, [slug], NOW + timedelta(minutes=minute))
    assert (await store.people.history(ANA, NOW)).seen == ("one", "three", "two")


async def test_done_twice_is_done_once_even_at_the_same_moment(store: Store) -> None:
    told = await asyncio.gather(*(store.people.finish(ANA, "card", ["cat-arch"], NOW) for _ in range(8)))
    assert sorted(told) == [False] * 7 + [True]
    assert await store.people.count(ANA, NOW) == 1


async def test_a_routine_of_two_exercises_counts_once(store: Store) -> None:
    await store.people.finish(ANA, "card", ["cat-arch", "neck-turn"], NOW)
    assert await store.people.count(ANA, NOW) == 1
    assert {done.slug for done in (await store.people.history(ANA, NOW)).recent} == {"cat-arch", "neck-turn"}


async def test_what_was_finished_since_a_moment_comes_back_by_routine(store: Store) -> None:
    await store.people.finish(ANA, "b", ["cat-arch"], NOW - timedelta(days=1))
    await store.people.finish(ANA, "z", ["butterfly", "chin-tuck"], NOW)
    await store.people.finish(ANA, "a", ["cat-arch"], NOW + timedelta(hours=1))
    await store.people.finish(BEN, "z", ["cat-arch"], NOW)
    routines = [routine.slugs for routine in await store.people.finished(ANA, NOW)]
    assert routines == [("butterfly", "chin-tuck"), ("cat-arch",)]


async def test_only_the_last_day_is_recent(store: Store) -> None:
    await store.people.finish(ANA, "old", ["cat-arch"], NOW - timedelta(hours=25))
    assert (await store.people.history(ANA, NOW)).recent == ()


async def test_who_asks_at_once_gets_each_their_own_history(store: Store) -> None:
    everybody = [Actor(team, f"U{number}") for team in ("T1", "T2") for number in range(20)]
    for number, actor in enumerate(everybody):
        await store.people.record_shown(actor, [f"stretch-{number}"], NOW)
        await store.people.finish(actor, "card", [f"stretch-{number}"], NOW - timedelta(hours=number))
    histories = await asyncio.gather(*(store.people.history(actor, NOW) for actor in everybody))
    assert [history.seen for history in histories] == [(f"stretch-{number}",) for number in range(40)]
    assert [len(history.recent) for history in histories] == [1] * 25 + [0] * 15


async def test_each_ones_last_day_ends_when_they_ask(store: Store) -> None:
    await store.people.finish(ANA, "card", ["cat-arch"], NOW)
    moments = [NOW + timedelta(hours=hours) for hours in (1, 24, 25, 26)]
    histories = await asyncio.gather(*(store.people.history(ANA, moment) for moment in moments))
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


async def test_workspaces_do_not_see_one_another(store: Store) -> None:
    await store.people.finish(Actor("T2", ANA.user), "card", ["cat-arch"], NOW)
    assert await store.people.count(ANA, NOW) == 0


async def test_a_zone_and_a_locale_are_trusted_for_a_week(store: Store) -> None:
    await store.people.save_reader(ANA, Reader("Asia/Tokyo", "en-US"), NOW)
    assert await store.people.reader(ANA, NOW + timedelta(days=6)) == Reader("Asia/Tokyo", "en-US")
    assert await store.people.reader(ANA, NOW + timedelta(days=8)) is None


async def test_that_slack_does_not_tell_a_zone_is_remembered_for_an_hour(store: Store) -> None:
    await store.people.save_reader(ANA, Reader(), NOW)
    assert await store.people.reader(ANA, NOW + timedelta(minutes=50)) == Reader()
    assert await store.people.reader(ANA, NOW + timedelta(minutes=70)) is None


async def test_a_zone_from_before_locales_were_kept_is_asked_for_again(store: Store) -> None:
    await store.people.save_reader(ANA, Reader("Asia/Tokyo"), NOW)
    async with store.database.writing() as connection:
        await connection.execute(update(people).values(locale=None))
    assert await store.people.reader(ANA, NOW) is None


async def test_forgetting_one_person_leaves_the_others(store: Store) -> None:
    for person in (ANA, BEN):
        await store.people.record_shown(person, ["cat-arch"], NOW)
        await store.people.finish(person, "card", ["cat-arch"], NOW)
    await store.people.delete_person(ANA)
    assert (await store.people.history(ANA, NOW), await store.people.count(ANA, NOW)) == (History(), 0)
    assert await store.people.count(BEN, NOW) == 1


async def test_forgetting_a_workspace_leaves_the_others(store: Store) -> None:
    for team in (ANA.team, "T2"):
        await store.people.record_shown(Actor(team, ANA.user), ["cat-arch"], NOW)
    await store.people.delete_workspace(ANA.team)
    assert await store.people.history(ANA, NOW) == History()
    assert (await store.people.history(Actor("T2", ANA.user), NOW)).seen == ("cat-arch",)


async def test_the_first_use_note_is_known_from_when_it_came_with_a_card(store: Store) -> None:
    await store.people.record_shown(ANA, ["cat-arch"], NOW)
    assert not (await store.people.history(ANA, NOW)).noted
    await store.people.record_shown(ANA, ["cat-arch"], NOW, True)
    assert (await store.people.history(ANA, NOW)).noted
    assert not (await store.people.history(BEN, NOW)).noted


async def test_what_was_done_before_the_longest_day_to_the_moment_is_recent_no_more(store: Store) -> None:
    for ref, slug, ago in (("r1", "cat-arch", 25 * 3600), ("r2", "neck-turn", 25 * 3600 - 1), ("r3", "chin-tuck", 60)):
        await store.people.finish(ANA, ref, [slug], NOW - timedelta(seconds=ago))
    assert [done.slug for done in (await store.people.history(ANA, NOW)).recent] == ["neck-turn", "chin-tuck"]


async def test_a_done_counts_from_its_moment_on(store: Store) -> None:
    await store.people.finish(ANA, "r1", ["cat-arch"], NOW)
    assert await store.people.count(ANA, NOW) == 1
    assert await store.people.count(ANA, NOW + timedelta(seconds=1)) == 0


async def test_a_reference_is_counted_for_its_person_alone(store: Store) -> None:
    await store.people.finish(ANA, "r1", ["cat-arch"], NOW)
    who = (ANA, "r1"), (ANA, "r2"), (BEN, "r1"), (Actor("T2", "U1"), "r1")
    assert [await store.people.is_counted(actor, ref) for actor, ref in who] == [True, False, False, False]


async def test_the_same_exercise_twice_in_a_routine_is_done_once(store: Store) -> None:
    assert await store.people.finish(ANA, "r1", ["cat-arch", "cat-arch"], NOW)
    assert len((await store.people.history(ANA, NOW)).recent) == 1
    assert not await store.people.finish(ANA, "r1", ["cat-arch", "neck-turn"], NOW)
    assert await store.people.count(ANA, NOW) == 1


async def test_a_zone_is_trusted_for_a_week_to_the_moment_and_silence_for_an_hour(store: Store) -> None:
    second, week, hour = timedelta(seconds=1), timedelta(days=7), timedelta(hours=1)
    for reader, trusted in ((Reader("Asia/Tokyo", "en-GB"), week), (Reader(), hour)):
        await store.people.save_reader(ANA, reader, NOW)
        assert await store.people.reader(ANA, NOW + trusted - second) == reader
        assert await store.people.reader(ANA, NOW + trusted) is None
    assert await store.people.reader(BEN, NOW) is None


async def test_forgetting_a_person_leaves_their_breaks_unsigned_and_their_rosters_without_them(store: Store) -> None:
    daily = Timetable(days=WEEKDAYS, times=(time(15),), zone="UTC")
    kept = [await store.timetables.save("T1", channel, daily, by, NOW) for channel, by in (("C1", "U1"), ("C2", "U2"))]
    breaks = [await store.claims.claim_now(origin, "now", ["cat-arch"], NOW, "this test") for origin in kept]
    for break_ in breaks:
        await store.rosters.join(break_, "U1", NOW)
        await store.rosters.join(break_, "U2", NOW)
    await store.sessions.add(Session(id="s1", team="T1", user="U1", slugs=(), created_at=NOW, ref="r"))
    await store.people.save_reader(ANA, Reader("Asia/Tokyo"), NOW)
    await store.people.delete_person(ANA)
    assert [(await store.timetables.get("T1", each.channel)).set_by for each in kept] == ["", "U2"]
    assert [(await store.breaks.find("T1", each.id)).set_by for each in breaks] == ["", "U2"]
    assert [(await store.rosters.get(each.id)).people for each in breaks] == [("U2",), ("U2",)]
    assert (await store.sessions.find(ANA, "s1"), await store.people.reader(ANA, NOW)) == (None, None)


async def test_forgetting_a_workspace_takes_all_of_it(store: Store) -> None:
    daily = Timetable(days=WEEKDAYS, times=(time(15),), zone="UTC")
    for team in ("T1", "T2"):
        kept = await store.timetables.save(team, "C1", daily, "U1", NOW)
        break_ = await store.claims.claim_now(kept, "now", ["cat-arch"], NOW, "this test")
        await store.rosters.finish(break_, "U1", NOW)
        await store.people.save_reader(Actor(team, "U1"), Reader("Asia/Tokyo"), NOW)
        await store.sessions.add(Session(id=team, team=team, user="U1", slugs=(), created_at=NOW, ref="r"))
        await store.people.record_introductions(Actor(team, "U1"), {"cat-arch": "1"}, NOW)
        await store.preferences.save(Actor(team, "U1"), Preferences())
        await store.preferences.hide(Actor(team, "U1"), ["cat-arch"], NOW)
        await store.workspaces.stop(team, "token_revoked", NOW)
    await store.people.delete_workspace("T1")
    async with store.database.reading() as connection:
        left = {
            table.name: set(await connection.scalars(select(table.c.team)))
            for table in metadata.sorted_tables
            if table.name not in NOT_FILLED
        }
    assert set(map(frozenset, left.values())) == {frozenset({"T2"})}


async def test_a_history_knows_the_zone_that_slack_has_told(store: Store) -> None:
    await store.people.save_reader(ANA, Reader("Asia/Tokyo"), NOW)
    await store.people.save_reader(BEN, Reader(), NOW)
    zones = [(await store.people.history(actor, NOW)).zone for actor in (ANA, BEN, Actor("T2", "U1"))]
    assert zones == ["Asia/Tokyo", None, None]


async def introduced(store: Store, actor: Actor, slugs: list[str]) -> dict[str, Introduction]:
    return (await store.preferences.with_introductions(actor, slugs))[1]


async def test_an_introduction_is_kept_with_its_latest_version_and_goes_with_the_person(store: Store) -> None:
    for version, at in (("1", NOW), ("2", NOW + timedelta(days=1))):
        await store.people.record_introductions(ANA, {"cat-arch": version, "chin-tuck": version}, at)
    latest = Introduction("2", NOW + timedelta(days=1))
    assert await introduced(store, ANA, ["cat-arch", "neck-turn"]) == {"cat-arch": latest}
    assert await introduced(store, BEN, ["cat-arch"]) == {}
    await store.people.delete_person(ANA)
    assert await introduced(store, ANA, ["cat-arch"]) == {}


async def test_what_people_were_shown_is_kept_for_thirteen_months(store: Store) -> None:
    for slug, at in (("old", NOW), ("new", NOW + timedelta(days=1))):
        await store.people.record_shown(ANA, (slug,), at)
        await store.people.record_introductions(ANA, {slug: "1"}, at)
    later = NOW + timedelta(days=396, hours=1)
    assert await store.people.delete_expired(later) == 2
    assert await store.people.delete_expired(later) == 0
    assert set(await introduced(store, ANA, ["old", "new"])) == {"new"}


async def test_what_many_are_shown_at_once_is_few_transactions(store: Store) -> None:
    writing, transactions = store.database.writing, 0

    def counted():
        nonlocal transactions
        transactions += 1
        return writing()

    store.database.writing = counted
    people_ = [Actor("T1", f"U{number}") for number in range(50)]
    await asyncio.gather(*(store.people.record_shown(each, ("cat-arch", "chin-tuck"), NOW, True) for each in people_))
    assert transactions <= 2
    histories = [await store.people.history(each, NOW) for each in people_]
    assert all(set(each.seen) == {"cat-arch", "chin-tuck"} and each.noted for each in histories)


async def test_who_is_shown_something_as_their_data_is_deleted_waits_for_nobody_for_ever(
    postgres_store: Store,
) -> None:
    store = postgres_store
    for number in range(20):
        actor = Actor("T1", f"U{number}")
        await store.people.record_shown(actor, ["cat-arch", "chin-tuck"], NOW, noted=True)
        await asyncio.gather(
            store.people.record_shown(actor, ["chin-tuck", "cat-arch"], NOW, noted=True),
            store.people.delete_person(actor),
        )
