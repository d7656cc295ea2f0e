"""The Home tab: what it gathers, when it is published, and what it shows when nothing is stored."""

import asyncio
import logging
from dataclasses import replace
from datetime import time, timedelta
from random import Random

import pytest
from manual_clock import MONDAY, ManualClock, Timers
from slack_client import Http, SlackClient, refused
from sqlalchemy import event

from bot.domain.actor import Actor
from bot.domain.library import Library
from bot.domain.timetable import WEEKDAYS, Timetable
from bot.pictures.picture_store import PictureStore
from bot.services.cards import Cards
from bot.services.home import Home
from bot.services.replies import Replies
from bot.services.time_zones import TimeZones
from bot.store import Store
from bot.views.my_data import DELETED

ANA, BEN = Actor("T1", "U1"), Actor("T1", "U2")
DAILY = Timetable(days=WEEKDAYS, times=(time(15),), zone="Europe/Berlin")


@pytest.fixture
def home(
    quick_store: Store,
    slack: SlackClient,
    library: Library,
    pictures: PictureStore,
    timers: Timers,
    clock: ManualClock,
) -> Home:
    replies, zones = Replies(quick_store, clock), TimeZones(quick_store, slack, clock)
    cards = Cards(quick_store, library, pictures, replies, zones, Http(), clock, Random(7))
    return Home(quick_store, slack, library, pictures, cards, zones, timers, clock)


async def due(timers: Timers) -> None:
    """Run what was put off, once."""
    names = [name for name in timers.set if name.startswith("home ")]
    for name in names:
        del timers.set[name]
        await timers.fire(name)


def published(slack: SlackClient) -> list[str]:
    return [str(call["view"]) for call in slack.calls["views_publish"]]


async def test_it_shows_a_persons_weeks_their_reminders_and_the_channels_they_set_up(
    home: Home, slack: SlackClient
) -> None:
    await home.store.timetables.save("T1", "C1", DAILY, "U1", MONDAY)
    await home.store.timetables.save("T1", "U1", replace(DAILY, personal=True), "U1", MONDAY)
    await home.store.dones.finish(ANA, "r1", ["chin-tuck"], MONDAY)
    for actor in (ANA, BEN):
        await home.show(actor)
    assert [call["user_id"] for call in slack.calls["views_publish"]] == ["U1", "U2"]
    mine, theirs = published(slack)
    for words in ("1 of 3 days so far", "Next reminder: ", "<#C1>", "home.area.neck"):
        assert words in mine
        assert words not in theirs
    assert "<#U1>" not in mine


def promised(slack: SlackClient) -> tuple[str, str]:
    """The stretch that the first button opens, and what is pictured."""
    blocks = slack.calls["views_publish"][-1]["view"]["blocks"]
    [picture] = [block for block in blocks if block["type"] == "image"]
    [button] = [each for block in blocks for each in block.get("elements", []) if each.get("style") == "primary"]
    return button["value"], picture["alt_text"]


async def test_what_is_pictured_is_what_opens_and_nothing_hidden_or_just_shown(
    home: Home, slack: SlackClient, clock: ManualClock
) -> None:
    found = []
    for _ in range(3):
        await home.show(ANA)
        value, alt = promised(slack)
        await home.show(ANA)
        assert promised(slack) == (value, alt)
        area, _, slug = value.partition(" ")
        exercise = home.library.find(slug)
        assert exercise
        assert (area in exercise.areas, exercise.name in alt, exercise.place != "floor") == (True, True, True)
        found.append(slug)
        await home.store.preferences.hide(ANA, [slug], clock())
    assert len({*found}) == 3
    await home.store.histories.record_shown(BEN, [found[0]], clock())
    await home.show(BEN)
    assert promised(slack)[0] != f"lower {found[0]}"


async def test_where_everything_is_hidden_or_nothing_drawn_there_is_no_picture(home: Home, slack: SlackClient) -> None:
    await home.store.preferences.hide(ANA, [each.slug for each in home.library.exercises], MONDAY)
    await home.show(ANA)
    assert "image_url" not in published(slack)[0]


async def test_a_picture_that_slack_cannot_load_is_left_out(home: Home, slack: SlackClient) -> None:
    slack.will("views_publish", refused("invalid_blocks"))
    await home.show(ANA)
    assert ["image_url" in view for view in published(slack)] == [True, False]
    slack.will("views_publish", refused("not_enabled"))
    with pytest.raises(Exception, match="refused"):
        await home.show(ANA)


async def test_the_week_begins_on_monday_not_a_day_ago(home: Home, clock: ManualClock) -> None:
    await home.store.dones.finish(ANA, "before", ["chin-tuck"], MONDAY - timedelta(days=1))
    await home.store.dones.finish(ANA, "monday", ["cat-arch"], MONDAY)
    clock.forward(days=2)
    text = (await home.my_week(ANA)).text
    assert ("1 stretch this week" in text, "Cat arch" in text, "Chin tuck" in text) == (True, True, False)


async def test_once_the_data_is_deleted_it_says_so_keeps_its_buttons_and_asks_for_nothing(
    home: Home, slack: SlackClient
) -> None:
    await home.show_deleted(Actor("T1", "U1"))
    [shown] = slack.calls["views_publish"]
    assert (shown["user_id"], list(slack.calls)) == ("U1", ["views_publish"])
    view = str(shown["view"])
    assert [words in view for words in (DELETED, "Set up breaks", "home.area.lower")] == [True] * 3


async def test_whoever_deletes_their_data_while_their_home_opens_is_not_stored_again(
    home: Home, slack: SlackClient
) -> None:
    async def deletes() -> object:
        await home.store.deletion.delete_person(ANA)
        return {}

    slack.will("views_publish", deletes)
    await home.open(ANA)
    assert (await home.store.person_data.everything(ANA)).is_empty


async def test_opening_it_stores_nothing_of_whoever_is_not_known_or_has_deleted_it_all(
    home: Home, slack: SlackClient, timers: Timers
) -> None:
    slack.will("users_info", {"user": {"tz": "Asia/Tokyo"}}, {"user": {"tz": "Asia/Tokyo"}})
    await home.open(ANA)
    assert (await home.store.person_data.everything(ANA)).is_empty
    await home.touch(ANA)
    await home.store.deletion.delete_person(ANA)
    for _ in range(2):
        await home.open(ANA)
        await home.refresh(ANA)
        await due(timers)
    assert (await home.store.person_data.everything(ANA)).is_empty
    assert (len(slack.calls["views_publish"]), len(slack.calls["users_info"])) == (5, 1)


async def test_it_is_remembered_of_whoever_is_known_also_by_other_processes(home: Home) -> None:
    await home.touch(ANA)
    await home.open(ANA)
    [known] = (await home.store.person_data.everything(ANA)).tables["people"]
    assert (known["home_at"], known["zone_at"]) == (MONDAY, MONDAY)


async def test_after_a_deletion_nothing_is_refreshed_until_it_is_opened_again(
    home: Home, slack: SlackClient, timers: Timers
) -> None:
    await home.open(ANA)
    await home.refresh(ANA)
    await home.show_deleted(ANA)
    await due(timers)
    assert DELETED in published(slack)[-1]


@pytest.mark.parametrize(("minutes_ago", "calls"), [(None, 0), (29, 1), (31, 0)])
async def test_a_change_is_shown_to_whoever_opened_their_home_within_half_an_hour(
    home: Home, slack: SlackClient, timers: Timers, clock: ManualClock, minutes_ago: int | None, calls: int
) -> None:
    if minutes_ago is not None:
        await home.open(ANA)
        slack.calls["views_publish"].clear()
        clock.forward(minutes=minutes_ago)
    await home.refresh(ANA)
    assert slack.calls["views_publish"] == []
    await due(timers)
    assert len(slack.calls["views_publish"]) == calls


async def test_a_burst_of_changes_is_one_call_and_a_change_during_it_is_another(
    home: Home, slack: SlackClient, timers: Timers
) -> None:
    await home.open(ANA)
    for _ in range(20):
        await home.refresh(ANA)

    async def changes_meanwhile() -> object:
        await home.refresh(ANA)
        return {}

    slack.will("views_publish", changes_meanwhile)
    await due(timers)
    assert len(slack.calls["views_publish"]) == 2
    await due(timers)
    await due(timers)
    assert len(slack.calls["views_publish"]) == 3


async def test_one_persons_calls_never_overtake_one_another(home: Home, slack: SlackClient) -> None:
    under_way: list[str] = []

    async def slow() -> object:
        under_way.append("begun")
        await asyncio.sleep(0)
        under_way.append("ended")
        return {}

    slack.will("views_publish", *[slow] * 3)
    await asyncio.gather(home.show(ANA), home.show_deleted(ANA), home.show(ANA))
    assert under_way == ["begun", "ended"] * 3


async def test_a_refresh_that_fails_is_logged_and_harms_nothing(
    home: Home, slack: SlackClient, timers: Timers, caplog: pytest.LogCaptureFixture
) -> None:
    await home.open(ANA)
    await home.refresh(ANA)
    slack.will("views_publish", refused("internal_error"))
    with caplog.at_level(logging.WARNING):
        await due(timers)
    assert "a Home was not refreshed" in caplog.text
    await home.refresh(ANA)
    await due(timers)
    assert len(slack.calls["views_publish"]) == 3


async def test_an_opened_home_is_five_reads_and_a_write_and_a_refresh_of_a_closed_one_is_one_read(
    home: Home, timers: Timers
) -> None:
    said: list[str] = []
    await home.touch(ANA)
    await home.show(ANA)  # from now on it is known who that is
    engines = (home.store.database.engine.sync_engine, home.store.database._reader.sync_engine)

    def write_down(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        said.append(statement.split()[0])

    for engine in engines:
        event.listen(engine, "before_cursor_execute", write_down)
    await home.open(ANA)
    assert sorted(each for each in said if each != "BEGIN") == [
        "SELECT",
        "SELECT",
        "SELECT",
        "SELECT",
        "SELECT",
        "UPDATE",
    ]
    said.clear()
    await home.refresh(BEN)
    await due(timers)
    assert said == ["SELECT"]


async def test_whoever_began_long_ago_is_told_in_how_many_weeks_the_goal_was_reached(
    home: Home, slack: SlackClient
) -> None:
    for day in (49, 48, 47, 5, 4):
        await home.store.dones.finish(ANA, f"r{day}", ["chin-tuck"], MONDAY - timedelta(days=day))
    await home.show(ANA)
    assert "You reached it in 1 of the last 7 weeks." in published(slack)[-1]
