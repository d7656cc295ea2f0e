"""Breaks in the store: the roster, Done once, the closing by one process."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.domain.actor import Actor
from bot.domain.breaks import Break
from bot.domain.guide import Session
from bot.domain.preferences import Preferences
from bot.domain.roster import Roster
from bot.domain.timetable import WEEKDAYS, Timetable
from bot.store import Store
from bot.store.due_timetables import ClaimLimits
from bot.store.outcomes import Outcome

MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
THREE = datetime(2026, 11, 2, 14, tzinfo=UTC)
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
DAILY = Timetable(days=WEEKDAYS, times=(time(15),), zone="Europe/Berlin")


def next_line(previous: int | None) -> int:
    """Choose the closing line after the previous one."""
    return 0 if previous is None else previous + 1


@pytest.fixture
async def posted(store: Store) -> Break:
    await store.timetables.save("T1", "C1", DAILY, "U1", MONDAY)
    [claim], _ = await store.claims.claim_due(THREE, "this test", ClaimLimits(10, 10), lambda _: ("chin-tuck",))
    await store.outcomes.record([Outcome(break_id=claim.id, state="posted", ts="1.2", posted_at=THREE)], "this test")
    return await store.breaks.find("T1", claim.id)


async def test_a_break_is_found_in_its_own_workspace_only(store: Store, posted: Break) -> None:
    assert await store.breaks.find("T2", posted.id) is None


async def test_joining_twice_is_joining_once(store: Store, posted: Break) -> None:
    assert [await store.rosters.join(posted, "U1", THREE) for _ in range(2)] == [True, False]
    assert await store.rosters.get(posted.id) == Roster(("U1",))


async def test_the_roster_is_in_the_order_in_which_people_came(store: Store, posted: Break) -> None:
    for place, user in enumerate(["U3", "U1", "U2"]):
        await store.rosters.join(posted, user, THREE + place * SECOND)
    assert (await store.rosters.get(posted.id)).people == ("U3", "U1", "U2")


async def test_done_twice_is_done_once(store: Store, posted: Break) -> None:
    assert [await store.rosters.finish(posted, "U1", THREE) for _ in range(2)] == [True, False]
    assert await store.dones.count(Actor("T1", "U1"), MONDAY) == 1
    assert (await store.rosters.get(posted.id)).people == ("U1",)


async def test_whoever_finishes_after_joining_is_not_new_but_there_for_good(store: Store, posted: Break) -> None:
    await store.rosters.join(posted, "U1", THREE)
    assert await store.rosters.finish(posted, "U1", THREE) is False
    assert await store.dones.is_counted(Actor("T1", "U1"), posted.id)
    assert await store.rosters.leave(posted, "U1") is False
    assert (await store.rosters.get(posted.id)).people == ("U1",)


async def test_done_counts_what_a_person_did_and_that_alone(store: Store, posted: Break) -> None:
    await store.rosters.finish(posted, "U1", THREE, ["neck-turn:1", "look-far"])
    await store.rosters.finish(posted, "U1", THREE)
    [finished] = await store.dones.finished(Actor("T1", "U1"), MONDAY)
    assert sorted(finished.slugs) == ["look-far", "neck-turn"]


async def test_leaving_takes_off_who_is_not_done(store: Store, posted: Break) -> None:
    await store.rosters.join(posted, "U1", THREE)
    await store.rosters.finish(posted, "U2", THREE)
    assert [await store.rosters.leave(posted, user) for user in ("U1", "U2", "U3")] == [True, False, False]
    assert (await store.rosters.get(posted.id)).people == ("U2",)


async def test_whoever_has_a_guide_of_it_open_leaves_only_if_told_so(store: Store, posted: Break) -> None:
    session = Session(id="s", team="T1", user="U1", slugs=("chin-tuck",), created_at=THREE, ref="s", break_id=posted.id)
    await store.sessions.add(session)
    for user in ("U1", "U2"):
        await store.rosters.join(posted, user, THREE)
    left = [await store.rosters.leave(posted, user, unless_guided=True) for user in ("U1", "U2")]
    assert left == [False, True]
    assert await store.rosters.leave(posted, "U1") is True


async def test_the_open_breaks_of_a_person_are_those_they_joined_or_finished_until_the_end(
    store: Store, posted: Break
) -> None:
    ana, others = Actor("T1", "U1"), (Actor("T1", "U2"), Actor("T2", "U1"))
    assert await store.rosters.open_for(ana) == []
    for act in (store.rosters.join, store.rosters.finish):
        await act(posted, "U1", THREE)
        assert await store.rosters.open_for(ana) == [posted]
    assert [await store.rosters.open_for(other) for other in others] == [[], []]
    await store.breaks.mark_closed([posted.id])
    assert await store.rosters.open_for(ana) == []


async def test_a_break_ends_after_an_hour_and_one_process_ends_it(store: Store, posted: Break) -> None:
    assert await store.breaks.take_closing(THREE + HOUR - SECOND, 10, next_line) == []
    assert [one.id for one in await store.breaks.take_closing(THREE + HOUR, 10, next_line)] == [posted.id]
    assert await store.breaks.take_closing(THREE + HOUR, 10, next_line) == []


async def test_an_end_that_was_not_reported_is_made_again(store: Store, posted: Break) -> None:
    await store.breaks.take_closing(THREE + HOUR, 10, next_line)
    assert len(await store.breaks.take_closing(THREE + HOUR + timedelta(minutes=5), 10, next_line)) == 1
    await store.breaks.mark_closed([posted.id])
    assert await store.breaks.take_closing(THREE + 2 * HOUR, 10, next_line) == []
    assert (await store.breaks.find("T1", posted.id)).state == "closed"


async def test_a_click_tells_where_a_lost_message_is(store: Store, posted: Break) -> None:
    [lost], _ = await store.claims.claim_due(
        THREE + timedelta(days=1), "gone", ClaimLimits(10, 10), lambda _: ("chin-tuck",)
    )
    await store.outcomes.mark([lost.id], "gone", "sending")
    await store.abandoned_claims.recover("this test", THREE, frozenset())
    await store.breaks.save_lost_ts(lost, "9.9")
    found = await store.breaks.find("T1", lost.id)
    assert (found.state, found.ts) == ("posted", "9.9")
    await store.breaks.save_lost_ts(posted, "9.9")
    assert (await store.breaks.find("T1", posted.id)).ts == "1.2"


async def test_the_channel_remembers_its_exercises(store: Store, posted: Break) -> None:
    assert await store.breaks.recent("T1", "C1") == ("chin-tuck",)


async def test_a_person_finds_the_channels_whose_breaks_they_joined(store: Store, posted: Break) -> None:
    await store.rosters.join(posted, "U7", THREE)
    assert [kept.channel for kept in await store.timetable_lookups.list_for_person(Actor("T1", "U7"), MONDAY)] == ["C1"]


async def test_old_breaks_and_their_rosters_are_forgotten(store: Store, posted: Break) -> None:
    await store.rosters.join(posted, "U1", THREE)
    await store.breaks.take_closing(THREE + HOUR, 10, next_line)
    await store.breaks.mark_closed([posted.id])
    assert await store.breaks.delete_expired(THREE + timedelta(days=90)) == 0
    assert await store.breaks.delete_expired(THREE + timedelta(days=91)) == 1
    assert (await store.rosters.get(posted.id)).people == ()


async def given_posted(store: Store, channel: str, at: datetime = THREE, team: str = "T1") -> Break:
    """One more break, posted."""
    origin = await store.timetables.save(team, channel, DAILY, "U1", MONDAY)
    claim = await store.claims.claim_now(origin, f"now {at}", [f"of-{channel}"], at, "this test")
    await store.outcomes.record([Outcome(break_id=claim.id, state="posted", ts="1.2", posted_at=at)], "this test")
    return await store.breaks.find(team, claim.id)


async def test_whoever_wants_no_name_is_only_counted_and_as_soon_as_they_say_so(store: Store, posted: Break) -> None:
    for user in ("U1", "U2", "U3"):
        await store.rosters.join(posted, user, THREE)
    for user, counted_only in (("U1", False), ("U3", True)):
        await store.preferences.save(Actor("T1", user), Preferences(counted_only=counted_only))
    await store.preferences.save(Actor("T2", "U2"), Preferences(counted_only=True))
    assert await store.rosters.get(posted.id) == Roster(("U1", "U2"), counted_only=1)
    assert (await store.breaks.details([posted]))[posted.id].roster == Roster(("U1", "U2"), counted_only=1)
    await store.preferences.save(Actor("T1", "U3"), Preferences())
    assert await store.rosters.get(posted.id) == Roster(("U1", "U2", "U3"))


async def test_details_are_the_break_its_roster_and_when_it_comes_again(store: Store, posted: Break) -> None:
    other = await given_posted(store, "C2")
    await store.rosters.join(posted, "U1", THREE)
    await store.claims.add_repeat(posted, posted.slot + "+15", THREE + HOUR)
    details = await store.breaks.details([posted, other, replace(other, id="gone")])
    assert {id: (one.again_at, len(one.roster.people)) for id, one in details.items()} == {
        posted.id: (THREE + HOUR, 1),
        other.id: (None, 0),
    }
    assert details[other.id].break_ == other


async def test_who_joined_elsewhere_stays_there(store: Store, posted: Break) -> None:
    other = await given_posted(store, "C2")
    for break_ in (posted, other):
        await store.rosters.finish(break_, "U1", THREE)
    assert await store.rosters.leave(posted, "U1") is False
    assert [(await store.rosters.get(break_.id)).people for break_ in (posted, other)] == [("U1",)] * 2
    assert await store.dones.count(Actor("T1", "U1"), MONDAY) == 2


async def test_done_without_having_joined_is_on_the_roster_from_then_on(store: Store, posted: Break) -> None:
    await store.rosters.join(posted, "U2", THREE + SECOND)
    await store.rosters.finish(posted, "U1", THREE)
    assert (await store.rosters.get(posted.id)).people == ("U1", "U2")


async def test_the_last_twenty_breaks_of_a_channel_are_remembered_the_latest_first(store: Store) -> None:
    for number in range(22):
        origin = await store.timetables.save("T1", "C1", DAILY, "U1", MONDAY)
        at = MONDAY + number * HOUR
        await store.claims.claim_now(origin, f"now {number}", [f"of-{number}"], at, "this test")
    assert await store.breaks.recent("T1", "C1") == tuple(f"of-{number}" for number in range(21, 1, -1))
    assert await store.breaks.recent("T1", "C2") == await store.breaks.recent("T2", "C1") == ()


async def test_breaks_of_a_moment_are_told_from_others(store: Store, posted: Break) -> None:
    other = await given_posted(store, "C0")
    assert [one.id for one in await store.breaks.due(THREE)] == [other.id, posted.id]
    assert await store.breaks.due(THREE + SECOND) == []


@pytest.mark.parametrize(
    ("state", "lost"), [("missed", True), ("failed", True), ("unknown", True), ("closed", False), ("waiting", False)]
)
async def test_what_did_not_take_place_is_found_by_its_state(store: Store, posted: Break, state, lost: bool) -> None:
    for each in ("claimed", state):
        await store.outcomes.record([Outcome(break_id=posted.id, state=each, trouble="why")], "this test")
    found = await store.breaks.last_missed("T1", "C1", THREE)
    assert (found and (found.id, found.trouble)) == ((posted.id, "why") if lost else None)
    assert await store.breaks.last_missed("T1", "C1", THREE + SECOND) is None
    assert await store.breaks.last_missed("T1", "C2", THREE) is None
    assert await store.breaks.last_missed("T2", "C1", THREE) is None


async def test_so_many_are_closed_at_once_the_oldest_first(store: Store) -> None:
    breaks = [await given_posted(store, f"C{number}", THREE + number * timedelta(days=1)) for number in (2, 0, 1)]
    late = THREE + timedelta(days=9)
    oldest = await store.breaks.take_closing(late, 2, next_line)
    assert {one.id for one in oldest} == {breaks[1].id, breaks[2].id}
    assert {one.state for one in oldest} == {"closing"}
    assert [one.id for one in await store.breaks.take_closing(late, 2, next_line)] == [breaks[0].id]


async def test_a_lease_lasts_five_minutes(store: Store, posted: Break) -> None:
    await store.breaks.take_closing(THREE + HOUR, 10, next_line)
    assert await store.breaks.take_closing(THREE + HOUR + timedelta(minutes=5) - SECOND, 10, next_line) == []
    assert len(await store.breaks.take_closing(THREE + HOUR + timedelta(minutes=5), 10, next_line)) == 1


async def test_only_a_break_without_a_message_of_its_own_learns_of_one(store: Store, posted: Break) -> None:
    learning = dict.fromkeys(("claimed", "sending", "unknown"), True) | dict.fromkeys(("missed", "failed"), False)
    for state, learns in learning.items():
        origin = await store.timetables.save("T1", "C9", DAILY, "U1", MONDAY)
        lost = await store.claims.claim_now(origin, f"now {state}", ["chin-tuck"], THREE, "this test")
        await store.outcomes.record([Outcome(break_id=lost.id, state=state)], "this test")
        await store.breaks.save_lost_ts(lost, "9.9")
        found = await store.breaks.find("T1", lost.id)
        assert (found.ts, found.posted_at) == (("9.9", THREE) if learns else (None, None))


@pytest.mark.parametrize("state", ["closed", "missed", "failed", "unknown"])
async def test_only_what_is_over_is_forgotten(store: Store, posted: Break, state) -> None:
    late = THREE + timedelta(days=91)
    assert await store.breaks.delete_expired(late) == 0
    for each in ("claimed", state):
        await store.outcomes.record([Outcome(break_id=posted.id, state=each)], "this test")
    assert await store.breaks.delete_expired(late) == 1


async def test_a_message_that_a_click_told_of_stays_posted_when_its_call_times_out(store: Store, posted: Break) -> None:
    await store.outcomes.record([Outcome(break_id=posted.id, state="unknown", trouble="TimeoutError")], "this test")
    assert (await store.breaks.find("T1", posted.id)).state == "posted"


async def test_each_break_closes_with_another_line_than_the_one_before_in_its_channel(store: Store) -> None:
    days = [THREE + day * timedelta(days=1) for day in range(3)]
    for at in days:
        await given_posted(store, "C1", at)
    await given_posted(store, "C1", team="T2")
    await given_posted(store, "C2")
    taken = await store.breaks.take_closing(days[0] + HOUR, 9, next_line)
    taken += await store.breaks.take_closing(days[2] + HOUR, 9, next_line)
    lines = {(one.team, one.channel, one.due_at): one.closing_line for one in taken}
    here = {("T1", "C1", at): line for line, at in enumerate(days)}
    assert lines == here | {("T2", "C1", THREE): 0, ("T1", "C2", THREE): 0}


async def test_a_closing_that_is_made_again_keeps_its_line(store: Store, posted: Break) -> None:
    for minutes in (0, 5, 10):
        [taken] = await store.breaks.take_closing(THREE + HOUR + timedelta(minutes=minutes), 10, next_line)
        assert taken.closing_line == 0
    assert (await store.breaks.find("T1", posted.id)).closing_line == 0
