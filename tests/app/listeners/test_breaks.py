"""Team breaks as people meet them: posted, joined, done, put off, ended."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from break_steps import (
    DAY,
    HOUR,
    MINUTE,
    TEAM,
    chooses,
    daily,
    due,
    invited,
    late_click,
    latest,
    lost,
    posted,
    presses_late,
    says_now,
    told,
    value_of,
)
from user_steps import ANA, BEN, GENERAL, presses, submits, window

from bot.cli.play import Play, playing
from bot.domain.actor import Actor
from bot.domain.errors import UserError


@pytest.fixture
async def pictured(tmp_path: Path) -> AsyncIterator[Play]:
    """The bot with its pictures."""
    async with playing(tmp_path, pictures=tmp_path) as opened:
        yield opened


# The message


async def test_a_break_comes_at_its_time_and_once(play: Play) -> None:
    await daily(play, late=-MINUTE)
    await due(play)
    assert posted(play) == []
    play.clock.jump(play.clock() + MINUTE)
    await due(play)
    await due(play)
    assert len(posted(play)) == 1


async def test_the_text_alone_says_what_how_long_and_what_is_needed(play: Play) -> None:
    text = (await invited(play)).text
    assert text.startswith("Stretch break: ")
    assert "minutes · " in text
    assert text.endswith("Joining is optional.")


async def test_a_break_pings_nobody(play: Play) -> None:
    message = await invited(play)
    assert "<@" not in message.text + str(message.blocks)
    assert "<!" not in message.text + str(message.blocks)


async def test_a_break_shows_the_first_hold_with_its_words(pictured: Play) -> None:
    message = await invited(pictured, area="neck")
    assert message.blocks[0]["accessory"]["type"] == "image"
    assert len(message.blocks[0]["accessory"]["alt_text"]) > 20


async def test_a_late_break_says_so(play: Play) -> None:
    assert "A little late" in (await invited(play, late=5 * MINUTE)).text


async def test_a_break_that_is_too_late_is_not_posted_but_recorded(play: Play) -> None:
    await daily(play, late=11 * MINUTE)
    await due(play)
    assert posted(play) == []
    assert (await lost(play)).state == "missed"


async def test_the_second_day_brings_other_exercises(play: Play) -> None:
    first = await invited(play)
    play.clock.jump(play.clock() + DAY)
    await due(play)
    assert posted(play)[-1].text.splitlines()[0] != first.text.splitlines()[0]


# Joining and finishing


async def test_i_am_in_opens_the_guide_and_shows_the_name(play: Play) -> None:
    message = await invited(play)
    await presses(play, message, "break.join", BEN)
    assert await play.slack.until(lambda: play.slack.view(BEN))
    await says_now(play, message, "In: <@U0BEN>")


async def test_pressing_twice_is_joining_once(play: Play) -> None:
    message = await invited(play)
    for _ in range(2):
        await presses(play, message, "break.join", BEN)
    await says_now(play, message, "In: <@U0BEN>")
    await presses(play, message, "break.join", ANA)
    await says_now(play, message, "In: <@U0BEN>, <@U0ANA>")


async def test_done_on_the_message_is_in_without_a_mark_and_counts_once_for_the_week(play: Play) -> None:
    message = await invited(play)
    for _ in range(2):
        await presses(play, message, "break.done", BEN)
    assert (await says_now(play, message, "In:")).text.endswith("In: <@U0BEN>")
    assert "first stretch this week" in (await told(play, BEN, "Nicely done")).text
    assert await play.bot.dependencies.store.dones.count(Actor(TEAM, BEN), play.clock() - HOUR) == 1


async def test_the_guides_done_counts_for_the_break_and_once_for_the_week(play: Play) -> None:
    message = await invited(play)
    await presses(play, message, "break.join", BEN)
    await play.slack.until(lambda: play.slack.view(BEN))
    while "Done" not in str((view := play.slack.view(BEN)).submit):
        before = view.hash
        await submits(play, view, BEN)
        await play.slack.until(lambda before=before: play.slack.view(BEN).hash != before)
    await play.slack.submit(BEN, view)
    await window(play, "Nicely done", BEN)
    await says_now(play, message, "In: <@U0BEN>")
    await presses(play, message, "break.done", BEN)
    await told(play, BEN, "Nicely done")
    assert await play.bot.dependencies.store.dones.count(Actor(TEAM, BEN), play.clock() - HOUR) == 1


async def test_more_than_ten_names_become_a_count(play: Play) -> None:
    message = await invited(play)
    break_ = await latest(play)
    for number in range(24):
        await play.bot.dependencies.breaks.join(break_, f"U{number:03}")
    text = (await says_now(play, message, "and 14 more")).text
    assert text.count("<@U0") == 10


async def test_a_guide_that_cannot_open_gives_the_steps_as_text(play: Play) -> None:
    message = await invited(play)
    play.slack.rate_limit("views.open", retry_after=30)
    await presses(play, message, "break.join", BEN)
    steps = await told(play, BEN, "You're in.")
    assert "seconds)" in steps.text
    await presses(play, steps, "break.start", BEN)
    assert await play.slack.until(lambda: play.slack.view(BEN))


async def test_many_who_press_together_cost_few_edits(play: Play) -> None:
    message = await invited(play)
    for user in (ANA, BEN, "U0CHIYO", "U0DEV"):
        await presses(play, message, "break.done", user)
    await says_now(play, message, ANA, BEN, "U0CHIYO", "U0DEV")
    assert len(play.slack.calls("chat.update")) <= 3


async def test_a_roster_that_slack_slows_down_is_shown_in_the_end(play: Play) -> None:
    message = await invited(play)
    play.slack.rate_limit("chat.update", retry_after=1)
    await presses(play, message, "break.done", BEN)
    await says_now(play, message, "In: <@U0BEN>")


# The menu


async def test_fifteen_minutes_later_is_offered_once_and_comes_once(play: Play) -> None:
    message = await invited(play)
    await chooses(play, message, "later", BEN)
    edited = await says_now(play, message, "Again for everyone at <!date^")
    assert "Again for everyone in 15 minutes" not in str(edited.blocks)
    with pytest.raises(UserError, match="already coming again"):
        await play.bot.dependencies.breaks.repeat_later(await latest(play))
    play.clock.jump(play.clock() + 15 * MINUTE)
    await due(play)
    await due(play)
    first, again = posted(play)
    assert "This break moved to <!date^" in first.text
    assert "Second chance, by request." in again.text
    assert "Again for everyone in 15 minutes" not in str(again.blocks)


async def test_not_today_is_a_kind_word_that_nobody_else_sees(play: Play) -> None:
    message = await invited(play)
    await presses(play, message, "break.join", BEN)
    await says_now(play, message, "<@U0BEN>")
    await chooses(play, message, "not_today", BEN)
    assert (await told(play, BEN, "No problem")).ephemeral
    await play.slack.until(lambda: "In:" not in play.slack.workspace.find(GENERAL, message.ts).text)


async def test_a_reminder_comes_to_one_person_alone_and_starts_the_guide(play: Play) -> None:
    message = await invited(play)
    await chooses(play, message, "remind", BEN)
    await told(play, BEN, "I'll remind you at")
    play.clock.jump(play.clock() + 15 * MINUTE)
    await play.bot.dependencies.break_engine.remind_due()
    reminder = await told(play, BEN, "Your stretch reminder")
    assert (reminder.ephemeral, len(posted(play))) == (True, 1)
    await presses(play, reminder, "break.start", BEN)
    assert await play.slack.until(lambda: play.slack.view(BEN))
    await says_now(play, message, "In: <@U0BEN>")


async def test_about_these_breaks_is_told_to_who_asks(play: Play) -> None:
    message = await invited(play)
    await chooses(play, message, "about", BEN)
    assert "set up by <@U0ANA>" in (await told(play, BEN, "set up by")).text


async def test_pause_breaks_asks_for_how_long(play: Play) -> None:
    message = await invited(play)
    await chooses(play, message, "pause", BEN)
    assert "ause" in (await play.slack.until(lambda: play.slack.view(BEN))).title["text"]


# The end


async def test_after_an_hour_one_warm_line_stays(play: Play) -> None:
    message = await invited(play)
    await presses(play, message, "break.done", BEN)
    await says_now(play, message, "In: <@U0BEN>")
    await presses(play, message, "break.join", ANA)
    await says_now(play, message, "In: <@U0BEN>, <@U0ANA>")
    play.clock.jump(play.clock() + HOUR)
    await due(play)
    ended = play.slack.workspace.find(GENERAL, message.ts)
    assert all(words in ended.text for words in ("<@U0BEN> and <@U0ANA>", "Next: "))
    assert [block["type"] for block in ended.blocks] == ["context"]


async def test_a_break_that_nobody_joined_ends_kindly(play: Play) -> None:
    message = await invited(play)
    play.clock.jump(play.clock() + HOUR)
    await due(play)
    assert play.slack.workspace.find(GENERAL, message.ts).text.startswith("Quiet one today. Back ")


async def test_a_click_on_a_break_that_is_over_gets_a_kind_sentence(play: Play) -> None:
    message = await invited(play)
    play.clock.jump(play.clock() + HOUR)
    await due(play)
    await presses_late(play, late_click(message))
    await told(play, ANA, "This break is over")


@pytest.mark.parametrize("id", ["no such break", "", "0" * 2000])
async def test_a_click_on_a_break_that_is_gone_gets_a_kind_sentence(play: Play, id: str) -> None:
    message = await invited(play)
    await presses_late(play, late_click(message, id=id))
    await told(play, ANA, "I've lost track of this break")


async def test_a_break_of_another_channel_cannot_be_joined_from_here(play: Play) -> None:
    elsewhere = await invited(play, "C0DESIGN")
    here = await invited(play)
    await presses_late(play, late_click(here, id=value_of(elsewhere)))
    await told(play, ANA, "I've lost track of this break")


async def test_whoever_finishes_after_the_end_is_counted(play: Play) -> None:
    message = await invited(play)
    break_ = await latest(play)
    play.clock.jump(play.clock() + HOUR)
    await due(play)
    await says_now(play, message, "Quiet one today.")
    await play.bot.dependencies.breaks.finish(break_, BEN)
    await says_now(play, message, "<@U0BEN>", "Next: ")


# The jump


async def test_the_jump_goes_to_the_next_break_and_says_where_it_is(play: Play) -> None:
    await daily(play, late=-MINUTE)
    text = await play.slack._page._on_jump()
    assert text.startswith("It's now ")
    assert text.endswith("The break is in #general.")
    assert len(posted(play)) == 1


async def test_the_jump_without_a_timetable_says_how_to_get_one(play: Play) -> None:
    assert "/stretch daily 15:00" in await play.slack._page._on_jump()
