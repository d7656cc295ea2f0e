"""What was finished becomes a count of days, once, in its person's zone; and it goes when it is old."""

import asyncio
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import func, select

from bot.domain.actor import Actor
from bot.domain.reader import Reader
from bot.store import Store
from bot.store.done_weeks import PEOPLE_AT_ONCE
from bot.store.tables.of_people import done_weeks, dones

MONDAY = datetime(2026, 8, 3, 9, 0, tzinfo=UTC)
WEEK, DAY = date(2026, 8, 3), timedelta(days=1)
LATER = MONDAY + timedelta(days=120)
ANA, BEN = Actor("T1", "U1"), Actor("T1", "U2")
EVER = date(2020, 1, 1)


async def finished(store: Store, actor: Actor, *moments: datetime) -> None:
    for at in moments:
        await store.dones.finish(actor, f"{at:%d%H%M%S}", ["cat-arch", "chin-tuck"], at)


async def stored_weeks(store: Store, actor: Actor) -> dict[str, int]:
    query = select(done_weeks.c.week, done_weeks.c.days).where(done_weeks.c.user == actor.user)
    async with store.database.reading() as connection:
        return dict((await connection.execute(query)).all())


async def left(store: Store) -> int:
    async with store.database.reading() as connection:
        return await connection.scalar(select(func.count()).select_from(dones))


async def test_old_stretches_become_days_of_a_week_once(store: Store) -> None:
    await finished(store, ANA, MONDAY, MONDAY + timedelta(hours=2), MONDAY + DAY, MONDAY + 7 * DAY)
    await finished(store, BEN, MONDAY + 2 * DAY)
    for _ in range(2):
        await store.deletion.delete_expired(LATER)
        assert await stored_weeks(store, ANA) == {"2026-08-03": 2, "2026-08-10": 1}
    assert (await stored_weeks(store, BEN), await left(store)) == ({"2026-08-03": 1}, 0)


async def test_a_day_is_one_where_the_person_is(store: Store) -> None:
    await store.profiles.save(ANA, Reader("America/Los_Angeles"), MONDAY)
    await store.profiles.save(BEN, Reader(), MONDAY)
    for actor in (ANA, BEN):
        await finished(store, actor, MONDAY.replace(hour=3), MONDAY.replace(hour=22), MONDAY.replace(hour=23) + DAY)
    await store.deletion.delete_expired(LATER)
    assert await stored_weeks(store, ANA) == {"2026-07-27": 1, "2026-08-03": 2}
    assert await stored_weeks(store, BEN) == {"2026-08-03": 2}


async def test_a_day_is_counted_when_all_of_it_is_ninety_days_ago_and_its_week_goes_on_growing(store: Store) -> None:
    await finished(store, ANA, MONDAY, MONDAY + timedelta(hours=12), MONDAY + DAY)
    await store.deletion.delete_expired(MONDAY + timedelta(days=90, hours=6))
    assert (await stored_weeks(store, ANA), await left(store)) == ({}, 6)
    for days in (91, 92, 93):
        await store.deletion.delete_expired(MONDAY + timedelta(days=days))
    assert (await stored_weeks(store, ANA), await left(store)) == ({"2026-08-03": 2}, 0)


async def test_a_week_begins_on_monday_at_the_edges_of_the_world_too(store: Store) -> None:
    for actor, zone in ((ANA, "Pacific/Kiritimati"), (BEN, "Pacific/Pago_Pago")):
        await store.profiles.save(actor, Reader(zone), MONDAY)
        for hours in (-15, -13, 10, 12):
            await finished(store, actor, MONDAY.replace(hour=0) + timedelta(hours=hours))
    assert await store.dones.weeks(ANA, WEEK) == {WEEK: 2}
    assert await store.dones.weeks(BEN, WEEK) == {WEEK: 1}


async def test_weeks_are_the_same_before_and_after_and_in_between(store: Store) -> None:
    await finished(store, ANA, *(MONDAY + number * DAY for number in (0, 1, 4, 9)))
    known = {WEEK: 3, WEEK + 7 * DAY: 1}
    for days in (0, 92, 120):
        await store.deletion.delete_expired(MONDAY + timedelta(days=days))
        assert await store.dones.weeks(ANA, EVER) == known
    assert await store.dones.weeks(ANA, WEEK + DAY) == {WEEK + 7 * DAY: 1}
    assert await store.dones.weeks(BEN, EVER) == {}


async def test_no_week_has_more_than_seven_days_even_for_whoever_moves_around_the_world(store: Store) -> None:
    await finished(store, ANA, *(MONDAY + timedelta(hours=20 * number) for number in range(8)))
    for days, zone in ((93, "Pacific/Kiritimati"), (96, "Pacific/Pago_Pago"), (120, "Asia/Tokyo")):
        await store.profiles.save(ANA, Reader(zone), MONDAY)
        await store.deletion.delete_expired(MONDAY + timedelta(days=days))
    weeks = await stored_weeks(store, ANA)
    assert max(weeks.values()) <= 7
    assert sum(weeks.values()) >= 7


async def test_processes_that_tidy_up_at_once_count_each_day_once(store: Store) -> None:
    people = [Actor("T1", f"U{number:03}") for number in range(PEOPLE_AT_ONCE + 20)]
    for person in people:
        await finished(store, person, MONDAY, MONDAY + DAY)
    await asyncio.gather(*(store.deletion.delete_expired(LATER) for _ in range(4)))
    assert [await stored_weeks(store, person) for person in people] == [{"2026-08-03": 2}] * len(people)


async def test_what_fails_halfway_is_neither_counted_nor_deleted(store: Store) -> None:
    await finished(store, ANA, MONDAY)
    await finished(store, BEN, MONDAY)
    writing = store.database.writing

    def torn():
        return Torn(writing())

    store.database.writing = torn
    try:
        await store.deletion.delete_expired(LATER)
    except RuntimeError:
        store.database.writing = writing
    assert (await stored_weeks(store, ANA), await left(store)) == ({}, 4)
    await store.deletion.delete_expired(LATER)
    assert (await stored_weeks(store, ANA), await left(store)) == ({"2026-08-03": 1}, 0)


class Torn:
    """A transaction whose process is gone before it ends."""

    def __init__(self, inner) -> None:
        self._inner = inner

    async def __aenter__(self):
        return await self._inner.__aenter__()

    async def __aexit__(self, *_) -> None:
        error = RuntimeError("gone")
        await self._inner.__aexit__(RuntimeError, error, None)
        raise error


async def test_what_people_felt_goes_after_ninety_days_and_weeks_after_thirteen_months(store: Store) -> None:
    await finished(store, ANA, MONDAY)
    await store.feelings.record(ANA, f"{MONDAY:%d%H%M%S}", "better", MONDAY)
    await store.deletion.delete_expired(MONDAY + timedelta(days=90))
    assert len((await store.person_data.everything(ANA)).tables["feelings"]) == 2
    await store.deletion.delete_expired(MONDAY + timedelta(days=91))
    everything = (await store.person_data.everything(ANA)).tables
    assert (everything["feelings"], len(everything["done_weeks"])) == ([], 1)
    await store.deletion.delete_expired(MONDAY + timedelta(days=396))
    assert len(await stored_weeks(store, ANA)) == 1
    await store.deletion.delete_expired(MONDAY + timedelta(days=397))
    assert await stored_weeks(store, ANA) == {}


async def test_a_zone_that_exists_no_longer_counts_as_utc(store: Store) -> None:
    await store.profiles.save(ANA, Reader("Mars/Olympus"), MONDAY)
    await finished(store, ANA, MONDAY)
    assert await store.dones.weeks(ANA, EVER) == {WEEK: 1}
    await store.deletion.delete_expired(LATER)
    assert await stored_weeks(store, ANA) == {"2026-08-03": 1}
