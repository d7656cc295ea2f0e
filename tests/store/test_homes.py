"""What Home reads of a person, and that they opened it, on both databases."""

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import insert

from bot.domain.actor import Actor
from bot.domain.home import HomeFacts, OwnReminders
from bot.domain.preferences import Preferences
from bot.domain.reader import Reader
from bot.domain.safety import Done
from bot.domain.timetable import WEEKDAYS, Timetable
from bot.store import Store
from bot.store.tables.of_breaks import breaks, joins
from bot.store.tables.of_people import done_weeks

ANA, BEN = Actor("T1", "U1"), Actor("T1", "U2")
NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
MONTH_AGO = NOW - timedelta(days=29)


async def test_of_somebody_unknown_nothing_is_known(store: Store) -> None:
    assert await store.homes.facts(ANA, MONTH_AGO) == HomeFacts()


async def test_what_a_person_did_lately_and_has_chosen_is_one_answer(store: Store) -> None:
    first, latest = NOW - timedelta(days=40), NOW - timedelta(days=1)
    chosen = Preferences(kit=frozenset({"mat"}), goal_days=4)
    for actor in (ANA, BEN):
        await store.dones.finish(actor, "old", ["cat-arch"], first)
    await store.dones.finish(ANA, "new", ["chin-tuck"], latest)
    await store.preferences.save(ANA, chosen)
    await store.preferences.hide(ANA, ["butterfly", "cat-arch"], NOW)
    async with store.database.writing() as connection:
        week = {"team": "T1", "user": "U1", "week": "2026-03-02", "days": 2}
        await connection.execute(insert(done_weeks).values([week, week | {"week": "2026-03-09"}]))
        posted = {"id": "b", "team": "T1", "channel": "C1", "slot": "s", "slugs": "", "state": "closed", "set_by": ""}
        await connection.execute(insert(breaks).values(due_at=NOW, **posted))
        await connection.execute(insert(joins).values(break_id="b", user="U1", team="T1", joined_at=NOW))
    assert await store.homes.facts(ANA, MONTH_AGO) == HomeFacts(
        dones=(Done("chin-tuck", latest),),
        first_done=first,
        first_week=date(2026, 3, 2),
        hidden=frozenset({"butterfly", "cat-arch"}),
        has_joined=True,
        preferences=chosen,
    )
    assert await store.homes.facts(BEN, MONTH_AGO) == HomeFacts(first_done=first)


async def test_a_home_is_open_for_whoever_opened_it_since_and_not_after_their_data_is_deleted(store: Store) -> None:
    await store.homes.record_used(ANA, NOW - timedelta(hours=1))
    for actor in (ANA, BEN):
        await store.homes.record_opened(actor, NOW)
    assert await store.homes.was_opened_since(ANA, NOW - timedelta(minutes=30))
    assert not await store.homes.was_opened_since(ANA, NOW)
    assert not await store.homes.was_opened_since(BEN, NOW - timedelta(minutes=30))
    await store.deletion.delete_person(ANA)
    assert not await store.homes.was_opened_since(ANA, NOW - timedelta(minutes=30))


async def test_opening_it_stores_nothing_of_whoever_is_not_known(store: Store) -> None:
    await store.homes.record_opened(ANA, NOW)
    assert not await store.profiles.save_of_known(ANA, Reader("UTC"), NOW)
    assert (await store.person_data.everything(ANA)).is_empty
    await store.homes.record_used(ANA, NOW)
    assert await store.profiles.save_of_known(ANA, Reader("UTC"), NOW)
    assert await store.profiles.get(ANA, NOW) == Reader("UTC")


async def test_a_goal_is_set_without_a_change_to_anything_else(store: Store) -> None:
    await store.preferences.save(ANA, Preferences(goal_days=2), only=["goal_days"])
    assert await store.preferences.get(ANA) == Preferences(goal_days=2)
    await store.preferences.save(ANA, Preferences(kit=frozenset({"bed"})))
    await store.preferences.save(ANA, Preferences(goal_days=5), only=["goal_days"])
    assert await store.preferences.get(ANA) == Preferences(kit=frozenset({"bed"}), goal_days=5)


async def test_a_persons_own_reminders_are_told_with_their_next_moment_or_that_they_pause(store: Store) -> None:
    own = Timetable(days=WEEKDAYS, times=(time(11),), zone="Europe/Berlin", personal=True)
    await store.timetables.save("T1", "U1", own, "U1", NOW)
    next_at = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
    assert (await store.homes.facts(ANA, MONTH_AGO)).reminders == OwnReminders("Europe/Berlin", next_at)
    await store.timetables.pause("T1", "U1", None, NOW)
    assert (await store.homes.facts(ANA, MONTH_AGO)).reminders == OwnReminders("Europe/Berlin", None)
    assert (await store.homes.facts(BEN, MONTH_AGO)).reminders is None
