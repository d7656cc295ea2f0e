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
    return await app.store.histories.get(Actor("T1", user), app.clock())


async def kept(app: QuickApp, channel: str = "C1") -> Any:
    return await app.store.timetables.get("T1", channel)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "What would you like"),
        ("help", "When to see a doctor"),
        ("me", "No stretches yet this week"),
        ("my neck hurts", "everyday stiffness"),
        ("numb neck", "see a professional before"),
        ("pregnant", "Ask your midwife or doctor first"),
        ("osteoporosis", "ask your doctor"),
        ("I'm stiff", "a few gentle stretches"),
        ("stop", "Nothing has changed"),
        ("crack my back", "never crack your neck"),
        ("hi", "Hi there!"),
        ("thanks", "You're welcome!"),
        ("15:00", "Did you mean /stretch daily 15:00?"),
        ("xyzzy", "I don't know"),
        ("chin tuck", "Chin tuck"),
        ("breaks", "no stretch breaks"),
        ("pause", "no stretch breaks"),
        ("resume", "no stretch breaks"),
        ("off", "no stretch breaks"),
        ("now nonsense", "didn't understand"),
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


async def test_what_was_typed_after_daily_is_kept_for_the_channel_that_is_chosen(app: QuickApp) -> None:
    answer = await app.types("daily 15:00 neck", channel_id="D1")
    assert "15:00 neck" in str(answer["blocks"])


@pytest.mark.parametrize("typed", ["off", "pause 2 days", "breaks", "resume", "now neck"])
async def test_outside_a_channel_the_answer_says_where_to_type_it(app: QuickApp, typed: str) -> None:
    answer = await app.types(typed, channel_id="D1")
    assert f"/stretch {typed} is for a channel's breaks: type it in that channel." in answer["text"]


async def test_a_private_channel_is_a_channel(app: QuickApp) -> None:
    await app.sets_up("15:00 Berlin", channel_id="G1", channel_name="privategroup")
    assert (await kept(app, "G1")).timetable == DAILY


async def test_what_was_typed_is_decoded_once_and_escaped_once(app: QuickApp) -> None:
    assert "“a &lt;b&gt; &amp; c”" in (await app.types("a &lt;b&gt; &amp; c"))["text"]
    assert "“&lt;!everyone&gt; &amp;”" in (await app.types("now &lt;!everyone&gt; &amp;"))["text"]
    assert "“@channel”" in (await app.types("now <!channel>"))["text"]


async def test_two_times_may_be_joined_by_an_ampersand(app: QuickApp) -> None:
    await app.sets_up("9:30 &amp; 15:30 Berlin")
    assert (await kept(app)).timetable.times == (time(9, 30), time(15, 30))
