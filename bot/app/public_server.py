"""Puts together the server that Slack and people reach: only where anybody may install the bot."""

from urllib.parse import urljoin

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.app.dependencies import Resources
from bot.core.http_server import Address
from bot.core.manifest import read_manifest
from bot.core.settings import Settings
from bot.services.breaks import Breaks
from bot.web.http_server import HttpServer
from bot.web.oauth import OAuthApp, SavedInstallations, SavedStates, oauth_flow
from bot.web.pages import Pages
from bot.web.server import WebParts, create_web_app


def build_public_server(
    settings: Settings, resources: Resources, breaks: Breaks, slack: AsyncWebClient, bolt: AsyncApp
) -> HttpServer | None:
    """Return the server, not listening yet; `slack` is a client without a token."""
    installations, states, now = resources.store.installations, resources.store.oauth_states, resources.clock
    if installations is None:
        return None
    site = urljoin(settings.api_url, "..")
    pages = Pages(str(settings.public_url), settings.support, site, _landing_picture(resources))
    scopes = read_manifest()["oauth_config"]["scopes"]["bot"]
    app = OAuthApp(settings.client_id, settings.client_secret.get_secret_value(), scopes)
    saved = SavedInstallations(installations, now, breaks.resume_workspace)
    flow = oauth_flow(app, saved, SavedStates(states, now), pages, slack)
    parts = WebParts(flow, pages, resources.picture_store, bolt if settings.way == "http" else None)
    return HttpServer(create_web_app(parts), Address(settings.host, settings.port, "PORT or HOST"))


def _landing_picture(resources: Resources) -> str | None:
    urls = (resources.picture_store.still_url(each, 0) for each in resources.library.exercises)
    return next((url for url in urls if url), None)
