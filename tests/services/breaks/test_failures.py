"""Breaks that Slack refuses, slows down or loses, and breaks that somebody asks for at once."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from break_steps import (
    DAY,
    HOUR,
    MINUTE,
    TEAM,
    daily,
    due,
    invited,
    lost,
    posted,
    says_now,
)
from user_steps import ANA, BEN, GENERAL, presses, says

from bot.cli.play import Play, playing


@pytest.fixture
async def pictured(tmp_path: Path) -> AsyncIterator[Play]:
    """The bot with its pictures."""
    async with playing(tmp_path, pictures=tmp_path) as opened:
        yield opened


# At once


async def test_now_posts_a_break_at_once(play: Play) -> None:
    await play.slack.command(ANA, GENERAL, "/stretch now neck")
    message = await play.slack.until(lambda: posted(play))
    assert message[0].text.startswith("Stretch break: ")
    assert "neck" in message[0].text.lower()


async def test_now_twice_in_a_minute_is_one_break(play: Play) -> None:
    play.clock.jump(play.clock().replace(second=1))
    await play.slack.command(ANA, GENERAL, "/stretch now")
    await play.slack.until(lambda: posted(play))
    assert "Join it above" in (await says(play, "/stretch now", BEN)).text
    assert len(posted(play)) == 1


async def test_now_where_the_bot_is_not_says_how_to_invite_it(play: Play) -> None:
    assert "/invite @limber" in (await says(play, "/stretch now", channel="C0LEADS")).text
    play.slack.add_bot("C0LEADS")
    play.clock.jump(play.clock() + MINUTE)
    await play.slack.command(ANA, "C0LEADS", "/stretch now")
    await play.slack.until(lambda: posted(play, "C0LEADS"))


# What Slack refuses


@pytest.mark.parametrize(
    "error", ["channel_not_found", "not_in_channel", "is_archived", "restricted_action", "no_permission"]
)
async def test_a_channel_that_is_gone_stops_its_breaks_and_tells_once_whoever_set_them_up(
    play: Play, error: str
) -> None:
    await daily(play)
    play.slack.fail("chat.postMessage", error, channel=GENERAL)
    await due(play)
    play.clock.jump(play.clock() + DAY)
    await due(play)
    assert posted(play) == []
    assert len(posted(play, "D0ANA")) == 1
    assert f"<#{GENERAL}>" in posted(play, "D0ANA")[0].text
    kept = await play.bot.dependencies.store.timetables.get(TEAM, GENERAL)
    assert (kept.stopped, kept.next) == (error, None)


async def test_one_channels_failure_does_not_touch_anothers_break(play: Play) -> None:
    await daily(play)
    await daily(play, "C0DESIGN")
    play.slack.fail("chat.postMessage", "is_archived", channel=GENERAL)
    await due(play)
    assert (len(posted(play)), len(posted(play, "C0DESIGN"))) == (0, 1)


@pytest.mark.parametrize("error", ["token_revoked", "account_inactive", "invalid_auth"])
async def test_a_dead_token_stops_the_workspace_until_it_works_again(play: Play, error: str) -> None:
    await daily(play)
    play.slack.fail("chat.postMessage", error)
    await due(play)
    play.clock.jump(play.clock() + DAY)
    await due(play)
    assert posted(play) == []
    await play.bot.dependencies.break_engine.start()
    await play.slack.until(lambda: posted(play))
    assert len(posted(play)) == 1


@pytest.mark.parametrize("error", ["service_unavailable", "request_timeout"])
async def test_what_passes_by_itself_is_tried_again_a_minute_later(play: Play, error: str) -> None:
    await daily(play)
    play.slack.fail("chat.postMessage", error)
    await due(play)
    assert posted(play) == []
    play.clock.jump(play.clock() + MINUTE)
    await due(play)
    assert len(posted(play)) == 1


async def test_what_does_not_pass_within_ten_minutes_is_missed(play: Play) -> None:
    await daily(play)
    play.slack.fail("chat.postMessage", "service_unavailable", times=100)
    for _ in range(12):
        await due(play)
        play.clock.jump(play.clock() + MINUTE)
    assert (await lost(play)).state == "missed"
    assert len(play.slack.calls("chat.postMessage")) == 10


@pytest.mark.parametrize("error", ["fatal_error", "internal_error"])
async def test_what_may_have_been_posted_is_never_posted_again(play: Play, error: str) -> None:
    await daily(play)
    play.slack.fail("chat.postMessage", error)
    for _ in range(3):
        await due(play)
        play.clock.jump(play.clock() + MINUTE)
    assert len(play.slack.calls("chat.postMessage")) == 1
    assert (await lost(play)).state == "unknown"


async def test_slow_down_is_obeyed(play: Play) -> None:
    await daily(play)
    play.slack.rate_limit("chat.postMessage", retry_after=1)
    await due(play)
    first, second = play.slack.calls("chat.postMessage")
    assert second.at - first.at >= 1
    assert len(posted(play)) == 1


async def test_slow_down_for_long_lets_the_break_wait_in_the_store(play: Play) -> None:
    await daily(play)
    play.slack.rate_limit("chat.postMessage", retry_after=60)
    await due(play)
    assert posted(play) == []
    assert (await play.bot.dependencies.store.claims.next_due_at()) < play.clock() + 2 * MINUTE


async def test_a_picture_that_slack_minds_is_left_out(pictured: Play) -> None:
    await daily(pictured, area="neck")
    pictured.slack.fail("chat.postMessage", "invalid_blocks")
    await due(pictured)
    [message] = posted(pictured)
    assert "image" not in str(message.blocks)
    assert "break.join" in str(message.blocks)


async def test_a_message_that_slack_minds_comes_as_plain_text(pictured: Play) -> None:
    await daily(pictured, area="neck")
    pictured.slack.fail("chat.postMessage", "invalid_blocks", times=2)
    await due(pictured)
    [message] = posted(pictured)
    assert message.blocks == []
    assert message.text.startswith("Stretch break: ")


async def test_an_edit_whose_picture_slack_minds_comes_without_it(pictured: Play) -> None:
    message = await invited(pictured, area="neck")
    pictured.slack.fail("chat.update", "invalid_blocks")
    await presses(pictured, message, "break.done", BEN)
    assert "accessory" not in (await says_now(pictured, message, "In: <@U0BEN>")).blocks[0]


async def test_a_message_that_somebody_deleted_is_left_alone(play: Play) -> None:
    message = await invited(play)
    play.slack.workspace.remove(message)
    play.clock.jump(play.clock() + HOUR)
    await due(play)
    assert await play.bot.dependencies.store.breaks.take_closing(play.clock() + HOUR, 10, lambda _: 0) == []
