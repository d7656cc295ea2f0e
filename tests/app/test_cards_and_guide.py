"""The buttons of cards, of the guide and of the Home tab: what they do, and where they answer."""

from datetime import timedelta
from typing import Any

import pytest
from manual_clock import MONDAY
from quick_app import QuickApp
from slack_client import refused

from bot.domain.actor import Actor
from bot.domain.safety import History

ANA = Actor("T1", "U1")
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
CARD = "chin-tuck neck r1"


async def history(app: QuickApp, user: str = "U1") -> History:
    return await app.store.histories.get(Actor("T1", user), app.clock())


def titled(view: dict[str, Any]) -> str:
    return view["title"]["text"]


# Cards


@pytest.mark.parametrize(
    ("action", "value"),
    [
        ("menu.area.neck", "neck"),
        ("card.another", CARD),
        ("card.instead", CARD),
        ("card.anyway", CARD),
        ("card.done", CARD),
    ],
)
async def test_a_button_of_a_card_puts_its_answer_in_place_of_the_message(
    app: QuickApp, action: str, value: str
) -> None:
    answer = await app.clicks(action, value)
    assert answer["replace_original"] is True
    assert answer["blocks"]


async def test_another_is_of_the_same_area_and_exactly_what_a_button_names_is_shown(app: QuickApp) -> None:
    await app.clicks("card.another", CARD)
    assert "neck" in app.library.find((await history(app)).seen[0]).areas
    assert "Neck turn" in (await app.clicks("card.anyway", "neck-turn neck r1"))["text"]


async def test_help_from_the_menu_leaves_the_menu_there(app: QuickApp) -> None:
    assert (await app.clicks("menu.help"))["replace_original"] is False


async def test_done_on_a_card_counts_it(app: QuickApp) -> None:
    assert "first stretch this week" in (await app.clicks("card.done", CARD))["text"]
    assert await app.store.dones.is_counted(ANA, "r1")


@pytest.mark.parametrize("action", ["card.done", "card.another", "card.guide", "card.anyway"])
@pytest.mark.parametrize("value", ["", "one two", None])
async def test_a_button_of_an_older_version_gets_a_kind_sentence(app: QuickApp, action: str, value: Any) -> None:
    assert "older version" in (await app.clicks(action, value))["text"]


# The guide


async def test_the_guide_goes_from_a_card_to_done(app: QuickApp) -> None:
    await app.clicks("card.guide", CARD)
    total = len(app.library.find("chin-tuck").holds) * app.library.find("chin-tuck").rounds
    for hold in (1, 2):
        await app.submits(app.window())
        assert titled(app.window()) == f"Hold {hold} of {total}"
    for action in ("back", "pause", "resume"):
        await app.clicks_in(app.window(), f"guide.{action}")
        assert titled(app.window()) == f"Hold 1 of {total}"
    for _ in range(total):
        await app.submits(app.window())
    thanks = await app.submits(app.window())
    assert (thanks["response_action"], titled(thanks["view"])) == ("update", "Nicely done")
    assert "first stretch this week" in str(thanks)
    assert await app.store.dones.is_counted(ANA, "r1")
    assert "Nicely done: Chin tuck." in app.answer()["text"]
    assert app.answer()["replace_original"] is True


@pytest.mark.parametrize(("minutes", "answers"), [(29, 1), (30, 0)])
async def test_the_card_becomes_its_thanks_for_as_long_as_slack_lets_it(
    app: QuickApp, minutes: int, answers: int
) -> None:
    await app.clicks("card.guide", CARD)
    while titled(app.window()) != "All done":
        await app.submits(app.window())
    app.clock.forward(minutes=minutes)
    await app.submits(app.window())
    assert len(app.http.posted) == answers


@pytest.mark.parametrize("action", ["card.another", "card.anyway", "card.done"])
async def test_a_message_that_shows_something_else_by_then_is_left_alone(app: QuickApp, action: str) -> None:
    await app.clicks("card.guide", CARD)
    await app.clicks(action, CARD)
    before = len(app.http.posted)
    app._answered = {}
    await app.finishes()
    assert len(app.http.posted) == before


async def test_closing_the_last_window_says_thanks_on_the_card(app: QuickApp) -> None:
    await app.clicks("card.guide", CARD)
    while titled(app.window()) != "All done":
        await app.submits(app.window())
        app.clock.forward(seconds=60)
    await app.closes(app.window())
    assert "Nicely done: Chin tuck." in app.answer()["text"]


async def test_a_picture_that_is_not_drawn_yet_follows_the_answer(app: QuickApp) -> None:
    await app.clicks("card.guide", CARD)
    answer = await app.submits(app.window())
    assert "image" not in {block["type"] for block in answer["view"]["blocks"]}
    [update] = app.slack.calls["views_update"]
    assert "image" in {block["type"] for block in update["view"]["blocks"]}


async def test_a_window_without_a_picture_is_answered_without_one(app: QuickApp) -> None:
    await app.clicks("card.guide", CARD)
    view = app.window()
    bare = view | {"blocks": [block for block in view["blocks"] if block["type"] != "image"]}
    assert "image" in {block["type"] for block in view["blocks"]}
    assert "image" not in {block["type"] for block in (await app.submits(bare))["view"]["blocks"]}
    assert app.slack.calls["views_update"] == []


@pytest.mark.parametrize(("detail", "words"), [("steps", "1. "), ("reasons", "Sources: "), ("none", "Press Start.")])
async def test_the_menu_of_a_card_shows_its_details_in_place(app: QuickApp, detail: str, words: str) -> None:
    answer = await app.clicks("card.more", {"type": "overflow", "selected_option": {"value": f"{detail} {CARD}"}})
    assert answer["replace_original"] is True
    assert words in answer["text"]


async def test_what_hurts_leads_to_help(app: QuickApp) -> None:
    await app.clicks("card.guide", CARD)
    await app.submits(app.window())
    await app.clicks_in(app.window(), "guide.hurts")
    assert titled(app.window()) == "Stopped"
    assert app.answer()["text"].startswith("You stopped Chin tuck because something hurt.")
    assert app.answer()["replace_original"] is True


async def test_a_window_that_lost_track_says_so(app: QuickApp) -> None:
    await app.clicks("card.guide", CARD)
    view = app.window() | {"private_metadata": "nonsense"}
    assert "lost track" in str(await app.submits(view))
    assert await app.store.dones.count(ANA, MONDAY - 9 * HOUR) == 0


@pytest.mark.parametrize(
    ("action", "value", "words"), [("card.guide", CARD, "Chin tuck"), ("guide.go_on", "", "lower")]
)
async def test_a_guide_that_did_not_open_in_time_is_offered_again_with_what_was_there(
    app: QuickApp, action: str, value: str, words: str
) -> None:
    if not value:
        await app.clicks("card.guide", CARD)
        await app.submits(app.window())
        value = app.window()["private_metadata"].split()[0]
    app.slack.will("views_open", refused("expired_trigger_id"))
    answer = await app.clicks(action, value)
    assert ("took too long" in answer["text"], words in answer["text"]) == (True, True)
    assert answer["replace_original"] is True


# A person's own page


async def test_home_is_published_when_it_is_opened_and_not_for_another_tab(app: QuickApp) -> None:
    for tab in ("messages", "home"):
        await app.happens({"type": "app_home_opened", "tab": tab})
    assert [call["user_id"] for call in app.slack.calls["views_publish"]] == ["U1"]


async def test_an_area_on_the_home_tab_opens_the_guide_at_once(app: QuickApp) -> None:
    home = {"view": {"type": "home", "id": "V0"}, "response_url": None}
    await app.clicks("home.area.neck", "neck", **home)
    assert titled(app.window()) == "Ready?"
    assert len((await history(app)).seen) == 1
    app.slack.will("views_open", refused("expired_trigger_id"))
    await app.clicks("home.area.neck", "neck", **home)
    assert "press the button again" in str(app.slack.calls["views_open"][-1]["view"].to_dict())


async def test_data_deleted_on_home_is_gone_and_home_says_so(app: QuickApp) -> None:
    await app.types("neck")
    await app.clicks("data.delete", view={"type": "home"}, response_url=None)
    assert await history(app) == History()
    assert [call["user_id"] for call in app.slack.calls["views_publish"]] == ["U1"]


@pytest.mark.parametrize(
    ("tokens", "stays"), [({"bot": ["U9"]}, False), ({"oauth": ["U1"]}, True), ({"bot": []}, True), (None, True)]
)
async def test_only_a_bot_without_its_own_token_forgets_the_workspace(app: QuickApp, tokens: Any, stays: bool) -> None:
    await app.types("neck")
    await app.happens({"type": "tokens_revoked", "tokens": tokens})
    assert (await history(app) != History()) == stays
