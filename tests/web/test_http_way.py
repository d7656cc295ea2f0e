"""The bot over HTTP: installed by anybody, each workspace by itself, and nobody gets in who is not Slack."""

import json
from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlencode

import pytest
from many_workspaces import Browser, ManyWorkspaces
from waiting import until

from bot.app.running_bot import RunningBot
from bot.domain.actor import Actor
from bot.domain.installation import Installation
from bot.domain.timetable import EVERY_DAY, Timetable

FORM = "application/x-www-form-urlencoded"

# Installing


async def test_a_workspace_that_added_it_gets_answers_in_its_own_name(browser: Browser, slack: ManyWorkspaces) -> None:
    assert "Add to Slack" in (await browser.get("/"))[1]
    status, page = await browser.adds_it_to("T1")
    assert (status, "Limber is in your workspace" in page) == (200, True)
    assert await browser.command("T1", "lower", slack) == (200, "")
    await until(lambda: slack.answers)
    assert "image_url" in str(slack.answers[0]["blocks"])
    assert "https://limber.example/pictures/" in str(slack.answers[0]["blocks"])


async def test_the_way_to_slack_asks_for_what_the_manifest_asks_for_and_leads_back(
    browser: Browser, slack: ManyWorkspaces
) -> None:
    _, _, location = await browser.get("/slack/install")
    assert location.startswith(f"{slack.url}/oauth/v2/authorize?")
    for part in (
        "client_id=1.2",
        "scope=commands,chat:write",
        "redirect_uri=https://limber.example/slack/oauth_redirect",
    ):
        assert part in location


async def test_a_state_is_good_once(browser: Browser) -> None:
    state = await browser.starts()
    assert (await browser.comes_back(state=state, code="T1"))[0] == 200
    browser.cookies["slack-app-oauth-state"] = state
    status, page = await browser.comes_back(state=state, code="T2")
    assert (status, "start again" in page) == (401, True)


async def test_who_began_in_another_browser_or_on_slacks_own_page_begins_here(browser: Browser) -> None:
    state = await browser.starts()
    browser.cookies.clear()
    for query in ({"state": state, "code": "T1"}, {"code": "T1"}):
        status, page = await browser.comes_back(**query)
        assert (status, "adding it starts here" in page) == (400, True)


async def test_who_says_no_and_whose_code_slack_does_not_know_get_a_kind_page(browser: Browser) -> None:
    assert "You chose not to add Limber" in (await browser.comes_back(error="access_denied"))[1]
    await browser.adds_it_to("T1")
    status, page = await browser.adds_it_to("T1")  # the stand-in knows each code once
    assert (status, "didn't work" in page) == (401, True)


async def test_an_app_whose_tokens_expire_is_not_installed_and_says_what_helps(
    browser: Browser, bot: RunningBot, slack: ManyWorkspaces
) -> None:
    slack.expires = {"refresh_token": "xoxe-1-a", "expires_in": 43_200}
    status, page = await browser.adds_it_to("T1")
    assert (status, "token rotation turned on" in page) == (500, True)
    assert await bot.dependencies.store.installations.count() == 0


async def test_installing_again_takes_the_place_of_the_first_and_breaks_go_on(
    browser: Browser, bot: RunningBot, slack: ManyWorkspaces
) -> None:
    store = bot.dependencies.store
    await browser.adds_it_to("T1")
    await store.workspaces.stop("T1", "token_revoked", datetime.now(UTC))
    slack.used_codes.clear()
    await browser.adds_it_to("T1")
    assert (await store.installations.count(), await store.workspaces.stopped()) == (1, [])


async def test_what_is_removed_is_gone_and_says_so(browser: Browser, bot: RunningBot, slack: ManyWorkspaces) -> None:
    for team in ("T1", "T2"):
        await browser.adds_it_to(team)
        await browser.command(team, "lower", slack)
    await until(lambda: len(slack.answers) == 2)
    assert await browser.event("T1", {"type": "app_uninstalled"}) == (200, "")
    store = bot.dependencies.store
    await bot.in_flight.drain(5)
    assert await store.installations.find_for_team("T1") is None
    assert (await store.histories.get(Actor("T1", "U1"), datetime.now(UTC))).seen == ()
    assert (await store.histories.get(Actor("T2", "U1"), datetime.now(UTC))).seen != ()
    assert "isn't installed in this workspace any more" in (await browser.command("T1", "lower", slack))[1]


async def test_where_there_is_nothing_a_page_leads_home(browser: Browser) -> None:
    for path in ("/nothing", "/slack/events"):
        status, page, _ = await browser.get(path)
        assert (status, "Go to Limber's page" in page) == (404, True)


# Who is not Slack


async def test_a_wrong_signature_and_an_old_one_are_refused(browser: Browser, bot: RunningBot) -> None:
    await browser.adds_it_to("T1")
    body = "command=/stretch&team_id=T1&user_id=U1&text=lower"
    assert (await browser.sends(body, FORM, secret="2" * 32))[0] == 401
    old = (datetime.now(UTC) - timedelta(minutes=6)).timestamp()
    assert (await browser.sends(body, FORM, at=old))[0] == 401
    assert (await bot.dependencies.store.histories.get(Actor("T1", "U1"), datetime.now(UTC))).seen == ()


async def test_the_same_request_twice_is_acted_on_once(browser: Browser, slack: ManyWorkspaces) -> None:
    await browser.adds_it_to("T1")
    for _ in range(2):
        assert await browser.command("T1", "lower", slack, trigger="1.2") == (200, "")
    await browser.command("T1", "help", slack)
    await until(lambda: len(slack.answers) >= 2)
    assert len(slack.answers) == 2


async def test_a_workspace_that_never_added_it_is_told_so_and_nothing_is_stored(
    browser: Browser, bot: RunningBot, slack: ManyWorkspaces
) -> None:
    await browser.adds_it_to("T1")
    assert "isn't installed" in (await browser.command("T9", "lower", slack))[1]
    click = {"type": "block_actions", "team": {"id": "T9"}, "user": {"id": "U1"}, "trigger_id": "9.9"}
    click["actions"] = [{"type": "button", "action_id": "card.done"}]
    form = {"type": "view_submission", "team": {"id": "T9"}, "user": {"id": "U1"}, "view": {"blocks": []}}
    for payload in (click | {"response_url": f"{slack.url}/answer"}, click | {"trigger_id": "9.8"}, form):
        status, text = await browser.sends(urlencode({"payload": json.dumps(payload)}), FORM)
        assert (status, text == "" or "response_action" in text) == (200, True)
    await until(lambda: slack.answers)
    assert "isn't installed" in slack.answers[0]["text"]
    assert await browser.event("T9", {"type": "app_home_opened", "user": "U1", "tab": "home"}) == (200, "")
    assert (await bot.dependencies.store.histories.get(Actor("T9", "U1"), datetime.now(UTC))).seen == ()


async def test_slack_can_check_the_address(browser: Browser) -> None:
    status, text = await browser.sends('{"type": "url_verification", "challenge": "abc"}', "application/json")
    assert (status, "abc" in text) == (200, True)


# Posting


@pytest.mark.slow
@pytest.mark.no_cover  # a thousand times the same branches
async def test_a_thousand_workspaces_get_their_break_each_in_its_own_name(
    bot: RunningBot, slack: ManyWorkspaces
) -> None:
    store, now = bot.dependencies.store, datetime.now(UTC).replace(second=0, microsecond=0)
    at = now - timedelta(minutes=1)
    daily = Timetable(days=EVERY_DAY, times=(time(at.hour, at.minute),), zone="UTC")
    for number in range(1000):
        team = f"T{number}"
        await store.installations.save(
            Installation(
                app="A0", enterprise=None, team=team, bot_token=f"xoxb-{team}", bot_id="B0", bot_user="U0",
                scopes=frozenset({"chat:write"}), installed_by="U1", installed_at=now,
            )
        )  # fmt: skip
        await store.timetables.save(team, f"C{number}", daily, "U1", at - timedelta(hours=1))
    await bot.dependencies.break_engine.post_due()
    posts = [(token, args["channel"]) for token, method, args in slack.calls if method == "chat.postMessage"]
    assert sorted(posts) == sorted((f"xoxb-T{number}", f"C{number}") for number in range(1000))
