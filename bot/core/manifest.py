"""What Slack is told about the app: `app_manifest.yaml` says it for Socket Mode, the other ways follow from it."""

from copy import deepcopy
from typing import Any

import yaml

from bot.core.settings import MANIFEST, Way

EVENTS_PATH, REDIRECT_PATH = "/slack/events", "/slack/oauth_redirect"
Manifest = dict[str, Any]
"""See https://docs.slack.dev/reference/app-manifest for what may be in it."""


def read_manifest() -> Manifest:
    """Return the manifest for Socket Mode and one workspace."""
    manifest: Manifest = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    return manifest


def manifest_for(way: Way, socket_mode: Manifest, public_url: str) -> Manifest:
    """Return the manifest for a way to run, made from the one for Socket Mode."""
    manifest = deepcopy(socket_mode)
    if way == "socket":
        return manifest
    address = public_url.rstrip("/")
    manifest["oauth_config"]["redirect_urls"] = [address + REDIRECT_PATH]
    manifest["settings"]["org_deploy_enabled"] = True
    if way == "http":
        _call_over_http(manifest, address + EVENTS_PATH)
    return manifest


def _call_over_http(manifest: Manifest, url: str) -> None:
    """Let Slack call this address with all that happens."""
    settings = manifest["settings"]
    settings["socket_mode_enabled"] = False
    settings["event_subscriptions"]["request_url"] = url
    # Slack asks for the choices of a menu, such as time zones, at an address of their own.
    settings["interactivity"] |= {"request_url": url, "message_menu_options_url": url}
    for command in manifest["features"]["slash_commands"]:
        command["url"] = url
