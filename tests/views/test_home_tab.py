"""The Home tab: its order, what a new person sees, and its weeks as squares and in words."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from date_tokens import read
from exercise_library import LIBRARY

from bot.domain.breaks import ChannelTimetable
from bot.domain.errors import UserError
from bot.domain.home import HomeFacts, OwnReminders
from bot.domain.preferences import Preferences
from bot.domain.reader import Reader
from bot.domain.safety import Done
from bot.domain.slots import next_slot
from bot.domain.timetable import WEEKDAYS, Timetable
from bot.domain.weeks import Weeks, WeeksBehind, last_weeks
from bot.views.home_mine import set_up_in_words
from bot.views.home_now import AreaButton, Suggested
from bot.views.home_tab import HomePage, home_after_deletion, home_tab
from bot.views.home_weeks import in_words, strip, week_in_words
from bot.views.my_data import DELETED

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
"""A Thursday."""
TIMETABLE = Timetable(days=WEEKDAYS, times=(time(11), time(15, 30)), zone="Europe/Berlin")
IN_GENERAL = ChannelTimetable(
    team="T1", channel="C1", timetable=TIMETABLE, set_by="U1", set_at=NOW, next=next_slot(TIMETABLE, NOW), stopped=None
)
OWN = OwnReminders("Europe/Berlin", NOW + timedelta(hours=1))
[CHIN_TUCK] = LIBRARY.exercises_of(["chin-tuck"])
SUGGESTED = Suggested(CHIN_TUCK, "https://pictures.example/a.png")
USUAL = HomeFacts(
    dones=(Done("chin-tuck", NOW - timedelta(days=1)),),
    first_done=NOW - timedelta(days=60),
    hidden=frozenset({"cat-arch"}),
    has_joined=True,
    reminders=OWN,
    preferences=Preferences(kit=frozenset({"mat", "firm-chair"})),
)


def page(facts: HomeFacts = USUAL, **changes: Any) -> HomePage:
    weeks = last_weeks(facts, NOW, "Europe/Berlin")
    usual = HomePage(facts, weeks, None, Reader("Europe/Berlin"), [IN_GENERAL], SUGGESTED, NOW)
    return replace(usual, **changes)


def blocks(shown: HomePage) -> list[dict[str, Any]]:
    return home_tab(shown, LIBRARY).to_dict()["blocks"]


def headings(found: list[dict[str, Any]]) -> list[str]:
    return [block["text"]["text"] for block in found if block["type"] == "header"]


def texts(found: list[dict[str, Any]]) -> list[str]:
    return [block["text"]["text"] for block in found if block["type"] == "section"]


def buttons(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    held = [element for block in found for element in (*block.get("elements", ()), block.get("accessory") or {})]
    return [element for element in held if element.get("type") == "button"]


def labels(found: list[dict[str, Any]]) -> list[str]:
    return [button["text"]["text"] for button in buttons(found)]


def weeks_of(*ago: int, first: int | None = 60, chosen: Preferences | None = None) -> Weeks:
    dones = tuple(Done("chin-tuck", NOW - timedelta(days=each)) for each in ago)
    began = NOW - timedelta(days=first) if first is not None else None
    return last_weeks(HomeFacts(dones=dones, first_done=began, preferences=chosen), NOW, "Europe/Berlin")


def test_home_begins_with_stretching_and_ends_with_the_red_button() -> None:
    found = blocks(page())
    assert headings(found) == ["Stretch now", "My weeks", "My reminders", "Breaks in my channels", "My set-up"]
    assert labels(found) == [
        "Neck", "2 minutes", "Change", "Remind only me", "Change", "Pause", "Set up breaks for a channel",
        "My set-up", "Help", "My data", "Delete my data",
    ]  # fmt: skip
    assert [button["text"]["text"] for button in buttons(found) if button.get("style") == "primary"] == ["Neck"]
    assert found[-1]["elements"][0]["style"] == "danger"


def test_the_area_used_most_comes_first_and_all_others_are_in_the_menu() -> None:
    found = blocks(page())
    assert "*Neck:* Chin tuck.\n" in texts(found)[0]
    picture = {"type": "image", "image_url": SUGGESTED.picture_url, "alt_text": SUGGESTED.alt}
    assert (found[2], SUGGESTED.alt.startswith("Chin tuck: ")) == (picture, True)
    area, routine, others = found[3]["elements"]
    assert (area["action_id"], area["value"]) == ("home.area.neck", "neck chin-tuck")
    assert (routine["action_id"], routine["value"]) == ("home.routine", "two-minutes")
    assert {option["value"] for option in others["options"]} == {area.slug for area in LIBRARY.areas} - {"neck"}


def test_without_pictures_and_routines_there_are_still_the_areas() -> None:
    bare = replace(LIBRARY, routines=())
    for suggested, said in ((None, "*Neck:* one stretch."), (Suggested(CHIN_TUCK), "*Neck:* Chin tuck.")):
        found = home_tab(page(suggested=suggested), bare).to_dict()["blocks"]
        assert texts(found)[0] == said
        assert [element["type"] for element in found[2]["elements"]] == ["button", "static_select"]


def test_a_button_without_a_promise_is_one_for_its_area() -> None:
    for button in (AreaButton("neck"), AreaButton("neck", "chin-tuck")):
        assert AreaButton.unpack(button.pack()) == button
    with pytest.raises(UserError, match="older version"):
        AreaButton.unpack(None)


def test_the_menu_of_areas_is_a_new_one_each_time_as_it_keeps_what_was_chosen() -> None:
    before, after = blocks(page()), blocks(page(now=NOW + timedelta(seconds=1)))
    assert before[3]["block_id"] != after[3]["block_id"]


def test_a_new_person_sees_three_steps_and_no_section_twice() -> None:
    found = blocks(page(HomeFacts(), timetables=[]))
    assert headings(found) == ["Stretch now", "Three steps to start", "Breaks in my channels"]
    assert [text[:2] for text in texts(found)[2:5]] == ["1.", "2.", "3."]
    assert labels(found)[2:4] == ["My set-up", "Remind me"]


@pytest.mark.parametrize(
    ("changes", "ticked"),
    [
        ({"first_done": NOW}, "✓ Done: your first stretch."),
        ({"preferences": Preferences(kit=frozenset())}, "✓ Done: your set-up."),
        ({"has_joined": True}, "✓ Done: reminders or team breaks."),
    ],
)
def test_each_step_ticks_itself_off_in_words(changes: dict[str, Any], ticked: str) -> None:
    found = blocks(page(replace(HomeFacts(), **changes), timetables=[]))
    assert [text for text in texts(found) if text.startswith("✓")] == [ticked]


@pytest.mark.parametrize(
    ("zone", "when"),
    [
        ("Europe/Berlin", "Every weekday at 11:00 and 15:30\n"),
        ("America/New_York", "Every weekday at 11:00 and 15:30 Berlin time\n"),
        (None, "Every weekday at 11:00 and 15:30 Berlin time\n"),
    ],
)
def test_a_channels_times_name_their_zone_where_it_is_not_the_persons_own(zone: str | None, when: str) -> None:
    [said] = [text for text in texts(blocks(page(reader=Reader(zone)))) if text.startswith("<#C1>")]
    assert read(said).startswith(f"<#C1> {when}")
    assert (said == read(said)) == (zone != "Europe/Berlin")


@pytest.mark.parametrize(("own", "timetables"), [(OWN, []), (None, [IN_GENERAL])])
def test_reminders_or_breaks_of_ones_own_are_the_third_step(
    own: OwnReminders | None, timetables: list[ChannelTimetable]
) -> None:
    found = blocks(page(HomeFacts(reminders=own), timetables=timetables))
    assert "✓ Done: reminders or team breaks." in texts(found)


def test_the_steps_are_gone_when_all_are_done() -> None:
    assert "✓" not in " ".join(texts(blocks(page()))).replace(strip(page().weeks), "")


@pytest.mark.parametrize(
    ("own", "words"),
    [
        (None, "No reminders."),
        (OWN, "Next reminder: <!date^"),
        (replace(OWN, next_at=None), "No reminder is coming up."),
    ],
)
def test_the_next_reminder_is_told(own: OwnReminders | None, words: str) -> None:
    found = blocks(page(replace(USUAL, reminders=own)))
    assert any(text.startswith(words) for text in texts(found))
    assert ("Remind me" in labels(found)) == (own is None)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (USUAL, "Firm chair, mat · 1 stretch hidden"),
        (HomeFacts(preferences=Preferences(kit=frozenset())), "No chair, mat or bed"),
        (HomeFacts(preferences=Preferences(kit=frozenset({"standing"}))), "Room to stand"),
        (HomeFacts(hidden=frozenset({"a", "b"})), "Not set up yet · 2 stretches hidden"),
    ],
)
def test_a_set_up_is_a_line(facts: HomeFacts, words: str) -> None:
    assert set_up_in_words(facts) == words


def test_many_channels_stay_within_slacks_limit() -> None:
    channels = [replace(IN_GENERAL, channel=f"C{number}") for number in range(40)]
    assert len(blocks(page(replace(USUAL, preferences=None), timetables=channels))) < 100


def test_a_guest_is_offered_no_change_of_a_channels_breaks() -> None:
    found = blocks(page(reader=Reader("Europe/Berlin", is_guest=True)))
    assert "Pause" not in labels(found)
    assert "Set up breaks for a channel" not in labels(found)
    assert "Remind only me" in labels(found)
    none_yet = blocks(page(reader=Reader("Europe/Berlin", is_guest=True), timetables=[]))
    assert "The ones you join show up here." in texts(none_yet)


def test_once_the_data_is_deleted_home_says_so_and_keeps_what_one_can_set_up() -> None:
    found = home_after_deletion(LIBRARY, CHIN_TUCK, NOW).to_dict()["blocks"]
    assert headings(found) == ["Stretch now", "My reminders", "Breaks in my channels"]
    assert DELETED in texts(found)
    assert labels(found) == ["Lower back", "2 minutes", "Remind me", "Set up breaks for a channel", "Help"]


def test_the_strip_has_a_line_for_each_week_and_marks_today() -> None:
    assert strip(weeks_of(1, 3, 5, 8, 9, 10, 24)).splitlines() == [
        "Week of    M T W T F S S",
        "2 Nov      ■ □ □ □ □ · ·  1 day",
        "9 Nov      □ □ □ □ □ · ·",
        "16 Nov     ■ ■ ■ □ □ ■ ·  4 days ✓",
        "This week  ■ □ ■ □ ← today",
    ]


@pytest.mark.parametrize(
    ("weeks", "words"),
    [
        (weeks_of(1, 2, 7), "You stretched on 3 of the last 18 workdays."),
        (weeks_of(1, 4), "You stretched on 1 of the last 18 workdays, and on 1 day off."),
        (weeks_of(4, 5), "You stretched on 2 days off."),
        (weeks_of(), "No stretches in the last four weeks. Two minutes is a good start."),
        (weeks_of(0, 2, first=2), "You stretched on 2 of 3 workdays since you began."),
        (weeks_of(0, first=0), "You stretched on your first day."),
    ],
)
def test_the_strip_is_told_in_words(weeks: Weeks, words: str) -> None:
    assert in_words(weeks) == words


OFF_SINCE_MONDAY = Preferences(days_off=frozenset(date(2026, 11, day) for day in (23, 24, 25, 26, 27)))
OFF_THREE_DAYS = Preferences(days_off=frozenset(date(2026, 11, day) for day in (24, 25, 26)))


@pytest.mark.parametrize(
    ("weeks", "words"),
    [
        (weeks_of(), "0 of 3 days so far."),
        (weeks_of(1, 2), "2 of 3 days so far."),
        (weeks_of(0, 1, 2, 3), "4 days. Goal reached."),
        (weeks_of(chosen=OFF_THREE_DAYS), "0 of 2 days so far, as it's a short one."),
        (weeks_of(chosen=OFF_SINCE_MONDAY), "you're off."),
        (weeks_of(1, chosen=OFF_SINCE_MONDAY), "1 day, on your days off."),
    ],
)
def test_the_goal_is_told_without_blame(weeks: Weeks, words: str) -> None:
    assert week_in_words(weeks.this_week, 3) == words


@pytest.mark.parametrize(("goal", "chosen"), [(1, "Goal: 1 day a week"), (5, "Goal: 5 days a week")])
def test_the_goal_is_chosen_from_a_menu_that_shows_it(goal: int, chosen: str) -> None:
    found = blocks(page(replace(USUAL, preferences=Preferences(kit=frozenset(), goal_days=goal))))
    [menu] = [block["accessory"] for block in found if block.get("block_id") == f"goal.{goal}"]
    assert (menu["action_id"], menu["initial_option"]["text"]["text"]) == ("home.goal", chosen)
    assert [option["value"] for option in menu["options"]] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize(
    ("behind", "said"),
    [(WeeksBehind(9, 12), "You reached it in 9 of the last 12 weeks."), (WeeksBehind(0, 12), None), (None, None)],
)
def test_the_weeks_behind_are_told_where_the_goal_was_reached(behind: WeeksBehind | None, said: str | None) -> None:
    small = [block["elements"][0]["text"] for block in blocks(page(behind=behind)) if block["type"] == "context"]
    assert [text for text in small if text.startswith("You reached it")] == ([said] if said else [])
