"""Time zones: asked for seldom, and never at the price of an answer."""

from typing import Any

import pytest
from aiohttp import ClientConnectionError
from manual_clock import ManualClock
from slack_client import SlackClient, refused

from bot.domain.actor import Actor
from bot.domain.reader import Reader
from bot.services.time_zones import TimeZones
from bot.store import Store

ANA, BEN = Actor("T1", "U1"), Actor("T1", "U2")


@pytest.fixture
def time_zones(quick_store: Store, slack: SlackClient, clock: ManualClock) -> TimeZones:
    return TimeZones(quick_store, slack, clock)


async def test_slack_is_asked_once_a_week_where_it_tells(
    time_zones: TimeZones, slack: SlackClient, clock: ManualClock
) -> None:
    tokyo, berlin = {"tz": "Asia/Tokyo", "locale": "en-US"}, {"tz": "Europe/Berlin", "locale": "de-DE"}
    slack.will("users_info", {"user": tokyo}, {"user": berlin})
    told = []
    for days in (0, 6, 1):
        clock.forward(days=days)
        told.append(await time_zones.reader(ANA))
    assert told == [Reader("Asia/Tokyo", "en-US"), Reader("Asia/Tokyo", "en-US"), Reader("Europe/Berlin", "de-DE")]
    assert slack.calls["users_info"] == [{"user": "U1", "include_locale": True}] * 2


async def test_a_glimpse_is_kept_for_an_hour_and_stored_only_of_whoever_is_known(
    time_zones: TimeZones, slack: SlackClient, clock: ManualClock
) -> None:
    slack.will("users_info", *[{"user": {"tz": "Asia/Tokyo"}}] * 3)
    for minutes, calls in ((0, 1), (59, 1), (1, 2)):
        clock.forward(minutes=minutes)
        assert (await time_zones.glimpse(ANA)).zone == "Asia/Tokyo"
        assert len(slack.calls["users_info"]) == calls
    assert (await time_zones.store.person_data.everything(ANA)).is_empty
    assert await time_zones.get(ANA) == "Asia/Tokyo"
    clock.forward(days=6)
    assert (await time_zones.glimpse(ANA)).zone == "Asia/Tokyo"
    assert len(slack.calls["users_info"]) == 2
    clock.forward(days=1)
    await time_zones.glimpse(ANA)
    assert await time_zones.store.profiles.get(ANA, clock()) is not None


async def test_a_glimpse_that_told_no_zone_is_not_stored_and_who_deletes_their_data_has_none(
    time_zones: TimeZones, slack: SlackClient
) -> None:
    slack.will("users_info", TimeoutError(), {"user": {"tz": "Asia/Tokyo"}}, {"user": {"tz": "Europe/Berlin"}})
    assert (await time_zones.glimpse(ANA)).zone is None
    assert await time_zones.get(ANA) == "Asia/Tokyo"
    await time_zones.glimpse(BEN)
    time_zones.forget(BEN)
    assert (await time_zones.glimpse(BEN)).zone is None
    assert len(slack.calls["users_info"]) == 4


@pytest.mark.parametrize("role", ["is_restricted", "is_ultra_restricted", "is_stranger", "is_admin"])
async def test_who_is_a_guest_is_kept(time_zones: TimeZones, slack: SlackClient, role: str) -> None:
    slack.will("users_info", {"user": {"tz": "Asia/Tokyo", role: True}})
    assert [(await time_zones.reader(ANA)).is_guest for _ in range(2)] == [role != "is_admin"] * 2
    assert len(slack.calls["users_info"]) == 1


@pytest.mark.parametrize(
    "answer",
    [refused("missing_scope"), ClientConnectionError(), TimeoutError(), {}, {"user": None}, {"user": {"tz": "Mars"}}],
)
async def test_slack_is_asked_once_an_hour_where_it_does_not_tell(
    time_zones: TimeZones, slack: SlackClient, clock: ManualClock, answer: Any
) -> None:
    slack.will("users_info", answer, {"user": {"tz": "Asia/Tokyo"}})
    told = []
    for minutes in (0, 59, 1):
        clock.forward(minutes=minutes)
        told.append(await time_zones.get(ANA))
    assert told == [None, None, "Asia/Tokyo"]
    assert len(slack.calls["users_info"]) == 2
