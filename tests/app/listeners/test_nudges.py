"""Private reminders as a person meets them: set, due, and each button pressed."""

from datetime import timedelta

import pytest
from break_steps import TEAM
from date_tokens import read
from user_steps import ANA, presses, replaced, says, submits, window

from bot.cli.play import Play
from bot.domain.slots import next_slot
from bot.playground import Message

EVERY_DAY = "/stretch remind me 10:00 and 15:00 mon-sun"


async def reminded(play: Play) -> Message:
    """Let the next reminder come, and return its message."""
    found = await play.bot.dependencies.store.timetables.get(TEAM, ANA)
    assert found
    slot = next_slot(found.timetable, play.clock())
    assert slot
    play.clock.jump(slot.at)
    await play.bot.dependencies.break_engine.remind_privately()
    return (await play.slack.until(lambda: _in_dm(play)))[-1]


def _in_dm(play: Play) -> list[Message]:
    return [message for message in play.slack.messages("D0ANA", ANA) if message.user == "U0LIMBER"]


def labels(message: Message) -> list[str]:
    rows = [block for block in message.blocks if block["type"] == "actions"]
    return [each["text"]["text"] for row in rows for each in row["elements"]]


async def test_a_reminder_leads_through_the_guide_to_its_thanks(play: Play) -> None:
    answer = await says(play, EVERY_DAY)
    assert read(answer.text).startswith("You're set: every day at 10:00 and 15:00.")
    message = await reminded(play)
    assert labels(message) == ["Start", "In 15 minutes", "Skip today", "Stop these"]
    await presses(play, message, "nudge.start")
    view = await play.slack.until(lambda: play.slack.view(ANA))
    while view.title["text"] != "Nicely done":
        before = view.words
        await submits(play, view)
        view = await play.slack.until(
            lambda before=before: (found := play.slack.view(ANA)) and found.words != before and found
        )
    await replaced(play, message, "Nicely done:")
    assert len(_in_dm(play)) == 1


async def test_in_15_minutes_it_comes_again(play: Play) -> None:
    await says(play, EVERY_DAY)
    message = await reminded(play)
    await presses(play, message, "nudge.later")
    assert labels(await replaced(play, message, "OK, back at")) == ["Start now"]
    play.clock.jump(play.clock() + timedelta(minutes=15))
    await play.bot.dependencies.break_engine.remind_privately()
    again = await play.slack.until(lambda: [m for m in _in_dm(play) if m.ts != message.ts])
    assert labels(again[0])[0] == "Start"


@pytest.mark.parametrize(
    ("action", "words", "back"),
    [
        ("nudge.skip", "No more reminders on ", "Undo"),
        ("nudge.stop", "I've stopped your reminders.", "Remind me again"),
    ],
)
async def test_skip_and_stop_say_so_in_one_line_with_a_way_back(play: Play, action: str, words: str, back: str) -> None:
    await says(play, EVERY_DAY)
    message = await reminded(play)
    await presses(play, message, action)
    line = await replaced(play, message, words)
    assert labels(line) == [back]
    await presses(play, line, line.blocks[-1]["elements"][0]["action_id"])
    assert "every day at 10:00 and 15:00" in read((await replaced(play, message, "every day at ")).text)
    found = await play.bot.dependencies.store.timetables.get(TEAM, ANA)
    assert found
    assert (found.timetable.paused_until, found.next is None) == (None, False)


async def test_the_form_is_opened_changed_and_turned_off(play: Play) -> None:
    await play.slack.command(ANA, "C0GENERAL", "/stretch remind me")
    form = await window(play, "My reminders")
    await play.slack.submit(ANA, form, {"often": {"remind.often": "twice a day"}})
    done = await play.slack.until(lambda: (view := play.slack.view(ANA)) and "You're set" in view.words and view)
    assert "every weekday at 10:00 and 15:00" in read(done.words)
    await presses(play, done, "remind.off")
    await play.slack.until(lambda: (view := play.slack.view(ANA)) and "I've stopped your reminders." in view.words)
    assert await play.bot.dependencies.store.timetables.get(TEAM, ANA) is None


async def test_a_change_leaves_no_outdated_window_below(play: Play) -> None:
    await play.slack.command(ANA, "C0GENERAL", "/stretch remind me")
    form = await window(play, "My reminders")
    for often, words in (("once a day", "at 15:00"), ("twice a day", "at 10:00 and 15:00")):
        await play.slack.submit(ANA, form, {"often": {"remind.often": often}})
        done = await play.slack.until(
            lambda words=words: (view := play.slack.view(ANA)) and f"weekday {words}*" in read(view.words) and view
        )
        await presses(play, done, "remind.form")
        form = await play.slack.until(
            lambda: (view := play.slack.view(ANA)) and view.callback_id == "remind.submit" and view
        )
        assert (form.id, form.previous_view_id) == (done.id, None)
    await play.slack.close(ANA, form)
    assert play.slack.view(ANA) is None
