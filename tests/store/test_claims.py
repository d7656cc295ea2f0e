"""Claims: what is due is posted by one process, once, whatever the clock and the processes do."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.domain.breaks import Break, State
from bot.domain.timetable import WEEKDAYS, Timetable
from bot.store import Store
from bot.store.abandoned_claims import Recovered
from bot.store.due_timetables import ClaimLimits
from bot.store.outcomes import Outcome

MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
THREE = datetime(2026, 11, 2, 14, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
DAILY = Timetable(days=WEEKDAYS, times=(time(15),), zone="Europe/Berlin")
TWICE = Timetable(days=WEEKDAYS, times=(time(9, 30), time(15)), zone="Europe/Berlin")

BY = "this test"
LIMITS = ClaimLimits(100, 100)


def chosen(_kept: object) -> Sequence[str]:
    return ("chin-tuck",)


async def given(store: Store, *channels: str, team: str = "T1", timetable: Timetable = DAILY, now: datetime = MONDAY):
    for channel in channels:
        await store.timetables.save(team, channel, timetable, "U1", now)


async def claim_due(
    store: Store, now: datetime = THREE, by: str = BY, limits: ClaimLimits = LIMITS, choose=chosen
) -> list[Break]:
    claims, _ = await store.claims.claim_due(now, by, limits, choose)
    return claims


async def recovered(store: Store, now: datetime = THREE, by: str = BY) -> Recovered:
    return await store.abandoned_claims.recover(by, now, frozenset())


async def lost(store: Store, now: datetime = THREE, by: str = BY) -> list[Break]:
    return list((await recovered(store, now, by)).lost)


async def test_nothing_is_due_before_its_time(store: Store) -> None:
    await given(store, "C1")
    assert await claim_due(store, THREE - timedelta(seconds=1)) == []


async def test_what_is_due_is_claimed_once(store: Store) -> None:
    await given(store, "C1")
    [claim] = await claim_due(store)
    assert (claim.channel, claim.slot, claim.due_at, claim.slugs) == ("C1", "2026-11-02T15:00", THREE, ("chin-tuck",))
    assert await claim_due(store) == []


async def test_the_timetable_moves_on_to_its_next_slot(store: Store) -> None:
    await given(store, "C1")
    await claim_due(store)
    kept = await store.timetables.get("T1", "C1")
    assert kept.next.at == THREE + DAY
    assert kept.recent == ("chin-tuck",)


@pytest.mark.parametrize(("late", "state"), [(10 * MINUTE, "claimed"), (10 * MINUTE + MINUTE, "missed")])
async def test_ten_minutes_late_is_posted_and_later_is_recorded_as_missed(
    store: Store, late: timedelta, state: str
) -> None:
    await given(store, "C1")
    claims = await claim_due(store, THREE + late)
    missed = await store.breaks.last_missed("T1", "C1", MONDAY)
    assert (len(claims), missed and missed.state) == ((1, None) if state == "claimed" else (0, "missed"))


async def test_after_days_away_only_the_latest_slot_is_posted_and_every_missed_one_is_recorded(store: Store) -> None:
    await given(store, "C1", timetable=TWICE)
    claims = await claim_due(store, THREE + 3 * DAY)
    assert [claim.due_at for claim in claims] == [THREE + 3 * DAY]
    missed = [await store.breaks.find("T1", claim.id) for claim in claims]
    assert [each.state for each in missed] == ["claimed"]
    assert (await store.breaks.last_missed("T1", "C1", MONDAY)).due_at == THREE + 3 * DAY - timedelta(
        hours=5, minutes=30
    )


async def test_a_clock_that_was_set_back_posts_nothing_twice(store: Store) -> None:
    await given(store, "C1")
    assert len(await claim_due(store)) == 1
    await given(store, "C1", now=THREE - HOUR)
    assert await claim_due(store) == []
    assert (await store.timetables.get("T1", "C1")).next.at == THREE + DAY


async def test_a_channel_that_cannot_be_read_keeps_no_other_from_its_break(store: Store) -> None:
    await given(store, "C1", "C2")
    async with store.database.writing() as connection:
        await connection.exec_driver_sql("UPDATE timetables SET zone = 'Atlantis' WHERE channel = 'C1'")
    assert [claim.channel for claim in await claim_due(store)] == ["C2"]
    assert await claim_due(store) == []


async def test_a_workspace_with_many_channels_does_not_keep_another_waiting(store: Store) -> None:
    await given(store, *(f"C{n}" for n in range(20)), team="T1")
    await given(store, "C0", team="T2")
    claims = await claim_due(store, limits=ClaimLimits(10, 5))
    assert sorted(claim.team for claim in claims) == ["T1"] * 5 + ["T2"]


async def test_a_workspace_that_has_enough_to_do_is_left_out_for_now(store: Store) -> None:
    await given(store, "C1", team="T1")
    await given(store, "C1", team="T2")
    assert [claim.team for claim in await claim_due(store, limits=ClaimLimits(100, 100, {"T1"}))] == ["T2"]


async def test_a_stopped_workspace_gets_nothing_until_it_goes_on(store: Store) -> None:
    await given(store, "C1")
    assert await store.workspaces.stop("T1", "token_revoked", MONDAY)
    assert await claim_due(store) == []
    assert await store.workspaces.resume("T1")
    assert len(await claim_due(store)) == 1


async def test_processes_that_claim_together_share_the_work(store: Store) -> None:
    await given(store, *(f"C{n}" for n in range(30)))
    shares = await asyncio.gather(*(claim_due(store, by=f"process {n}", limits=ClaimLimits(10, 100)) for n in range(3)))
    ids = [claim.id for share in shares for claim in share]
    assert len(ids) == len(set(ids)) == 30


async def claimed(store: Store, by: str = BY) -> Break:
    await given(store, "C1")
    [claim] = await claim_due(store, by=by)
    return claim


async def sending(store: Store, by: str) -> Break:
    claim = await claimed(store, by=by)
    await store.outcomes.mark([claim.id], by, "sending")
    return claim


async def state(store: Store, break_: Break) -> str:
    return (await store.breaks.find(break_.team, break_.id)).state


async def test_a_posted_break_knows_its_message(store: Store) -> None:
    claim = await claimed(store)
    await store.outcomes.record([Outcome(break_id=claim.id, state="posted", ts="1.2", posted_at=THREE)], BY)
    found = await store.breaks.find("T1", claim.id)
    assert (found.state, found.ts, found.closes_at) == ("posted", "1.2", THREE + HOUR)


async def test_a_break_that_waits_is_claimed_again_in_time(store: Store) -> None:
    claim = await claimed(store)
    await store.outcomes.record([Outcome(break_id=claim.id, state="waiting", again_at=THREE + MINUTE)], BY)
    assert await claim_due(store, THREE) == []
    [again] = await claim_due(store, THREE + MINUTE)
    assert again.id == claim.id


async def test_a_break_that_waited_too_long_is_missed(store: Store) -> None:
    claim = await claimed(store)
    await store.outcomes.record(
        [Outcome(break_id=claim.id, state="waiting", again_at=THREE + MINUTE, trouble="ratelimited")], BY
    )
    assert await claim_due(store, THREE + 11 * MINUTE) == []
    assert await state(store, claim) == "missed"


async def test_a_pause_calls_off_what_waits(store: Store) -> None:
    claim = await claimed(store)
    await store.outcomes.record([Outcome(break_id=claim.id, state="waiting", again_at=THREE + MINUTE)], BY)
    await store.timetables.pause("T1", "C1", None, THREE)
    assert await claim_due(store, THREE + MINUTE) == []


async def end(store: Store, how: str) -> None:
    """Turn off, pause or stop the breaks of C1."""
    if how == "off":
        await store.timetables.remove("T1", "C1", MONDAY)
    elif how == "pause":
        await store.timetables.pause("T1", "C1", THREE + HOUR, THREE)
    elif how == "stop":
        await store.timetables.stop("T1", "C1", "is_archived", MONDAY)


@pytest.mark.parametrize(
    ("how", "becomes"), [("off", "missed"), ("pause", "missed"), ("stop", "missed"), ("", "waiting")]
)
async def test_what_was_being_posted_when_its_timetable_ended_does_not_wait_again(
    store: Store, how: str, becomes: str
) -> None:
    await given(store, "C1", "C2")
    claims = {claim.channel: claim for claim in await claim_due(store)}
    await end(store, how)
    outcomes = [Outcome(break_id=claim.id, state="waiting", again_at=THREE + MINUTE) for claim in claims.values()]
    await store.outcomes.record(outcomes, BY)
    assert [await state(store, claims[channel]) for channel in ("C1", "C2")] == [becomes, "waiting"]
    assert await store.breaks.last_missed("T1", "C1", MONDAY) is None


async def test_a_pause_that_is_over_by_then_calls_nothing_off(store: Store) -> None:
    claim = await claimed(store)
    await store.timetables.pause("T1", "C1", THREE + MINUTE, THREE)
    await store.outcomes.record([Outcome(break_id=claim.id, state="waiting", again_at=THREE + MINUTE)], BY)
    assert await state(store, claim) == "waiting"


@pytest.mark.parametrize("how", ["off", "pause"])
async def test_a_break_asked_for_at_once_waits_again_whatever_the_timetable(store: Store, how: str) -> None:
    await given(store, "C1")
    origin = await store.timetables.get("T1", "C1")
    claim = await store.claims.claim_now(origin, "now 2026-11-02T14:00", ["neck-turn"], THREE, BY)
    await end(store, how)
    await store.outcomes.record([Outcome(break_id=claim.id, state="waiting", again_at=THREE + MINUTE)], BY)
    assert [each.id for each in await claim_due(store, THREE + MINUTE)] == [claim.id]


async def test_a_claim_that_its_process_never_heard_of_ends_with_its_timetable(store: Store) -> None:
    claim = await claimed(store)
    await end(store, "off")
    await store.abandoned_claims.recover(BY, THREE, ())
    assert await state(store, claim) == "missed"


async def test_what_a_gone_process_was_sending_is_found_once_and_never_posted(store: Store) -> None:
    claim = await sending(store, by="a process that is gone")
    assert [each.id for each in await lost(store)] == [claim.id]
    assert await lost(store) == []
    assert await state(store, claim) == "unknown"
    assert await claim_due(store, THREE + MINUTE) == []


async def test_what_a_gone_process_was_not_sending_is_given_back_at_once(store: Store) -> None:
    claim = await claimed(store, by="a process that is gone")
    found = await recovered(store)
    assert ([each.id for each in found.back], found.lost) == ([claim.id], [])
    assert [each.id for each in await claim_due(store)] == [claim.id]
    assert await store.outcomes.mark([claim.id], "a process that is gone", "sending") == frozenset()
    assert await store.outcomes.mark([claim.id], BY, "sending") == {claim.id}


async def test_only_what_is_held_can_be_sent(store: Store) -> None:
    claim = await claimed(store)
    await store.outcomes.record([Outcome(break_id=claim.id, state="posted", ts="1.2")], BY)
    assert await store.outcomes.mark([claim.id, "another"], BY, "sending") == frozenset()
    assert await state(store, claim) == "posted"


@pytest.mark.slow
async def test_what_a_living_process_claims_is_not_taken_for_lost(postgres_url: str, opened: Callable) -> None:
    mine, theirs = await opened(postgres_url, "mine"), await opened(postgres_url, "theirs")
    await sending(theirs, by="theirs")
    assert await recovered(mine, by="mine") == Recovered([], [])
    await theirs.database.aclose()
    found = 0
    for _ in range(500):  # PostgreSQL notices the closed connections within moments
        found += len(await lost(mine, by="mine"))
        await asyncio.sleep(0 if found else 0.01)
    assert found == 1


async def test_a_claim_this_old_is_lost_even_if_its_process_lives(store: Store) -> None:
    await sending(store, by="elsewhere")
    assert len(await lost(store, THREE + 16 * MINUTE)) == 1


async def test_who_was_thought_gone_still_records_what_it_did(store: Store) -> None:
    claim = await sending(store, by="out of reach")
    await lost(store)
    outcome = Outcome(break_id=claim.id, state="posted", ts="1.2", posted_at=THREE)
    await store.outcomes.record([outcome], "out of reach")
    assert await state(store, claim) == "posted"


@pytest.mark.parametrize("said", ["waiting", "failed", "missed"])
async def test_who_was_thought_gone_leaves_alone_what_another_process_has_posted_since(
    store: Store, said: State
) -> None:
    claim = await claimed(store, by="out of reach")
    await recovered(store)
    [again] = await claim_due(store)
    await store.outcomes.mark([again.id], BY, "sending")
    await store.outcomes.record([Outcome(break_id=again.id, state="posted", ts="1.2", posted_at=THREE)], BY)
    await store.outcomes.record([Outcome(break_id=claim.id, state=said, again_at=THREE)], "out of reach")
    found = await store.breaks.find("T1", claim.id)
    assert (found.state, found.ts) == ("posted", "1.2")
    assert await claim_due(store, THREE + MINUTE) == []


async def test_a_claim_that_its_process_never_heard_of_waits_again(store: Store) -> None:
    await given(store, "C1", "C2")
    known, unheard = await claim_due(store)
    assert [each.id for each in (await store.abandoned_claims.recover(BY, THREE, {known.id})).back] == [unheard.id]
    assert [each.id for each in await claim_due(store, THREE)] == [unheard.id]


async def test_a_break_asked_for_at_once_is_one_a_minute(store: Store) -> None:
    await given(store, "C1")
    kept = await store.timetables.get("T1", "C1")
    fresh = [await store.claims.claim_now(kept, "now 09:00", ["neck-turn"], MONDAY, BY) for _ in range(2)]
    assert [one is not None for one in fresh] == [True, False]
    assert (await store.timetables.get("T1", "C1")).recent == ("neck-turn",)


async def test_fifteen_minutes_later_is_once_and_ends_the_first_one_then(store: Store) -> None:
    claim = await claimed(store)
    at = THREE + 15 * MINUTE
    again = [await store.claims.add_repeat(claim, claim.slot + "+15", at) for _ in range(2)]
    assert [one is not None for one in again] == [True, False]
    assert (await store.breaks.find("T1", claim.id)).closes_at == at
    assert [each.slugs for each in await claim_due(store, at)] == [("chin-tuck",)]


async def test_the_oldest_is_claimed_first_and_the_caller_hears_that_there_is_more(store: Store) -> None:
    for hour, channel in ((2, "C2"), (0, "C0"), (1, "C1")):
        at = replace(DAILY, times=(time(12 + hour),))
        await given(store, channel, timetable=at)
    late = THREE
    claims, more = await store.claims.claim_due(late, BY, ClaimLimits(2, 2), lambda _: ())
    assert more
    missed = [await store.breaks.last_missed("T1", channel, MONDAY) for channel in ("C0", "C1", "C2")]
    assert [each is not None for each in missed] == [True, True, False]
    _, more = await store.claims.claim_due(late, BY, ClaimLimits(2, 2), lambda _: ())
    assert (claims, more) == ([], False)


async def test_what_waits_takes_the_room_that_timetables_leave(store: Store) -> None:
    claim = await claimed(store)
    await store.outcomes.record([Outcome(break_id=claim.id, state="waiting", again_at=THREE)], BY)
    await given(store, "C2", now=MONDAY)
    first = await claim_due(store, limits=ClaimLimits(1, 9))
    second = await claim_due(store, limits=ClaimLimits(1, 9))
    assert [[each.channel for each in some] for some in (first, second)] == [["C2"], ["C1"]]


async def test_what_waits_in_a_busy_or_stopped_workspace_is_left_there(store: Store) -> None:
    claim = await claimed(store)
    await store.outcomes.record([Outcome(break_id=claim.id, state="waiting", again_at=THREE)], BY)
    assert await claim_due(store, limits=ClaimLimits(9, 9, {"T1"})) == []
    await store.workspaces.stop("T1", "token_revoked", THREE)
    assert await claim_due(store) == []
    await store.workspaces.resume("T1")
    assert [each.id for each in await claim_due(store)] == [claim.id]


@pytest.mark.parametrize(("late", "state"), [(10 * MINUTE, "claimed"), (10 * MINUTE + timedelta(seconds=1), "missed")])
async def test_what_waits_is_claimed_for_ten_minutes(store: Store, late: timedelta, state: str) -> None:
    claim = await claimed(store)
    await store.outcomes.record([Outcome(break_id=claim.id, state="waiting", again_at=THREE)], BY)
    await claim_due(store, THREE + late)
    assert (await store.breaks.find("T1", claim.id)).state == state


async def test_a_later_outcome_forgets_nothing_of_an_earlier_one(store: Store) -> None:
    claim = await claimed(store)
    posted = Outcome(break_id=claim.id, state="posted", ts="1.2", posted_at=THREE, closes_at=THREE + HOUR)
    await store.outcomes.record([posted, Outcome(break_id="unknown to the store", state="posted")], BY)
    await store.outcomes.record([Outcome(break_id=claim.id, state="failed", trouble="why")], BY)
    found = await store.breaks.find("T1", claim.id)
    assert (found.state, found.trouble) == ("failed", "why")
    assert (found.ts, found.posted_at, found.closes_at) == ("1.2", THREE, THREE + HOUR)


async def test_a_break_at_once_where_there_is_no_timetable_is_remembered_all_the_same(store: Store) -> None:
    await given(store, "C1")
    origin = await store.timetables.get("T1", "C1")
    await store.timetables.remove("T1", "C1", MONDAY)
    fresh = await store.claims.claim_now(origin, "now", ["neck-turn"], MONDAY, BY)
    assert (fresh.state, fresh.due_at, fresh.set_by) == ("claimed", MONDAY, "U1")
    assert await store.breaks.recent("T1", "C1") == ("neck-turn",)


async def test_a_repeat_never_lets_its_break_end_later_than_it_would(store: Store) -> None:
    claim = await claimed(store)
    await store.claims.add_repeat(claim, "late", THREE + 2 * HOUR)
    assert (await store.breaks.find("T1", claim.id)).closes_at == THREE + HOUR


async def test_the_next_break_is_due_when_the_first_timetable_or_the_first_that_waits_is(store: Store) -> None:
    assert await store.claims.next_due_at() is None
    claim = await claimed(store)
    assert await store.claims.next_due_at() == THREE + DAY
    await store.claims.add_repeat(claim, "again", THREE + 15 * MINUTE)
    assert await store.claims.next_due_at() == THREE + 15 * MINUTE


async def test_forty_exercises_of_a_channel_are_remembered(store: Store) -> None:
    await given(store, "C1")
    for number in range(21):
        origin = await store.timetables.get("T1", "C1")
        slugs = [f"a{number}", f"b{number}"]
        await store.claims.claim_now(origin, f"now {number}", slugs, MONDAY, BY)
    recent = (await store.timetables.get("T1", "C1")).recent
    assert (len(recent), recent[:3], recent[-1]) == (40, ("a20", "b20", "a19"), "b1")


async def test_a_workspace_is_stopped_and_resumed_once(store: Store) -> None:
    assert [await store.workspaces.stop("T1", "token_revoked", MONDAY) for _ in range(2)] == [True, False]
    assert [each.team for each in await store.workspaces.stopped()] == ["T1"]
    assert [await store.workspaces.resume(team) for team in ("T2", "T1", "T1")] == [False, True, False]


async def test_a_timetable_that_cannot_be_read_is_stopped_and_says_so(store: Store) -> None:
    await given(store, "C1")
    async with store.database.writing() as connection:
        await connection.exec_driver_sql("UPDATE timetables SET zone = 'Atlantis'")
    await claim_due(store)
    async with store.database.reading() as connection:
        row = (await connection.exec_driver_sql("SELECT stopped, next_at, next_slot FROM timetables")).one()
    assert tuple(row) == ("unreadable", None, None)
