"""When Slack refuses to post for good: what is stopped, who is told, once, and what goes on again."""

from dataclasses import replace

import pytest
from aiohttp import ClientConnectionError
from quick_breaks import QuickBreaks
from slack_client import refused

from bot.slack.errors import CallFailure

CHANNEL, WORKSPACE = CallFailure("channel", "is_archived"), CallFailure("workspace", "token_revoked")


async def test_a_channel_is_stopped_and_whoever_set_it_up_is_told_once(quick: QuickBreaks) -> None:
    claim = await quick.claimed()
    for _ in range(2):
        await quick.failures.stop_if_permanent(claim, CHANNEL)
    assert (await quick.store.timetables.get("T1", "C1")).stopped == "is_archived"
    [told] = quick.posts()
    assert told["channel"] == "U1"
    assert "<#C1>" in told["text"]
    assert await quick.store.workspaces.stopped() == []


async def test_a_channel_whose_owner_was_forgotten_is_stopped_without_a_word(quick: QuickBreaks) -> None:
    claim = replace(await quick.claimed(), set_by="")
    await quick.failures.stop_if_permanent(claim, CHANNEL)
    assert ((await quick.store.timetables.get("T1", "C1")).stopped, quick.posts()) == ("is_archived", [])


@pytest.mark.parametrize("error", [refused("user_not_found"), ClientConnectionError()])
async def test_that_nobody_could_be_told_stops_nothing_else(quick: QuickBreaks, error: Exception) -> None:
    claim = await quick.claimed()
    quick.slack.will("chat_postMessage", error)
    await quick.failures.stop_if_permanent(claim, CHANNEL)
    assert (await quick.store.timetables.get("T1", "C1")).stopped == "is_archived"


async def test_a_workspace_is_stopped_as_a_whole_and_nobody_is_told(quick: QuickBreaks) -> None:
    await quick.failures.stop_if_permanent(await quick.claimed(), WORKSPACE)
    assert await quick.store.workspaces.stopped() == ["T1"]
    assert ((await quick.store.timetables.get("T1", "C1")).stopped, quick.posts()) == (None, [])


@pytest.mark.parametrize("kind", ["rate_limited", "message", "temporary", "late", "other", "unknown"])
async def test_any_other_failure_stops_nothing(quick: QuickBreaks, kind: str) -> None:
    await quick.failures.stop_if_permanent(await quick.claimed(), CallFailure(kind, "whatever"))
    assert await quick.store.workspaces.stopped() == []
    assert (await quick.store.timetables.get("T1", "C1")).stopped is None


async def test_only_the_workspace_whose_token_works_again_goes_on(quick: QuickBreaks) -> None:
    for team in ("T1", "T2"):
        await quick.store.workspaces.stop(team, "token_revoked", quick.clock())
    await quick.failures.resume_workspaces()
    assert await quick.store.workspaces.stopped() == ["T2"]


@pytest.mark.parametrize("error", [refused("invalid_auth"), ClientConnectionError()])
async def test_a_token_that_does_not_work_resumes_nothing(quick: QuickBreaks, error: Exception) -> None:
    await quick.store.workspaces.stop("T1", "token_revoked", quick.clock())
    quick.slack.will("auth_test", error)
    await quick.failures.resume_workspaces()
    assert await quick.store.workspaces.stopped() == ["T1"]


async def test_where_nothing_is_stopped_slack_is_not_asked(quick: QuickBreaks) -> None:
    await quick.failures.resume_workspaces()
    assert "auth_test" not in quick.slack.calls
