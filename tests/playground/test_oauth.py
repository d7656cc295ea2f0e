"""OAuth v2: the page that asks, codes and their exchange, declined scopes, and an app on Bolt that is added by it."""

from html import unescape

import pytest
from aiohttp import ClientSession, CookieJar
from bolt_app import BoltApp, redirect_uri, served, unused_port
from slack_api import error, refused
from slack_sdk.web.async_client import AsyncWebClient
from yarl import URL

from bot.playground import BAKERY

BACK = "https://limber.example/slack/oauth_redirect"
OPTIONAL = ["chat:write.public", "users:read"]
SCOPES = ["commands", "chat:write", *OPTIONAL]


@pytest.fixture
def port():
    return unused_port()


@pytest.fixture
def manifest(manifest, port):
    scopes = {"bot": SCOPES, "bot_optional": OPTIONAL}
    manifest["oauth_config"] = {"scopes": scopes, "redirect_urls": [BACK, redirect_uri(port)]}
    return manifest


@pytest.fixture
def bakery(play):
    return play.add_workspace(BAKERY)


@pytest.fixture
async def browser():
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
        yield session


@pytest.fixture
def anonymous(play):
    return AsyncWebClient(base_url=play.api_url)


@pytest.fixture
async def bolt(play, port, tmp_path):
    async with served(BoltApp(play, port, tmp_path, SCOPES), port) as app:
        yield app


def asking(play, **changed):
    """The query with which an app sends a browser to Slack; None leaves something out."""
    query = {"client_id": play.client_id, "scope": ",".join(SCOPES), "redirect_uri": BACK, "state": "s1"} | changed
    return {name: value for name, value in query.items() if value is not None}


async def decided(browser, play, query=None, **form):
    """Answer Slack's page, and return where it sends the browser."""
    form = {"team": "T0BAKERY", "decision": "allow"} | form
    query = query or asking(play)
    answer = await browser.post(play.authorize_url, params=query, data=form, allow_redirects=False)
    assert answer.status == 303
    return URL(answer.headers["Location"])


def exchange(client, play, code, redirect_uri=BACK, **changed):
    known = {"client_id": play.client_id, "client_secret": play.client_secret} | changed
    return client.oauth_v2_access(code=code, redirect_uri=redirect_uri, **known)


# The page


async def test_the_page_shows_scopes_workspaces_and_both_answers(play, bakery, browser):
    answer = await browser.get(play.authorize_url, params=asking(play))
    page = unescape(await answer.text())
    assert answer.status == 200
    assert "Add Limber to Slack?" in page
    for words in ("Playground", "Bakery", "Send messages in its own name", "Allow", "Cancel"):
        assert words in page
    for scope in OPTIONAL:
        assert f'name="optional" value="{scope}" checked' in page
    assert 'value="chat:write"' not in page
    assert "https://limber.example" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"client_id": "9.9"}, "invalid_client_id"),
        ({"client_id": None}, "invalid_client_id"),
        ({"redirect_uri": "https://elsewhere.example/"}, "bad_redirect_uri"),
        ({"redirect_uri": f"{BACK}.evil.example"}, "bad_redirect_uri"),
        ({"scope": ""}, "invalid_scope"),
        ({"scope": "commands,admin"}, "invalid_scope"),
    ],
)
async def test_a_wrong_link_gets_a_page_that_says_so(play, bakery, browser, changed, code):
    for call in (browser.get, browser.post):
        answer = await call(play.authorize_url, params=asking(play, **changed))
        assert answer.status == 400
        assert code in await answer.text()
    assert code in play.problems[-1].text


@pytest.mark.parametrize("given", [None, BACK, f"{BACK}/below"])
async def test_the_way_back_is_registered_below_it_or_the_first_one(play, bakery, browser, given):
    back = await decided(browser, play, asking(play, redirect_uri=given))
    assert str(back.with_query(None)) == (given or BACK)


async def test_an_address_that_is_not_https_is_refused_unless_it_is_this_machine(play, manifest, browser):
    manifest["oauth_config"]["redirect_urls"] = ["http://limber.example/"]
    answer = await browser.get(play.authorize_url, params=asking(play, redirect_uri="http://limber.example/"))
    assert "is not https" in await answer.text()


async def test_the_page_begins_with_the_workspace_where_its_reader_is(play, bakery, browser):
    async def chosen(**changed):
        page = await (await browser.get(play.authorize_url, params=asking(play, **changed))).text()
        return [team for team in play.workspaces if f'value="{team}" checked' in page]

    assert await chosen() == ["T0PLAY"]
    assert await chosen(team="T0BAKERY") == ["T0BAKERY"]
    await browser.get(f"{play.url}/page/state", params={"user": "U0FEMI"})
    assert await chosen() == ["T0BAKERY"]


async def test_cancel_leads_back_with_an_error_and_the_state(play, bakery, browser):
    back = await decided(browser, play, decision="cancel")
    assert dict(back.query) == {"error": "access_denied", "state": "s1"}
    assert bakery.workspace.grant is None


async def test_a_workspace_that_is_nowhere_is_refused(play, browser):
    answer = await browser.post(play.authorize_url, params=asking(play), data={"decision": "allow", "team": "T9"})
    assert answer.status == 400


async def test_a_foreign_page_cannot_press_allow(play, bakery, browser):
    headers = {"Origin": "https://elsewhere.example"}
    form = {"team": "T0BAKERY", "decision": "allow"}
    answer = await browser.post(play.authorize_url, params=asking(play), data=form, headers=headers)
    assert answer.status == 403


# Codes


async def test_a_code_is_exchanged_for_a_token_of_the_workspace(play, bakery, browser, anonymous):
    await browser.get(f"{play.url}/page/state", params={"user": "U0FEMI"})
    back = await decided(browser, play, optional="users:read")
    assert back.query["state"] == "s1"
    answer = await exchange(anonymous, play, back.query["code"])
    assert (answer["team"], answer["enterprise"]) == ({"id": "T0BAKERY", "name": "Bakery"}, None)
    assert (answer["app_id"], answer["bot_user_id"], answer["token_type"]) == ("A0LIMBER", "U0LIMBERB", "bot")
    assert (answer["authed_user"], answer["is_enterprise_install"]) == ({"id": "U0FEMI"}, False)
    assert answer["scope"] == "chat:write,commands,users:read"
    web = AsyncWebClient(token=answer["access_token"], base_url=play.api_url)
    assert (await web.auth_test())["team_id"] == "T0BAKERY"
    assert (await refused(web.chat_postMessage(channel="C0HALL", text="hi")))["error"] == "not_in_channel"


async def test_client_id_and_secret_may_come_as_form_fields(play, bakery, browser):
    form = {"code": bakery.oauth_code(), "client_id": play.client_id, "client_secret": play.client_secret}
    answer = await (await browser.post(f"{play.api_url}oauth.v2.access", data=form)).json()
    assert answer["ok"]
    assert play.calls("oauth.v2.access")[-1].args.keys() == {"code"}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"client_id": "9.9"}, "invalid_client_id"),
        ({"client_secret": "guess"}, "bad_client_secret"),
        ({"redirect_uri": "https://elsewhere.example/"}, "bad_redirect_uri"),
        ({"redirect_uri": None}, "bad_redirect_uri"),
        ({"code": "guess"}, "invalid_code"),
    ],
)
async def test_a_wrong_exchange_is_refused_and_the_code_stays_good(play, bakery, anonymous, changed, code):
    good = bakery.oauth_code(BACK)
    assert await error(exchange(anonymous, play, **({"code": good} | changed))) == code
    assert (await exchange(anonymous, play, good))["ok"]


async def test_a_code_is_good_once(play, bakery, anonymous):
    code = bakery.oauth_code(BACK)
    await exchange(anonymous, play, code)
    assert await error(exchange(anonymous, play, code)) == "code_already_used"


async def test_a_code_is_good_for_ten_minutes(play, bakery, anonymous, clock):
    late, in_time = bakery.oauth_code(BACK), bakery.oauth_code(BACK)
    clock.now += 600
    assert (await exchange(anonymous, play, in_time))["ok"]
    clock.now += 1
    assert await error(exchange(anonymous, play, late)) == "invalid_code"


async def test_an_exchange_can_be_told_to_fail(play, bakery, anonymous):
    code = bakery.oauth_code(BACK)
    play.fail("oauth.v2.access", "internal_error")
    assert await error(exchange(anonymous, play, code)) == "internal_error"
    assert (await exchange(anonymous, play, code))["ok"]


@pytest.mark.parametrize("header", ["Basic !", "Basic /w==", "Basic bm8gY29sb24="])
async def test_a_broken_authorization_is_refused(play, browser, header):
    answer = await browser.post(f"{play.api_url}oauth.v2.access", headers={"Authorization": header})
    assert (await answer.json())["error"] == "invalid_client_id"


# An app on Bolt


async def test_an_app_on_bolt_is_added(bakery, bolt):
    page = await bakery.add_to_slack(bolt.install_url, user="U0FEMI")
    assert page.status == 200
    assert page.url.startswith(redirect_uri(URL(bolt.url).port))
    bot = await bolt.bot("T0BAKERY")
    assert bot.bot_token == bakery.workspace.grant.token
    assert (bot.team_name, bot.bot_user_id, bot.bot_scopes) == ("Bakery", "U0LIMBERB", sorted(SCOPES))
    assert bakery.workspace.grant.user == "U0FEMI"


async def test_declined_scopes_are_not_granted(bakery, bolt):
    await bakery.add_to_slack(bolt.install_url, declined=["users:read"])
    assert (await bolt.bot("T0BAKERY")).bot_scopes == ["chat:write", "chat:write.public", "commands"]


async def test_what_is_cancelled_is_not_installed(bakery, bolt):
    page = await bakery.add_to_slack(bolt.install_url, cancel=True)
    assert "access_denied" in page.text
    assert await bolt.bot("T0BAKERY") is None


async def test_a_second_installation_replaces_the_first(bakery, bolt):
    await bakery.add_to_slack(bolt.install_url, declined=OPTIONAL)
    first = await bolt.bot("T0BAKERY")
    await bakery.add_to_slack(bolt.install_url)
    second = await bolt.bot("T0BAKERY")
    assert second.bot_token == bakery.workspace.grant.token != first.bot_token
    assert set(second.bot_scopes) == set(SCOPES)


async def test_an_installation_without_state_is_the_apps_to_refuse(bakery, bolt, browser):
    address = redirect_uri(URL(bolt.url).port)
    answer = await browser.get(address, params={"code": bakery.oauth_code(), "state": ""})
    assert answer.status == 400
    assert bakery.workspace.grant is None


async def test_a_page_of_the_app_that_does_not_lead_to_slack_is_returned(bakery, bolt):
    page = await bakery.add_to_slack(f"{bolt.url}/nowhere")
    assert page.status == 404


async def test_a_link_that_slack_refuses_is_returned(play, bakery, bolt):
    bolt.bolt.oauth_flow.settings.authorize_url_generator.client_id = "9.9"
    page = await bakery.add_to_slack(bolt.install_url)
    assert page.status == 400
    assert "invalid_client_id" in page.text
