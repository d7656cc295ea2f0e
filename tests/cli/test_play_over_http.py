"""What `limber play --http` is made of: the settings, and a bot that is added to the playground over HTTP."""

from pathlib import Path

import pytest
import yaml
from bolt_app import BoltApp, redirect_uri, served, unused_port

from bot.cli.play import connect_over_http, for_playground_over_http
from bot.core.settings import MANIFEST
from bot.playground import Playground


@pytest.fixture
def port():
    return unused_port()


@pytest.fixture
async def slack(port):
    manifest = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    manifest["oauth_config"]["redirect_urls"] = [redirect_uri(port)]
    async with Playground(manifest) as playground:
        yield playground


async def test_the_settings_are_those_of_http(slack, port):
    settings = for_playground_over_http(slack, "sqlite+aiosqlite:///limber.db", port)
    assert (settings.way, settings.port) == ("http", port)
    assert settings.public_url == f"http://127.0.0.1:{port}/"
    assert settings.signing_secret.get_secret_value() == slack.signing_secret


async def test_the_bot_is_added_to_the_playground_and_offered_to_the_bakery(slack, port, tmp_path: Path):
    scopes = slack.workspace.manifest["oauth_config"]["scopes"]["bot"]
    async with served(BoltApp(slack, port, tmp_path, scopes), port) as app:
        await connect_over_http(slack, f"{app.url}/")
        assert (await app.bot("T0PLAY")).bot_token == slack.workspace.grant.token
        assert slack.http.connected
        assert slack.workspaces["T0BAKERY"].workspace.grant is None
        await slack.workspaces["T0BAKERY"].add_to_slack(app.install_url)
        assert await app.bot("T0BAKERY")


async def test_a_bot_that_cannot_be_added_is_a_sentence(slack, port, tmp_path: Path):
    app = BoltApp(slack, port, tmp_path, ["commands"])
    app.bolt.oauth_flow.settings.authorize_url_generator.client_id = "9.9"
    async with served(app, port):
        with pytest.raises(ValueError, match="couldn't be added to the playground"):
            await connect_over_http(slack, f"{app.url}/")
