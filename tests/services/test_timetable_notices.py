"""The one message of a channel: edited in place, posted anew where that is needed, one also after a race."""

import asyncio
from datetime import time

import pytest
from manual_clock import ManualClock
from slack_client import SlackClient, refused, slow_down

from bot.domain.timetable import WEEKDAYS, Timetable
from bot.services.timetable_notices import NotInChannel, TimetableNotices
from bot.slack.blocks import Message, section
from bot.store import Store
from bot.store.errors import DatabaseUnavailable

DAILY = Timetable(days=WEEKDAYS, times=(time(15),), zone="Europe/Berlin")
OLD = "1795424400.000001"
"""Of a message posted when the tests' clock begins."""


def says(words: str) -> Message:
    return Message(words, [section(words)])


@pytest.fixture
async def notices(quick_store: Store, slack: SlackClient, clock: ManualClock) -> TimetableNotices:
    """Of a channel that has breaks and a message about them."""
    await quick_store.timetables.save("T1", "C1", DAILY, "U1", clock())
    made = TimetableNotices(quick_store, slack, clock)
    await shows(made, "first")
    return made


async def shows(notices: TimetableNotices, words: str) -> None:
    """Show this for a timetable as it is stored."""
    found = await notices._store.timetables.get("T1", "C1")
    assert found
    await notices.show(found, says(words))


async def shown_next(notices: TimetableNotices) -> None:
    await shows(notices, "next")


async def test_a_change_edits_the_message(notices: TimetableNotices, slack: SlackClient) -> None:
    await shown_next(notices)
    [edit] = slack.calls["chat_update"]
    assert (edit["ts"], edit["text"], len(slack.calls["chat_postMessage"])) == (OLD, "next", 1)


async def test_a_message_older_than_a_week_is_posted_anew_and_its_buttons_go(
    notices: TimetableNotices, slack: SlackClient, clock: ManualClock
) -> None:
    clock.forward(days=6, hours=23)
    await shown_next(notices)
    clock.forward(hours=2)
    await shown_next(notices)
    assert [call["text"] for call in slack.calls["chat_postMessage"]] == ["first", "next"]
    retired = slack.calls["chat_update"][-1]
    assert (retired["ts"], "newer message" in retired["text"]) == (OLD, True)
    assert [block["type"] for block in retired["blocks"]] == ["section"]


@pytest.mark.parametrize("code", ["message_not_found", "cant_update_message", "edit_window_closed", "not_in_channel"])
async def test_a_message_that_is_gone_is_posted_anew(notices: TimetableNotices, slack: SlackClient, code: str) -> None:
    slack.will("chat_update", refused(code), refused(code))
    await shown_next(notices)
    assert [call["text"] for call in slack.calls["chat_postMessage"]] == ["first", "next"]
    await shown_next(notices)
    assert len(slack.calls["chat_postMessage"]) == 2


@pytest.mark.parametrize("error", [slow_down(3), refused("internal_error"), TimeoutError()])
async def test_an_edit_that_may_work_later_posts_nothing_anew(
    notices: TimetableNotices, slack: SlackClient, error: Exception
) -> None:
    slack.will("chat_update", error)
    with pytest.raises(type(error)):
        await shown_next(notices)
    assert len(slack.calls["chat_postMessage"]) == 1


async def test_where_nothing_can_be_posted_the_reason_is_told(notices: TimetableNotices, slack: SlackClient) -> None:
    slack.will("chat_update", refused("channel_not_found"))
    slack.will("chat_postMessage", refused("channel_not_found"))
    with pytest.raises(NotInChannel, match="/invite"):
        await shown_next(notices)


async def test_breaks_that_begin_again_are_posted_anew_and_the_old_buttons_go(
    notices: TimetableNotices, slack: SlackClient, quick_store: Store, clock: ManualClock
) -> None:
    found = await quick_store.timetables.get("T1", "C1")
    await quick_store.timetables.remove("T1", "C1", clock())
    await notices.show(found, says("off"))
    again = await quick_store.timetables.save("T1", "C1", DAILY, "U1", clock())
    await notices.show(again, says("on"), anew=True)
    await shown_next(notices)
    assert [call["text"] for call in slack.calls["chat_postMessage"]] == ["first", "on"]
    off, retired, edited = slack.calls["chat_update"]
    assert (off["ts"], off["text"], retired["ts"], "newer message" in retired["text"]) == (OLD, "off", OLD, True)
    assert (edited["ts"] == await quick_store.timetables.notice_ts("T1", "C1"), edited["ts"] != OLD) == (True, True)


async def test_of_two_processes_that_post_at_once_one_gives_way(
    quick_store: Store, slack: SlackClient, clock: ManualClock
) -> None:
    await quick_store.timetables.save("T1", "C1", DAILY, "U1", clock())
    one, other = (TimetableNotices(quick_store, slack, clock) for _ in range(2))

    async def meanwhile() -> dict[str, str]:
        await shows(other, "theirs")
        return {"ts": "1795424400.000009"}

    slack.will("chat_postMessage", meanwhile)
    await shows(one, "ours")
    [deleted], [edit] = slack.calls["chat_delete"], slack.calls["chat_update"]
    assert deleted["ts"] == "1795424400.000009"
    assert (edit["ts"], edit["text"]) == (await quick_store.timetables.notice_ts("T1", "C1"), "ours")


async def test_a_message_that_cannot_be_stored_does_not_stay_beside_the_next(
    notices: TimetableNotices, slack: SlackClient, quick_store: Store
) -> None:
    async def away(*_given: object) -> bool:
        raise DatabaseUnavailable("away")

    slack.will("chat_update", refused("message_not_found"), refused("message_not_found"))
    quick_store.timetables.replace_notice_ts = away
    with pytest.raises(DatabaseUnavailable):
        await shown_next(notices)
    del quick_store.timetables.replace_notice_ts
    await shown_next(notices)
    [deleted] = slack.calls["chat_delete"]
    assert [call["text"] for call in slack.calls["chat_postMessage"]] == ["first", "next", "next"]
    assert OLD != await quick_store.timetables.notice_ts("T1", "C1") != deleted["ts"] != OLD


async def test_a_channels_changes_take_turns_and_keep_no_other_channel_waiting(notices: TimetableNotices) -> None:
    order: list[str] = []

    async def changed(channel: str, words: str) -> None:
        async with notices.turn("T1", channel):
            order.append(words)

    async with notices.turn("T1", "C1"):
        waits = asyncio.create_task(changed("C1", "next here"))
        await changed("C2", "elsewhere")
        order.append("first here")
    await waits
    assert order == ["elsewhere", "first here", "next here"]
    assert len(notices._turns) == 0
