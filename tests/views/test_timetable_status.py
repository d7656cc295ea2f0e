"""What people read of timetables: whole sentences, within Slack's limits."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from exercise_library import LIBRARY as library

from bot.domain.breaks import Break, ChannelTimetable
from bot.domain.reader import Reader
from bot.domain.slots import next_slot
from bot.domain.timetable import UNTIL_RESUMED, WEEKDAYS, Timetable
from bot.slack.blocks import Message
from bot.slack.errors import cannot_post_sentence, refuses_channel
from bot.views.home_channels import channel_breaks
from bot.views.pause_form import PAUSE_LENGTHS, pause_form
from bot.views.timetable_payloads import FormButton
from bot.views.timetable_status import (
    form_not_opened,
    form_opened,
    no_breaks_here,
    outside_channel,
    status_message,
)
from bot.views.timetable_text import next_break_sentence, rotation_and_exceptions

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
TIMETABLE = Timetable(days=frozenset({0, 2}), times=(time(1), time(15)), zone="Europe/Berlin", area="neck")
CHANNEL_TIMETABLE = ChannelTimetable(
    team="T1", channel="C1", timetable=TIMETABLE, set_by="U1", set_at=NOW, next=next_slot(TIMETABLE, NOW), stopped=None
)
LOST = Break(id="b", team="T1", channel="C1", slot="s", slugs=(), due_at=NOW, state="missed", set_by="U1")


def labels(message: Message) -> list[str]:
    rows = [block["elements"] for block in message.payload()["blocks"] if block["type"] == "actions"]
    return [element["text"]["text"] for row in rows for element in row]


def bullets(reader_zone: str | None) -> list[str]:
    text = status_message(CHANNEL_TIMETABLE, NOW, None, library, Reader(reader_zone)).text
    return [line for line in text.splitlines() if line.startswith("•")]


@pytest.mark.parametrize("zone", [None, "Europe/Berlin", "Europe/Paris"])
def test_the_status_shows_three_breaks_on_the_readers_clock(zone: str | None) -> None:
    assert len(bullets(zone)) == 3
    assert all(line.startswith("• <!date^") for line in bullets(zone))


def test_a_reader_in_another_zone_sees_the_channels_time_and_their_own() -> None:
    assert len(bullets("America/New_York")) == 3
    assert all(" Berlin time, for you <!date^" in line for line in bullets("America/New_York"))


@pytest.mark.parametrize(
    ("state", "words"),
    [("missed", "couldn't post it in time"), ("failed", "won't let me post"), ("unknown", "may not have posted it")],
)
def test_the_status_tells_what_became_of_a_lost_break(state, words: str) -> None:
    assert words in status_message(CHANNEL_TIMETABLE, NOW, replace(LOST, state=state), library, Reader()).text


def test_a_stopped_timetable_says_why_and_starts_again_by_a_button() -> None:
    shown = status_message(
        replace(CHANNEL_TIMETABLE, stopped="not_in_channel", next=None), NOW, None, library, Reader()
    )
    assert "/invite @limber" in shown.text
    assert labels(shown) == ["Change", "Start again", "Turn off"]


@pytest.mark.parametrize("error", ["channel_not_found", "is_archived", "restricted_action_read_only_channel"])
def test_each_refusal_of_a_channel_says_what_helps(error: str) -> None:
    assert refuses_channel(error)
    assert error not in cannot_post_sentence(error)


def test_what_passes_by_itself_is_no_refusal_of_the_channel() -> None:
    assert not refuses_channel("ratelimited")
    assert "ratelimited" in cannot_post_sentence("ratelimited")


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({}, "Stretches for: neck"),
        ({"routine": "five-minutes", "seated": True}, "Stretches for: neck · 5 minutes · seated only"),
        ({"routine": "one-minute", "area": None}, "A different stretch each time · 1 minute"),
        ({"routine": "hands-and-wrists", "area": None, "seated": True}, "Hands and wrists each time"),
        ({"routine": "gone"}, "Stretches for: neck"),
        ({"month_line": True}, "Stretches for: neck · one line at each month's end"),
    ],
)
def test_a_length_is_said_where_it_is_not_the_usual_and_a_set_by_its_name(changes, line: str) -> None:
    assert rotation_and_exceptions(replace(TIMETABLE, **changes), library) == line


def test_long_lists_of_free_days_are_counted() -> None:
    days = frozenset(date(2027, 1, 1) + timedelta(days=2 * n) for n in range(60))
    assert rotation_and_exceptions(replace(TIMETABLE, skip=days, seated=True), library) == (
        "Stretches for: neck · seated only · skips 60 dates"
    )


def test_a_home_with_many_channels_shows_ten_and_counts_the_rest() -> None:
    blocks = channel_breaks([replace(CHANNEL_TIMETABLE, channel=f"C{n}") for n in range(25)], NOW, Reader())
    texts = [str(block.to_dict()) for block in blocks]
    assert len([text for text in texts if "timetable.pause" in text]) == 10
    assert any("And 15 more" in text for text in texts)


def test_the_pause_form_offers_a_few_lengths_and_free_words() -> None:
    blocks = {block["block_id"]: block for block in pause_form("C1").to_dict()["blocks"] if "block_id" in block}
    assert [option["value"] for option in blocks["length"]["element"]["options"]] == list(PAUSE_LENGTHS.values())
    assert blocks["until"]["optional"]


PAUSED = replace(TIMETABLE, paused_until=NOW + timedelta(days=2))


@pytest.mark.parametrize(
    ("changes", "buttons"),
    [
        ({}, ["Change", "Pause", "Turn off"]),
        ({"timetable": PAUSED}, ["Change", "Resume", "Turn off"]),
        ({"timetable": replace(TIMETABLE, paused_until=NOW)}, ["Change", "Pause", "Turn off"]),
        ({"stopped": "is_archived"}, ["Change", "Start again", "Turn off"]),
        ({"stopped": "is_archived", "timetable": PAUSED}, ["Change", "Start again", "Turn off"]),
    ],
)
def test_the_status_has_the_button_that_its_state_needs(changes: dict, buttons: list[str]) -> None:
    found = replace(CHANNEL_TIMETABLE, **changes)
    assert labels(status_message(found, NOW, None, library, Reader())) == buttons
    at_home = [block.to_dict() for block in channel_breaks([found], NOW, Reader())]
    row = next(block for block in at_home if block.get("block_id") == "breaks.C1")
    assert [button["text"]["text"] for button in row["elements"]] == ["Remind only me", *buttons[:2]]


def test_a_status_signs_only_for_people_who_are_still_known() -> None:
    assert "set up by <@U1>" in status_message(CHANNEL_TIMETABLE, NOW, None, library, Reader()).text
    assert "set up by" not in status_message(replace(CHANNEL_TIMETABLE, set_by=""), NOW, None, library, Reader()).text


@pytest.mark.parametrize(
    ("message", "buttons"),
    [
        (no_breaks_here("C1"), ["Set up breaks"]),
        (outside_channel("15:00"), ["Choose a channel"]),
        (form_not_opened(FormButton("C1")), ["Open the form"]),
        (form_opened(FormButton("C1")), ["Open the form"]),
    ],
)
def test_each_message_has_the_buttons_that_go_on_from_it(message: Message, buttons: list[str]) -> None:
    assert labels(message) == buttons


def test_a_timetable_without_a_break_in_the_coming_year_says_so() -> None:
    never = replace(TIMETABLE, days=frozenset({0}), skip=frozenset(NOW.date() + timedelta(n) for n in range(400)))
    assert next_break_sentence(never, NOW) == "No breaks in the next year."


def test_a_pause_without_an_end_says_that_someone_must_resume() -> None:
    endless = replace(TIMETABLE, paused_until=UNTIL_RESUMED)
    assert next_break_sentence(endless, NOW) == "Paused until someone resumes them."


def test_an_empty_home_has_the_button_that_sets_breaks_up() -> None:
    texts = [str(block.to_dict()) for block in channel_breaks([], NOW, Reader())]
    assert any("show up here" in text for text in texts)
    assert any("Set up breaks for a channel" in text for text in texts)


def test_a_guest_only_joins_so_home_offers_them_no_change() -> None:
    shown = str([block.to_dict() for block in channel_breaks([CHANNEL_TIMETABLE], NOW, Reader(is_guest=True))])
    assert [words in shown for words in ("Remind only me", "Pause", "Change", "Set up breaks")] == [
        True, False, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("zone", "times"), [(None, "01:00 15:00"), ("Europe/Berlin", "01:00 15:00"), ("America/New_York", "09:00 19:00")]
)
def test_reminders_at_a_channels_times_are_offered_by_the_persons_own_clock(zone: str | None, times: str) -> None:
    for found in (CHANNEL_TIMETABLE, replace(CHANNEL_TIMETABLE, next=None)):
        blocks = [block.to_dict() for block in channel_breaks([found], NOW, Reader(zone))]
        [row] = [block for block in blocks if block.get("block_id") == "breaks.C1"]
        assert (row["elements"][0]["action_id"], row["elements"][0]["value"]) == ("remind.form", times)


@pytest.mark.parametrize(("count", "rest"), [(10, None), (11, "And 1 more:")])
def test_home_counts_from_the_eleventh_channel_on(count: int, rest: str | None) -> None:
    blocks = channel_breaks([replace(CHANNEL_TIMETABLE, channel=f"C{n}") for n in range(count)], NOW, Reader())
    text = " ".join(str(block.to_dict()) for block in blocks)
    assert (rest in text) if rest else ("more:" not in text)


def test_times_on_home_are_those_of_the_next_break_also_the_other_side_of_a_change_of_the_clocks() -> None:
    """Accra's clock agrees with London's from 25 October on; the break is shown on the Friday before."""
    friday = datetime(2026, 10, 23, 15, 0, tzinfo=UTC)
    timetable = Timetable(days=WEEKDAYS, times=(time(15),), zone="Europe/London")
    slot = next_slot(timetable, friday)
    assert slot
    found = replace(CHANNEL_TIMETABLE, timetable=timetable, next=slot)
    said = str([block.to_dict() for block in channel_breaks([found], friday, Reader("Africa/Accra"))])
    tokens = [int(at) for at in re.findall(r"<!date\^(\d+)", said)]
    assert tokens == [int(slot.at.timestamp())] * 2
