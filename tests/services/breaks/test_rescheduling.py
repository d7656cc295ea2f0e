"""Next breaks are set anew: earlier or later, never what is due, never what was changed meanwhile."""

from dataclasses import replace
from datetime import timedelta

import pytest
from quick_breaks import QuickBreaks
from sqlalchemy import update

from bot.domain.slots import Slot
from bot.store.tables.of_breaks import timetables

DAY = timedelta(days=1)


async def next_of(quick: QuickBreaks, channel: str = "C1") -> Slot | None:
    found = await quick.store.timetables.get("T1", channel)
    assert found
    return found.next


async def put_off(quick: QuickBreaks, by: timedelta, channel: str = "C1") -> None:
    """Let a wrong clock have moved the next break."""
    found = await quick.store.timetables.get("T1", channel)
    assert found
    assert found.next
    await quick.store.timetables.move(found, replace(found.next, at=found.next.at + by))


@pytest.mark.parametrize("by", [30 * DAY, timedelta(hours=1)])
async def test_a_break_that_a_wrong_clock_put_off_comes_when_it_should(quick: QuickBreaks, by: timedelta) -> None:
    await quick.plan("C1", "C2")
    quick.clock.forward(hours=-2)
    right = await next_of(quick)
    await put_off(quick, by)
    assert await quick.engine._rescheduler.reschedule() == 1
    assert await next_of(quick) == right
    assert await quick.engine._rescheduler.reschedule() == 0


async def test_what_is_due_is_posted_and_not_passed_over(quick: QuickBreaks) -> None:
    await quick.plan("C1")
    quick.clock.forward(minutes=2)
    await quick.engine.reschedule()
    await quick.engine.post_due()
    assert len(quick.posts()) == 1


async def test_what_was_stopped_or_changed_meanwhile_is_left_alone(quick: QuickBreaks) -> None:
    await quick.plan("C1", "C2")
    quick.clock.forward(hours=-2)
    first = await quick.store.timetables.get("T1", "C1")
    assert first
    await put_off(quick, 30 * DAY)
    assert not await quick.store.timetables.move(first, None)
    await quick.store.timetables.stop("T1", "C2", "is_archived", quick.clock())
    assert await quick.engine._rescheduler.reschedule() == 1
    assert await next_of(quick, "C2") is None


async def test_a_timetable_that_cannot_be_read_keeps_no_other_from_its_break(
    quick: QuickBreaks, caplog: pytest.LogCaptureFixture
) -> None:
    await quick.plan("C1", "C2")
    quick.clock.forward(hours=-2)
    await put_off(quick, 30 * DAY)
    async with quick.store.database.writing() as connection:
        broken = update(timetables).where(timetables.c.channel == "C2").values(zone="Mars/Olympus")
        await connection.execute(broken)
    await quick.engine.start()
    assert "a timetable cannot be read" in caplog.messages
    found = await next_of(quick)
    assert found
    assert found.at < quick.clock() + DAY
