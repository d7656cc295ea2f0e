"""A person's own reminders: typed, entered in the form, stopped, and turned on again."""

from datetime import time
from typing import Any

import pytest
from date_tokens import read
from quick_app import QuickApp
from slack_client import refused

from bot.domain.actor import Actor
from bot.domain.preferences import Preferences
from bot.domain.timetable import WEEKDAYS, Timetable
from bot.views.reminder_answers import NONE_ANY_MORE
from bot.views.reminder_form import OPEN_REMINDERS_ACTION, STOP_ACTION

ME = Actor("T1", "U1")
BERLIN = {"user": {"tz": "Europe/Berlin", "locale": "en-GB"}}
AT_11 = Timetable(days=WEEKDAYS, times=(time(11), time(15, 30)), zone="Europe/Berlin", personal=True)


@pytest.fixture(autouse=True)
def in_berlin(app: QuickApp) -> None:
    app.slack.will("users_info", BERLIN)


async def kept(app: QuickApp) -> Timetable | None:
    found = await app.store.timetables.get("T1", "U1")
    return found.timetable if found else None


def buttons(message: dict[str, Any]) -> dict[str, dict[str, Any]]:
    rows = [block for block in message["blocks"] if block["type"] == "actions"]
    return {each["text"]["text"]: each for row in rows for each in row["elements"]}


async def press(app: QuickApp, message: dict[str, Any], label: str) -> dict[str, Any]:
    found = buttons(message)[label]
    return await app.clicks(found["action_id"], found.get("value", ""))


def filled(view: dict[str, Any], **entered: Any) -> dict[str, Any]:
    """The form with what somebody entered; its days as they were ticked."""
    values: dict[str, Any] = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            start = {"selected_options": element.get("initial_options"), "value": element.get("initial_value"),
                     "selected_option": element.get("initial_option")}  # fmt: skip
            values[block["block_id"]] = {element["action_id"]: start | entered.get(block["block_id"], {})}
    return view | {"state": {"values": values}}


async def test_typed_times_are_set_at_once_and_confirmed_with_the_next(app: QuickApp) -> None:
    answer = await app.types("remind me 11:00 and 15:30")
    assert await kept(app) == AT_11
    assert read(answer["text"]).startswith("You're set: every weekday at 11:00 and 15:30. Next: <!date^")
    assert list(buttons(answer)) == ["Change", "Stop these"]
    assert app.slack.calls["chat_postMessage"] == []


async def test_they_come_on_my_days_in_my_hours_and_not_on_my_holidays(app: QuickApp) -> None:
    chosen = Preferences(work_days=frozenset({0, 1}), hours=(time(9), time(16)), country="DE", days_off=frozenset())
    await app.store.preferences.save(ME, chosen)
    await app.types("remind me every 2 hours")
    timetable = await kept(app)
    assert timetable
    assert (timetable.days, timetable.hours, timetable.country) == ({0, 1}, chosen.hours, "DE")
    assert timetable.times == (time(9), time(11), time(13), time(15))


async def test_days_alone_change_only_the_days(app: QuickApp) -> None:
    await app.types("remind me 11:00 lower")
    await app.types("remind me on mon wed fri")
    timetable = await kept(app)
    assert timetable
    assert (timetable.times, timetable.days, timetable.area) == ((time(11),), {0, 2, 4}, "lower")


async def test_every_day_is_all_seven_of_them_and_daily_is_each_working_day(app: QuickApp) -> None:
    for typed in ("remind me 11:00 every day", "remind me every day at 11", "remind me at 11 every day"):
        assert read((await app.types(typed))["text"]).startswith("You're set: every day at 11:00.")
    assert read((await app.types("remind me daily at 11"))["text"]).startswith("You're set: every weekday at 11:00.")
    assert read((await app.types("remind me every day"))["text"]).startswith("You're set: every day at 11:00.")


async def test_too_many_come_with_the_nearest_that_works_as_one_press(app: QuickApp) -> None:
    answer = await app.types("remind me every hour 9-17")
    assert answer["text"] == "That's 9 a day; six is the most. How about every 90 minutes?"
    assert await kept(app) is None
    await press(app, answer, "Every 90 minutes")
    assert len((await kept(app)).times) == 6


async def test_times_outside_my_hours_are_asked_about(app: QuickApp) -> None:
    await app.store.preferences.save(ME, Preferences(hours=(time(9), time(17))))
    answer = await app.types("remind me 11:00 and 18:00")
    assert answer["text"] == "Your hours are 9:00 to 17:00, so 18:00 is outside them. What shall I do?"
    assert list(buttons(answer)) == ["Only within my hours", "Change my hours"]
    assert buttons(answer)["Change my hours"]["action_id"] == "setup.more"
    await press(app, answer, "Only within my hours")
    assert (await kept(app)).times == (time(11),)
    nothing = await app.types("remind me 18:00 and 19:00")
    assert list(buttons(nothing)) == ["Change my hours"]


@pytest.mark.parametrize("typed", ["remind me off", "stop reminding me", "no more reminders"])
async def test_off_stops_at_once_and_has_a_way_back(app: QuickApp, typed: str) -> None:
    await app.types("remind me 11:00 and 15:30")
    answer = await app.types(typed)
    assert (answer["text"], await kept(app)) == ("I've stopped your reminders.", None)
    await press(app, answer, "Remind me again")
    assert await kept(app) == AT_11
    await app.types(typed)
    again = await app.types(typed)
    assert list(buttons(again)) == ["Remind me"]


async def test_remind_me_alone_opens_the_form_and_later_shows_what_is_set(app: QuickApp) -> None:
    await app.types("remind me")
    assert app.window()["title"]["text"] == "My reminders"
    await app.types("remind me 11:00 and 15:30")
    status = await app.types("remind me")
    assert read(status["text"]).startswith("Your reminders: every weekday at 11:00 and 15:30. Next: <!date^")
    skipped = await press(app, status, "Skip today")
    assert skipped["text"].startswith("No more reminders on Monday 23 November. Next: Tuesday, <!date^")
    assert read((await app.types("remind me"))["text"]).startswith(
        "Your reminders: every weekday at 11:00 and 15:30. Paused."
    )
    resumed = await press(app, skipped, "Undo")
    assert (resumed["replace_original"], "Skip today" in buttons(resumed)) == (True, True)
    assert await kept(app) == AT_11


async def test_a_form_that_comes_too_late_is_offered_again(app: QuickApp) -> None:
    app.slack.will("views_open", refused("expired_trigger_id"))
    answer = await app.types("remind me")
    await press(app, answer, "Open the form")
    assert app.window()["title"]["text"] == "My reminders"


async def test_the_form_takes_a_quick_choice_and_says_when_the_next_one_is(app: QuickApp) -> None:
    await app.clicks(OPEN_REMINDERS_ACTION)
    often = {"selected_option": {"value": "twice a day"}}
    answer = await app.submits(filled(app.window(), often=often, area={"selected_option": {"value": "neck"}}))
    assert answer["response_action"] == "update"
    assert "every weekday at 10:00 and 15:00 (neck)*. Next: <!date^" in read(
        answer["view"]["blocks"][0]["text"]["text"]
    )
    timetable = await kept(app)
    assert timetable
    assert (timetable.times, timetable.area) == ((time(10), time(15)), "neck")


async def test_the_form_begins_with_what_is_set_and_what_is_typed_counts(app: QuickApp) -> None:
    await app.types("remind me 11:00 and 15:30")
    await app.clicks(OPEN_REMINDERS_ACTION)
    form = app.window()
    assert (form["private_metadata"], form["submit"]["text"]) == ("11:00, 15:30", "Save")
    often = {"selected_option": {"value": "once a day"}}
    await app.submits(filled(form, often=often))
    assert (await kept(app)).times == (time(15),)
    await app.submits(filled(form, often=often, times={"value": "9:30, 14:00 tue"}))
    assert ((await kept(app)).times, (await kept(app)).days) == ((time(9, 30), time(14)), {1})


async def test_a_button_may_name_the_times_to_begin_with(app: QuickApp) -> None:
    await app.clicks(OPEN_REMINDERS_ACTION, "10:00 15:00")
    await app.submits(filled(app.window()))
    assert (await kept(app)).times == (time(10), time(15))


async def test_the_quick_choices_name_the_times_within_my_hours_and_what_is_set_is_ticked(app: QuickApp) -> None:
    await app.clicks(OPEN_REMINDERS_ACTION)
    assert choices(app) == [
        "Once a day (15:00)", "Twice a day (10:00 and 15:00)", "Every 90 minutes (9:00 to 16:30)", "At my own times:"
    ]  # fmt: skip
    assert ticked(app) == ("Twice a day (10:00 and 15:00)", None)
    await app.store.preferences.save(ME, Preferences(hours=(time(8), time(18))))
    for typed, shown in (("twice a day", ("Twice a day (10:00 and 15:00)", None)),
                         ("every 2 hours", ("Every 2 hours (8:00 to 18:00)", None)),
                         ("11:00", ("At my own times:", "11:00"))):  # fmt: skip
        await app.types(f"remind me {typed}")
        await app.clicks(OPEN_REMINDERS_ACTION)
        assert ticked(app) == shown


async def test_times_that_are_typed_count_whatever_is_ticked(app: QuickApp) -> None:
    await app.types("remind me twice a day")
    await app.clicks(OPEN_REMINDERS_ACTION)
    await app.submits(filled(app.window(), times={"value": "11:00"}))
    assert (await kept(app)).times == (time(11),)


def choices(app: QuickApp) -> list[str]:
    return [each["text"]["text"] for each in elements(app)["often"]["options"]]


def ticked(app: QuickApp) -> tuple[str, str | None]:
    option = elements(app)["often"]["initial_option"]
    return option["text"]["text"], elements(app)["times"].get("initial_value")


def elements(app: QuickApp) -> dict[str, dict[str, Any]]:
    return {each["block_id"]: each["element"] for each in app.window()["blocks"] if each["type"] == "input"}


@pytest.mark.parametrize(
    ("entered", "block", "words"),
    [
        ({"often": {"selected_option": {"value": "own"}}}, "times", "Type your times here"),
        ({"times": {"value": "xyzzy"}}, "times", "“xyzzy”"),
        ({"times": {"value": "11:00"}, "days": {"selected_options": []}}, "days", "at least one day"),
        ({"times": {"value": "every hour"}}, "times", "How about every 90 minutes?"),
        ({"times": {"value": "11:00, 18:00"}}, "times", "so 18:00 is outside them"),
    ],
)  # fmt: skip
async def test_mistakes_stand_beside_the_fields(app: QuickApp, entered: Any, block: str, words: str) -> None:
    await app.store.preferences.save(ME, Preferences(hours=(time(9), time(17))))
    await app.clicks(OPEN_REMINDERS_ACTION)
    answer = await app.submits(filled(app.window(), **entered))
    assert (list(answer["errors"]), words in answer["errors"][block]) == ([block], True)
    assert "`" not in answer["errors"][block]
    assert await kept(app) is None


async def test_who_reads_no_zone_in_slack_is_asked_for_it(app: QuickApp) -> None:
    await app.types("remind me")
    await app.types("remind me 11:00", user="U2")
    form = app.window()
    assert (await app.submits(filled(form), user="U2"))["errors"] == {"zone": "Please choose a time zone."}
    await app.submits(filled(form, zone={"selected_option": {"value": "Asia/Tokyo"}}), user="U2")
    found = await app.store.timetables.get("T1", "U2")
    assert found
    assert (found.timetable.zone, found.timetable.times) == ("Asia/Tokyo", (time(11),))
    off = await app.types("remind me off", user="U2")
    again = buttons(off)["Remind me again"]
    await app.clicks(again["action_id"], again["value"], user="U2")
    assert (await app.store.timetables.get("T1", "U2")).timetable == found.timetable


async def test_the_form_has_a_button_that_turns_them_off(app: QuickApp) -> None:
    await app.types("remind me 11:00")
    await app.clicks(OPEN_REMINDERS_ACTION)
    await app.clicks_in(app.window() | {"type": "modal"}, STOP_ACTION)
    assert await kept(app) is None
    assert app.window()["blocks"][0]["text"]["text"] == "I've stopped your reminders."


async def test_old_buttons_and_what_is_off_get_a_sentence(app: QuickApp) -> None:
    assert "older version" in (await app.clicks("remind.set"))["text"]
    assert (await app.clicks("remind.resume"))["text"] == NONE_ANY_MORE.replace("`", "")


async def test_a_new_set_up_moves_the_reminders(app: QuickApp) -> None:
    reminders = app.dependencies.personal_reminders
    await reminders.follow(ME, Preferences(), Preferences())
    await app.types("remind me 11:00 and 15:30")
    before, chosen = Preferences(), Preferences(work_days=frozenset({2, 3, 6}), hours=(time(9), time(12)), country="DE")
    await reminders.follow(ME, chosen, before)
    timetable = await kept(app)
    assert timetable
    assert (timetable.days, timetable.hours, timetable.country) == (chosen.work_days, chosen.hours, "DE")
    assert timetable.times == AT_11.times
    await app.types("remind me 11:00 on wed")
    await reminders.follow(ME, Preferences(), chosen)
    assert (await kept(app)).days == {2}


async def test_stop_offers_to_turn_off_the_reminders_that_somebody_has(app: QuickApp) -> None:
    assert buttons(await app.types("stop")) == {}
    await app.types("remind me 11:00")
    await press(app, await app.types("stop"), "Stop my reminders")
    assert await kept(app) is None


async def test_a_set_may_be_what_each_reminder_consists_of(app: QuickApp) -> None:
    answer = await app.types("remind me 11:00 neck and shoulders")
    assert "every weekday at 11:00 (neck and shoulders)" in read(answer["text"])
    assert (await kept(app)).routine == "neck-and-shoulders"
    await app.types("remind me on fri")
    before = await kept(app)
    assert (before.routine, before.days) == ("neck-and-shoulders", {4})
    await press(app, await app.types("remind me off"), "Remind me again")
    assert await kept(app) == before


@pytest.mark.parametrize("slug", ["neck-and-shoulders", "morning-in-bed"])
async def test_what_ends_a_set_offers_to_be_reminded_of_just_that(app: QuickApp, slug: str) -> None:
    thanks = await app.clicks("routine.done", {"value": f"{slug} any r1", "block_id": "routine - -"})
    await press(app, thanks, "Remind me twice a day")
    await app.submits(filled(app.window()))
    timetable = await kept(app)
    assert timetable
    assert (timetable.routine, timetable.times) == (slug, (time(10), time(15)))
