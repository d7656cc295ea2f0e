"""My set-up: opened by word or by button, saved, and opened again; why something is hidden is kept nowhere."""

from dataclasses import replace
from datetime import time
from typing import Any

import pytest
from quick_app import ADDRESS, QuickApp
from slack_client import refused
from sqlalchemy import select

from bot.domain.actor import Actor
from bot.domain.preferences import KITS, NO_HOLIDAYS, Preferences
from bot.domain.timetable import WEEKDAYS, Timetable
from bot.playground.elements import state_of
from bot.store.errors import DatabaseUnavailable
from bot.store.tables import metadata
from bot.views.set_up import OPEN_SET_UP_ACTION
from bot.views.set_up_more import OPEN_MORE_ACTION

ANA = Actor("T1", "U1")
DEFAULTS = Preferences(kit=frozenset(KITS), country="DE")


async def opened(app: QuickApp) -> dict[str, Any]:
    await app.types("set-up")
    form: dict[str, Any] = app.slack.calls["views_open"][-1]["view"].to_dict()
    return form


async def opened_more(app: QuickApp) -> dict[str, Any]:
    """Press the button in the other form."""
    await app.clicks_in(await opened(app) | {"type": "modal", "id": "V0"}, OPEN_MORE_ACTION)
    form: dict[str, Any] = app.slack.calls["views_push"][-1]["view"].to_dict()
    return form


async def saves(app: QuickApp, view: dict[str, Any], **entered: Any) -> dict[str, Any]:
    """Send the form off as it is shown, but for these fields; return what it is acknowledged with."""
    values = state_of(view["blocks"], {})
    for block, held in entered.items():
        action = next(iter(values[block]))
        values[block][action] = values[block][action] | held
    return await app.submits(view | {"state": {"values": values}})


def options(*values: str) -> dict[str, Any]:
    return {"selected_options": [{"value": value} for value in values]}


def field(view: dict[str, Any], block: str) -> dict[str, Any]:
    return next(each["element"] for each in view["blocks"] if each.get("block_id") == block)


@pytest.fixture(autouse=True)
def in_berlin(app: QuickApp) -> None:
    """Let Slack tell where people are, as often as it is asked."""
    app.slack.will("users_info", {"user": {"tz": "Europe/Berlin", "locale": "en-GB"}})


@pytest.mark.parametrize("typed", ["set-up", "settings", "my set-up", "My set up", "preferences", "not for me"])
async def test_it_opens_by_word(app: QuickApp, typed: str) -> None:
    await app.types(typed)
    assert app.window()["title"]["text"] == "My set-up"
    assert app.http.posted == []


async def test_it_opens_from_a_message_from_home_and_above_another_window(app: QuickApp) -> None:
    await app.clicks(OPEN_SET_UP_ACTION)
    assert len(app.slack.calls["views_open"]) == 1
    await app.clicks_in({"type": "home", "id": "V0"}, OPEN_SET_UP_ACTION)
    assert len(app.slack.calls["views_open"]) == 2
    await app.clicks_in({"type": "modal", "id": "V0"}, OPEN_SET_UP_ACTION)
    assert len(app.slack.calls["views_push"]) == 1


async def test_the_channels_breaks_are_still_set_up_by_their_word(app: QuickApp) -> None:
    await app.types("set up")
    assert app.window()["title"]["text"] == "Stretch breaks"


async def test_who_opens_it_first_has_everything_and_the_holidays_of_their_country(app: QuickApp) -> None:
    view = await opened(app)
    assert len(field(view, "kit")["initial_options"]) == len(KITS)
    assert "Nothing has changed." in str(await saves(app, view))
    assert await app.store.preferences.get(ANA) == DEFAULTS
    more = await opened_more(app)
    assert field(more, "country")["initial_option"]["value"] == "DE"
    assert "Nothing has changed." in str(await saves(app, more))
    assert await app.store.preferences.get(ANA) == DEFAULTS


async def test_who_begins_with_more_settings_has_not_told_what_they_have(app: QuickApp) -> None:
    more = await opened_more(app)
    assert field(more, "country")["initial_option"]["value"] == "DE"
    assert "Nothing has changed." in str(await saves(app, more))
    assert await app.store.preferences.get(ANA) == Preferences(country="DE")


async def test_who_wants_no_holidays_is_not_offered_them_again(app: QuickApp) -> None:
    await saves(app, await opened_more(app), country={"selected_option": {"value": "none"}})
    assert "initial_option" in field(await opened_more(app), "country")
    assert field(await opened_more(app), "country")["initial_option"]["value"] == "none"
    await saves(app, await opened(app))
    assert await app.store.preferences.get(ANA) == replace(DEFAULTS, country=NO_HOLIDAYS)


async def test_who_has_chosen_a_goal_before_finds_the_same_and_their_goal(app: QuickApp) -> None:
    await app.store.preferences.save(ANA, Preferences(goal_days=5), only=["goal_days"])
    more = await opened_more(app)
    assert field(more, "goal")["initial_option"]["value"] == "5"
    await saves(app, await opened(app))
    assert await app.store.preferences.get(ANA) == replace(DEFAULTS, goal_days=5)


async def test_each_form_saves_its_own_part(app: QuickApp) -> None:
    first, more = await opened(app), await opened_more(app)
    await saves(app, more, goal={"selected_option": {"value": "5"}}, roster={"selected_option": {"value": "counted"}})
    await saves(app, first, kit=options("mat"), hidden=options("look-far"))
    await saves(app, more, goal={"selected_option": {"value": "4"}})
    found = await app.store.preferences.get(ANA)
    assert found == replace(DEFAULTS, kit=frozenset({"mat"}), goal_days=4)
    assert await app.store.preferences.hidden(ANA) == {"look-far"}


async def test_what_was_saved_is_there_when_it_is_opened_again(app: QuickApp) -> None:
    await saves(app, await opened(app), kit=options("mat"), hidden=options("look-far"))
    hours = {"hours_from": {"selected_time": "09:00"}, "hours_to": {"selected_time": "17:00"}}
    await saves(app, await opened_more(app), goal={"selected_option": {"value": "5"}}, **hours)
    chosen = replace(DEFAULTS, kit=frozenset({"mat"}), goal_days=5, hours=(time(9), time(17)))
    assert await app.store.preferences.get(ANA) == chosen
    assert await app.store.preferences.hidden(ANA) == {"look-far"}
    again = await opened(app)
    assert [option["value"] for option in field(again, "hidden")["initial_options"]] == ["look-far"]
    assert "Nothing has changed." in str(await saves(app, again))
    assert "Nothing has changed." in str(await saves(app, await opened_more(app)))
    await saves(app, again, hidden=options())
    assert await app.store.preferences.hidden(ANA) == frozenset()


async def test_a_hidden_stretch_that_no_longer_exists_stays_hidden_unseen(app: QuickApp) -> None:
    await app.store.preferences.hide(ANA, ["gone"], app.clock())
    await saves(app, await opened(app))
    assert await app.store.preferences.hidden(ANA) == {"gone"}


async def test_mistakes_are_marked_and_nothing_is_saved(app: QuickApp) -> None:
    answer = await saves(app, await opened_more(app), work_days=options())
    assert (answer["response_action"], list(answer["errors"])) == ("errors", ["work_days"])
    assert await app.store.preferences.get(ANA) is None


async def test_reminders_follow_the_hours_and_home_is_brought_up_to_date(app: QuickApp) -> None:
    theirs = Timetable(days=WEEKDAYS, times=(time(8), time(11)), zone="UTC", personal=True)
    await app.store.timetables.save(ANA.team, ANA.user, theirs, ANA.user, app.clock())
    await app.opens_home()
    hours = {"hours_from": {"selected_time": "09:00"}, "hours_to": {"selected_time": "17:00"}}
    saved = await saves(app, await opened_more(app), **hours)
    assert "Your reminder at 8:00 is outside these hours" in str(saved)
    assert "outside" not in str(await saves(app, await opened_more(app), **hours))
    found = await app.store.timetables.get(ANA.team, ANA.user)
    assert (found.timetable.hours, found.next.local.time()) == ((time(9), time(17)), time(11))
    await app.refreshes_homes()
    assert len(app.slack.calls["views_publish"]) == 2


async def test_the_first_set_up_leaves_the_days_alone_that_were_chosen_for_the_reminders(app: QuickApp) -> None:
    await app.types("remind me 10:00 on fri and sat")
    await saves(app, await opened(app))
    await saves(app, await opened_more(app))
    assert (await app.store.timetables.get(ANA.team, ANA.user)).timetable.days == {4, 5}


async def test_what_failed_and_is_sent_again_still_brings_the_reminders_in_step(app: QuickApp) -> None:
    theirs = Timetable(days=WEEKDAYS, times=(time(11),), zone="UTC", personal=True)
    await app.store.timetables.save(ANA.team, ANA.user, theirs, ANA.user, app.clock())
    form = await opened_more(app)
    set_up, entered = app.dependencies.set_up, {"work_days": options("0", "1", "2", "3")}

    async def fails(*_: object) -> None:
        raise DatabaseUnavailable("away")

    app.dependencies = replace(app.dependencies, set_up=replace(set_up, on_hours_changed=fails))
    await saves(app, form, **entered)
    app.dependencies = replace(app.dependencies, set_up=set_up)
    await saves(app, form, **entered)
    assert (await app.store.timetables.get(ANA.team, ANA.user)).timetable.days == {0, 1, 2, 3}


@pytest.mark.parametrize("where", [{"response_url": ADDRESS}])
async def test_a_form_that_opens_too_late_is_offered_by_a_button(app: QuickApp, where: dict[str, Any]) -> None:
    app.slack.will("views_open", refused("expired_trigger_id"))
    answer = await app.types("set-up", **where)
    assert answer["text"] == "The form didn't open in time."
    [again] = answer["blocks"][-1]["elements"]
    await app.clicks(again["action_id"])
    assert app.window()["title"]["text"] == "My set-up"


async def test_more_settings_open_from_a_message_and_are_offered_again_if_that_was_too_late(app: QuickApp) -> None:
    app.slack.will("views_open", refused("expired_trigger_id"))
    answer = await app.clicks(OPEN_MORE_ACTION, response_url=ADDRESS)
    [again] = answer["blocks"][-1]["elements"]
    await app.clicks(again["action_id"])
    assert app.window()["title"]["text"] == "More settings"


async def test_another_refusal_is_told_as_it_is(app: QuickApp) -> None:
    app.slack.will("views_open", refused("internal_error"))
    assert "internal_error" in (await app.types("set-up"))["text"]


async def test_a_situation_and_a_part_leave_only_the_stretches_that_they_hide(
    app: QuickApp, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    answer = await saves(app, await opened(app), situations=options("pregnant"), parts=options("knees"))
    assert "Ask your midwife or doctor" in str(answer)
    await saves(app, await opened_more(app))
    assert {"knee-roll", "sit-to-stand"} <= await app.store.preferences.hidden(ANA)
    kept = [*caplog.messages, *map(str, await everything(app))]
    assert [each for each in kept if "pregnan" in each.casefold() or "knees" in each.casefold()] == []
    again = await opened(app)
    assert all("initial_options" not in field(again, menu) for menu in ("parts", "situations"))


async def everything(app: QuickApp) -> list[Any]:
    """Every row of every table."""
    async with app.store.preferences._database.reading() as connection:
        return [row for table in metadata.sorted_tables for row in (await connection.execute(select(table))).all()]
