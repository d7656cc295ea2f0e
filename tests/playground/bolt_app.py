"""An app on slack-bolt over HTTP with OAuth for the playground tests; nothing in it is of the bot."""

from contextlib import asynccontextmanager

from aiohttp.test_utils import TestServer, unused_port
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.app.async_server import AsyncSlackAppServer
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.installation_store import FileInstallationStore
from slack_sdk.oauth.state_store import FileOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient


class BoltApp:
    """The addresses of an app that is served over HTTP, its Bolt app, and what it has heard."""

    def __init__(self, play, port, folder, scopes):
        self.url = f"http://127.0.0.1:{port}"
        self.request_url, self.install_url = f"{self.url}/slack/events", f"{self.url}/slack/install"
        self.store = FileInstallationStore(base_dir=str(folder / "installations"), client_id=play.client_id)
        settings = AsyncOAuthSettings(
            client_id=play.client_id,
            client_secret=play.client_secret,
            scopes=scopes,
            redirect_uri=redirect_uri(port),
            authorization_url=play.authorize_url,
            installation_store=self.store,
            state_store=FileOAuthStateStore(expiration_seconds=600, base_dir=str(folder / "states")),
        )
        client = AsyncWebClient(base_url=play.api_url)
        self.bolt = AsyncApp(client=client, signing_secret=play.signing_secret, oauth_settings=settings)
        self.web = AsyncSlackAppServer(port, "/slack/events", self.bolt).web_app

    async def bot(self, team):
        """Return the installation of a workspace, or None."""
        return await self.store.async_find_bot(enterprise_id=None, team_id=team)


def redirect_uri(port):
    return f"http://127.0.0.1:{port}/slack/oauth_redirect"


@asynccontextmanager
async def served(app, port):
    async with TestServer(app.web, host="127.0.0.1", port=port):
        yield app


__all__ = ["BoltApp", "redirect_uri", "served", "unused_port"]
