"""Rosters: shown with few edits, tried again only where that may help, closed once for all."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import ServerDisconnectedError
from quick_breaks import QuickBreaks
from slack_client import refused, slow_down

from bot.domain.actor import Actor
from bot.domain.breaks import Break
from bot.domain.preferences import Preferences
from bot.store.errors import DatabaseUnavailable

FIRST, BETWEEN = 0.3, 1.5
HOUR = timedelta(hours=1)


async def pressed(quick: QuickBreaks, break_: Break, user: str = "U7") -> None:
    """Somebody joins."""
    await quick.store.rosters.join(break_, user, quick.clock())
    quick.updater.update_soon(break_)


async def settled(quick: QuickBreaks) -> None:
    """Wait until nothing is left to be shown."""
    for task in list(quick.updater._edits.values()):
        await task


# Updating


async def test_many_presses_are_one_edit(quick: QuickBreaks) -> None:
    break_ = await quick.posted()
    for user in ("U7", "U8", "U9"):
        await quick.store.rosters.join(break_, user, quick.clock())
    for _ in range(3):
        quick.updater.update_soon(break_)
    await settled(quick)
    [edit] = quick.edits()
    assert (edit["channel"], edit["ts"]) == ("C1", break_.ts)
    assert all(f"<@{user}>" in edit["text"] for user in ("U7", "U8", "U9"))
    assert quick.editing.pauses == [FIRST, BETWEEN]


async def test_whoever_wants_no_name_any_more_loses_it_in_open_breaks_though_an_edit_with_it_is_under_way(
    quick: QuickBreaks,
) -> None:
    break_ = await quick.posted()
    actor = Actor(break_.team, "U7")

    async def meanwhile() -> Any:
        await quick.store.preferences.save(actor, Preferences(counted_only=True))
        await quick.breaks.show_open_for(actor)
        return {"ts": break_.ts}

    quick.slack.will("chat_update", meanwhile)
    await pressed(quick, break_, "U7")
    await settled(quick)
    assert [edit["text"].splitlines()[-1] for edit in quick.edits()] == ["In: <@U7>", "1 person is in"]


async def test_an_edit_that_comes_last_shows_the_name_as_it_is_by_then(quick: QuickBreaks) -> None:
    break_ = await quick.posted()

    async def meanwhile_elsewhere() -> Any:
        await quick.store.preferences.save(Actor(break_.team, "U7"), Preferences(counted_only=True))
        return {"ts": break_.ts}

    quick.slack.will("chat_update", meanwhile_elsewhere)
    await pressed(quick, break_, "U7")
    await settled(quick)
    assert quick.edits()[-1]["text"].endswith("1 person is in")


async def test_a_bug_in_one_edit_keeps_the_next_one_and_the_shutdown_going(
    quick: QuickBreaks, caplog: pytest.LogCaptureFixture
) -> None:
    break_ = await quick.posted()
    quick.slack.will("chat_update", ZeroDivisionError("a bug"))
    await pressed(quick, break_, "U7")
    await settled(quick)
    assert "a message is not updated any more" in caplog.messages
    await pressed(quick, break_, "U8")
    await quick.updater.flush()
    assert all(f"<@{user}>" in quick.edits()[-1]["text"] for user in ("U7", "U8"))


async def test_who_presses_while_an_edit_is_under_way_is_in_the_next(quick: QuickBreaks) -> None:
    break_ = await quick.posted()

    async def meanwhile() -> dict[str, Any]:
        await quick.store.rosters.join(break_, "U8", quick.clock())
        return {}

    quick.slack.will("chat_update", meanwhile)
    await pressed(quick, break_)
    await settled(quick)
    assert ["<@U8>" in edit["text"] for edit in quick.edits()] == [False, True]


@pytest.mark.parametrize(
    "error",
    [slow_down(2), refused("internal_error"), refused("service_unavailable"), ServerDisconnectedError()],
)
async def test_what_may_pass_is_tried_again_after_longer_and_longer_pauses(
    quick: QuickBreaks, error: Exception
) -> None:
    quick.slack.will("chat_update", error, error)
    await pressed(quick, await quick.posted())
    await settled(quick)
    assert len(quick.edits()) == 3
    assert quick.editing.pauses == [FIRST, 2 * BETWEEN, 3 * BETWEEN, 3 * BETWEEN]


@pytest.mark.parametrize("code", ["message_not_found", "is_archived", "token_revoked", "edit_window_closed"])
async def test_what_does_not_pass_is_let_be(quick: QuickBreaks, code: str) -> None:
    quick.slack.will("chat_update", refused(code))
    await pressed(quick, await quick.posted())
    await settled(quick)
    assert len(quick.edits()) == 1


async def test_twenty_failures_are_enough(quick: QuickBreaks) -> None:
    quick.slack.will("chat_update", *[refused("internal_error")] * 30)
    break_ = await quick.posted()
    await pressed(quick, break_)
    await settled(quick)
    assert len(quick.edits()) == 20
    assert (quick.updater._edits, quick.updater._stale) == ({}, set())


async def test_slow_down_holds_the_workspaces_other_edits_too(quick: QuickBreaks) -> None:
    blocked = []
    quick.editing.for_team("T1").block = blocked.append
    quick.slack.will("chat_update", slow_down(17))
    await pressed(quick, await quick.posted())
    await settled(quick)
    assert blocked == [17]


async def test_a_picture_that_slack_minds_is_left_out_of_the_edit(quick: QuickBreaks) -> None:
    quick.slack.will("chat_update", refused("invalid_blocks"))
    await pressed(quick, await quick.posted())
    await settled(quick)
    assert ["image" in str(edit["blocks"]) for edit in quick.edits()] == [True, False]
    assert quick.editing.pauses == [FIRST, BETWEEN]


async def test_a_message_that_slack_never_takes_is_let_be(quick: QuickBreaks) -> None:
    quick.slack.will("chat_update", *[refused("invalid_blocks")] * 9)
    await pressed(quick, await quick.posted())
    await settled(quick)
    assert len(quick.edits()) == 2


async def test_a_break_whose_message_is_unknown_is_not_edited(quick: QuickBreaks) -> None:
    await pressed(quick, await quick.claimed())
    await settled(quick)
    assert quick.edits() == []


async def test_a_database_that_is_away_only_delays_it(quick: QuickBreaks) -> None:
    break_, details = await quick.posted(), quick.store.breaks.details

    async def away(_some: object) -> Any:
        quick.store.breaks.details = details
        raise DatabaseUnavailable("away")

    quick.store.breaks.details = away
    await pressed(quick, break_)
    await settled(quick)
    assert "<@U7>" in quick.edits()[-1]["text"]
    assert quick.editing.pauses[:2] == [FIRST, 2 * BETWEEN]


async def test_a_stop_shows_what_is_not_shown_yet_and_does_not_try_for_long(quick: QuickBreaks) -> None:
    fine, failing = await quick.posted(), await quick.posted("C2")
    await pressed(quick, fine)
    await quick.updater.flush()
    quick.slack.will("chat_update", *[refused("internal_error")] * 9)
    await pressed(quick, failing)
    await quick.updater.flush()
    assert [edit["channel"] for edit in quick.edits()] == ["C1", "C2"]


@pytest.mark.parametrize(("seconds", "says_so"), [(120, False), (121, True)])
async def test_a_break_that_came_late_goes_on_saying_so(quick: QuickBreaks, seconds: int, says_so: bool) -> None:
    claim = await quick.claimed()
    quick.clock.forward(seconds=seconds)
    await quick.sender.send(claim)
    await pressed(quick, await quick.now_is(claim))
    await settled(quick)
    assert ("late" in quick.posts()[0]["text"], "late" in quick.edits()[0]["text"]) == (says_so, says_so)


# Closing


async def ended(quick: QuickBreaks, *breaks: Break) -> list[Break]:
    """The breaks, an hour later."""
    quick.clock.forward(hours=1)
    taken = await quick.store.breaks.take_closing(quick.clock(), 10, lambda _: 0)
    assert len(taken) == len(breaks)
    return taken


async def test_a_closed_break_has_no_buttons_and_its_roster(quick: QuickBreaks) -> None:
    break_ = await quick.posted()
    await quick.store.rosters.finish(break_, "U7", quick.clock())
    assert await quick.updater.show_closed(await ended(quick, break_)) == [break_.id]
    [edit] = quick.edits()
    assert not [block for block in edit["blocks"] if block["type"] == "actions"]
    assert "<@U7>" in edit["text"] or "1" in edit["text"]


async def test_what_was_not_closed_is_named_by_nobody(quick: QuickBreaks) -> None:
    one, other, gone = await quick.posted(), await quick.posted("C2"), await quick.posted("C3")
    taken = await ended(quick, one, other, gone)
    answers = {"C1": refused("internal_error"), "C2": {}, "C3": refused("message_not_found")}

    async def by_channel() -> Any:
        return answers[quick.edits()[-1]["channel"]]

    quick.slack.will("chat_update", *[by_channel] * 3)
    assert set(await quick.updater.show_closed(taken)) == {other.id, gone.id}
    assert quick.updater._edits == {}


async def test_who_pressed_while_it_was_closed_is_shown_afterwards(quick: QuickBreaks) -> None:
    break_ = await quick.posted()
    taken = await ended(quick, break_)

    async def meanwhile() -> dict[str, Any]:
        await quick.store.rosters.finish(break_, "U8", quick.clock())
        return {}

    quick.slack.will("chat_update", meanwhile)
    assert await quick.updater.show_closed(taken) == [break_.id]
    await settled(quick)
    assert len(quick.edits()) == 2


async def test_a_break_that_is_gone_counts_as_closed(quick: QuickBreaks) -> None:
    break_ = replace(await quick.posted(), id="deleted meanwhile")
    assert await quick.updater.show_closed([break_]) == [break_.id]
    assert quick.edits() == []
