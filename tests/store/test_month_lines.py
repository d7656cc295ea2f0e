"""A month's line in the store: who wants one, what is told, and that only one process tells it."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from bot.domain.timetable import EVERY_DAY, Timetable
from bot.store import Store
from bot.store.due_timetables import ClaimLimits
from bot.store.month_lines import WantsMonthLine

OCTOBER, NOVEMBER = "2026-10", "2026-11"
DAY = timedelta(days=1)
NINE, THREE = datetime(2026, 11, 2, 9, tzinfo=UTC), datetime(2026, 11, 2, 14, tzinfo=UTC)
PLAIN = Timetable(days=EVERY_DAY, times=(time(15),), zone="Europe/Berlin")
WITH_LINE = replace(PLAIN, month_line=True)
WANTED = WantsMonthLine("T1", "C1", "Europe/Berlin", OCTOBER)


async def put(store: Store, timetable: Timetable = WITH_LINE, channel: str = "C1", now: datetime = NINE) -> None:
    await store.timetables.save("T1", channel, timetable, "U1", now)


async def claimed(store: Store, at: datetime = THREE, channels: int = 1) -> dict[str, str]:
    """The ids of the breaks that are due, by channel."""
    found, _ = await store.claims.claim_due(
        at, "this test", ClaimLimits(10, 10), lambda _: ("chin-tuck", "neck-turn:2")
    )
    assert len(found) == channels
    return {each.channel: each.id for each in found}


async def joined(store: Store, id: str, *users: str) -> None:
    break_ = await store.breaks.find("T1", id)
    assert break_
    for user in users:
        await store.rosters.join(break_, user, THREE)


async def test_only_channels_that_want_a_line_have_one_and_of_the_month_after_they_asked(store: Store) -> None:
    await put(store)
    await put(store, PLAIN, "C2")
    await put(store, WITH_LINE, "C3")
    ids = await claimed(store, channels=3)
    await store.timetables.stop("T1", "C3", "is_archived", THREE)
    assert await store.month_lines.wanted_after(list(ids.values())) == {ids["C1"]: WANTED}
    assert await store.month_lines.wanted_after([]) == {}


async def test_each_month_is_claimed_once_whoever_asks(store: Store) -> None:
    await put(store)
    tries = await asyncio.gather(*(store.month_lines.claim(WANTED, NOVEMBER) for _ in range(5)))
    assert sorted(tries) == [False] * 4 + [True]
    [found] = (await store.month_lines.wanted_after((await claimed(store)).values())).values()
    assert found.told == NOVEMBER


async def test_what_is_given_back_can_be_claimed_again(store: Store) -> None:
    await put(store)
    assert await store.month_lines.claim(WANTED, NOVEMBER)
    await store.month_lines.give_back(WANTED, NOVEMBER)
    assert await store.month_lines.claim(WANTED, NOVEMBER)


async def test_a_channel_that_wants_none_any_more_is_not_told(store: Store) -> None:
    await put(store)
    await put(store, PLAIN)
    assert not await store.month_lines.claim(WANTED, NOVEMBER)


async def test_another_change_forgets_no_month_and_asking_anew_tells_of_none_before(store: Store) -> None:
    await put(store)
    later = datetime(2027, 2, 10, tzinfo=UTC)
    await put(store, replace(WITH_LINE, times=(time(16),)), now=later)
    ids = (await claimed(store, datetime(2027, 2, 10, 15, tzinfo=UTC))).values()
    assert [found.told for found in (await store.month_lines.wanted_after(ids)).values()] == [OCTOBER]
    for timetable in (PLAIN, WITH_LINE):
        await put(store, timetable, now=later)
    assert [found.told for found in (await store.month_lines.wanted_after(ids)).values()] == ["2027-01"]


async def test_breaks_count_that_anybody_joined_in_this_channel_in_this_time(store: Store) -> None:
    for channel in ("C1", "C2"):
        await put(store, channel=channel)
    days = [await claimed(store, THREE + number * DAY, channels=2) for number in range(4)]
    for number in (1, 3):
        await joined(store, days[number]["C1"], "U1", "U2")
    await joined(store, days[2]["C2"], "U1")
    steps = ("chin-tuck", "neck-turn:2")
    for until, count in ((THREE + 4 * DAY, 2), (THREE + 3 * DAY, 1), (THREE + DAY, 0)):
        assert await store.month_lines.breaks_taken("T1", "C1", THREE, until) == [steps] * count
    assert await store.month_lines.breaks_taken("T2", "C1", THREE, THREE + 4 * DAY) == []
