"""The roster of a break while people open, finish and leave the guides that they opened from it."""

from dataclasses import replace

import pytest
from manual_clock import MONDAY
from quick_breaks import SLUGS, QuickBreaks

from bot.domain.breaks import Break
from bot.domain.guide import Session, State
from bot.services.breaks.guided import GuidedBreaks

SESSION = Session(id="s", team="T1", user="U7", slugs=SLUGS, created_at=MONDAY, ref="r")


@pytest.fixture
async def break_(quick: QuickBreaks) -> Break:
    return await quick.posted()


@pytest.fixture
def guided(quick: QuickBreaks) -> GuidedBreaks:
    return GuidedBreaks(quick.store, quick.breaks)


async def people(quick: QuickBreaks, break_: Break) -> tuple[str, ...]:
    return (await quick.store.rosters.get(break_.id)).people


async def test_whoever_opens_the_guide_is_in_and_done_counts_for_good(
    quick: QuickBreaks, break_: Break, guided: GuidedBreaks
) -> None:
    session = replace(SESSION, break_id=break_.id)
    await guided.join(session)
    assert await people(quick, break_) == ("U7",)
    await guided.finish(session)
    await guided.leave(session)
    assert await people(quick, break_) == ("U7",)
    assert await quick.store.dones.is_counted(session.actor, break_.id)


async def test_whoever_leaves_before_the_first_hold_is_off_again(
    quick: QuickBreaks, break_: Break, guided: GuidedBreaks
) -> None:
    session = replace(SESSION, break_id=break_.id)
    await guided.join(session)
    await guided.leave(session)
    assert await people(quick, break_) == ()


@pytest.mark.parametrize("id", [None, "gone"])
async def test_a_session_without_a_break_changes_no_roster(
    quick: QuickBreaks, break_: Break, guided: GuidedBreaks, id: str | None
) -> None:
    session = replace(SESSION, break_id=id)
    await guided.join(session)
    await guided.finish(session)
    assert await people(quick, break_) == ()
    await quick.breaks.join(break_, "U7")
    await guided.leave(session)
    assert await people(quick, break_) == ("U7",)


@pytest.mark.parametrize(("state", "stays"), [("open", True), ("paused", True), ("closed", False), ("done", False)])
async def test_whoever_has_another_guide_of_it_open_stays_in(
    quick: QuickBreaks, break_: Break, guided: GuidedBreaks, state: State, stays: bool
) -> None:
    session = replace(SESSION, break_id=break_.id)
    await guided.join(session)
    await quick.store.sessions.add(replace(session, id="another", state=state))
    await guided.leave(session)
    assert await people(quick, break_) == (("U7",) if stays else ())


@pytest.mark.parametrize("other", [{"user": "U8"}, {"break_id": "other"}, {"break_id": None}])
async def test_a_guide_of_somebody_else_or_of_another_break_keeps_nobody_in(
    quick: QuickBreaks, break_: Break, guided: GuidedBreaks, other: dict[str, str | None]
) -> None:
    session = replace(SESSION, break_id=break_.id)
    await guided.join(session)
    await quick.store.sessions.add(replace(session, id="another", **other))
    await guided.leave(session)
    assert await people(quick, break_) == ()


async def test_not_today_takes_off_whoever_has_a_guide_open(
    quick: QuickBreaks, break_: Break, guided: GuidedBreaks
) -> None:
    session = replace(SESSION, break_id=break_.id)
    await quick.store.sessions.add(session)
    await guided.join(session)
    await quick.breaks.leave(break_, "U7")
    assert await people(quick, break_) == ()
