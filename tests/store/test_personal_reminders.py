"""Private reminders in the store: rows beside those of channels, which nothing about channels shows."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.domain.actor import Actor
from bot.domain.breaks import Break, repeat_slot_key
from bot.domain.timetable import EVERY_DAY, UNTIL_RESUMED, Timetable
from bot.store import Store
from bot.store.due_timetables import MAX_SELECTED, ClaimLimits
from bot.store.outcomes import Outcome
from bot.store.personal_reminders import Chosen

MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
THREE = datetime(2026, 11, 2, 15, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
ME = Actor("T1", "U1")
MINE = Timetable(days=EVERY_DAY, times=(time(15),), zone="UTC", personal=True, hours=(time(9), time(17)))
BREAKS = replace(MINE, personal=False, hours=None)
BY = "this test"
REMINDERS, TEAM_BREAKS = ClaimLimits(100, 100, personal=True), ClaimLimits(100, 100)


async def put(store: Store, user: str = "U1", timetable: Timetable = MINE) -> None:
    await store.timetables.save("T1", user, timetable, user, MONDAY)


async def claimed(store: Store, now: datetime = THREE, limits: ClaimLimits = REMINDERS) -> list[Break]:
    claims, _ = await store.claims.claim_due(now, BY, limits, lambda _found: ())
    return claims


async def posted(store: Store, now: datetime, **more: object) -> Break:
    [claim] = await claimed(store, now)
    outcome = Outcome(break_id=claim.id, state="posted", ts=f"{now:%d}.1", posted_in="D1", posted_at=now)
    await store.outcomes.record([replace(outcome, **more)], BY)
    return await store.breaks.find("T1", claim.id)


async def days_of(store: Store, days: Sequence[int]) -> list[Break]:
    return [await posted(store, THREE + day * DAY) for day in days]


async def test_a_persons_timetable_comes_back_with_its_hours(store: Store) -> None:
    await put(store)
    found = await store.timetables.get("T1", "U1")
    assert (found.timetable, found.personal, found.set_by) == (MINE, True, "U1")


async def test_what_is_about_channels_leaves_reminders_out(store: Store) -> None:
    await put(store)
    mine = await posted(store, THREE)
    assert (mine.personal, mine.posted_in, mine.channel) == (True, "D1", "U1")
    assert await store.timetable_lookups.list_for_person(ME, MONDAY) == []
    assert await store.timetable_lookups.of_breaks([mine.id]) == {}
    assert await store.past_breaks.due_between("T1", MONDAY, THREE + DAY) == []
    assert await store.breaks.take_closing(THREE + DAY, 10, lambda _: 0) == []
    assert await store.breaks.asked_for(ME, "U1", MONDAY) == (0, 0)


async def test_breaks_and_reminders_are_claimed_apart(store: Store) -> None:
    await put(store)
    await put(store, "C1", BREAKS)
    assert [each.channel for each in await claimed(store, limits=TEAM_BREAKS)] == ["C1"]
    assert [each.channel for each in await claimed(store)] == ["U1"]


async def test_what_waits_is_claimed_by_its_kind_alone(store: Store) -> None:
    await put(store)
    [claim] = await claimed(store)
    held = Outcome(break_id=claim.id, state="waiting", again_at=THREE + MINUTE, due_at=THREE + MINUTE)
    await store.outcomes.record([held], BY)
    assert await claimed(store, THREE + MINUTE, TEAM_BREAKS) == []
    [again] = await claimed(store, THREE + MINUTE)
    assert (again.id, again.due_at, again.first_due_at) == (claim.id, THREE + MINUTE, THREE)


async def test_an_answer_counts_once_and_only_its_persons(store: Store) -> None:
    await put(store)
    mine = await posted(store, THREE)
    assert not await store.breaks.answer("T1", mine.id, "U2", THREE)
    assert not await store.breaks.answer("T2", mine.id, "U1", THREE)
    assert await store.breaks.answer("T1", mine.id, "U1", THREE)
    assert not await store.breaks.answer("T1", mine.id, "U1", THREE + MINUTE)
    answered = await store.breaks.find("T1", mine.id)
    assert (answered.state, answered.answered_at) == ("closed", THREE)
    assert (await store.personal_reminders.standing(ME, THREE)).unanswered is None


async def test_a_team_break_cannot_be_answered(store: Store) -> None:
    await put(store, "C1", BREAKS)
    [claim] = await claimed(store, limits=TEAM_BREAKS)
    assert not await store.breaks.answer("T1", claim.id, "C1", THREE)


async def test_a_reminder_may_be_put_off_three_times(store: Store) -> None:
    await put(store)
    mine, at = await posted(store, THREE), THREE
    for _ in range(3):
        assert mine.is_repeatable
        at += 15 * MINUTE
        mine = await store.claims.add_repeat(mine, repeat_slot_key(mine.slot), at)
        assert mine.personal
    assert not mine.is_repeatable
    assert len(mine.slot) <= 32


async def test_a_pause_calls_off_what_was_put_off(store: Store) -> None:
    await put(store)
    mine = await posted(store, THREE)
    await store.claims.add_repeat(mine, repeat_slot_key(mine.slot), THREE + MINUTE)
    await store.timetables.pause("T1", "U1", THREE + DAY / 2, THREE)
    assert await claimed(store, THREE + MINUTE) == []
    assert (await store.timetables.get("T1", "U1")).next.at == THREE + DAY


async def test_turning_reminders_off_deletes_their_timetable(store: Store) -> None:
    await put(store)
    assert await store.timetables.remove("T1", "U1", MONDAY)
    assert await store.timetables.get("T1", "U1") is None
    assert await store.timetable_lookups.list_running() == []
    assert not await store.timetables.remove("T1", "U1", MONDAY)


async def test_the_last_message_waits_until_another_takes_its_place(store: Store) -> None:
    await put(store)
    first = await posted(store, THREE)
    assert (await store.personal_reminders.standing(ME, THREE)).unanswered == first
    second = await posted(store, THREE + DAY, replaced=first.id)
    assert (await store.breaks.find("T1", first.id)).state == "closed"
    assert (await store.personal_reminders.standing(ME, THREE)).unanswered == second


async def test_three_in_a_row_without_an_answer_were_ignored(store: Store) -> None:
    await put(store)
    *_, third = await days_of(store, [0, 1, 2])
    assert (await store.personal_reminders.standing(ME, THREE + 3 * DAY)).was_ignored
    await store.breaks.answer("T1", third.id, "U1", THREE + 3 * DAY)
    assert not (await store.personal_reminders.standing(ME, THREE + 3 * DAY)).was_ignored


async def test_what_was_ignored_before_they_were_resumed_or_set_up_anew_counts_no_more(store: Store) -> None:
    await put(store)
    await days_of(store, [0, 1, 2])
    await store.timetables.resume("T1", "U1", THREE + 2 * DAY + MINUTE)
    assert not (await store.personal_reminders.standing(ME, THREE + 3 * DAY)).was_ignored


async def test_a_question_pauses_the_reminders_until_it_is_answered(store: Store) -> None:
    await put(store)
    await put(store, "U2")
    claims = await claimed(store)
    asked = [
        Outcome(break_id=each.id, state="posted", ts="1.1", posted_in="D1", asks=each.channel == "U1")
        for each in claims
    ]
    await store.outcomes.record(asked, BY)
    paused, other = await store.timetables.get("T1", "U1"), await store.timetables.get("T1", "U2")
    assert (paused.timetable.paused_until, paused.next) == (UNTIL_RESUMED, None)
    assert other.next.at == THREE + DAY


async def test_a_question_that_was_answered_before_it_was_recorded_pauses_nothing(store: Store) -> None:
    await put(store)
    [claim] = await claimed(store)
    await store.breaks.answer("T1", claim.id, "U1", THREE)
    await store.outcomes.record([Outcome(break_id=claim.id, state="posted", ts="1.1", posted_in="D1", asks=True)], BY)
    assert (await store.timetables.get("T1", "U1")).next.at == THREE + DAY


async def test_reminders_are_deleted_after_ninety_days_answered_or_not(store: Store) -> None:
    await put(store)
    first, _ = await days_of(store, [0, 1])
    await store.breaks.answer("T1", first.id, "U1", THREE)
    assert await store.breaks.delete_expired(THREE + 89 * DAY) == 0
    assert await store.breaks.delete_expired(THREE + 92 * DAY) == 2


async def test_however_many_reminders_are_due_a_break_is_claimed_and_the_other_way_round(store: Store) -> None:
    for number in range(MAX_SELECTED + 1):
        await put(store, f"U{number}")
    await put(store, "C1", replace(BREAKS, times=(time(15, 1),)))
    assert [each.channel for each in await claimed(store, THREE + MINUTE, TEAM_BREAKS)] == ["C1"]
    assert len(await claimed(store, THREE + MINUTE)) == 100


async def test_what_was_about_to_be_shown_is_not_stored_again_after_a_person_deleted_their_data(store: Store) -> None:
    await put(store)
    await put(store, "U2")
    mine, other = sorted(await claimed(store), key=lambda each: each.channel)
    await store.deletion.delete_person(ME)
    for claim in (mine, other):
        await store.personal_reminders.choose(Chosen(claim.id, Actor("T1", claim.channel), ("chin-tuck",), THREE))
    assert (await store.person_data.everything(ME)).is_empty
    assert (await store.breaks.find("T1", other.id)).slugs == ("chin-tuck",)


async def test_of_choosing_and_deleting_at_once_nothing_is_left(postgres_store: Store) -> None:
    store = postgres_store
    for number in range(20):
        user = f"U{number}"
        await put(store, user)
        [claim] = await claimed(store)
        chosen = Chosen(claim.id, Actor("T1", user), ("chin-tuck",), THREE)
        await asyncio.gather(store.personal_reminders.choose(chosen), store.deletion.delete_person(chosen.actor))
        assert (await store.person_data.everything(chosen.actor)).is_empty


@pytest.mark.parametrize("asks", [True, False])
async def test_who_deletes_their_data_and_what_records_their_reminder_never_wait_for_each_other(
    postgres_store: Store, asks: bool
) -> None:
    store = postgres_store
    for number in range(10):
        user = f"U{number}"
        await put(store, user)
        before = (await days_of(store, [0]))[0].id
        [claim] = await claimed(store, THREE + DAY)
        outcome = Outcome(break_id=claim.id, state="posted", ts="1.1", posted_in="D1", posted_at=THREE)
        record = store.outcomes.record([replace(outcome, asks=asks, replaced=before)], BY)
        await asyncio.gather(record, store.deletion.delete_person(Actor("T1", user)))
        assert (await store.person_data.everything(Actor("T1", user))).is_empty


async def test_who_pauses_their_reminders_as_they_are_stopped_has_none(postgres_store: Store) -> None:
    store = postgres_store
    for number in range(20):
        user = f"U{number}"
        await put(store, user)
        [mine] = await claimed(store)
        await store.claims.add_repeat(mine, repeat_slot_key(mine.slot), THREE)
        await asyncio.gather(
            store.timetables.pause("T1", user, None, THREE),
            store.timetables.remove("T1", user, THREE),
            store.timetables.resume("T1", user, THREE),
        )
        assert await store.timetables.get("T1", user) is None
