"""The preview of breaks, and what takes its place."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.content import load
from bot.core.settings import EXERCISES
from bot.domain.breaks import ChannelTimetable
from bot.domain.timetable import EVERY_DAY, WEEKDAYS, Timetable
from bot.slack.blocks import Message
from bot.views.timetable_payloads import FormButton
from bot.views.timetable_preview import cancelled, confirmed, invitation_needed, preview

library = load(EXERCISES)
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
DAILY = Timetable(days=WEEKDAYS, times=(time(15),), zone="Europe/Berlin", country="DE")
ASKED = FormButton("C1", "15:00")
BEFORE = ChannelTimetable(
    team="T1", channel="C1", timetable=DAILY, set_by="U1", set_at=NOW, next=None, stopped=None
)  # fmt: skip


def seen(timetable: Timetable, before: ChannelTimetable | None = None) -> Message:
    return preview(ASKED, timetable, before, NOW, library)


def buttons(message: Message) -> dict[str, str]:
    rows = [block["elements"] for block in message.payload()["blocks"] if block["type"] == "actions"]
    return {element["text"]["text"]: element.get("value", "") for row in rows for element in row}


@pytest.mark.parametrize(("days", "words"), [(WEEKDAYS, "Every weekday"), (EVERY_DAY, "Every day")])
def test_new_breaks_say_which_days_when_where_and_what_is_skipped(days: frozenset[int], words: str) -> None:
    text = seen(replace(DAILY, days=days)).text
    assert text.startswith(f"{words} at 15:00 Berlin time in <#C1>. Next: <!date^")
    assert text.endswith("A different stretch each time · skips public holidays in Germany")
    assert buttons(seen(DAILY)) == {"Turn on": "C1 15:00", "Change…": "C1 15:00", "Cancel": ""}


def test_breaks_that_are_there_are_shown_beside_what_they_become() -> None:
    text = seen(replace(DAILY, times=(time(16),), area="neck"), BEFORE).text
    assert "Now: every weekday at 15:00 Berlin time · A different stretch each time" in text
    assert "New: every weekday at 16:00 Berlin time · Stretches for: neck" in text
    assert "Next: <!date^" in text
    assert list(buttons(seen(DAILY, BEFORE))) == ["Save", "Change…", "Cancel"]


def test_a_pause_that_goes_on_and_a_stop_that_ends_are_said() -> None:
    paused = replace(DAILY, paused_until=NOW + timedelta(days=2))
    assert "Paused until <!date^" in seen(paused, replace(BEFORE, timetable=paused)).text
    assert (
        "15:00 Berlin time (stopped)\nNew: every weekday at 15:00 Berlin time\nNext: "
        in seen(DAILY, replace(BEFORE, stopped="is_archived")).text
    )


def test_what_takes_its_place_is_one_short_sentence() -> None:
    assert confirmed(DAILY, NOW, changed=False).text.startswith("Turned on. Next: Monday, <!date^")
    assert confirmed(DAILY, NOW, changed=True).text.startswith("Saved. Next: Monday, <!date^")
    assert cancelled().text == "Cancelled. Nothing has changed."


def test_where_the_bot_is_not_in_the_channel_the_same_can_be_tried_again() -> None:
    answer = invitation_needed("not_in_channel", ASKED)
    assert answer.text == (
        "Nothing has changed yet. I'm not in this channel. Type /invite @limber here. Then press Try again."
    )
    assert buttons(answer) == {"Try again": "C1 15:00"}
