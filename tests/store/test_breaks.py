"""Breaks in the store: the roster, Done once, the closing by one process."""

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.domain.actor import Actor
from bot.domain.breaks import Break
from bot.domain.roster import Participant, Roster
from bot.domain.timetable import WEEKDAYS, Timetable
from bot.store import Store
from bot.store.claims import ClaimLimits, Outcome

MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
THREE = datetime(2026, 11, 2, 14, tzinfo=UTC)
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
DAILY = Timetable(days=WEEKDAYS, times=(time(15),), zone="Europe/Berlin")


@pytest.fixture
async def posted(store: Store) -> Break:
    await store.timetables.save("T1", "C1", DAILY, "U1", MONDAY)
    [claim], _ = await store.claims.claim_due(THREE, "this test", ClaimLimits(10, 10), lambda _: ("chin-tuck",))
    await store.claims.record([Outcome(break_id=claim.id, state="posted", ts="1.2", posted_at=THREE)])
    return await store.breaks.find("T1", claim.id)


async def test_a_break_is_found_in_its_own_workspace_only(store: Store, posted: Break) -> None:
    assert await store.breaks.find("T2", posted.id) is None


async def test_joining_twice_is_joining_once(store: Store, posted: Break) -> None:
    assert [await store.breaks.join(posted, "U1", THREE) for _ in range(2)] == [True, False]
    assert await store.breaks.roster(posted.id) == Roster((Participant("U1", done=False),))


async def test_the_roster_is_in_the_order_in_which_people_came(store: Store, posted: Break) -> None:
    for place, user in enumerate(["U3", "U1", "U2"]):
        await store.breaks.join(posted, user, THREE + place * SECOND)
    assert [person.user for person in (await store.breaks.roster(posted.id)).people] == ["U3", "U1", "U2"]


async def test_done_twice_is_done_once(store: Store, posted: Break) -> None:
    assert [await store.breaks.finish(posted, "U1", THREE) for _ in range(2)] == [True, False]
    assert await store.people.count(Actor("T1", "U1"), MONDAY) == 1
    assert (await store.breaks.roster(posted.id)).finished_count == 1


async def test_whoever_is_done_was_in(store: Store, posted: Break) -> None:
    await store.breaks.join(posted, "U1", THREE)
    await store.breaks.finish(posted, "U1", THREE)
    assert (await store.breaks.roster(posted.id)).people == (Participant("U1", done=True),)


async def test_leaving_takes_off_who_is_not_done(store: Store, posted: Break) -> None:
    await store.breaks.join(posted, "U1", THREE)
    await store.breaks.finish(posted, "U2", THREE)
    assert [await store.breaks.leave(posted, user) for user in ("U1", "U2", "U3")] == [True, False, False]
    assert [person.user for person in (await store.breaks.roster(posted.id)).people] == ["U2"]


async def test_a_break_ends_after_an_hour_and_one_process_ends_it(store: Store, posted: Break) -> None:
    assert await store.breaks.take_closing(THREE + HOUR - SECOND, 10) == []
    assert [one.id for one in await store.breaks.take_closing(THREE + HOUR, 10)] == [posted.id]
    assert await store.breaks.take_closing(THREE + HOUR, 10) == []


async def test_an_end_that_was_not_reported_is_made_again(store: Store, posted: Break) -> None:
    await store.breaks.take_closing(THREE + HOUR, 10)
    assert len(await store.breaks.take_closing(THREE + HOUR + timedelta(minutes=5), 10)) == 1
    await store.breaks.mark_closed([posted.id])
    assert await store.breaks.take_closing(THREE + 2 * HOUR, 10) == []
    assert (await store.breaks.find("T1", posted.id)).state == "closed"


async def test_a_click_tells_where_a_lost_message_is(store: Store, posted: Break) -> None:
    [lost], _ = await store.claims.claim_due(
        THREE + timedelta(days=1), "gone", ClaimLimits(10, 10), lambda _: ("chin-tuck",)
    )
    await store.claims.recover("this test", THREE, frozenset())
    await store.breaks.save_lost_ts(lost, "9.9")
    found = await store.breaks.find("T1", lost.id)
    assert (found.state, found.ts) == ("posted", "9.9")
    await store.breaks.save_lost_ts(posted, "9.9")
    assert (await store.breaks.find("T1", posted.id)).ts == "1.2"


async def test_the_channel_remembers_its_exercises(store: Store, posted: Break) -> None:
    assert await store.breaks.recent("T1", "C1") == ("chin-tuck",)


async def test_a_person_finds_the_channels_whose_breaks_they_joined(store: Store, posted: Break) -> None:
    await store.breaks.join(posted, "U7", THREE)
    assert [kept.channel for kept in await store.timetables.list_for_person(Actor("T1", "U7"))] == ["C1"]


async def test_old_breaks_and_their_rosters_are_forgotten(store: Store, posted: Break) -> None:
    await store.breaks.join(posted, "U1", THREE)
    await store.breaks.take_closing(THREE + HOUR, 10)
    await store.breaks.mark_closed([posted.id])
    assert await store.breaks.delete_expired(THREE + timedelta(days=90)) == 0
    assert await store.breaks.delete_expired(THREE + timedelta(days=91)) == 1
    assert (await store.breaks.roster(posted.id)).joined_count == 0
