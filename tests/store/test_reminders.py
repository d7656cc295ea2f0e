"""Private reminders in the store: one for each person and break, each taken once."""

import asyncio
from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import select

from bot.domain.actor import Actor
from bot.domain.breaks import Break, Reminder
from bot.domain.timetable import WEEKDAYS, Timetable
from bot.store import Store
from bot.store.due_timetables import ClaimLimits
from bot.store.tables.of_breaks import reminders

MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
THREE = datetime(2026, 11, 2, 14, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
LATER = THREE + 15 * MINUTE


@pytest.fixture
async def break_(store: Store) -> Break:
    timetable = Timetable(days=WEEKDAYS, times=(time(15),), zone="Europe/Berlin")
    await store.timetables.save("T1", "C1", timetable, "U1", MONDAY)
    [claim], _ = await store.claims.claim_due(THREE, "this test", ClaimLimits(10, 10), lambda _: ("chin-tuck",))
    return claim


def of(break_: Break, user: str = "U1", due_at: datetime = LATER) -> Reminder:
    return Reminder(break_.team, break_.id, user, due_at)


async def test_a_person_has_one_reminder_of_a_break_due_when_it_was_first_asked_for(
    store: Store, break_: Break
) -> None:
    assert await store.reminders.add(of(break_)) == LATER
    assert await store.reminders.add(of(break_, due_at=LATER + MINUTE)) == LATER
    assert await store.reminders.add(of(break_, "U2", LATER + MINUTE)) == LATER + MINUTE


async def test_it_is_taken_once_and_not_before_its_time(store: Store, break_: Break) -> None:
    await store.reminders.add(of(break_))
    assert await store.reminders.take_next(LATER - MINUTE) is None
    assert await store.reminders.take_next(LATER) == of(break_)
    assert await store.reminders.take_next(LATER) is None


async def test_they_are_taken_one_by_one_the_oldest_first(store: Store, break_: Break) -> None:
    for late, user in enumerate(["U2", "U1", "U3"]):
        await store.reminders.add(of(break_, user, LATER + late * MINUTE))
    taken = [await store.reminders.take_next(LATER + 9 * MINUTE) for _ in range(4)]
    assert [each and each.user for each in taken] == ["U2", "U1", "U3", None]


async def test_whoever_takes_at_the_same_time_takes_another_one(store: Store, break_: Break) -> None:
    users = {f"U{number}" for number in range(5)}
    for user in users:
        await store.reminders.add(of(break_, user))
    taken = await asyncio.gather(*(store.reminders.take_next(LATER) for _ in range(8)))
    assert sorted(each.user for each in taken if each) == sorted(users)


async def test_busy_and_stopped_workspaces_keep_theirs(store: Store, break_: Break) -> None:
    await store.reminders.add(of(break_))
    assert await store.reminders.take_next(LATER, {"T1"}) is None
    await store.workspaces.stop("T1", "token_revoked", THREE)
    assert await store.reminders.take_next(LATER) is None
    await store.workspaces.resume("T1")
    assert await store.reminders.take_next(LATER, {"T2"}) == of(break_)


async def test_one_that_is_released_is_taken_again_and_one_that_is_deleted_is_not(store: Store, break_: Break) -> None:
    for user in ("U1", "U2"):
        await store.reminders.add(of(break_, user))
        assert await store.reminders.take_next(LATER) == of(break_, user)
    await store.reminders.release(of(break_, "U1"))
    await store.reminders.delete_taken(of(break_, "U2"))
    assert await store.reminders.take_next(LATER + MINUTE) == of(break_, "U1")
    assert await store.reminders.take_next(LATER + MINUTE) is None


async def test_whoever_asks_again_while_it_is_sent_gets_a_new_one(store: Store, break_: Break) -> None:
    await store.reminders.add(of(break_))
    await store.reminders.take_next(LATER)
    assert await store.reminders.add(of(break_, due_at=LATER + 15 * MINUTE)) == LATER + 15 * MINUTE
    await store.reminders.delete_taken(of(break_))
    await store.reminders.release(of(break_))
    assert await store.reminders.take_next(LATER) is None
    assert await store.reminders.take_next(LATER + 15 * MINUTE) == of(break_, due_at=LATER + 15 * MINUTE)


@pytest.mark.parametrize("ends", ["join", "finish", "leave", "delete"])
async def test_one_that_nobody_waits_for_any_more_does_not_come_back(store: Store, break_: Break, ends: str) -> None:
    await store.reminders.add(of(break_))
    await store.reminders.take_next(LATER)
    await {
        "join": lambda: store.rosters.join(break_, "U1", LATER),
        "finish": lambda: store.rosters.finish(break_, "U1", LATER),
        "leave": lambda: store.rosters.leave(break_, "U1"),
        "delete": lambda: store.deletion.delete_person(Actor("T1", "U1")),
    }[ends]()
    await store.reminders.release(of(break_))
    assert await store.reminders.take_next(LATER) is None


async def test_one_that_was_lost_with_its_process_goes_with_its_break(store: Store, break_: Break) -> None:
    await store.reminders.add(of(break_))
    await store.reminders.take_next(LATER)
    await store.breaks.mark_closed([break_.id])
    await store.breaks.delete_expired(THREE + timedelta(days=99))
    async with store.database.reading() as connection:
        assert (await connection.execute(select(reminders))).all() == []


async def test_the_next_one_is_the_first_after_a_moment(store: Store, break_: Break) -> None:
    assert await store.reminders.next_due_at(THREE) is None
    for late, user in enumerate(["U2", "U1"]):
        await store.reminders.add(of(break_, user, LATER + late * MINUTE))
    assert await store.reminders.next_due_at(THREE) == LATER
    assert await store.reminders.next_due_at(LATER) == LATER + MINUTE
    assert await store.reminders.next_due_at(LATER + MINUTE) is None


async def test_whoever_leaves_to_be_reminded_keeps_the_reminder(store: Store, break_: Break) -> None:
    await store.rosters.join(break_, "U1", LATER)
    await store.reminders.add(of(break_))
    assert await store.rosters.leave(break_, "U1", keep_reminder=True) is True
    assert await store.reminders.take_next(LATER) == of(break_)


async def test_whoever_joins_finishes_or_leaves_needs_no_reminder(store: Store, break_: Break) -> None:
    for user in ("U1", "U2", "U3", "U4"):
        await store.reminders.add(of(break_, user))
    await store.rosters.join(break_, "U1", THREE)
    await store.rosters.finish(break_, "U2", THREE)
    await store.rosters.leave(break_, "U3")
    assert await store.reminders.take_next(LATER) == of(break_, "U4")
    assert await store.reminders.take_next(LATER) is None


async def test_it_is_deleted_with_its_break_and_with_its_person(store: Store, break_: Break) -> None:
    for user in ("U1", "U2"):
        await store.reminders.add(of(break_, user))
    await store.deletion.delete_person(Actor("T1", "U1"))
    await store.breaks.mark_closed([break_.id])
    assert await store.breaks.delete_expired(THREE + timedelta(days=99)) == 1
    assert await store.reminders.take_next(LATER) is None
