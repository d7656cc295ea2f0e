"""Holds: what Slack tells of somebody's quiet times, asked for many at once and never at the cost of a reminder."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp import ServerDisconnectedError
from slack_client import SlackClient, refused

from bot.services.breaks.holds import ASKED_AGAIN_AFTER, Holds, quiet_until

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
AT = NOW.timestamp()


def dnd(begin: float, end: float, **more: Any) -> dict[str, Any]:
    return {"dnd_enabled": True, "next_dnd_start_ts": AT + begin, "next_dnd_end_ts": AT + end} | more


@pytest.mark.parametrize(
    ("told", "minutes"),
    [
        ({}, None),
        ({"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}, None),
        (dnd(-60, 600), 10),
        (dnd(0, 600), 10),
        (dnd(1, 600), None),
        (dnd(-600, 0), None),
        (dnd(-60, 600, dnd_enabled=False), None),
        (dnd(-60, 600, snooze_enabled=True, snooze_endtime=AT + 1200), 20),
        (dnd(60, 600, snooze_enabled=True, snooze_endtime=AT + 1200), 20),
        ({"dnd_enabled": True, "next_dnd_start_ts": None, "next_dnd_end_ts": "soon"}, None),
    ],
)
def test_a_quiet_time_counts_while_it_lasts(told: dict[str, Any], minutes: int | None) -> None:
    assert quiet_until(told, NOW) == (NOW + timedelta(minutes=minutes) if minutes else None)


async def test_many_people_are_one_call_of_fifty_at_most(slack: SlackClient) -> None:
    holds = Holds(slack)
    slack.will("dnd_teamInfo", {"users": {"U1": dnd(-60, 600)}})
    until = await asyncio.gather(*(holds.held_until("T1", f"U{number}", NOW) for number in range(70)))
    asked = [call["users"].split(",") for call in slack.calls["dnd_teamInfo"]]
    assert [len(each) for each in asked] == [50, 20]
    assert [number for number, end in enumerate(until) if end] == [1]


async def test_where_there_is_no_room_for_a_call_nothing_is_asked(slack: SlackClient) -> None:
    holds = Holds(slack)
    for limiters in holds.limiters:
        limiters.for_team("T1").block(60)
    assert await holds.held_until("T1", "U1", NOW) is None
    assert slack.calls == {}


@pytest.mark.parametrize("error", [refused("internal_error"), refused("missing_scope"), ServerDisconnectedError()])
async def test_a_failure_holds_nobody(slack: SlackClient, error: Exception) -> None:
    slack.will("dnd_teamInfo", error)
    assert await Holds(slack).held_until("T1", "U1", NOW) is None


async def test_a_huddle_is_looked_at_again_in_five_minutes(slack: SlackClient) -> None:
    slack.will("users_info", {"user": {"profile": {"huddle_state": "in_a_huddle"}}})
    assert await Holds(slack).held_until("T1", "U1", NOW) == NOW + ASKED_AGAIN_AFTER


async def test_a_missing_scope_of_one_workspace_is_of_no_concern_to_another(slack: SlackClient) -> None:
    holds = Holds(slack)
    slack.will("dnd_teamInfo", refused("missing_scope"))
    for team in ("T1", "T1", "T2"):
        await holds.held_until(team, "U1", NOW)
    assert len(slack.calls["dnd_teamInfo"]) == 2
