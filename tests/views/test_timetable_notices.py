"""The message about a channel's timetable that everybody in it sees."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from exercise_library import LIBRARY as library

from bot.domain.break_choice import break_lengths, break_sets
from bot.domain.breaks import ChannelTimetable
from bot.domain.parsing.daily import parse_timetable_request
from bot.domain.routines import DEFAULT_ROUTINE, Routine
from bot.domain.slots import next_slot
from bot.domain.timetable import UNTIL_RESUMED, Timetable
from bot.slack.blocks import Message
from bot.views.timetable_notices import CHANGES, Change, change_notice, replaced_notice, turn_off_notice
from bot.views.timetable_text import daily_command

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
TIMETABLE = Timetable(days=frozenset({0, 2}), times=(time(1), time(15)), zone="Europe/Berlin", area="neck")


def notice(change: Change = "turn on", timetable: Timetable = TIMETABLE) -> Message:
    found = ChannelTimetable(
        team="T1",
        channel="C1",
        timetable=timetable,
        set_by="U1",
        set_at=NOW,
        next=next_slot(timetable, NOW),
        stopped=None,
    )
    return change_notice("U1", change, found, NOW, library, "h23")


def labels(message: Message) -> list[str]:
    rows = [block["elements"] for block in message.payload()["blocks"] if block["type"] == "actions"]
    return [element["text"]["text"] for row in rows for element in row]


def shown(message: Message) -> str:
    """The words of the blocks, without their marks."""
    blocks = message.payload()["blocks"]
    texts = [block["text"] for block in blocks if block["type"] == "section"]
    texts += [element for block in blocks if block["type"] == "context" for element in block["elements"]]
    return "\n".join(text["text"] for text in texts).replace("*", "").replace("`", "")


def test_it_says_who_did_what_when_the_breaks_are_and_when_the_next_is() -> None:
    text = notice().text
    assert text.startswith("<@U1> turned on stretch breaks here. Joining is optional.\n")
    assert "\nMondays and Wednesdays at 1:00 and 15:00 Berlin time. Starting Monday, <!date^" in text
    assert "^{time} your time|01:00 Berlin time>.\n" in text
    assert text.endswith("\nStretches for: neck")
    assert labels(notice()) == ["Change", "Pause", "Turn off"]


@pytest.mark.parametrize("change", CHANGES)
def test_its_text_says_what_its_blocks_say_whatever_was_changed(change: Change) -> None:
    assert notice(change).text == shown(notice(change))
    assert turn_off_notice("U1", TIMETABLE, "h23").text == shown(turn_off_notice("U1", TIMETABLE, "h23"))


def test_a_pause_tells_its_end_and_the_break_after_it_and_can_be_ended() -> None:
    paused = notice("pause", replace(TIMETABLE, paused_until=NOW + timedelta(days=2)))
    assert paused.text.startswith("<@U1> paused the stretch breaks here until Tuesday, <!date^")
    assert "15:00 Berlin time. Back Wednesday, <!date^" in paused.text
    assert labels(paused) == ["Change", "Resume", "Turn off"]


def test_a_pause_without_an_end_has_no_next_break() -> None:
    endless = notice("pause", replace(TIMETABLE, paused_until=UNTIL_RESUMED))
    assert endless.text.startswith("<@U1> paused the stretch breaks here until someone resumes them.\n")
    assert "Back" not in endless.text
    assert "Paused until someone resumes them." in notice("change", replace(TIMETABLE, paused_until=UNTIL_RESUMED)).text


def test_breaks_that_were_turned_off_come_back_by_a_button() -> None:
    off = turn_off_notice("U1", TIMETABLE, "h23")
    assert off.text.startswith("<@U1> turned off the stretch breaks here.\nThey ran Mondays and Wednesdays at")
    assert labels(off) == ["Turn back on"]


def test_a_timetable_that_does_not_fit_a_button_is_offered_in_words() -> None:
    off = turn_off_notice(
        "U1", replace(TIMETABLE, skip=frozenset(date(2027, 1, 1) + timedelta(n) for n in range(300))), "h23"
    )
    assert labels(off) == []
    assert off.text.endswith("To turn them back on, type /stretch daily 01:00 15:00 mon wed neck.")


def test_the_words_that_bring_breaks_back_are_understood() -> None:
    request = parse_timetable_request(daily_command(TIMETABLE).removeprefix("/stretch daily "), library)
    assert (request.times, request.days, request.area) == (TIMETABLE.times, TIMETABLE.days, "neck")


@pytest.mark.parametrize("routine", [*break_lengths(library), *break_sets(library)], ids=lambda each: each.slug)
def test_they_bring_every_length_and_every_set_back(routine: Routine) -> None:
    timetable = replace(TIMETABLE, area=None, routine=routine.slug)
    request = parse_timetable_request(daily_command(timetable).removeprefix("/stretch daily "), library)
    assert request.routine == (None if routine.slug == DEFAULT_ROUTINE else routine.slug)


def test_a_message_that_a_newer_one_replaced_has_no_buttons() -> None:
    assert labels(replaced_notice()) == []
    assert "newer message" in replaced_notice().text
