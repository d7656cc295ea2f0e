"""When Slack refuses to post for good: what is stopped, who is told, once, and what goes on again."""

import asyncio
from dataclasses import replace

import pytest
from aiohttp import ClientConnectionError
from quick_breaks import QuickBreaks
from slack_client import answered, refused

from bot.domain.actor import Actor
from bot.domain.break_choice import BreakContent
from bot.services.breaks.failures import TRIED_TOGETHER
from bot.slack.errors import NOT_INSTALLED, CallFailure
from bot.store.cipher import Cipher, new_key
from bot.store.installations import Installations

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


async def stopped(quick: QuickBreaks) -> list[str]:
    return [each.team for each in await quick.store.workspaces.stopped()]


@pytest.mark.parametrize(("code", "says"), [("token_revoked", "my token any more"), ("missing_scope", "a permission")])
async def test_a_workspace_is_stopped_as_a_whole_and_one_person_told_once_what_helps(
    quick: QuickBreaks, code: str, says: str
) -> None:
    claim = await quick.claimed()
    for _ in range(2):
        await quick.failures.stop_if_permanent(claim, CallFailure("workspace", code))
    assert await stopped(quick) == ["T1"]
    assert (await quick.store.timetables.get("T1", "C1")).stopped is None
    [told] = quick.posts()
    assert told["channel"] == "U1"
    assert says in told["text"]
    assert "reinstalling the app" in told["text"]
    assert "try again later" not in told["text"]


async def test_a_refused_token_is_tried_again_after_one_five_and_fifteen_minutes_then_each_hour(
    quick: QuickBreaks,
) -> None:
    await quick.store.workspaces.stop("T1", "invalid_auth", quick.clock())
    tried: list[int] = []
    for minute in range(1, 150):
        quick.clock.forward(minutes=1)
        quick.slack.will("auth_test", refused("invalid_auth"))
        before = len(quick.slack.calls["auth_test"])
        await quick.failures.resume_workspaces()
        tried += [minute] * (len(quick.slack.calls["auth_test"]) - before)
    assert tried == [1, 6, 21, 81, 141]
    assert await stopped(quick) == ["T1"]


async def test_what_is_due_is_posted_once_the_token_works_again(quick: QuickBreaks) -> None:
    await quick.plan("C1")
    await quick.store.workspaces.stop("T1", "invalid_auth", quick.clock())
    await quick.poster.post_due()
    assert quick.posts() == []
    quick.clock.forward(minutes=1)
    await quick.failures.resume_workspaces()
    await quick.poster.post_due()
    assert [post["channel"] for post in quick.posts()] == ["C1"]


@pytest.mark.parametrize(("scopes", "goes_on"), [("commands,chat:write", True), ("commands", False), (None, True)])
async def test_a_missing_permission_must_be_there_before_it_goes_on(
    quick: QuickBreaks, scopes: str | None, goes_on: bool
) -> None:
    await quick.store.workspaces.stop("T1", "missing_scope", quick.clock())
    quick.slack.will("auth_test", answered({"team_id": "T1"}, {"x-oauth-scopes": scopes} if scopes else {}))
    await quick.failures.resume_workspaces(at_once=True)
    assert await stopped(quick) == ([] if goes_on else ["T1"])


async def test_a_call_that_slack_took_lets_the_workspace_go_on_at_once(quick: QuickBreaks) -> None:
    await quick.store.workspaces.stop("T1", "invalid_auth", quick.clock())
    await quick.breaks.post_now(Actor("T1", "U1"), "C1", BreakContent())
    assert await stopped(quick) == []


@pytest.mark.parametrize("kind", ["rate_limited", "message", "temporary", "late", "other", "unknown"])
async def test_any_other_failure_stops_nothing(quick: QuickBreaks, kind: str) -> None:
    await quick.failures.stop_if_permanent(await quick.claimed(), CallFailure(kind, "whatever"))
    assert await quick.store.workspaces.stopped() == []
    assert (await quick.store.timetables.get("T1", "C1")).stopped is None


@pytest.mark.parametrize("has_breaks", [True, False])
async def test_a_reminder_that_finds_the_token_refused_first_tells_whoever_set_up_breaks(
    quick: QuickBreaks, has_breaks: bool
) -> None:
    claim = await quick.claimed()
    if not has_breaks:
        await quick.store.timetables.remove("T1", "C1", quick.clock())
    reminder = replace(claim, channel="U9", set_by="U9", personal=True)
    await quick.failures.stop_if_permanent(reminder, WORKSPACE)
    assert await stopped(quick) == ["T1"]
    assert [told["channel"] for told in quick.posts()] == (["U1"] if has_breaks else [])


async def test_only_the_workspace_whose_token_works_again_goes_on(quick: QuickBreaks) -> None:
    for team in ("T1", "T2"):
        await quick.store.workspaces.stop(team, "token_revoked", quick.clock())
    await quick.failures.resume_workspaces(at_once=True)
    assert await stopped(quick) == ["T2"]


@pytest.mark.parametrize("error", [refused("invalid_auth"), ClientConnectionError()])
async def test_a_token_that_does_not_work_resumes_nothing(quick: QuickBreaks, error: Exception) -> None:
    await quick.store.workspaces.stop("T1", "token_revoked", quick.clock())
    quick.slack.will("auth_test", error)
    await quick.failures.resume_workspaces(at_once=True)
    assert await stopped(quick) == ["T1"]


async def test_where_nothing_is_stopped_slack_is_not_asked(quick: QuickBreaks) -> None:
    await quick.failures.resume_workspaces()
    assert "auth_test" not in quick.slack.calls


async def test_many_stopped_workspaces_are_tried_side_by_side(quick: QuickBreaks) -> None:
    waiting = at_once = 0

    async def slow() -> object:
        nonlocal waiting, at_once
        waiting += 1
        at_once = max(at_once, waiting)
        await asyncio.sleep(0.01)
        waiting -= 1
        return refused("invalid_auth")

    for number in range(50):
        await quick.store.workspaces.stop(f"T{number:02}", "invalid_auth", quick.clock())
        quick.slack.will("auth_test", slow)
    await quick.failures.resume_workspaces(at_once=True)
    assert (len(quick.slack.calls["auth_test"]), at_once) == (50, TRIED_TOGETHER)
    assert {each.attempts for each in await quick.store.workspaces.stopped()} == {1}


async def test_the_workspaces_of_an_organisation_go_on_with_its_token(quick: QuickBreaks) -> None:
    quick.store.installations = Installations(quick.store.database, Cipher([new_key()]))
    for team in ("T1", "T2"):
        await quick.store.workspaces.stop(team, "token_revoked", quick.clock())
        quick.slack.will("auth_test", answered({"team_id": "E1"}, {}))
    await quick.failures.resume_workspaces(at_once=True)
    assert await stopped(quick) == []


async def test_a_workspace_that_has_removed_the_bot_is_not_stopped_but_gone(quick: QuickBreaks) -> None:
    claim = await quick.claimed()
    await quick.failures.stop_if_permanent(claim, CallFailure("workspace", NOT_INSTALLED))
    assert await stopped(quick) == []
