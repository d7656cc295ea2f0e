"""*My data*: opened from anywhere, sent only to its person, deleted at once; the window says what happened."""

import json
import logging
from datetime import time, timedelta
from typing import Any

import pytest
from manual_clock import MONDAY
from quick_app import QuickApp
from slack_client import refused
from slack_sdk.errors import SlackRequestError

from bot.domain.actor import Actor
from bot.domain.reader import Reader
from bot.domain.timetable import WEEKDAYS, Timetable
from bot.store.errors import DatabaseUnavailable
from bot.views.my_data import DELETED

ANA = Actor("T1", "U1")
CARD = "chin-tuck neck r1"
DM = {"channel": "D1", "ts": "1.1"}


def words(view: dict[str, Any]) -> str:
    return json.dumps(view, ensure_ascii=False)


@pytest.fixture
async def known(app: QuickApp) -> QuickApp:
    """A person of whom something is stored."""
    await app.clicks("card.done", CARD)
    await app.store.preferences.hide(ANA, ["cat-arch", "neck-turn"], MONDAY)
    return app


@pytest.mark.parametrize("typed", ["my data", "data", "privacy", "delete my data"])
async def test_it_opens_with_the_persons_own_figures(known: QuickApp, typed: str) -> None:
    await known.types(typed)
    window = known.window()
    assert window["title"]["text"] == "My data"
    for line in (
        "*1 stretch you finished* ·",
        "· 90 days",
        "*2 hidden stretches, without the reason* ·",
        "never store your name",
    ):
        assert line in words(window)
    assert "Not stored now: how it felt, your set-up" in words(window)


@pytest.mark.parametrize("where", [{}, {"view": {"type": "home", "id": "V0"}, "response_url": None}])
async def test_its_button_works_in_a_message_and_on_home(known: QuickApp, where: dict[str, Any]) -> None:
    await known.clicks("data.open", **where)
    assert "1 stretch you finished" in words(known.window())


async def test_my_week_leads_to_it(known: QuickApp) -> None:
    buttons = (await known.types("me"))["blocks"][-1]["elements"]
    assert (buttons[0]["text"]["text"], buttons[0]["action_id"]) == ("My data", "data.open")


async def test_looking_at_it_stores_nothing(app: QuickApp) -> None:
    await app.types("my data")
    assert "I store nothing about you." in words(app.window())
    assert "data.delete" not in words(app.window())
    assert (await app.store.person_data.everything(ANA)).is_empty
    assert app.slack.calls["users_info"] == []


async def test_reminders_and_channels_are_told_apart(known: QuickApp) -> None:
    daily = Timetable(days=WEEKDAYS, times=(time(11), time(15, 30)), zone="UTC")
    for channel in ("U1", "C1", "C2"):
        await known.store.timetables.save("T1", channel, daily, "U1", MONDAY)
    await known.store.profiles.save(ANA, Reader("UTC", "en-US"), MONDAY)
    await known.types("my data")
    for line in ("*Your reminders at 11 am and 3:30 pm* ·", "*That you set up breaks in 2 channels* ·"):
        assert line in words(known.window())


async def test_a_click_that_slack_takes_too_long_for_is_answered_in_words(known: QuickApp) -> None:
    known.slack.will("views_open", refused("expired_trigger_id"))
    assert "Slack took too long" in (await known.types("my data"))["text"]


# Send it to me


async def pressed(app: QuickApp, action: str) -> dict[str, Any]:
    await app.types("my data")
    await app.clicks_in(app.window(), action)
    return app.window()


async def test_it_is_sent_as_a_file_to_its_person_alone(known: QuickApp) -> None:
    known.slack.will("chat_postMessage", DM)
    assert "It's a file in your direct messages" in words(await pressed(known, "data.send"))
    [message], [file] = known.slack.calls["chat_postMessage"], known.slack.calls["files_upload_v2"]
    assert (message["channel"], file["channel"], file["filename"]) == ("U1", "D1", "limber-my-data.json")
    stored = json.loads(file["content"])["what's stored"]
    assert [row["stretch"] for row in stored["stretches you finished"]] == ["Chin tuck"]
    assert [row["stretch"] for row in stored["stretches you hid"]] == ["Cat arch", "Neck turn"]


@pytest.mark.parametrize(
    "error", [refused("missing_scope"), refused("file_uploads_disabled"), SlackRequestError("no"), TimeoutError()]
)
async def test_where_no_file_can_be_sent_it_comes_as_text(known: QuickApp, error: Exception) -> None:
    known.slack.will("chat_postMessage", DM, DM)
    known.slack.will("files_upload_v2", error)
    assert "so it's text, in your direct messages" in words(await pressed(known, "data.send"))
    lead, piece = known.slack.calls["chat_postMessage"]
    assert (lead["channel"], piece["channel"]) == ("U1", "D1")
    assert finished_of(json.loads(joined([piece])))[0]["stretch"] == "Chin tuck"


async def test_long_data_comes_in_pieces_that_make_one_document(known: QuickApp) -> None:
    await known.store.dones.finish(ANA, "long", [f"stretch-{number}" for number in range(400)], MONDAY)
    known.slack.will("chat_postMessage", *[DM] * 20)
    known.slack.will("files_upload_v2", refused("missing_scope"))
    said = words(await pressed(known, "data.send"))
    _, *pieces = known.slack.calls["chat_postMessage"]
    assert f"in {len(pieces)} pieces" in said
    assert len(finished_of(json.loads(joined(pieces)))) == 401
    assert f"Piece 1 of {len(pieces)}. Put together in this order" in pieces[0]["text"]
    for piece in pieces:
        lengths = [len(block["text"]["text"]) for block in piece["blocks"]]
        assert max(lengths) <= 3000
        assert sum(lengths) <= 12_000


async def test_what_does_not_fit_into_ten_messages_is_cut_and_says_so(known: QuickApp) -> None:
    await known.store.dones.finish(ANA, "very-long-reference", [f"stretch-{number}" for number in range(2500)], MONDAY)
    known.slack.will("chat_postMessage", *[DM] * 20)
    known.slack.will("files_upload_v2", refused("missing_scope"))
    assert "The longer lists are cut" in words(await pressed(known, "data.send"))
    _, *pieces = known.slack.calls["chat_postMessage"]
    document = json.loads(joined(pieces))
    assert len(pieces) <= 10
    assert "The longer lists are cut" in document["about"]
    assert 900 < len(finished_of(document)) < 2500
    assert len(document["what's stored"]["stretches you hid"]) == 2


def finished_of(document: dict[str, Any]) -> list[dict[str, Any]]:
    finished: list[dict[str, Any]] = document["what's stored"]["stretches you finished"]
    return finished


def joined(pieces: list[dict[str, Any]]) -> str:
    """What somebody has who copies the code of all pieces, one after the other."""
    codes = [block["text"]["text"] for piece in pieces for block in piece["blocks"][1:]]
    return "\n".join(code.removeprefix("```\n").removesuffix("\n```") for code in codes)


async def test_it_is_sent_once_a_minute(known: QuickApp) -> None:
    known.slack.will("chat_postMessage", DM, DM)
    await pressed(known, "data.send")
    assert "less than a minute ago" in words(await pressed(known, "data.send"))
    assert len(known.slack.calls["files_upload_v2"]) == 1
    known.clock.forward(minutes=1)
    assert "It's a file" in words(await pressed(known, "data.send"))


async def test_what_slack_refuses_is_said_and_may_be_tried_again(known: QuickApp) -> None:
    known.slack.will("chat_postMessage", refused("messages_tab_disabled"), DM)
    assert "messages_tab_disabled" in words(await pressed(known, "data.send"))
    assert known.slack.calls["files_upload_v2"] == []
    assert "It's a file" in words(await pressed(known, "data.send"))


async def test_what_failed_for_another_reason_is_not_said_to_be_sent(known: QuickApp) -> None:
    async def drop() -> object:
        raise DatabaseUnavailable("away")

    known.slack.will("chat_postMessage", drop, DM)
    await pressed(known, "data.send")
    assert "It's a file" in words(await pressed(known, "data.send"))


async def test_nothing_of_it_is_logged(known: QuickApp, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "limber")
    known.slack.will("chat_postMessage", DM, DM)
    known.slack.will("files_upload_v2", refused("missing_scope"))
    await pressed(known, "data.send")
    logged = " ".join(f"{record.getMessage()} {vars(record)}" for record in caplog.records)
    assert [secret for secret in ("chin-tuck", "cat-arch", "r1 ", "U1") if secret in logged] == []


# Delete it all


async def test_everything_is_deleted_at_once_and_the_window_and_home_say_so(known: QuickApp) -> None:
    window = await pressed(known, "data.delete")
    for said in (
        "Everything I stored about you is deleted",
        "Channels keep the breaks you set up, without your name",
    ):
        assert said in words(window)
    assert (await known.store.person_data.everything(ANA)).is_empty
    [home] = known.slack.calls["views_publish"]
    assert (home["user_id"], DELETED in words(home["view"])) == ("U1", True)


async def test_whoever_deletes_their_data_leaves_the_open_roster(known: QuickApp) -> None:
    origin = Timetable(days=WEEKDAYS, times=(time(15),), zone="UTC")
    kept = await known.store.timetables.save("T1", "C1", origin, "U2", MONDAY)
    break_ = await known.store.claims.claim_now(kept, "now", ["cat-arch"], MONDAY, "this test")
    await known.store.rosters.join(break_, "U1", MONDAY)
    await pressed(known, "data.delete")
    assert (await known.store.rosters.get(break_.id)).people == ()


async def test_a_window_that_was_closed_meanwhile_is_no_trouble(known: QuickApp) -> None:
    await known.types("my data")
    known.slack.will("views_update", refused("not_found"))
    await known.clicks_in(known.window(), "data.delete")
    assert (await known.store.person_data.everything(ANA)).is_empty
    assert len(known.slack.calls["views_publish"]) == 1


async def test_thirteen_months_later_a_week_is_still_a_number(known: QuickApp) -> None:
    await known.store.deletion.delete_expired(MONDAY + timedelta(days=100))
    await known.types("my data")
    assert "*1 earlier week, as a number of days* ·" in words(known.window())
