"""The playground's server on 127.0.0.1 for Web API, Socket Mode, response URLs and page."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any, Self, TypeVar

from aiohttp import web

from bot.playground import files
from bot.playground.delivery import Delivery
from bot.playground.http_delivery import HttpDelivery
from bot.playground.installations import Installations
from bot.playground.models import APP_ID, APP_TOKEN, BOT_TOKEN, CLIENT_ID, CLIENT_SECRET, SIGNING_SECRET, Json
from bot.playground.oauth import OAuth
from bot.playground.oauth_routes import AUTHORIZE, OAuthRoutes
from bot.playground.own_page import only_own_page
from bot.playground.page_api import PageApi
from bot.playground.page_socket import PageSocket
from bot.playground.seeds import PLAYGROUND, Seed
from bot.playground.socket_mode import SocketMode
from bot.playground.test_api import PlaygroundControls
from bot.playground.validation import RequestValidator
from bot.playground.web_api import WebApi
from bot.playground.workspace import Workspace
from bot.playground.workspaces import Workspaces

Result = TypeVar("Result")
JumpClock = Callable[[], Awaitable[str]]


class Playground(PlaygroundControls):
    """A fake Slack with one app, installed in its first workspace, whose controls these are.

    `clock` returns unix seconds, `on_jump` advances it and describes the new time. `token_clock` is that of Slack's
    own time limits, where it is another one. `workspaces` has the controls of each workspace by its id.
    """

    bot_token, app_token = BOT_TOKEN, APP_TOKEN
    client_id, client_secret, signing_secret = CLIENT_ID, CLIENT_SECRET, SIGNING_SECRET

    def __init__(
        self,
        manifest: Json,
        port: int = 0,
        clock: Callable[[], float] = time.time,
        on_jump: JumpClock | None = None,
        ack_timeout_seconds: float = 3.0,
        token_clock: Callable[[], float] | None = None,
    ) -> None:
        self._port = port
        self._manifest, self._clock, self._token_clock = manifest, clock, token_clock or clock
        self._change_event = asyncio.Event()
        self._validator = RequestValidator()
        installations, workspace = Installations(), self._new_workspace(PLAYGROUND)
        self._all_workspaces = Workspaces(workspace)
        delivery = Delivery(
            SocketMode(self._all_workspaces, ack_timeout_seconds),
            HttpDelivery(self._all_workspaces, self._token_clock, ack_timeout_seconds),
        )
        oauth = OAuth(manifest, installations, self._token_clock)
        api = WebApi(self._all_workspaces, oauth, self._validator, self._socket_url)
        super().__init__(workspace, delivery, self._validator, api, oauth, self._change_event)
        installations.install(workspace, workspace.first_person.id, workspace.wanted_scopes, BOT_TOKEN)
        self.workspaces: dict[str, PlaygroundControls] = {workspace.team.id: self}
        self._page_socket = PageSocket(self._all_workspaces)
        self._oauth_routes = OAuthRoutes(self._all_workspaces, oauth)
        self._page = PageApi(self._all_workspaces, self.workspaces, delivery, oauth, on_jump)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @property
    def http(self) -> HttpDelivery:
        """Delivery over HTTP, also of forged and repeated requests."""
        return self._delivery.http

    def distribute(self, install_url: str) -> None:
        """Let people of other workspaces add the app: the page leads them to this page of the app."""
        self._oauth.install_url = install_url

    async def use_request_url(self, url: str) -> None:
        """Deliver over HTTP from now on; ValueError if this URL does not answer Slack's challenge."""
        await self.http.use(url)

    def add_workspace(self, seed: Seed) -> PlaygroundControls:
        """Add a workspace, in which the app is not installed; ValueError if there is one with its id."""
        workspace = self._new_workspace(seed)
        self._all_workspaces.add(workspace)
        controls = PlaygroundControls(
            workspace, self._delivery, self._validator, self._api, self._oauth, self._change_event
        )
        self.workspaces[seed.team.id] = controls
        return controls

    async def start(self) -> None:
        """Start the server; OSError if the port is in use."""
        self._runner = web.AppRunner(self._routes(), access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        except OSError:
            await self._runner.cleanup()
            raise
        self._port = self._runner.addresses[0][1]
        for workspace in self._all_workspaces:
            workspace.url = self.url

    async def stop(self) -> None:
        """Close all connections and stop the server."""
        await self._delivery.close()
        await self._page_socket.close()
        await self._runner.cleanup()
        await self._validator.close()

    @property
    def url(self) -> str:
        """The URL of the page."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def authorize_url(self) -> str:
        """The page of OAuth, which an app's installation page leads to."""
        return f"{self.url}{AUTHORIZE}"

    @property
    def api_url(self) -> str:
        """The base_url of the Web API for slack_sdk."""
        return f"{self.url}/api/"

    async def connected(self, seconds: float = 5) -> None:
        """Wait until the bot has a Socket Mode connection; TimeoutError after `seconds`."""
        await self.until(lambda: self.connections, seconds)

    def _routes(self) -> web.Application:
        app = web.Application(client_max_size=4 * 1024**2, middlewares=[only_own_page])
        app.router.add_route("*", "/api/{method}", self._api.serve)
        app.router.add_get("/socket", self._delivery.socket.serve)
        app.router.add_post("/response/{name}", self._serve_response_url)
        app.router.add_post(files.UPLOAD, self._receive_file)
        app.router.add_get(files.DOWNLOAD, self._send_file)
        app.router.add_get("/page/live", self._page_socket.serve)
        self._oauth_routes.add_routes(app)
        self._page.add_routes(app)
        return app

    async def _serve_response_url(self, request: web.Request) -> web.Response:
        team_id = request.match_info["name"].partition("-")[0]
        return await self.workspaces.get(team_id, self).responses.handle_response_url(request)

    async def _receive_file(self, request: web.Request) -> web.Response:
        return await files.receive(self._workspace_in(request), request)

    async def _send_file(self, request: web.Request) -> web.Response:
        return files.send(self._workspace_in(request), request.match_info["key"])

    def _workspace_in(self, request: web.Request) -> Workspace:
        return self.workspaces.get(request.match_info["team"], self).workspace

    def _new_workspace(self, seed: Seed) -> Workspace:
        workspace = Workspace(seed, self._manifest, self._clock, self._token_clock)
        workspace.url = self.url
        workspace.listeners.add(self._on_change)
        return workspace

    def _socket_url(self) -> str:
        ticket = self._delivery.socket.issue_ticket()
        return f"ws://127.0.0.1:{self._port}/socket?ticket={ticket}&app_id={APP_ID}"

    def _on_change(self, kind: str, data: Any) -> None:
        self._change_event.set()
