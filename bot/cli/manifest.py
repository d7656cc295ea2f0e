"""`limber manifest`: what to paste into Slack to create or update the app."""

import json

import yaml

from bot.core.manifest import Manifest, manifest_for, read_manifest
from bot.core.settings import MANIFEST, Settings, SettingsError, Way, read_incomplete_settings
from bot.core.workflow_step import with_workflow_step


def manifest_text(public_url: str | None, socket_mode: bool, as_json: bool, workflow_step: bool = False) -> str:
    """Return the manifest for the way to run that the settings choose, as YAML or JSON; raise SettingsError."""
    settings = read_incomplete_settings(**({"PUBLIC_URL": public_url} if public_url else {}))
    way = _way(settings, bool(public_url), socket_mode)
    if way == "socket" and not (as_json or workflow_step):
        return MANIFEST.read_text(encoding="utf-8")
    manifest = manifest_for(way, read_manifest(), "" if way == "socket" else _https(settings))
    return _written(with_workflow_step(manifest) if workflow_step else manifest, as_json)


def _way(settings: Settings, at_address: bool, socket_mode: bool) -> Way:
    if socket_mode:
        return "socket-oauth" if at_address else "socket"
    return "http" if at_address and settings.way == "socket" else settings.way


def _https(settings: Settings) -> str:
    if not settings.public_url:
        raise SettingsError("PUBLIC_URL is missing. Set it, or add --public-url https://…")
    if not settings.public_url.startswith("https://"):
        raise SettingsError("PUBLIC_URL must start with https://, since Slack calls no other address.")
    return settings.public_url


def _written(manifest: Manifest, as_json: bool) -> str:
    if as_json:
        return json.dumps(manifest, indent=2) + "\n"
    return yaml.safe_dump(manifest, sort_keys=False, allow_unicode=True, width=120)
