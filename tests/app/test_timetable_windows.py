"""A channel's breaks: commands, buttons and windows, and where each answers."""

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest
from manual_clock import MONDAY
from quick_app import QuickApp
from slack_client import refused

from bot.domain.timetable import WEEKDAYS, Timetable
from bot.store.errors import DatabaseUnavailable

DAILY = Timetable(days=WEEKDAYS, times=(time(15),), zone="Europe/Berlin", country="DE")
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


async def kept(app: QuickApp, channel: str = "C1") -> Any:
    return await app.store.timetables.get("T1", channel)


# Commands and buttons


async def test_daily_shows_only_its_writer_what_would_happen(app: QuickApp) -> None:
    preview = await app.types("daily 15:00 Berlin")
    assert preview["response_type"] == "ephemeral"
    assert "Every weekday at 15:00 Berlin time in <#C1>. Next: <!date^" in preview["text"]
    assert await kept(app) is None
    assert app.slack.calls["chat_postMessage"] == []


async def test_turn_on_sets_up_tells_the_channel_and_confirms_in_the_previews_place(app: QuickApp) -> None:
    answer = await app.sets_up("15:00 Berlin")
    assert (answer["replace_original"], answer["text"].startswith("Turned on. Next: Monday, <!date^")) == (True, True)
    assert (await kept(app)).timetable == DAILY
    assert [call["channel"] for call in app.slack.calls["chat_postMessage"]] == ["C1"]


async def test_a_length_goes_from_the_preview_to_the_channels_message(app: QuickApp) -> None:
    preview = await app.types("daily 15:00 Berlin 5 minutes")
    assert "A different stretch each time · 5 minutes · skips" in preview["text"]
    await app.sets_up("15:00 Berlin 5 minutes")
    assert (await kept(app)).timetable == replace(DAILY, routine="five-minutes")
    [notice] = app.slack.calls["chat_postMessage"]
    assert "A different stretch each time · 5 minutes · skips" in notice["text"]
    change = await app.types("daily 15:00 hands and wrists")
    assert "• Length or routine: Hands and wrists instead of 5 minutes\n" in change["text"]


async def test_another_length_than_was_typed_is_said_before_anything_is_set_up(app: QuickApp) -> None:
    said = "Breaks last 30 seconds, 1 minute, 2 minutes or 5 minutes, so I've picked 2 minutes.\n"
    assert (await app.types("daily 15:00 Berlin 3 minutes"))["text"].startswith(f"{said}Every weekday at ")
    await app.sets_up("15:00 Berlin 3 minutes")
    assert (await kept(app)).timetable == DAILY
    again = await app.types("daily 15:00 3 minutes")
    assert again["text"].startswith(f"{said}Breaks here are already set for ")


async def test_a_preview_that_is_confirmed_late_is_worked_out_anew(app: QuickApp) -> None:
    confirm = (await app.types("daily 15:00 Berlin"))["blocks"][-1]["elements"][0]
    app.clock.forward(days=1)
    answer = await app.clicks(confirm["action_id"], confirm["value"])
    assert "Next: Tuesday, " in answer["text"]


async def test_change_opens_the_form_with_what_was_typed_in_the_previews_place(app: QuickApp) -> None:
    await app.types("daily 16:00 Berlin")
    answer = await app.clicks("timetable.preview.change", "C1 16:00 Berlin")
    assert ("16:00" in str(app.window()), "Europe/Berlin" in str(app.window())) == (True, True)
    assert ("Finish in the form" in answer["text"], answer["replace_original"]) == (True, True)
    assert await kept(app) is None


async def test_a_form_that_does_not_open_from_the_preview_is_offered_in_its_place(app: QuickApp) -> None:
    app.slack.will("views_open", refused("expired_trigger_id"))
    answer = await app.clicks("timetable.preview.change", "C1 16:00 Berlin")
    assert ("didn't open in time" in answer["text"], answer["replace_original"]) == (True, True)


async def test_cancel_drops_the_preview(app: QuickApp) -> None:
    cancel = (await app.types("daily 15:00 Berlin"))["blocks"][-1]["elements"][2]
    answer = await app.clicks(cancel["action_id"])
    assert (answer["text"], answer["replace_original"]) == ("Cancelled. Nothing has changed.", True)
    assert await kept(app) is None


async def test_breaks_that_are_there_are_shown_beside_the_new_and_saved(app: QuickApp) -> None:
    await app.sets_up("15:00 Berlin")
    preview = await app.types("daily every day 16:00")
    assert preview["text"].startswith(
        "The breaks here would change:\n• Days: every day instead of every weekday\n"
        "• Time: 16:00 Berlin time instead of 15:00\nNext: <!date^"
    )
    assert (await app.sets_up("every day 16:00"))["text"].startswith("Saved.")
    assert len(app.slack.calls["chat_postMessage"]) == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("15:00 Berlin", "Breaks here are already set for every weekday at 15:00 Berlin time. Next: "),
        ("15:00 15:20", "15:00 and 15:20 are within 30 minutes of each other."),
    ],
)
async def test_what_makes_no_sense_is_said_before_anything_is_asked(app: QuickApp, typed: str, words: str) -> None:
    await app.sets_up("15:00 Berlin")
    assert words in (await app.types(f"daily {typed}"))["text"]


async def test_what_somebody_else_set_up_meanwhile_is_shown_before_it_is_changed(app: QuickApp) -> None:
    turn_on = (await app.types("daily 15:00 Berlin"))["blocks"][-1]["elements"][0]
    await app.sets_up("16:00 Berlin")
    answer = await app.clicks(turn_on["action_id"], turn_on["value"])
    lead = "Someone changed the breaks in the meantime. Please check again:\nThe breaks here would change:\n"
    assert answer["text"].startswith(f"{lead}• Time: 15:00 Berlin time instead of 16:00\n")
    assert answer["replace_original"] is True
    assert (await kept(app)).timetable.times == (time(16),)


async def test_what_somebody_else_changed_since_the_preview_is_shown_before_it_is_saved(app: QuickApp) -> None:
    await app.sets_up("15:00 Berlin")
    save = (await app.types("daily 16:00"))["blocks"][-1]["elements"][0]
    await app.sets_up("15:00 New York", user="U2")
    anew = await app.clicks(save["action_id"], save["value"])
    assert ("Someone changed" in anew["text"], anew["replace_original"]) == (True, True)
    assert "Time: 16:00 New York time instead of 15:00" in anew["text"]
    assert (await kept(app)).timetable.times == (time(15),)
    again = anew["blocks"][-1]["elements"][0]
    assert (await app.clicks(again["action_id"], again["value"]))["text"].startswith("Saved.")
    assert (await kept(app)).timetable.times == (time(16),)


async def test_breaks_that_somebody_turned_off_meanwhile_are_shown_as_new(app: QuickApp) -> None:
    await app.sets_up("15:00 Berlin")
    save = (await app.types("daily 16:00 Berlin"))["blocks"][-1]["elements"][0]
    await app.types("off")
    answer = await app.clicks(save["action_id"], save["value"])
    lead = "Someone changed the breaks in the meantime. Please check again:\n"
    assert answer["text"].startswith(f"{lead}Every weekday at 16:00 Berlin time in <#C1>.")
    assert await kept(app) is None


async def test_a_change_that_needs_an_invitation_first_can_be_tried_again(app: QuickApp) -> None:
    await app.sets_up("15:00 Berlin")
    app.slack.will("chat_update", refused("message_not_found"))
    app.slack.will("chat_postMessage", refused("not_in_channel"))
    again = (await app.sets_up("16:00"))["blocks"][-1]["elements"][0]
    assert (await app.clicks(again["action_id"], again["value"]))["text"].startswith("Saved.")


async def test_a_channel_that_was_never_told_is_told_when_turn_on_is_pressed_again(app: QuickApp) -> None:
    async def away(*_given: object) -> bool:
        raise DatabaseUnavailable("away")

    app.store.timetables.replace_notice_ts = app.store.timetables.remove = away
    turn_on = (await app.types("daily 15:00 Berlin"))["blocks"][-1]["elements"][0]
    assert "try again" in (await app.clicks(turn_on["action_id"], turn_on["value"]))["text"]
    del app.store.timetables.replace_notice_ts
    await app.clicks(turn_on["action_id"], turn_on["value"])
    assert len(app.slack.calls["chat_postMessage"]) - len(app.slack.calls["chat_delete"]) == 1
    assert (await kept(app)).notice_ts is not None


async def test_turn_on_pressed_twice_sets_up_once(app: QuickApp) -> None:
    turn_on = (await app.types("daily 15:00 Berlin"))["blocks"][-1]["elements"][0]
    await app.clicks(turn_on["action_id"], turn_on["value"])
    answer = await app.clicks(turn_on["action_id"], turn_on["value"])
    assert answer["text"].startswith("Breaks here are already set for every weekday at 15:00 Berlin time.")
    assert (len(app.slack.calls["chat_postMessage"]), app.slack.calls["chat_update"]) == (1, [])


async def test_a_preview_whose_time_zone_is_no_longer_known_opens_the_form(app: QuickApp) -> None:
    await app.clicks("timetable.preview.turn_on", "C1 15:00")
    assert app.window()["callback_id"] == "timetable.form"
    assert await kept(app) is None


@pytest.mark.parametrize("typed", ["daily", "daily 15:00"])
async def test_daily_opens_the_form_where_hours_or_zone_are_open(app: QuickApp, typed: str) -> None:
    assert await app.types(typed) == {}
    assert app.window()["callback_id"] == "timetable.form"
    assert await kept(app) is None


async def test_where_the_bot_is_not_in_the_channel_it_asks_to_be_let_in_and_tries_again(app: QuickApp) -> None:
    app.slack.will("chat_postMessage", refused("not_in_channel"), refused("not_in_channel"))
    answer = await app.sets_up("15:00 Berlin")
    assert ("/invite" in answer["text"], answer["replace_original"]) == (True, True)
    again = answer["blocks"][-1]["elements"][0]
    assert "/invite" in (await app.clicks(again["action_id"], again["value"]))["text"]
    assert "Turned on" in (await app.clicks(again["action_id"], again["value"]))["text"]
    assert (await kept(app)).timetable == DAILY


async def test_ten_changes_leave_one_message_and_each_is_shown_in_it(app: QuickApp) -> None:
    await app.sets_up("15:00 Berlin")
    for typed in ("pause", "resume", "pause 2h", "resume"):
        await app.types(typed)
    for hour in (17, 16, 9, 10, 11, 12):
        await app.sets_up(f"{hour}:00")
    assert len(app.slack.calls["chat_postMessage"]) == 1
    edits = app.slack.calls["chat_update"]
    assert len(edits) == 10
    assert len({edit["ts"] for edit in edits}) == 1
    assert "12:00 Berlin time" in edits[-1]["text"]


async def test_a_repeat_that_a_pause_cancelled_is_not_said_to_have_been_missed(app: QuickApp) -> None:
    await app.sets_up("15:00 Berlin")
    break_ = await app.quick_breaks.posted()
    later = {"type": "overflow", "selected_option": {"value": f"later {break_.id}"}}
    await app.clicks("break.more", later, container={"channel_id": "C1", "message_ts": "1.C1"})
    await app.types("pause 2 days")
    assert "Paused" in (answer := await app.types("breaks"))["text"]
    assert "Last missed break" not in answer["text"]


async def test_pause_resume_and_off_do_as_they_say(app: QuickApp) -> None:
    await app.sets_up("15:00 Berlin")
    assert (await app.types("pause 2 days"))["text"].startswith("Paused until Wednesday, <!date^")
    assert (await kept(app)).timetable.paused_until > MONDAY + 24 * HOUR
    assert (await app.types("resume"))["text"].startswith("Stretch breaks here are on. Next: Monday, <!date^")
    assert (await kept(app)).timetable.paused_until is None
    assert "15:00" in (await app.types("breaks"))["text"]
    assert (await app.types("off"))["text"] == "Stretch breaks here are off."
    assert await kept(app) is None
    for typed in ("breaks", "pause", "resume", "off"):
        answer = await app.types(typed)
        assert answer["text"] == "Stretch breaks here are off.\nThey ran every weekday at 15:00 Berlin time."
        assert answer["blocks"][-1]["elements"][0]["text"]["text"] == "Turn back on"


async def test_what_the_channel_could_not_be_told_its_maker_is(app: QuickApp) -> None:
    await app.sets_up("15:00 Berlin")
    for typed in ("pause", "resume", "off"):
        app.slack.will("chat_update", refused("is_inactive"))
        app.slack.will("chat_postMessage", refused("is_archived"))
        assert "couldn't tell the channel" in (await app.types(typed))["text"]


async def test_buttons_of_ones_own_message_show_the_new_state_in_its_place(app: QuickApp) -> None:
    await app.sets_up("15:00 Berlin")
    await app.types("pause")
    shown = await app.clicks("timetable.resume", "C1")
    assert ("15:00" in shown["text"], shown["replace_original"]) == (True, True)
    shown = await app.clicks("timetable.off", "C1")
    assert ("breaks here are off" in shown["text"], shown["replace_original"]) == (True, True)
    back = shown["blocks"][-1]["elements"][0]
    shown = await app.clicks(back["action_id"], back["value"])
    assert ("Stretch breaks here: every weekday" in shown["text"], shown["replace_original"]) == (True, True)


async def test_buttons_on_the_home_tab_publish_it_anew(app: QuickApp) -> None:
    await app.sets_up("15:00 Berlin")
    await app.types("pause")
    home = {"view": {"type": "home"}, "response_url": None, "container": {"type": "view"}}
    for place, action in enumerate(("timetable.resume", "timetable.off"), 1):
        await app.clicks(action, "C1", **home)
        assert len(app.slack.calls["views_publish"]) == place
    assert await kept(app) is None


async def test_the_buttons_of_a_channels_message_answer_nobody(app: QuickApp) -> None:
    await app.sets_up("15:00 Berlin")
    await app.types("pause")
    public = {"container": {"channel_id": "C1", "is_ephemeral": False}}
    before = len(app.http.posted)
    await app.clicks("timetable.resume", "C1", **public)
    await app.clicks("timetable.off", "C1", **public)
    back = app.slack.calls["chat_update"][-1]["blocks"][-1]["elements"][0]
    await app.clicks(back["action_id"], back["value"], **public)
    assert len(app.http.posted) == before
    assert (await kept(app)).timetable == DAILY
    assert "already has breaks" in (await app.clicks(back["action_id"], back["value"], **public))["text"]


async def test_a_press_that_comes_too_late_does_no_harm(app: QuickApp) -> None:
    await app.sets_up("15:00 Berlin")
    await app.types("off")
    for action in ("timetable.off", "timetable.pause", "timetable.resume"):
        assert "breaks here are off" in (await app.clicks(action, "C1"))["text"]
    await app.clicks("timetable.change", "C1")
    assert app.window()["submit"]["text"] == "Turn on"


async def test_a_press_on_home_that_comes_too_late_is_told_without_a_button_that_needs_the_channel(
    app: QuickApp,
) -> None:
    await app.sets_up("15:00 Berlin")
    await app.types("off")
    home = {"view": {"type": "home"}, "response_url": None, "container": {"type": "view"}, "channel": None}
    await app.clicks("timetable.pause", "C1", **home)
    assert "Type `/stretch breaks` there to turn them back on." in str(app.window()["blocks"])
    assert "Turn back on" not in str(app.window())


async def test_change_and_pause_open_their_windows(app: QuickApp) -> None:
    await app.sets_up("15:00 Berlin")
    await app.clicks("timetable.change", "C1")
    assert (app.window()["callback_id"], app.window()["private_metadata"]) == ("timetable.form", "C1")
    await app.clicks("timetable.pause", "C1", view={"type": "home"})
    assert (app.window()["callback_id"], app.window()["private_metadata"]) == ("timetable.pause_form", "C1 home")
    assert "no stretch breaks" in (await app.clicks("timetable.pause", "C2"))["text"]
    assert "older version" in (await app.clicks("timetable.pause", "nonsense"))["text"]


# Windows


def entered(app: QuickApp, **fields: dict[str, Any]) -> dict[str, Any]:
    """The open window with these fields filled in, by block."""
    return app.window() | {"state": {"values": {block: {"field": held} for block, held in fields.items()}}}


def chosen(value: str) -> dict[str, Any]:
    return {"selected_option": {"value": value}}


def timetable_form(app: QuickApp, at: str = "16:00", **more: dict[str, Any]) -> dict[str, Any]:
    days = {"selected_options": [{"value": str(day)} for day in range(5)]}
    usual = {"area": chosen("any"), "rotation": chosen("desk"), "country": chosen("none"), "skip": {"value": None}}
    return entered(app, days=days, time1={"selected_time": at}, zone=chosen("Europe/Berlin"), **usual, **more)


async def test_who_sent_a_form_off_reads_in_the_channel_what_is_set_now(app: QuickApp) -> None:
    await app.clicks("timetable.change", "C1")
    await app.submits(timetable_form(app))
    await app.clicks("timetable.pause", "C1")
    await app.submits(entered(app, until={"value": "until 7 January"}))
    told = app.slack.calls["chat_postEphemeral"]
    assert [(call["channel"], call["user"]) for call in told] == [("C1", "U1")] * 2
    assert told[0]["text"].startswith("Stretch breaks here are on. Next: Monday, <!date^")
    assert told[1]["text"].startswith("Paused until 7 January, <!date^")


@pytest.mark.parametrize("error", [refused("user_not_in_channel"), TimeoutError()])
async def test_a_confirmation_that_does_not_get_through_is_left_out(app: QuickApp, error: Exception) -> None:
    await app.clicks("timetable.change", "C1")
    app.slack.will("chat_postEphemeral", error)
    assert await app.submits(timetable_form(app)) == {"response_action": "clear"}
    assert [call["channel"] for call in app.slack.calls["chat_postMessage"]] == ["C1"]


async def test_home_confirms_by_itself(app: QuickApp) -> None:
    await app.clicks("timetable.change", "C1", view={"type": "home"})
    await app.submits(timetable_form(app))
    assert app.slack.calls["chat_postEphemeral"] == []


@pytest.mark.parametrize(("home", "published"), [(None, 0), ({"type": "home"}, 1)])
async def test_the_form_sets_up_closes_and_brings_home_up_to_date(app: QuickApp, home: Any, published: int) -> None:
    await app.clicks("timetable.change", "C1", view=home)
    assert await app.submits(timetable_form(app)) == {"response_action": "clear"}
    assert (await kept(app)).timetable.times == (time(16),)
    assert len(app.slack.calls["views_publish"]) == published


async def test_the_form_gives_breaks_a_length_or_makes_them_a_set(app: QuickApp) -> None:
    for routine in ("one-minute", "hands-and-wrists"):
        await app.clicks("timetable.change", "C1")
        assert await app.submits(timetable_form(app, routine=chosen(routine))) == {"response_action": "clear"}
        assert (await kept(app)).timetable.routine == routine
    await app.clicks("timetable.change", "C1")
    fields = {block.get("block_id"): block for block in app.window()["blocks"]}
    assert fields["routine"]["element"]["initial_option"]["value"] == "hands-and-wrists"


async def test_a_form_without_a_channel_takes_the_one_that_is_chosen(app: QuickApp) -> None:
    await app.clicks("timetable.change", "-")
    form = timetable_form(app, channel={"selected_conversation": "C7"})
    assert await app.submits(form) == {"response_action": "clear"}
    assert (await kept(app, "C7")).timetable.times == (time(16),)


async def test_all_fields_that_need_another_look_are_marked(app: QuickApp) -> None:
    await app.clicks("timetable.change", "C1")
    form = timetable_form(app)
    form["state"]["values"]["days"]["field"] = {"selected_options": []}
    form["state"]["values"]["skip"]["field"] = {"value": "1 jan 2020"}
    answer = await app.submits(form)
    assert (answer["response_action"], list(answer["errors"])) == ("errors", ["days", "skip"])
    assert await kept(app) is None


async def test_a_form_whose_channel_cannot_be_told_stays_with_the_reason_above_it(app: QuickApp) -> None:
    await app.clicks("timetable.change", "C1")
    app.slack.will("chat_postMessage", refused("not_in_channel"))
    answer = await app.submits(timetable_form(app))
    assert (answer["response_action"], "/invite" in str(answer["view"])) == ("push", True)


async def test_the_form_keeps_times_from_before_the_rule_of_thirty_minutes(app: QuickApp) -> None:
    close = replace(DAILY, times=(time(16), time(16, 15)))
    await app.store.timetables.save("T1", "C1", close, "U1", MONDAY)
    await app.clicks("timetable.change", "C1")
    form = timetable_form(app, time2={"selected_time": "16:15"})
    assert await app.submits(form) == {"response_action": "clear"}
    assert ((await kept(app)).timetable.times, (await kept(app)).timetable.country) == (close.times, None)


@pytest.mark.parametrize(("home", "published"), [(None, 0), ({"type": "home"}, 1)])
async def test_the_pause_window_pauses_and_closes(app: QuickApp, home: Any, published: int) -> None:
    await app.sets_up("15:00 Berlin")
    await app.clicks("timetable.pause", "C1", view=home)
    assert await app.submits(entered(app, until={"value": "until 7 January"})) == {"response_action": "clear"}
    assert (await kept(app)).timetable.paused_until.year == 2027
    assert len(app.slack.calls["views_publish"]) == published


async def test_a_pause_that_was_not_understood_is_marked(app: QuickApp) -> None:
    await app.sets_up("15:00 Berlin")
    await app.clicks("timetable.pause", "C1")
    answer = await app.submits(entered(app, until={"value": "the twelfth of never"}))
    assert (answer["response_action"], list(answer["errors"])) == ("errors", ["until"])
    assert (await kept(app)).timetable.paused_until is None


async def test_a_pause_of_which_the_channel_could_not_be_told_says_so(app: QuickApp) -> None:
    await app.sets_up("15:00 Berlin")
    await app.clicks("timetable.pause", "C1")
    app.slack.will("chat_update", refused("is_inactive"))
    app.slack.will("chat_postMessage", refused("is_archived"))
    app.slack.will("chat_postEphemeral", refused("is_archived"))
    body = entered(app, until={"value": "until 7 January"})
    assert await app.submits(body) == {"response_action": "clear"}
    assert (await kept(app)).timetable.paused_until is not None
    told = app.slack.calls["chat_postMessage"][-1]
    assert (told["channel"], "couldn't tell the channel" in told["text"]) == ("U1", True)
    assert app.slack.calls["views_push"] == []


async def test_a_pause_that_fails_leaves_its_form_with_the_reason_above_it(app: QuickApp) -> None:
    async def away(*_given: object) -> None:
        raise DatabaseUnavailable("away")

    await app.sets_up("15:00 Berlin")
    await app.clicks("timetable.pause", "C1")
    app.store.timetables.pause = away
    answer = await app.submits(entered(app, until={"value": "until 7 January"}))
    assert (answer["response_action"], "Nothing is lost" in str(answer["view"])) == ("push", True)


@pytest.mark.parametrize("button", ["timetable.change", "timetable.pause"])
async def test_what_goes_wrong_once_a_form_is_closed_is_told_in_the_channel_to_its_sender(
    app: QuickApp, button: str
) -> None:
    await app.sets_up("15:00 Berlin")
    await app.clicks(button, "C1", view={"type": "home"})
    app.slack.will("views_publish", refused("internal_error"))
    form = timetable_form(app) if button == "timetable.change" else entered(app, until={"value": "until 7 January"})
    assert await app.submits(form) == {"response_action": "clear"}
    [told] = app.slack.calls["chat_postEphemeral"]
    assert (told["channel"], told["user"], "internal_error" in told["text"]) == ("C1", "U1", True)
    assert app.slack.calls["views_push"] == []


@pytest.mark.parametrize(
    ("action", "typed", "offered"), [("timetable.zone", "berlin", "Europe/Berlin"), ("timetable.country", "germ", "DE")]
)
async def test_menus_offer_what_the_typed_words_may_mean(app: QuickApp, action: str, typed: str, offered: str) -> None:
    body = {"type": "block_suggestion", "team": {"id": "T1"}, "user": {"id": "U1"}, "action_id": action, "value": typed}
    response = await app.send("options", action, body)
    assert f'"{offered}"' in response.body


AMERICAN, BRITISH = {"tz": "America/New_York", "locale": "en-US"}, {"tz": "Europe/Berlin", "locale": "en-GB"}


async def test_times_are_written_as_their_reader_writes_them(app: QuickApp) -> None:
    app.slack.will("users_info", {"user": AMERICAN}, {"user": BRITISH})
    both = (("U1", "at 9:30 am and 3:30 pm Berlin time"), ("U2", "at 9:30 and 15:30 Berlin time"))
    for user, words in both:
        assert words in (await app.types("daily 9:30 and 15:30 Berlin", user=user))["text"]
    await app.sets_up("9:30 and 15:30 Berlin")
    for typed in ("breaks", "daily 9:30 and 15:30"):
        for user, words in both:
            assert words in (await app.types(typed, user=user))["text"]
    assert " at 3:30 pm Berlin time, for you <!date^" in (await app.types("breaks"))["text"]
    change = await app.types("daily 16:00")
    assert "Time: 4 pm Berlin time instead of 9:30 am and 3:30 pm\n" in change["text"]
    assert "9 am and 9:10 am are within 30 minutes" in (await app.types("daily 9:00 and 9:10"))["text"]


async def test_the_channels_message_is_written_as_whoever_made_the_change_writes(app: QuickApp) -> None:
    app.slack.will("users_info", {"user": AMERICAN}, {"user": BRITISH})
    await app.sets_up("15:30 Berlin")
    [notice] = app.slack.calls["chat_postMessage"]
    assert "at 3:30 pm Berlin time." in notice["text"]
    for typed in ("pause 2h", "resume"):
        await app.types(typed, user="U2")
        assert "at 15:30 Berlin time." in app.slack.calls["chat_update"][-1]["text"]
    await app.types("off")
    assert "at 3:30 pm Berlin time." in app.slack.calls["chat_update"][-1]["text"]
    for user, words in (("U1", "3:30 pm"), ("U2", "15:30")):
        assert f"They ran every weekday at {words} Berlin time." in (await app.types("breaks", user=user))["text"]
        assert f"They ran every weekday at {words} Berlin time." in (await app.types("pause", user=user))["text"]


async def test_home_is_written_as_its_reader_writes(app: QuickApp) -> None:
    app.slack.will("users_info", {"user": AMERICAN})
    await app.sets_up("15:30 Berlin")
    await app.happens({"type": "app_home_opened", "tab": "home"})
    assert "Every weekday at 3:30 pm Berlin time" in str(app.slack.calls["views_publish"][-1]["view"])
