"""The Home tab's buttons, and how often Slack is called for it."""

from typing import Any

import pytest
from quick_app import QuickApp
from slack_client import refused

from bot.domain.actor import Actor
from bot.domain.preferences import Preferences

ANA = Actor("T1", "U1")
HOME = {"view": {"type": "home", "id": "V0"}, "response_url": None, "container": {"type": "view"}}


def calls(app: QuickApp, method: str = "views_publish") -> int:
    return len(app.slack.calls[method])


def chosen(value: str) -> dict[str, Any]:
    return {"type": "static_select", "selected_option": {"value": value}}


async def test_opening_home_is_one_call_and_a_week_of_it_asks_once_who_that_is(app: QuickApp) -> None:
    app.slack.will("users_info", {"user": {"tz": "Europe/Berlin", "locale": "en-GB"}})
    await app.store.homes.record_used(ANA, app.clock())
    for number in range(1, 6):
        await app.opens_home()
        assert (calls(app), calls(app, "users_info")) == (number, 1)
        app.clock.forward(days=1)


async def test_done_is_at_most_one_call_however_it_is_done(app: QuickApp) -> None:
    await app.opens_home()
    for typed, action in (("neck", "card.done"), ("2 minutes", "routine.done")):
        card = await app.types(typed)
        [done] = [each for each in _elements(card) if each["action_id"] == action]
        before = calls(app)
        for _ in range(3):
            await app.clicks(action, done["value"], **_block(card, action))
        await app.refreshes_homes()
        assert calls(app) - before == 1
    before = calls(app)
    await app.clicks("home.area.lower", "lower", **HOME)
    await app.finishes()
    await app.refreshes_homes()
    assert calls(app) - before == 1


async def test_done_of_somebody_who_never_opened_home_is_no_call(app: QuickApp) -> None:
    await app.opens_home("U2")
    card = await app.types("neck")
    for action in ("card.guide", "card.done"):
        [button] = [each for each in _elements(card) if each["action_id"] == action]
        await app.clicks(action, button["value"])
    await app.finishes()
    await app.refreshes_homes()
    assert [call["user_id"] for call in app.slack.calls["views_publish"]] == ["U2"]


async def test_a_channels_breaks_that_change_are_shown_at_once_on_the_home_of_who_changed_them(app: QuickApp) -> None:
    await app.opens_home()
    await app.sets_up("15:00 Berlin")
    for typed in ("pause", "resume", "off"):
        await app.types(typed)
    await app.refreshes_homes()
    assert calls(app) == 2
    assert "<#C1>" not in str(app.slack.calls["views_publish"][-1]["view"])


async def test_what_is_hidden_from_a_card_is_counted_on_home_by_itself(app: QuickApp) -> None:
    await app.store.preferences.save(ANA, Preferences(kit=frozenset({"chair"})))
    await app.opens_home()
    card = await app.types("neck")
    [menu] = [each for each in _elements(card) if each["type"] == "overflow"]
    [hide] = [each for each in menu["options"] if each["value"].startswith("hide")]
    await app.clicks(menu["action_id"], chosen(hide["value"]) | {"type": "overflow"})
    await app.refreshes_homes()
    assert ["1 stretch hidden" in str(call["view"]) for call in app.slack.calls["views_publish"]] == [False, True]


async def test_joining_a_break_shows_it_on_home_and_what_follows_is_one_call(app: QuickApp) -> None:
    break_ = await app.quick_breaks.posted()
    public = {"container": {"channel_id": "C1", "message_ts": break_.ts, "is_ephemeral": False}}
    await app.opens_home("U2")
    await app.clicks("break.join", break_.id, "U2", **public)
    await app.refreshes_homes()
    assert ["<#C1>" in str(call["view"]) for call in app.slack.calls["views_publish"]] == [False, True]
    not_today = chosen(f"not_today {break_.id}") | {"type": "overflow"}
    await app.clicks("break.more", not_today, "U2", **public)
    await app.clicks("break.done", break_.id, "U2", **public)
    await app.refreshes_homes()
    assert calls(app) == 3


async def test_who_presses_a_button_on_home_is_looking_at_it_however_long_ago_it_was_opened(app: QuickApp) -> None:
    await app.opens_home()
    presses = (("home.goal", chosen("2")), ("home.area.lower", "lower"), ("home.routine", "two-minutes"))
    for number, (action, value) in enumerate(presses, 2):
        app.clock.forward(hours=1)
        await app.clicks(action, value, **HOME)
        await app.dependencies.home.refresh(ANA)
        await app.refreshes_homes()
        assert calls(app) == number


async def test_the_goal_is_saved_at_once_and_shown(app: QuickApp) -> None:
    await app.opens_home()
    await app.clicks("home.goal", chosen("5"), **HOME)
    await app.refreshes_homes()
    assert await app.store.preferences.get(ANA) == Preferences(goal_days=5)
    assert calls(app) == 2
    await app.clicks("home.goal", chosen("99"), **HOME)
    assert await app.store.preferences.get(ANA) == Preferences(goal_days=5)


async def test_the_first_button_opens_what_it_promised_while_that_suits(app: QuickApp) -> None:
    await app.clicks("home.area.neck", "neck neck-turn", **HOME)
    seen = (await app.store.histories.get(ANA, app.clock())).seen
    assert seen == ("neck-turn",)
    await app.store.preferences.hide(ANA, ["chin-tuck"], app.clock())
    app.clock.forward(minutes=1)
    for promised in ("neck chin-tuck", "neck gone", "neck"):
        await app.clicks("home.area.neck", promised, **HOME)
    assert "chin-tuck" not in (await app.store.histories.get(ANA, app.clock())).seen
    assert len(app.slack.calls["views_open"]) == 4


async def test_another_part_opens_the_guide_and_the_menu_is_empty_again(app: QuickApp) -> None:
    await app.opens_home()
    await app.clicks("home.other", chosen("wrists"), **HOME)
    assert calls(app, "views_open") == 1
    [slug] = (await app.store.histories.get(ANA, app.clock())).seen
    assert "wrists" in app.library.find(slug).areas
    app.clock.forward(seconds=1)
    await app.refreshes_homes()
    rows = [call["view"]["blocks"][4]["block_id"] for call in app.slack.calls["views_publish"]]
    assert len(set(rows)) == 2


@pytest.mark.parametrize(("slug", "least"), [("two-minutes", 2), ("evening", 2)])
async def test_a_routine_opens_the_guide_and_is_remembered_as_shown(app: QuickApp, slug: str, least: int) -> None:
    await app.clicks("home.routine", slug, **HOME)
    assert calls(app, "views_open") == 1
    seen = (await app.store.histories.get(ANA, app.clock())).seen
    assert len(seen) >= least
    await app.finishes()
    [finished] = await app.store.dones.finished(ANA, app.clock().replace(hour=0))
    assert set(finished.slugs) == set(seen)


async def test_a_routine_that_is_gone_or_opens_too_late_gets_a_sentence(app: QuickApp) -> None:
    await app.clicks("home.routine", "gone", **HOME)
    assert "routine is gone" in str(app.window()["blocks"])
    app.slack.will("views_open", refused("expired_trigger_id"))
    await app.clicks("home.routine", "two-minutes", **HOME)
    assert "press the button again" in str(app.slack.calls["views_open"][-1]["view"].to_dict())


def _elements(message: dict[str, Any]) -> list[dict[str, Any]]:
    return [element for block in message["blocks"] if block["type"] == "actions" for element in block["elements"]]


def _block(message: dict[str, Any], action: str) -> dict[str, Any]:
    rows = [block for block in message["blocks"] if block["type"] == "actions"]
    row = next(row for row in rows if any(each["action_id"] == action for each in row["elements"]))
    [act] = [each for each in row["elements"] if each["action_id"] == action]
    return {"actions": [{"type": "button", "action_id": action, "block_id": row["block_id"], "value": act["value"]}]}


@pytest.mark.parametrize("form", ["setup.open", "remind.form"])
async def test_what_is_saved_in_a_form_is_shown_on_a_home_that_was_opened_long_ago(app: QuickApp, form: str) -> None:
    app.slack.will("users_info", *[{"user": {"tz": "Europe/Berlin", "locale": "en-GB"}}] * 2)
    await app.opens_home()
    app.clock.forward(hours=2)
    await app.clicks(form, "11:00", **HOME)
    await app.types("remind me 10:00")
    before = calls(app)
    await app.refreshes_homes()
    assert calls(app) - before == 1
