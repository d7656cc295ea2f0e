"""The breaks that were: those of one workspace, within these times, each with who took part."""

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.domain.actor import Actor
from bot.domain.preferences import Preferences
from bot.domain.timetable import WEEKDAYS, Timetable
from bot.store import Store
from bot.store.due_timetables import ClaimLimits
from bot.store.past_breaks import PastBreak

MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
THREE, DAY = datetime(2026, 11, 2, 15, tzinfo=UTC), timedelta(days=1)
DAILY = Timetable(days=WEEKDAYS, times=(time(15),), zone="UTC")
IN_C1, IN_C2 = (PastBreak(channel, THREE, "claimed", ("chin-tuck", "neck-turn"), (), 0, 0) for channel in ("C1", "C2"))


@pytest.fixture(autouse=True)
async def claimed(store: Store) -> list[str]:
    """The ids of two breaks in T1, in C1 and in C2, which nobody joined."""
    for channel in ("C2", "C1"):
        await store.timetables.save("T1", channel, DAILY, "U1", MONDAY)
    steps = ("chin-tuck", "neck-turn:1")
    found, _ = await store.claims.claim_due(THREE, "this test", ClaimLimits(10, 10), lambda _: steps)
    return [each.id for each in sorted(found, key=lambda each: each.channel)]


async def test_a_break_that_nobody_joined_is_there_and_its_steps_are_stretches(store: Store) -> None:
    assert await store.past_breaks.due_between("T1", MONDAY, THREE) == [IN_C1, IN_C2]


@pytest.mark.parametrize(
    ("team", "since", "until"),
    [("T2", MONDAY, THREE), ("T1", THREE + DAY, THREE + 2 * DAY), ("T1", MONDAY - DAY, MONDAY)],
)
async def test_others_are_left_out(store: Store, team: str, since: datetime, until: datetime) -> None:
    assert await store.past_breaks.due_between(team, since, until) == []


async def test_people_are_in_the_order_in_which_they_came_and_counted_when_done(
    store: Store, claimed: list[str]
) -> None:
    joinable = await store.breaks.find("T1", claimed[0])
    assert joinable
    for place, user in enumerate(["U3", "U1", "U2"]):
        await store.rosters.join(joinable, user, THREE + place * timedelta(seconds=1))
    await store.rosters.finish(joinable, "U1", THREE)
    past, _ = await store.past_breaks.due_between("T1", MONDAY, THREE)
    assert (past.joined, past.joined_count, past.finished_count) == (("U3", "U1", "U2"), 3, 1)


async def test_whoever_wants_no_name_has_none_and_is_counted(store: Store, claimed: list[str]) -> None:
    joinable = await store.breaks.find("T1", claimed[0])
    assert joinable
    await store.preferences.save(Actor("T1", "U1"), Preferences(counted_only=True))
    await store.preferences.save(Actor("T2", "U2"), Preferences(counted_only=True))
    for user in ("U1", "U2"):
        await store.rosters.finish(joinable, user, THREE)
    past, _ = await store.past_breaks.due_between("T1", MONDAY, THREE)
    assert (past.joined, past.joined_count, past.finished_count) == (("U2",), 2, 2)
