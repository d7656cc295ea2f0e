"""The form of a channel's breaks: what it opens with, what happens when Slack or the store is slow."""

import asyncio
from datetime import time
from typing import Any

import pytest
from aiohttp import ServerDisconnectedError
from manual_clock import MONDAY, ManualClock
from slack_client import Http, SlackClient, refused

from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.library import Library
from bot.domain.timetable import WEEKDAYS, Timetable
from bot.services import timetable_forms
from bot.services.time_zones import TimeZones
from bot.services.timetable_forms import TimetableForms
from bot.services.timetable_notices import TimetableNotices
from bot.services.timetable_requests import TimetableRequests
from bot.services.timetable_rights import TimetableRights
from bot.services.timetables import Timetables
from bot.slack.responder import Responder
from bot.store import Store
from bot.store.errors import DatabaseUnavailable
from bot.views.messages import sentence_message
from bot.views.timetable_payloads import FormButton
from bot.views.timetable_status import outcome_view

ANA = Actor("T1", "U1")
DAILY = Timetable(days=WEEKDAYS, times=(time(15),), zone="Europe/Berlin")


@pytest.fixture
def forms(quick_store: Store, slack: SlackClient, library: Library, clock: ManualClock) -> TimetableForms:
    zones = TimeZones(quick_store, slack, clock)
    notices, rights = TimetableNotices(quick_store, slack, clock), TimetableRights(slack, "anyone")
    timetables = Timetables(quick_store, notices, rights, zones, library, clock)
    requests = TimetableRequests(timetables, zones, library, clock)
    return TimetableForms(slack, timetables, requests, library, clock)


def responder(slack: SlackClient, **body: Any) -> Responder:
    return Responder({"trigger_id": "1.2", **body}, slack, Http())


class Acks:
    """Stands where Bolt's `ack` stands."""

    def __init__(self) -> None:
        self.given: list[dict[str, Any]] = []

    async def __call__(self, **given: Any) -> None:
        self.given.append(given)


def opened(slack: SlackClient, place: int = 0) -> dict[str, Any]:
    return slack.calls["views_open"][place]["view"].to_dict()


async def test_the_form_opens_with_what_is_there_or_what_was_typed(forms: TimetableForms, slack: SlackClient) -> None:
    await forms.open(ANA, FormButton("C1", "16:00 Tokyo"), responder(slack))
    await forms.timetables.set_up(ANA, "C1", DAILY)
    await forms.open(ANA, FormButton("C1"), responder(slack))
    new, change = opened(slack), opened(slack, 1)
    assert (new["submit"]["text"], change["submit"]["text"]) == ("Turn on", "Save")
    assert ("16:00" in str(new), "Asia/Tokyo" in str(new)) == (True, True)
    assert ("15:00" in str(change), "Europe/Berlin" in str(change)) == (True, True)


async def test_a_form_from_the_home_tab_knows_that(forms: TimetableForms, slack: SlackClient) -> None:
    for view in ({"type": "home"}, None):
        await forms.open(ANA, FormButton(None), responder(slack, view=view))
    assert [opened(slack, place)["private_metadata"] for place in (0, 1)] == ["- home", "-"]


@pytest.mark.parametrize("code", ["expired_trigger_id", "trigger_exchanged"])
async def test_a_form_that_came_too_late_is_offered_again(forms: TimetableForms, slack: SlackClient, code: str) -> None:
    slack.will("views_open", refused(code))
    await forms.open(ANA, FormButton("C1", "16:00"), responder(slack))
    assert "C1 16:00" in str(opened(slack, 1))


async def test_another_refusal_is_raised(forms: TimetableForms, slack: SlackClient) -> None:
    slack.will("views_open", refused("ekm_access_denied"))
    with pytest.raises(Exception, match="refused"):
        await forms.open(ANA, FormButton("C1"), responder(slack))


async def test_days_before_today_are_left_out_and_today_is_the_channels(
    forms: TimetableForms, slack: SlackClient, clock: ManualClock
) -> None:
    clock.at = MONDAY.replace(hour=20)  # Tuesday in Tokyo
    skip = frozenset({MONDAY.date(), MONDAY.replace(day=24).date()})
    for zone in ("Asia/Tokyo", "UTC"):
        await forms.timetables.set_up(ANA, "C1", Timetable(days=WEEKDAYS, times=(time(15),), zone=zone, skip=skip))
        await forms.open(ANA, FormButton("C1"), responder(slack))
    tokyo, utc = (str(opened(slack, place)) for place in (0, 1))
    assert ("23" in tokyo.partition("skip")[2], "23" in utc.partition("skip")[2]) == (False, True)


# Closing


async def quickly() -> None:
    return None


async def refusing(error: Exception) -> None:
    raise error


async def test_what_is_done_in_time_closes_the_form(forms: TimetableForms, slack: SlackClient) -> None:
    acks = Acks()
    assert await forms.close_after(ANA, "C1", quickly(), {"id": "V1"}, acks) is True
    assert (acks.given, slack.calls["views_update"]) == ([{"response_action": "clear"}], [])


async def test_what_fails_in_time_is_raised_and_the_form_stays(forms: TimetableForms) -> None:
    acks = Acks()
    with pytest.raises(UserError, match="no"):
        await forms.close_after(ANA, "C1", refusing(UserError("no")), {"id": "V1"}, acks)
    assert acks.given == []


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (UserError("not today"), "not today"),
        (refused("is_archived"), "is_archived"),
        (DatabaseUnavailable("away"), "Nothing is lost"),
        (ServerDisconnectedError(), "couldn't reach Slack"),
        (TimeoutError(), "couldn't reach Slack"),
        (KeyError("a bug"), "Something went wrong"),
    ],
)
async def test_the_window_tells_what_became_of_a_change(error: Exception, words: str) -> None:
    outcomes = [
        outcome_view(await timetable_forms._outcome(asyncio.ensure_future(each), "T1"))
        for each in (quickly(), refusing(error))
    ]
    assert ["Done" in str(outcomes[0].to_dict()), words in str(outcomes[1].to_dict())] == [True, True]


@pytest.mark.slow
async def test_what_takes_longer_is_acknowledged_and_told_in_the_window(
    forms: TimetableForms, slack: SlackClient
) -> None:
    async def slowly() -> None:
        await release.wait()

    async def acknowledged(**given: Any) -> None:
        acks.append(given["response_action"])
        release.set()

    release, acks = asyncio.Event(), []
    assert await forms.close_after(ANA, "C1", slowly(), {"id": "V1"}, acknowledged) is False
    [shown] = slack.calls["views_update"]
    assert (acks, shown["view_id"]) == (["update"], "V1")
    assert "Done" in str(shown["view"].to_dict())


@pytest.mark.slow
async def test_whoever_closed_the_window_meanwhile_is_told_what_went_wrong(
    forms: TimetableForms, slack: SlackClient
) -> None:
    async def slowly() -> None:
        await release.wait()
        raise UserError("not today")

    async def acknowledged(**_given: Any) -> None:
        release.set()

    release = asyncio.Event()
    slack.will("views_update", refused("not_found"))
    assert await forms.close_after(ANA, "C1", slowly(), {"id": "V1"}, acknowledged) is False
    [told] = slack.calls["chat_postEphemeral"]
    assert (told["channel"], told["user"], told["text"]) == ("C1", "U1", "not today")


async def test_what_the_channel_could_not_be_told_the_person_is_directly(
    forms: TimetableForms, slack: SlackClient
) -> None:
    async def untold() -> Any:
        return sentence_message("Done, but not told.")

    slack.will("chat_postEphemeral", refused("is_archived"))
    assert await forms.close_after(ANA, "C1", untold(), {"id": "V1"}, Acks()) is False
    [told] = slack.calls["chat_postMessage"]
    assert (told["channel"], told["text"]) == ("U1", "Done, but not told.\nThis is about <#C1>.")


async def test_whom_no_message_reaches_is_logged(
    forms: TimetableForms, slack: SlackClient, caplog: pytest.LogCaptureFixture
) -> None:
    slack.will("chat_postEphemeral", refused("user_not_in_channel"))
    slack.will("chat_postMessage", TimeoutError())
    await forms.tell(ANA, "C1", sentence_message("Sorry."))
    assert "an answer did not get through" in caplog.messages
