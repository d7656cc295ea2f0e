"""Recording what became of breaks: together, none at another's cost, and later while the database is away."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from quick_breaks import QuickBreaks
from waiting import until

from bot.store.errors import DatabaseUnavailable
from bot.store.outcomes import Outcome


class Recording:
    """Stands where the store's claims stand; `will` holds what its next calls raise (None: nothing)."""

    def __init__(self, quick: QuickBreaks) -> None:
        self.batches: list[list[str]] = []
        self.will: list[Exception | None] = []
        self._record = quick.store.outcomes.record
        quick.store.outcomes.record = self.record

    async def record(self, outcomes: Sequence[Outcome], process: str) -> None:
        self.batches.append([outcome.break_id for outcome in outcomes])
        if error := self.will.pop(0) if self.will else None:
            raise error
        await self._record(outcomes, process)


@pytest.fixture
def recording(quick: QuickBreaks) -> Recording:
    return Recording(quick)


def outcome(id: str) -> Outcome:
    return Outcome(break_id=id, state="posted", ts="1.2")


async def recorded(quick: QuickBreaks, *ids: str) -> list[Any]:
    return await asyncio.gather(*(quick.recorder.record(outcome(id)) for id in ids), return_exceptions=True)


async def test_what_comes_together_is_one_transaction(quick: QuickBreaks, recording: Recording) -> None:
    assert await recorded(quick, "a", "b", "c") == [None] * 3
    assert recording.batches == [["a", "b", "c"]]


async def test_what_comes_while_something_is_written_is_the_next_one(quick: QuickBreaks, recording: Recording) -> None:
    first = asyncio.create_task(quick.recorder.record(outcome("a")))
    await until(lambda: recording.batches)
    assert await recorded(quick, "b", "c") == [None] * 2
    await first
    assert recording.batches == [["a"], ["b", "c"]]


async def test_one_that_cannot_be_written_costs_no_other(quick: QuickBreaks, recording: Recording) -> None:
    claim = await quick.claimed()
    bug = ValueError("a bug")
    recording.will = [bug, None, bug]
    assert await recorded(quick, claim.id, "b") == [None, bug]
    assert recording.batches == [[claim.id, "b"], [claim.id], ["b"]]
    assert (await quick.now_is(claim)).state == "posted"


async def test_a_bug_is_raised_to_whoever_records_and_not_tried_again(quick: QuickBreaks, recording: Recording) -> None:
    recording.will = [ValueError("a bug")]
    with pytest.raises(ValueError, match="a bug"):
        await quick.recorder.record(outcome("a"))
    await quick.recorder.record(outcome("b"))
    assert recording.batches == [["a"], ["b"]]


async def test_a_database_that_is_away_gets_it_later(quick: QuickBreaks, recording: Recording) -> None:
    claim = await quick.claimed()
    recording.will = [DatabaseUnavailable("away")]
    await quick.recorder.record(outcome(claim.id))
    assert (await quick.now_is(claim)).ts == "1.2"
    assert len(recording.batches) == 2
