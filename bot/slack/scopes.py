"""The scopes that Slack granted, beside those that the manifest asks for."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class MissingScopes:
    """What was asked for and not granted."""

    needed: tuple[str, ...]
    optional: tuple[str, ...]
    """The bot works without these."""


def scopes_in(header: str) -> frozenset[str]:
    """Return the scopes that Slack's header X-OAuth-Scopes names."""
    return frozenset(scope.strip() for scope in header.split(","))


def missing_scopes(granted: str, manifest: dict[str, Any]) -> MissingScopes:
    """Compare what Slack's header X-OAuth-Scopes names with the manifest."""
    asked = manifest["oauth_config"]["scopes"]
    had = scopes_in(granted)
    missing = [scope for scope in asked["bot"] if scope not in had]
    optional = tuple(scope for scope in missing if scope in asked["bot_optional"])
    return MissingScopes(tuple(scope for scope in missing if scope not in optional), optional)


def scopes_missing_sentence(needed: tuple[str, ...]) -> str:
    """Return the sentence for whoever installs the bot: what it can't do without."""
    return f"{', '.join(needed)} missing; reinstall the app."
