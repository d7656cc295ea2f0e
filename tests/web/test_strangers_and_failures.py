"""The bot over HTTP where things go wrong: requests that are not Slack's, a database away, removals of all kinds."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from many_workspaces import Browser, ManyWorkspaces
from waiting import until

from bot.app.running_bot import RunningBot
from bot.domain.actor import Actor
from bot.domain.installation import Installation
from bot.store.errors import DatabaseUnavailable

JSON, FORM = "application/json", "application/x-www-form-urlencoded"
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [("{not json", JSON), ("[1]", JSON), ('"x"', JSON), ("payload=%7Bxx", FORM), ("payload=null", FORM)],
)
async def test_what_cannot_be_read_is_refused_without_a_traceback(
    browser: Browser, body: str, content_type: str, caplog: pytest.LogCaptureFixture
) -> None:
    for secret in ("1" * 32, "2" * 32):
        status, _ = await browser.sends(body, content_type, secret=secret)
        assert status in (200, 400, 401)
    assert not any(record.exc_info for record in caplog.records)


@pytest.mark.parametrize("headers", [{"X-Slack-Request-Timestamp": "abc"}, {"X-Slack-Signature": "v0=ä"}, {}])
async def test_a_signature_that_cannot_be_one_is_refused(browser: Browser, headers: dict[str, str]) -> None:
    async with browser.http.post(
        f"{browser.address}/slack/events", data=b"command=/stretch", headers=headers
    ) as answer:
        assert answer.status == 401


async def test_a_stranger_writes_no_line_of_the_log(browser: Browser, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(20):
        await browser.comes_back(error="x\n04:00:00 installed team=T0EVIL")
    assert "T0EVIL" not in caplog.text
    assert len([record for record in caplog.records if record.message == "not installed"]) == 1


async def test_a_database_that_is_away_when_the_token_is_looked_up_gets_a_sentence(
    browser: Browser, bot: RunningBot, slack: ManyWorkspaces
) -> None:
    await browser.adds_it_to("T1")
    installations = bot.dependencies.store.installations
    find_for_team = installations.find_for_team

    async def away(_team: str) -> None:
        raise DatabaseUnavailable("away")

    installations.find_for_team = away
    status, text = await browser.command("T1", "lower", slack, trigger="1.2")
    assert (status, "try again" in text) == (200, True)
    installations.find_for_team = find_for_team
    await browser.command("T1", "lower", slack, trigger="1.2")  # what failed may come again
    await until(lambda: slack.answers)


SHAPES: list[dict[str, Any]] = [
    {"team_id": None, "authorizations": [{"enterprise_id": "E1", "team_id": None, "is_enterprise_install": True}]},
    {"team_id": None, "enterprise_id": "E1", "is_enterprise_install": True},
    {"team_id": "E1", "enterprise_id": "E1"},
    {"team_id": "E1"},
    {"team_id": "E1", "enterprise_id": "E1", "is_enterprise_install": True},
]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("event", ["app_uninstalled", "tokens_revoked"])
async def test_an_organisation_that_removes_it_takes_its_workspaces_data_along_however_slack_says_so(
    browser: Browser, bot: RunningBot, shape: dict[str, Any], event: str
) -> None:
    store = bot.dependencies.store
    await store.installations.save(
        Installation(
            app="A0", enterprise="E1", team=None, bot_token="xoxb-E1", bot_id="B0", bot_user="U0",
            scopes=frozenset(), installed_by="U1", installed_at=NOW,
        )
    )  # fmt: skip
    await store.installations.remember_team("T1", "E1")
    for team in ("T1", "T2"):
        await store.histories.record_shown(Actor(team, "U1"), ["chin-tuck"], NOW)
    body = {"type": "event_callback", "event": {"type": event, "tokens": {"bot": ["U0"]}}, "event_id": "Ev1"} | shape
    status, _ = await browser.sends(json.dumps(body), JSON)
    assert status == 200
    assert await bot.in_flight.drain(5)
    seen = {team: (await store.histories.get(Actor(team, "U1"), NOW)).seen for team in ("T1", "T2")}
    assert (seen, await store.installations.count()) == ({"T1": (), "T2": ("chin-tuck",)}, 0)
