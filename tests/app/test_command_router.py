"""Each command reaches its listener, and its answer whoever typed it."""

from datetime import time
from typing import Any

import pytest
from quick_app import QuickApp

from bot.domain.actor import Actor
from bot.domain.safety import History
from bot.domain.timetable import WEEKDAYS, Timetable

DAILY = Timetable(days=WEEKDAYS, times=(time(15),), zone="Europe/Berlin", country="DE")
CARD = "chin-tuck neck r1"


async def history(app: QuickApp, user: str = "U1") -> History:
    return await app.store.people.history(Actor("T1", user), app.clock())


async def kept(app: QuickApp, channel: str = "C1") -> Any:
    return await app.store.timetables.get("T1", channel)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Where would you like"),
        ("help", "What I understand"),
        ("me", "No stretches yet this week"),
        ("my neck hurts", "let a professional"),
        ("xyzzy", "I don't know"),
        ("chin tuck", "Chin tuck"),
        ("breaks", "no stretch breaks"),
        ("pause", "no stretch breaks"),
        ("resume", "no stretch breaks"),
        ("off", "no stretch breaks"),
        ("now nonsense", "did not understand"),
        ("daily 25:00", "25:00"),
    ],
)
async def test_each_command_has_its_answer_seen_only_by_whoever_typed_it(app: QuickApp, typed: str, words: str) -> None:
    answer = await app.types(typed)
    assert words in answer["text"]
    assert (answer["response_type"], answer["replace_original"]) == ("ephemeral", False)


async def test_an_area_gets_a_card_of_that_area(app: QuickApp) -> None:
    answer = await app.types("neck")
    [slug] = (await history(app)).seen
    assert "neck" in app.library.find(slug).areas
    assert app.library.find(slug).name in answer["text"]


async def test_the_menu_offers_to_go_on_with_what_was_left(app: QuickApp) -> None:
    await app.clicks("card.guide", CARD)
    await app.submits(app.window())
    await app.closes(app.window())
    menu = await app.types("")
    go_on = next(
        b for block in menu["blocks"] for b in block.get("elements", []) if b.get("action_id") == "guide.go_on"
    )
    await app.clicks("guide.go_on", go_on["value"])
    assert "Paused" in str(app.slack.calls["views_open"][-1]["view"])


@pytest.mark.parametrize("typed", ["daily 15:00", "breaks", "pause", "resume", "off", "now"])
@pytest.mark.parametrize(
    "where", [{"channel_id": "D1"}, {"channel_id": "G1", "channel_name": "mpdm-ana--ben-1"}, {"channel_id": None}]
)
async def test_breaks_are_for_channels(app: QuickApp, typed: str, where: dict[str, Any]) -> None:
    assert "channel" in (await app.types(typed, **where))["text"]
    assert (app.slack.calls["chat_postMessage"], await kept(app, str(where["channel_id"]))) == ([], None)


@pytest.mark.parametrize(("typed", "kept_words"), [("daily 15:00 neck", "15:00 neck"), ("pause 2 days", "2 days")])
async def test_only_what_was_typed_after_daily_is_kept_for_the_channel_that_is_chosen(
    app: QuickApp, typed: str, kept_words: str
) -> None:
    answer = await app.types(typed, channel_id="D1")
    assert (kept_words in str(answer["blocks"])) == typed.startswith("daily")


async def test_a_private_channel_is_a_channel(app: QuickApp) -> None:
    await app.sets_up("15:00 Berlin", channel_id="G1", channel_name="privategroup")
    assert (await kept(app, "G1")).timetable == DAILY
