"""The Home tab: what it gathers, and what it shows when nothing is stored."""

from datetime import time, timedelta
from random import Random

import pytest
from manual_clock import MONDAY, ManualClock
from slack_client import Http, SlackClient

from bot.domain.actor import Actor
from bot.domain.library import Library
from bot.domain.timetable import WEEKDAYS, Timetable
from bot.pictures.picture_store import PictureStore
from bot.services.cards import Cards
from bot.services.home import Home
from bot.services.replies import Replies
from bot.services.time_zones import TimeZones
from bot.store import Store

ANA, BEN = Actor("T1", "U1"), Actor("T1", "U2")
DAILY = Timetable(days=WEEKDAYS, times=(time(15),), zone="Europe/Berlin")


@pytest.fixture
def home(quick_store: Store, slack: SlackClient, library: Library, pictures: PictureStore, clock: ManualClock) -> Home:
    replies, zones = Replies(quick_store, clock), TimeZones(quick_store, slack, clock)
    cards = Cards(quick_store, library, pictures, replies, zones, Http(), clock, Random(7))
    return Home(quick_store, slack, library, cards, zones, clock)


async def test_it_shows_a_persons_week_and_the_channels_they_set_up(home: Home, slack: SlackClient) -> None:
    await home.store.timetables.save("T1", "C1", DAILY, "U1", MONDAY)
    await home.store.people.finish(ANA, "r1", ["chin-tuck"], MONDAY)
    for actor in (ANA, BEN):
        await home.show(actor)
    mine, theirs = slack.calls["views_publish"]
    assert [mine["user_id"], theirs["user_id"]] == ["U1", "U2"]
    for words, shown in (("1 stretch this week", True), ("Chin tuck", True), ("<#C1>", True)):
        assert (words in str(mine["view"].to_dict())) == shown
        assert words not in str(theirs["view"].to_dict())


async def test_the_week_begins_on_monday_not_a_day_ago(home: Home, clock: ManualClock) -> None:
    await home.store.people.finish(ANA, "before", ["chin-tuck"], MONDAY - timedelta(days=1))
    await home.store.people.finish(ANA, "monday", ["cat-arch"], MONDAY)
    clock.forward(days=2)
    text = (await home.my_week(ANA)).text
    assert ("1 stretch this week" in text, "Cat arch" in text, "Chin tuck" in text) == (True, True, False)


async def test_once_the_data_is_deleted_it_says_so_keeps_its_buttons_and_asks_for_nothing(
    home: Home, slack: SlackClient
) -> None:
    await home.show_deleted(Actor("T1", "U1"))
    [shown] = slack.calls["views_publish"]
    assert (shown["user_id"], list(slack.calls)) == ("U1", ["views_publish"])
    view = str(shown["view"].to_dict())
    assert [words in view for words in ("I've deleted your data", "Set up breaks", "home.area.lower")] == [True] * 3
