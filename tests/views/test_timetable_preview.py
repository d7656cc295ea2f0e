"""The preview of breaks, and what takes its place."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from exercise_library import LIBRARY as library

from bot.domain.breaks import ChannelTimetable
from bot.domain.timetable import EVERY_DAY, WEEKDAYS, Timetable
from bot.slack.blocks import Message
from bot.views.timetable_differences import differences
from bot.views.timetable_payloads import FormButton
from bot.views.timetable_preview import cancelled, changed_meanwhile, confirmed, invitation_needed, preview, with_remark

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
DAILY = Timetable(days=WEEKDAYS, times=(time(15),), zone="Europe/Berlin", country="DE")
ASKED = FormButton("C1", "15:00")
BEFORE = ChannelTimetable(
    team="T1", channel="C1", timetable=DAILY, set_by="U1", set_at=NOW, next=None, stopped=None
)  # fmt: skip


def seen(timetable: Timetable, before: ChannelTimetable | None = None) -> Message:
    return preview(ASKED, timetable, before, NOW, library, "h23")


def buttons(message: Message) -> dict[str, str]:
    rows = [block["elements"] for block in message.payload()["blocks"] if block["type"] == "actions"]
    return {element["text"]["text"]: element.get("value", "") for row in rows for element in row}


@pytest.mark.parametrize(("days", "words"), [(WEEKDAYS, "Every weekday"), (EVERY_DAY, "Every day")])
def test_new_breaks_say_which_days_when_where_and_what_is_skipped(days: frozenset[int], words: str) -> None:
    text = seen(replace(DAILY, days=days)).text
    assert text.startswith(f"{words} at 15:00 Berlin time in <#C1>. Next: <!date^")
    assert text.endswith("A different stretch each time · skips public holidays in Germany")
    assert buttons(seen(DAILY)) == {"Turn on": "C1 15:00", "Change…": "C1 15:00", "Cancel": ""}


def test_of_breaks_that_are_there_what_differs_is_shown_alone() -> None:
    text = seen(replace(DAILY, times=(time(16),), area="neck"), BEFORE).text
    assert text.startswith(
        "The breaks here would change:\n• Time: 16:00 Berlin time instead of 15:00\n"
        "• Stretches for: neck instead of any area\nNext: <!date^"
    )
    assert list(buttons(seen(DAILY, BEFORE))) == ["Save", "Change…", "Cancel"]


def test_a_pause_that_goes_on_and_a_stop_that_ends_are_said() -> None:
    paused = replace(DAILY, paused_until=NOW + timedelta(days=2))
    assert "Paused until <!date^" in seen(paused, replace(BEFORE, timetable=paused)).text
    started = seen(DAILY, replace(BEFORE, stopped="is_archived")).text
    assert started.startswith("The breaks here would change:\n• Breaks: on instead of stopped\nNext: ")


SKIPPED = frozenset({date(2026, 12, 24)})


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"days": EVERY_DAY}, "Days: every day instead of every weekday"),
        ({"times": (time(9, 30), time(15))}, "Time: 9:30 and 15:00 Berlin time instead of 15:00"),
        ({"zone": "America/New_York"}, "Time zone: New York instead of Berlin"),
        ({"area": "lower"}, "Stretches for: lower back instead of any area"),
        ({"area": "gone"}, "Stretches for: gone instead of any area"),
        ({"routine": "five-minutes"}, "Length: 5 minutes instead of 2 minutes"),
        ({"routine": "hands-and-wrists"}, "Length or routine: Hands and wrists instead of 2 minutes"),
        ({"seated": True}, "Seated only: yes instead of no"),
        ({"country": None}, "Holidays skipped: none instead of Germany"),
        ({"month_line": True}, "Line at each month's end: yes instead of no"),
        ({"skip": SKIPPED}, "Dates skipped: 24 December 2026 instead of none"),
        ({"skip": frozenset(date(2027, 1, 1) + timedelta(days=2 * n) for n in range(60))}, "60 dates instead of 0"),
    ],
)  # fmt: skip
def test_each_difference_is_one_line(changes: dict[str, Any], line: str) -> None:
    [found] = differences(replace(DAILY, **changes), BEFORE, library, "h23")
    assert found.replace("*", "").endswith(line)


def test_a_routine_that_is_gone_is_the_usual_length() -> None:
    assert differences(replace(DAILY, routine="gone"), BEFORE, replace(library, routines=()), "h23") == []


def test_what_is_not_quite_as_it_was_typed_is_said_first() -> None:
    shown = with_remark(seen(DAILY), "So I've picked 2 minutes.")
    assert shown.text == f"So I've picked 2 minutes.\n{seen(DAILY).text}"
    assert shown.payload()["blocks"][0]["text"]["text"] == "So I've picked 2 minutes."
    assert with_remark(shown, "") == shown


def test_a_change_of_everything_that_words_can_say_is_under_forty_words() -> None:
    others = replace(DAILY, days=EVERY_DAY, times=(time(9, 30), time(16)), zone="America/New_York", area="lower")
    text = seen(others, BEFORE).text
    assert "Time: 9:30 and 16:00 instead of 15:00\n• Time zone: New York instead of Berlin" in text
    assert len(text.partition("|")[0].replace("•", "").split()) < 40


def test_a_preview_in_the_place_of_an_outdated_one_says_why() -> None:
    shown = seen(DAILY)
    anew = changed_meanwhile(shown)
    assert anew.text == f"Someone changed the breaks in the meantime. Please check again:\n{shown.text}"
    assert buttons(anew) == buttons(shown)


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
