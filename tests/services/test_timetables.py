"""Who may change a channel's breaks, what happens when the channel cannot be told, pausing and going on."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any, Literal

import pytest
from aiohttp import ClientConnectionError, ConnectionTimeoutError
from manual_clock import MONDAY, ManualClock
from slack_client import SlackClient, refused, slow_down

from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.formatting import capitalized, describe
from bot.domain.library import Library
from bot.domain.timetable import WEEKDAYS, Timetable
from bot.services.time_zones import TimeZones
from bot.services.timetable_notices import NotInChannel, TimetableNotices
from bot.services.timetable_requests import TimetableRequests
from bot.services.timetable_rights import TimetableRights
from bot.services.timetables import BreaksAreOff, Timetables
from bot.store import Store
from bot.store.due_timetables import ClaimLimits
from bot.store.errors import DatabaseUnavailable
from bot.store.outcomes import Outcome
from bot.views.timetable_payloads import FormButton

ANA, BEN = Actor("T1", "U1"), Actor("T1", "U2")
DAILY = Timetable(days=WEEKDAYS, times=(time(15),), zone="Europe/Berlin")
LATER = replace(DAILY, times=(time(16),))
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


Maker = Callable[[Literal["anyone", "owner"]], Timetables]


@pytest.fixture
def ruled(quick_store: Store, slack: SlackClient, library: Library, clock: ManualClock) -> Maker:
    zones, notices = TimeZones(quick_store, slack, clock), TimetableNotices(quick_store, slack, clock)
    return lambda by: Timetables(quick_store, notices, TimetableRights(slack, by), zones, library, clock)


@pytest.fixture
def timetables(ruled: Maker) -> Timetables:
    """Where anyone may change them."""
    return ruled("anyone")


@pytest.fixture
def owned(ruled: Maker) -> Timetables:
    """Where only the owner and admins may."""
    return ruled("owner")


def requests(timetables: Timetables) -> TimetableRequests:
    return TimetableRequests(timetables, timetables.time_zones, timetables.library, timetables.now)


async def kept(timetables: Timetables) -> Any:
    return await timetables.store.timetables.get("T1", "C1")


def told(slack: SlackClient) -> list[str]:
    """What the channel's message said, first when it was posted, then as it was edited."""
    return [call["text"] for method in ("chat_postMessage", "chat_update") for call in slack.calls[method]]


def cannot_be_told(slack: SlackClient, error: Exception) -> None:
    """Let the channel's message be gone, and a new one fail."""
    slack.will("chat_update", refused("message_not_found"))
    slack.will("chat_postMessage", error)


async def gone(*_given: object) -> Any:
    raise DatabaseUnavailable("away")


@contextmanager
def away(timetables: Timetables, *methods: str) -> Iterator[None]:
    """Let the database be away for these methods of the store."""
    kept = timetables.store.timetables
    for method in methods:
        setattr(kept, method, gone)
    yield
    for method in methods:
        delattr(kept, method)


# Who may


async def test_where_anyone_may_a_change_is_signed_by_its_maker(timetables: Timetables) -> None:
    await timetables.set_up(ANA, "C1", DAILY)
    await timetables.set_up(BEN, "C1", LATER)
    assert ((await kept(timetables)).set_by, (await kept(timetables)).timetable) == ("U2", LATER)


async def test_where_owners_rule_nobody_else_changes_pauses_or_ends_them(owned: Timetables, slack: SlackClient) -> None:
    await owned.set_up(ANA, "C1", DAILY)
    before = await kept(owned)
    for change in (
        owned.set_up(BEN, "C1", LATER),
        owned.pause(BEN, "C1", None),
        owned.resume(BEN, "C1"),
        owned.turn_off(BEN, "C1"),
        requests(owned).read(BEN, "C1", "16:00"),
    ):
        with pytest.raises(UserError, match="Only <@U1>"):
            await change
    assert await kept(owned) == before
    assert len(told(slack)) == 1


@pytest.mark.parametrize("role", ["is_admin", "is_owner", "is_primary_owner"])
async def test_an_admin_changes_them_and_they_stay_their_owners(
    owned: Timetables, slack: SlackClient, role: str
) -> None:
    await owned.set_up(ANA, "C1", DAILY)
    slack.will("users_info", {"user": {role: True}})
    await owned.set_up(BEN, "C1", LATER)
    assert ((await kept(owned)).set_by, (await kept(owned)).timetable) == ("U1", LATER)


@pytest.mark.parametrize("answer", [ClientConnectionError(), TimeoutError(), refused("internal_error"), slow_down(3)])
async def test_whom_slack_does_not_tell_of_may_ask_again(owned: Timetables, slack: SlackClient, answer: Any) -> None:
    await owned.set_up(ANA, "C1", DAILY)
    slack.will("users_info", answer)
    with pytest.raises(UserError, match="didn't tell me in time"):
        await owned.get(BEN, "C1")


@pytest.mark.parametrize("answer", [refused("user_not_found"), refused("missing_scope"), {"user": None}])
async def test_whoever_slack_does_not_call_an_admin_is_none(owned: Timetables, slack: SlackClient, answer: Any) -> None:
    await owned.set_up(ANA, "C1", DAILY)
    slack.will("users_info", answer)
    with pytest.raises(UserError, match="Only <@U1>"):
        await owned.get(BEN, "C1")


async def test_an_admin_of_another_workspace_is_none_here(owned: Timetables, slack: SlackClient) -> None:
    await owned.set_up(ANA, "C1", DAILY)
    slack.will(
        "users_info", {"user": {"is_admin": True, "team_id": "T2"}}, {"user": {"is_admin": True, "team_id": "T1"}}
    )
    with pytest.raises(UserError, match="Only <@U1>"):
        await owned.get(BEN, "C1")
    assert (await owned.get(BEN, "C1")).timetable == DAILY


@pytest.mark.parametrize("role", ["is_restricted", "is_ultra_restricted", "is_stranger"])
async def test_a_guest_sets_nothing_up(timetables: Timetables, slack: SlackClient, role: str) -> None:
    slack.will("users_info", {"user": {"tz": "Europe/Berlin", role: True}})
    for change in (
        requests(timetables).read(BEN, "C1", "15:00"),
        timetables.set_up(BEN, "C1", DAILY),
        timetables.require_posting(BEN, "C1"),
    ):
        with pytest.raises(UserError, match="As a guest you can join"):
            await change
    assert await kept(timetables) is None


async def test_in_owner_mode_a_break_for_everyone_is_the_owners_too(owned: Timetables) -> None:
    await owned.require_posting(BEN, "C1")
    await owned.set_up(ANA, "C1", DAILY)
    await owned.require_posting(ANA, "C1")
    with pytest.raises(UserError, match="Only <@U1>"):
        await owned.require_posting(BEN, "C1")


async def test_the_owner_is_not_looked_up(owned: Timetables, slack: SlackClient) -> None:
    await owned.set_up(ANA, "C1", DAILY)
    assert (await owned.get(ANA, "C1")).timetable == DAILY
    assert [call for call in slack.calls["users_info"] if "include_locale" not in call] == []


async def test_breaks_whose_owner_was_forgotten_are_anyones_and_then_theirs(owned: Timetables) -> None:
    await owned.set_up(ANA, "C1", DAILY)
    await owned.store.deletion.delete_person(ANA)
    await owned.set_up(BEN, "C1", LATER)
    assert (await kept(owned)).set_by == "U2"


async def test_what_is_not_there_cannot_be_required(owned: Timetables) -> None:
    assert await owned.get(ANA, "C1") is None
    with pytest.raises(UserError, match="no stretch breaks"):
        await owned.require(ANA, "C1")


# Setting up


async def test_the_channel_is_told_of_its_breaks_and_of_their_change(
    timetables: Timetables, slack: SlackClient
) -> None:
    await timetables.set_up(ANA, "C1", DAILY)
    await timetables.set_up(BEN, "C1", LATER)
    [posted], [edited] = slack.calls["chat_postMessage"], slack.calls["chat_update"]
    assert (posted["channel"], edited["channel"]) == ("C1", "C1")
    assert "<@U1> turned on" in posted["text"]
    assert "15:00" in posted["text"]
    assert "<@U2> changed" in edited["text"]
    assert "16:00" in edited["text"]


async def test_what_is_set_already_is_neither_stored_nor_told_again(timetables: Timetables, slack: SlackClient) -> None:
    await timetables.set_up(ANA, "C1", DAILY)
    found = await kept(timetables)
    assert await timetables.set_up(BEN, "C1", DAILY) == await kept(timetables) == found
    assert len(told(slack)) == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"times": (time(15), time(15, 20))}, "15:00 and 15:20 are within 30 minutes of each other"),
        ({"skip": frozenset(MONDAY.date() + n * DAY for n in range(400))}, "no breaks in the next year"),
    ],
)
async def test_what_makes_no_sense_is_not_set_up(timetables: Timetables, changes: Any, words: str) -> None:
    with pytest.raises(UserError, match=words):
        await timetables.set_up(ANA, "C1", replace(DAILY, **changes))
    assert await kept(timetables) is None


async def test_two_who_change_at_once_leave_one_message_that_shows_what_is_stored(
    timetables: Timetables, slack: SlackClient
) -> None:
    await asyncio.gather(timetables.set_up(ANA, "C1", DAILY), timetables.set_up(BEN, "C1", LATER))
    assert len(slack.calls["chat_postMessage"]) == 1
    assert capitalized(describe((await kept(timetables)).timetable, "h23")) in told(slack)[-1]


@pytest.mark.parametrize("code", ["not_in_channel", "channel_not_found", "is_archived", "restricted_action"])
async def test_where_the_channel_cannot_be_told_nothing_is_set_up(
    timetables: Timetables, slack: SlackClient, code: str
) -> None:
    slack.will("chat_postMessage", refused(code))
    with pytest.raises(NotInChannel):
        await timetables.set_up(ANA, "C1", DAILY)
    assert await kept(timetables) is None


@pytest.mark.parametrize("error", [refused("service_unavailable"), ConnectionTimeoutError(), slow_down(30)])
@pytest.mark.parametrize("is_gone", [True, False])
async def test_where_a_change_cannot_be_told_all_stays_as_it_was(
    timetables: Timetables, slack: SlackClient, error: Exception, is_gone: bool
) -> None:
    await timetables.set_up(ANA, "C1", DAILY)
    if is_gone:
        cannot_be_told(slack, error)
    else:
        slack.will("chat_update", error)
    with pytest.raises(type(error)):
        await timetables.set_up(BEN, "C1", LATER)
    assert ((await kept(timetables)).set_by, (await kept(timetables)).timetable) == ("U1", DAILY)


@pytest.mark.parametrize("error", [refused("internal_error"), ClientConnectionError(), TimeoutError()])
async def test_where_a_change_may_have_been_told_it_stays_and_is_told_once(
    timetables: Timetables, slack: SlackClient, error: Exception
) -> None:
    slack.will("chat_postMessage", error)
    found = await timetables.set_up(ANA, "C1", DAILY)
    assert (found.timetable, (await kept(timetables)).timetable) == (DAILY, DAILY)
    assert len(slack.calls["chat_postMessage"]) == 1


async def test_where_a_pause_may_have_been_told_its_answer_says_so(timetables: Timetables, slack: SlackClient) -> None:
    await timetables.set_up(ANA, "C1", DAILY)
    slack.will("chat_update", TimeoutError())
    answer = await timetables.pause(ANA, "C1", None)
    assert answer
    assert "didn't confirm that the channel was told" in answer.text


async def test_where_the_database_goes_before_the_message_is_stored_nothing_is_set_up(
    timetables: Timetables, slack: SlackClient
) -> None:
    with away(timetables, "replace_notice_ts"), pytest.raises(DatabaseUnavailable):
        await timetables.set_up(ANA, "C1", DAILY)
    assert await kept(timetables) is None
    await timetables.set_up(ANA, "C1", DAILY)
    assert len(slack.calls["chat_postMessage"]) - len(slack.calls["chat_delete"]) == 1


async def test_a_channel_that_was_never_told_is_told_when_the_same_is_asked_for_again(
    timetables: Timetables, slack: SlackClient
) -> None:
    with away(timetables, "replace_notice_ts", "remove"), pytest.raises(DatabaseUnavailable):
        await timetables.set_up(ANA, "C1", DAILY)
    assert (await kept(timetables)).timetable == DAILY
    request, before = await requests(timetables).read(ANA, "C1", "15:00")
    assert "already" not in (await requests(timetables).preview(ANA, FormButton("C1", "15:00"), request, before)).text
    await timetables.set_up(ANA, "C1", DAILY)
    assert (await kept(timetables)).notice_ts is not None
    assert "<@U1> turned on" in told(slack)[-1]


async def test_a_change_that_can_neither_be_told_nor_taken_back_is_said_to_be_saved(
    timetables: Timetables, slack: SlackClient
) -> None:
    await timetables.set_up(ANA, "C1", DAILY)
    slack.will("chat_update", refused("message_not_found"))
    with away(timetables, "replace_notice_ts"):
        save = timetables.store.timetables.save

        async def save_once(*given: Any) -> Any:
            timetables.store.timetables.save = gone
            return await save(*given)

        timetables.store.timetables.save = save_once
        with pytest.raises(UserError, match="That's saved"):
            await timetables.set_up(ANA, "C1", LATER)
    assert (await kept(timetables)).timetable == LATER


async def test_a_pause_is_told_as_done_where_the_database_goes_after_it(
    timetables: Timetables, slack: SlackClient
) -> None:
    await timetables.set_up(ANA, "C1", DAILY)
    slack.will("chat_update", refused("message_not_found"))
    with away(timetables, "notice_ts", "replace_notice_ts"):
        answer = await timetables.pause(ANA, "C1", None)
    assert answer.text.startswith("Done, but I couldn't tell the channel just now.")
    assert (await kept(timetables)).next is None


async def test_what_was_stopped_is_stopped_again_if_the_channel_cannot_be_told(
    timetables: Timetables, slack: SlackClient
) -> None:
    await timetables.set_up(ANA, "C1", DAILY)
    await timetables.store.timetables.stop("T1", "C1", "is_archived", MONDAY)
    cannot_be_told(slack, refused("is_archived"))
    with pytest.raises(NotInChannel):
        await timetables.resume(ANA, "C1")
    assert ((await kept(timetables)).stopped, (await kept(timetables)).next) == ("is_archived", None)


async def test_breaks_that_were_stopped_start_anew_rather_than_change(
    timetables: Timetables, slack: SlackClient
) -> None:
    await timetables.set_up(ANA, "C1", DAILY)
    await timetables.store.timetables.stop("T1", "C1", "is_archived", MONDAY)
    assert await timetables.resume(ANA, "C1") is None
    assert ((await kept(timetables)).stopped, (await kept(timetables)).next is None) == (None, False)
    assert "changed" not in told(slack)[1]


async def test_breaks_from_before_the_rule_of_thirty_minutes_start_again_and_are_changed(
    timetables: Timetables,
) -> None:
    close = replace(DAILY, times=(time(15), time(15, 15)))
    await timetables.store.timetables.save("T1", "C1", close, "U1", MONDAY)
    await timetables.store.timetables.stop("T1", "C1", "is_archived", MONDAY)
    assert await timetables.resume(ANA, "C1") is None
    assert ((await kept(timetables)).timetable, (await kept(timetables)).stopped) == (close, None)
    await timetables.set_up(ANA, "C1", replace(close, area="neck"))
    for times in ((time(15), time(15, 20)), (time(15), time(15, 15), time(15, 20))):
        with pytest.raises(UserError, match="within 30 minutes"):
            await timetables.set_up(ANA, "C1", replace(close, times=times))


async def test_breaks_from_before_the_rule_of_thirty_minutes_are_turned_back_on(timetables: Timetables) -> None:
    close = replace(DAILY, times=(time(15), time(15, 15)))
    await timetables.store.timetables.save("T1", "C1", close, "U1", MONDAY)
    await timetables.turn_off(ANA, "C1")
    with pytest.raises(UserError, match="within 30 minutes"):
        await timetables.set_up(ANA, "C1", replace(close, times=(time(15), time(15, 20))))
    await timetables.turn_back_on(ANA, "C1", close)
    assert (await kept(timetables)).timetable == close


async def test_more_days_do_not_bring_times_too_close_round_midnight(timetables: Timetables) -> None:
    night = replace(DAILY, times=(time(0, 5), time(23, 50)), days=frozenset({0}))
    await timetables.set_up(ANA, "C1", night)
    with pytest.raises(UserError, match="within 30 minutes"):
        await timetables.set_up(ANA, "C1", replace(night, days=WEEKDAYS))


async def test_a_change_leaves_a_pause_that_goes_on(timetables: Timetables, clock: ManualClock) -> None:
    await timetables.set_up(ANA, "C1", DAILY)
    await timetables.pause(ANA, "C1", MONDAY + DAY)
    await timetables.set_up(ANA, "C1", LATER)
    assert (await kept(timetables)).timetable == replace(LATER, paused_until=MONDAY + DAY)
    clock.forward(days=2)
    await timetables.set_up(ANA, "C1", DAILY)
    assert (await kept(timetables)).timetable == DAILY


async def test_after_a_pause_that_is_over_the_same_breaks_are_no_change(
    timetables: Timetables, slack: SlackClient, clock: ManualClock
) -> None:
    await timetables.set_up(ANA, "C1", DAILY)
    await timetables.pause(ANA, "C1", MONDAY + DAY)
    clock.forward(days=2)
    request, before = await requests(timetables).read(ANA, "C1", "15:00")
    preview = await requests(timetables).preview(ANA, FormButton("C1", "15:00"), request, before)
    assert "already set for every weekday at 15:00" in preview.text
    await timetables.set_up(ANA, "C1", DAILY)
    assert "changed" not in told(slack)[-1]


# What is asked for


async def test_a_request_takes_what_no_words_say_from_what_is_there(timetables: Timetables) -> None:
    rich = replace(DAILY, seated=True, skip=frozenset({date(2026, 12, 24)}), country="DE")
    await timetables.set_up(ANA, "C1", rich)
    request, before = await requests(timetables).read(ANA, "C1", "16:00")
    assert request.timetable() == replace(rich, times=(time(16),))
    assert before.timetable == rich
    assert (await requests(timetables).read(ANA, "C1", ""))[0].timetable() == rich


async def test_a_zone_that_nobody_named_is_the_persons_own(timetables: Timetables, slack: SlackClient) -> None:
    slack.will("users_info", {"user": {"tz": "Asia/Tokyo"}})
    read = [(await requests(timetables).read(ANA, "C1", typed))[0] for typed in ("16:00", "")]
    assert [(request.zone, request.country) for request in read] == [("Asia/Tokyo", "JP")] * 2
    assert (await requests(timetables).read(ANA, None, "16:00 Berlin"))[0].zone == "Europe/Berlin"
    assert len(slack.calls["users_info"]) == 1


async def test_new_breaks_skip_the_holidays_of_their_zones_country_and_others_stay_as_they_are(
    timetables: Timetables,
) -> None:
    assert (await requests(timetables).read(ANA, "C1", "16:00 New York"))[0].country == "US"
    assert (await requests(timetables).read(ANA, "C1", "16:00 UTC"))[0].country is None
    assert (await requests(timetables).read(ANA, "C1", ""))[0].country is None
    await timetables.set_up(ANA, "C1", DAILY)
    assert (await requests(timetables).read(ANA, "C1", "16:00"))[0].country is None


# Pausing, resuming, ending


async def test_a_pause_is_told_and_a_resume_too(timetables: Timetables, slack: SlackClient) -> None:
    await timetables.set_up(ANA, "C1", DAILY)
    assert await timetables.pause(BEN, "C1", None) is None
    assert (await kept(timetables)).next is None
    assert await timetables.resume(BEN, "C1") is None
    assert (await kept(timetables)).next.at == MONDAY + 5 * HOUR
    assert ["paused" in each for each in told(slack)] == [False, True, False]


async def test_what_is_not_paused_cannot_be_resumed(timetables: Timetables, slack: SlackClient) -> None:
    await timetables.set_up(ANA, "C1", DAILY)
    with pytest.raises(UserError, match="aren't paused"):
        await timetables.resume(ANA, "C1")
    assert len(told(slack)) == 1


@pytest.mark.parametrize("error", [refused("is_archived"), ClientConnectionError()])
async def test_a_change_counts_even_if_the_channel_cannot_be_told_and_its_maker_is(
    timetables: Timetables, slack: SlackClient, error: Exception
) -> None:
    await timetables.set_up(ANA, "C1", DAILY)
    answers = []
    for change in (timetables.pause(ANA, "C1", None), timetables.resume(ANA, "C1"), timetables.turn_off(ANA, "C1")):
        cannot_be_told(slack, error)
        answers.append(await change)
    assert [each is not None for each in answers] == [True] * 3
    assert await kept(timetables) is None


async def test_what_is_turned_off_is_gone_and_comes_back_once_in_a_new_message(
    timetables: Timetables, slack: SlackClient
) -> None:
    await timetables.set_up(ANA, "C1", DAILY)
    assert await timetables.turn_off(BEN, "C1") is None
    assert await kept(timetables) is None
    await timetables.turn_back_on(BEN, "C1", DAILY)
    assert (await kept(timetables)).timetable == DAILY
    with pytest.raises(UserError, match="already has breaks"):
        await timetables.turn_back_on(ANA, "C1", LATER)
    assert [len(slack.calls[method]) for method in ("chat_postMessage", "chat_update")] == [2, 2]
    assert "newer message" in told(slack)[-1]


async def test_what_was_turned_off_is_said_to_be_off_with_the_button_that_brings_it_back(
    timetables: Timetables,
) -> None:
    await timetables.set_up(ANA, "C1", DAILY)
    await timetables.turn_off(BEN, "C1")
    status = await timetables.status(ANA, "C1")
    assert status.text == "Stretch breaks here are off.\nThey ran every weekday at 15:00 Berlin time."
    for change in (timetables.pause(ANA, "C1", None), timetables.resume(ANA, "C1"), timetables.turn_off(ANA, "C1")):
        with pytest.raises(BreaksAreOff, match="are off") as raised:
            await change
        assert raised.value.message == status


async def test_breaks_of_which_the_channel_was_never_told_are_not_said_to_be_off(
    timetables: Timetables, slack: SlackClient
) -> None:
    slack.will("chat_postMessage", refused("not_in_channel"))
    with pytest.raises(NotInChannel):
        await timetables.set_up(ANA, "C1", DAILY)
    assert "no stretch breaks yet" in (await timetables.status(ANA, "C1")).text


async def test_breaks_that_were_off_are_off_again_where_others_cannot_be_told(
    timetables: Timetables, slack: SlackClient
) -> None:
    await timetables.set_up(ANA, "C1", DAILY)
    await timetables.turn_off(ANA, "C1")
    slack.will("chat_postMessage", refused("is_archived"))
    with pytest.raises(NotInChannel):
        await timetables.set_up(ANA, "C1", LATER)
    assert await kept(timetables) is None
    assert "They ran every weekday at 15:00" in (await timetables.status(ANA, "C1")).text


async def test_what_an_owner_turned_off_is_nobodys_and_then_whose_who_turns_it_back_on(owned: Timetables) -> None:
    await owned.set_up(ANA, "C1", DAILY)
    with pytest.raises(UserError, match="Only <@U1>"):
        await owned.turn_off(BEN, "C1")
    await owned.turn_off(ANA, "C1")
    await owned.turn_back_on(BEN, "C1", DAILY)
    assert (await kept(owned)).set_by == "U2"
    with pytest.raises(UserError, match="Only <@U2>"):
        await owned.turn_off(ANA, "C1")


# The status


async def test_the_status_tells_of_the_last_break_that_did_not_take_place_for_a_week(
    timetables: Timetables, clock: ManualClock
) -> None:
    assert "15:00" in (await timetables.status(ANA, "C1")).text  # how a channel gets one
    await timetables.set_up(ANA, "C1", DAILY)
    clock.forward(hours=6)
    await timetables.store.claims.claim_due(clock(), "test", ClaimLimits(9, 9), lambda _: ())
    for days, is_told in ((0, True), (6, True), (2, False)):
        clock.forward(days=days)
        assert ("23 Nov" in (await timetables.status(ANA, "C1")).text) == is_told


async def test_the_status_shows_the_readers_time_where_it_differs(timetables: Timetables, slack: SlackClient) -> None:
    slack.will("users_info", {"user": {"tz": "Europe/Paris"}}, {"user": {"tz": "Asia/Tokyo"}})
    await timetables.set_up(ANA, "C1", DAILY)
    texts = [(await timetables.status(person, "C1")).text for person in (ANA, BEN)]
    assert ["for you" in text for text in texts] == [False, True]


async def test_the_status_does_not_tell_of_what_was_missed_before_the_last_change(
    timetables: Timetables, clock: ManualClock
) -> None:
    await timetables.set_up(ANA, "C1", DAILY)
    clock.forward(hours=6)
    await timetables.store.claims.claim_due(clock(), "test", ClaimLimits(9, 9), lambda _: ())
    await timetables.set_up(ANA, "C1", LATER)
    assert "23 Nov" not in (await timetables.status(ANA, "C1")).text


async def test_a_pause_calls_off_what_waits(timetables: Timetables, clock: ManualClock) -> None:
    await timetables.set_up(ANA, "C1", DAILY)
    clock.forward(hours=5)
    [claim], _ = await timetables.store.claims.claim_due(clock(), "test", ClaimLimits(9, 9), lambda _: ("chin-tuck",))
    waits = Outcome(break_id=claim.id, state="waiting", again_at=clock() + HOUR)
    await timetables.store.outcomes.record([waits], "test")
    await timetables.pause(ANA, "C1", clock() + DAY)
    assert (await timetables.store.breaks.find("T1", claim.id)).state == "missed"
