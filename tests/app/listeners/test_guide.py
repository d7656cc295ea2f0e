"""The guide: hands free through every hold, steered by buttons, closed with Done."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from user_steps import ANA, BEN, guided, presses, replaced, says, shown, submits, window

from bot.cli.play import Play, playing
from bot.domain.actor import Actor
from bot.views.guide_window import SessionRef


@pytest.fixture
async def fast(tmp_path: Path) -> AsyncIterator[Play]:
    """The bot with a clock that runs sixty times as fast."""
    async with playing(tmp_path, speed=60) as opened:
        yield opened


async def test_the_guide_asks_once_whether_one_is_ready_and_then_begins_at_the_first_hold(play: Play) -> None:
    view = await guided(play, "/stretch trunk turn")
    assert view.title["text"] == "Ready?"
    assert "Skip it if" in shown(view)
    await submits(play, view)
    await play.slack.close(ANA, await window(play, "Hold 1 of 6"))
    await presses(play, await says(play, "/stretch trunk turn"), "card.guide")
    await window(play, "Hold 1 of 6")


async def test_the_guide_goes_through_every_hold_by_itself_to_done(fast: Play) -> None:
    view = await guided(fast, "/stretch single knee to chest")
    await submits(fast, view)
    end = await window(fast, "All done", seconds=15)
    await fast.slack.submit(ANA, end)
    assert "first stretch this week" in shown(await window(fast, "Nicely done"))


async def test_a_hold_costs_slack_one_call(fast: Play) -> None:
    view = await guided(fast, "/stretch single knee to chest")
    await submits(fast, view)
    await window(fast, "All done", seconds=15)
    holds = 2 * fast.bot.dependencies.library.find("single-knee-to-chest").rounds
    assert len(fast.slack.calls("views.update")) == holds  # the first came with the answer to Start


async def test_next_and_back_move_and_say_where_one_is(play: Play) -> None:
    view = await guided(play)
    await submits(play, view)
    first = await window(play, "Hold 1 of 6")
    assert "seconds to get ready" in shown(first)
    await submits(play, first)
    await presses(play, await window(play, "Hold 2 of 6"), "guide.back")
    await window(play, "Hold 1 of 6")


async def test_pause_stops_the_time_and_go_on_lets_it_run(fast: Play) -> None:
    view = await guided(fast)
    await submits(fast, view)
    await presses(fast, await window(fast, "Hold 1 of 6"), "guide.pause")
    paused = await fast.slack.until(lambda: (v := fast.slack.view(ANA)) and "Paused" in shown(v) and v)
    before = paused.title["text"]
    assert await fast.bot.dependencies.store.sessions.running() == []
    await says(fast, "/stretch help")
    assert fast.slack.view(ANA).title["text"] == before
    await presses(fast, paused, "guide.resume")
    await window(fast, "All done", seconds=15)


async def test_a_double_click_on_next_moves_once(play: Play) -> None:
    view = await guided(play)
    await submits(play, view)
    first = await window(play, "Hold 1 of 6")
    await asyncio.gather(submits(play, first), submits(play, first))
    await window(play, "Hold 2 of 6")
    await says(play, "/stretch help")
    assert play.slack.view(ANA).title["text"] == "Hold 2 of 6"


async def test_a_timer_that_fires_after_next_was_pressed_moves_nothing(play: Play) -> None:
    view = await guided(play)
    await submits(play, view)
    first = await window(play, "Hold 1 of 6")
    session, step = first.private_metadata.split(" ")
    await submits(play, first)
    await window(play, "Hold 2 of 6")
    await play.bot.dependencies.guide.mover.on_timer(Actor("T0PLAY", ANA), session, int(step))
    assert play.slack.view(ANA).title["text"] == "Hold 2 of 6"


async def test_closing_the_window_ends_it_kindly_and_stretch_offers_to_go_on(play: Play) -> None:
    view = await guided(play)
    await submits(play, view)
    await submits(play, await window(play, "Hold 1 of 6"))
    await play.slack.close(ANA, await window(play, "Hold 2 of 6"))
    menu = await _offer(play)
    await presses(play, menu, "guide.go_on")
    waiting = await window(play, "Hold 2 of 6")
    assert "Paused" in shown(waiting)
    await presses(play, waiting, "guide.resume")
    await play.slack.until(lambda: "Paused" not in shown(play.slack.view(ANA)))


async def test_stop_answers_with_care_and_is_not_offered_again(play: Play) -> None:
    view = await guided(play)
    await submits(play, view)
    await presses(play, await window(play, "Hold 1 of 6"), "guide.hurts")
    assert "Good call" in shown(await window(play, "Stopped"))
    assert "guide.go_on" not in str((await says(play, "/stretch")).blocks)


async def test_done_counts_once_even_if_the_window_is_submitted_twice(fast: Play) -> None:
    view = await guided(fast, "/stretch single knee to chest")
    await submits(fast, view)
    end = await window(fast, "All done", seconds=15)
    envelope = _submission(fast, end)
    await asyncio.gather(*(fast.slack.send("interactive", envelope) for _ in range(3)))
    assert "1 stretch this week" in (await says(fast, "/stretch me")).text


async def test_a_click_too_old_for_a_window_gets_the_card_and_the_button_again(play: Play) -> None:
    card = await says(play, "/stretch trunk turn")
    play.slack.fail("views.open", "expired_trigger_id")
    await presses(play, card, "card.guide")
    again = await replaced(play, card, "took too long")
    await presses(play, again, "card.guide")
    await window(play, "Ready?")


async def test_a_window_that_slack_no_longer_knows_ends_the_session(play: Play) -> None:
    view = await guided(play)
    await submits(play, view)
    play.slack.fail("views.update", "not_found")
    await presses(play, await window(play, "Hold 1 of 6"), "guide.pause")
    await _offer(play)


async def test_a_rate_limit_is_waited_for_and_only_the_latest_state_is_shown(fast: Play) -> None:
    view = await guided(fast, "/stretch single knee to chest")
    fast.slack.rate_limit("views.update", 1, times=1)
    await submits(fast, view)
    await window(fast, "All done", seconds=15)
    titles = [call.args["view"]["title"]["text"] for call in fast.slack.calls("views.update") if call.ok]
    at_last = list(dict.fromkeys(reversed(titles)))[::-1]  # what waited may come once more, just before what follows
    assert at_last == sorted(at_last, key=lambda t: (t == "All done", t))
    assert "Hold 2 of 6" not in titles


async def test_a_move_whose_timer_was_lost_is_made_up_for(play: Play) -> None:
    await submits(play, await guided(play))
    await window(play, "Hold 1 of 6")
    parts = play.bot.dependencies
    parts.scheduler.stop()
    play.clock.jump(play.clock() + timedelta(seconds=30))
    await parts.guide.mover.catch_up()
    await window(play, "Hold 2 of 6")


async def test_after_a_long_absence_the_session_waits_and_the_next_click_moves_it(play: Play) -> None:
    await submits(play, await guided(play))
    await window(play, "Hold 1 of 6")
    parts = play.bot.dependencies
    parts.scheduler.pause()
    play.clock.jump(play.clock() + timedelta(minutes=10))
    await parts.guide.mover.restore_timers()
    assert await parts.store.sessions.running() == []
    waiting = await play.slack.until(lambda: (v := play.slack.view(ANA)) and "Paused" in shown(v) and v)
    await submits(play, waiting)
    await window(play, "Hold 2 of 6")


async def test_of_two_windows_the_older_one_says_where_it_goes_on(play: Play) -> None:
    await submits(play, await guided(play))
    older = await window(play, "Hold 1 of 6")
    await presses(play, await says(play, "/stretch"), "guide.go_on")
    newer = await play.slack.until(lambda: (v := play.slack.view(ANA)).id != older.id and v)
    session, sessions = newer.private_metadata.split()[0], play.bot.dependencies.store.sessions
    while (await sessions.find(Actor("T0PLAY", ANA), session)).view_id != newer.id:
        await says(play, "/stretch help")
    await submits(play, older)
    await play.slack.until(lambda: "another window" in shown(play.slack.workspace.views.find(older.id)))
    assert play.slack.view(ANA).title["text"] == "Hold 1 of 6"


async def test_stop_wins_over_a_timer_that_fires_at_the_same_moment(play: Play) -> None:
    await submits(play, await guided(play))
    first = await window(play, "Hold 1 of 6")
    session, step = first.private_metadata.split(" ")
    guide = play.bot.dependencies.guide
    stop = guide.hurts(Actor("T0PLAY", ANA), SessionRef(session, int(step)), first.id)
    await asyncio.gather(guide.mover.on_timer(Actor("T0PLAY", ANA), session, int(step)), stop)
    await window(play, "Stopped")
    assert (await play.bot.dependencies.store.sessions.find(Actor("T0PLAY", ANA), session)).state == "stopped"


async def test_the_words_after_stop_come_even_if_slack_asks_to_slow_down(play: Play) -> None:
    await submits(play, await guided(play))
    first = await window(play, "Hold 1 of 6")
    play.slack.rate_limit("views.update", 1, times=1)
    await presses(play, first, "guide.hurts")
    assert "Good call" in shown(await window(play, "Stopped"))


async def test_pause_works_even_when_the_hold_has_just_changed(play: Play) -> None:
    await submits(play, await guided(play))
    first = await window(play, "Hold 1 of 6")
    await submits(play, first)
    await window(play, "Hold 2 of 6")
    await play.slack.send("interactive", _click(play, first, "guide.pause"))
    await play.slack.until(lambda: "Paused" in shown(play.slack.view(ANA)))


async def test_done_in_the_guide_leaves_its_thanks_on_the_card_and_counts_once(fast: Play) -> None:
    card = await says(fast, "/stretch single knee to chest")
    await presses(fast, card, "card.guide")
    await submits(fast, await window(fast, "Ready?"))
    await fast.slack.submit(ANA, await window(fast, "All done", seconds=15))
    await window(fast, "Nicely done")
    assert "first stretch this week" in (await replaced(fast, card, "Nicely done")).text
    assert "1 stretch this week" in (await says(fast, "/stretch me")).text


async def test_a_window_that_does_not_open_leaves_the_one_that_runs(play: Play) -> None:
    await submits(play, await guided(play))
    await window(play, "Hold 1 of 6")
    card = await says(play, "/stretch butterfly")
    play.slack.fail("views.open", "expired_trigger_id")
    await presses(play, card, "card.guide")
    await replaced(play, card, "took too long")
    await submits(play, play.slack.view(ANA))
    await window(play, "Hold 2 of 6")


async def test_not_now_does_not_hide_the_stretch_that_was_left(play: Play) -> None:
    await submits(play, await guided(play))
    await play.slack.close(ANA, await window(play, "Hold 1 of 6"))
    await play.slack.close(ANA, await guided(play, "/stretch butterfly"))
    assert "Seated trunk turn" in (await _offer(play)).text


async def test_someone_elses_window_cannot_be_steered(play: Play) -> None:
    view = await guided(play)
    envelope = _submission(play, view) | {"user": {"id": BEN, "team_id": "T0PLAY"}}
    await play.slack.send("interactive", envelope)
    await says(play, "/stretch help")
    assert play.slack.view(ANA).title["text"] != "Hold 1 of 6"


async def _offer(play: Play):
    async def offered():
        menu = await says(play, "/stretch")
        return menu if "guide.go_on" in str(menu.blocks) else None

    for _ in range(20):
        if menu := await offered():
            return menu
    raise AssertionError("`/stretch` did not offer to go on")


def _click(play: Play, view, action: str) -> dict:
    return {
        "type": "block_actions",
        "team": {"id": "T0PLAY", "domain": "play"},
        "user": {"id": ANA, "team_id": "T0PLAY"},
        "api_app_id": "A0LIMBER",
        "token": "x",
        "trigger_id": "none",
        "container": {"type": "view", "view_id": view.id},
        "view": play.slack.workspace.views.to_dict(view),
        "actions": [{"type": "button", "action_id": action, "block_id": "steering", "action_ts": "1.0"}],
    }


def _submission(play: Play, view) -> dict:
    return {
        "type": "view_submission",
        "team": {"id": "T0PLAY", "domain": "play"},
        "user": {"id": ANA, "team_id": "T0PLAY"},
        "api_app_id": "A0LIMBER",
        "token": "x",
        "trigger_id": "none",
        "view": play.slack.workspace.views.to_dict(view),
        "response_urls": [],
    }
