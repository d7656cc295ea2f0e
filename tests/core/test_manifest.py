"""The manifest for each way to run: what Slack would refuse is not in it, and nothing differs that need not."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.core.manifest import manifest_for, read_manifest
from bot.core.settings import WAYS

AT = "https://limber.example/"
EVENTS, REDIRECT = f"{AT}slack/events", f"{AT}slack/oauth_redirect"
OVER_HTTP = {
    "features.slash_commands.0.url": EVENTS,
    "oauth_config.redirect_urls": [REDIRECT],
    "settings.event_subscriptions.request_url": EVENTS,
    "settings.interactivity.request_url": EVENTS,
    "settings.interactivity.message_menu_options_url": EVENTS,
    "settings.org_deploy_enabled": True,
    "settings.socket_mode_enabled": False,
}
IN_SOCKET_MODE = {"oauth_config.redirect_urls": [REDIRECT], "settings.org_deploy_enabled": True}


def entries(part: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """All values by the path of their keys; a list of plain values counts as one value."""
    if isinstance(part, dict):
        for key, value in part.items():
            yield from entries(value, f"{place}.{key}")
    elif isinstance(part, list) and part and isinstance(part[0], dict):
        for index, value in enumerate(part):
            yield from entries(value, f"{place}.{index}")
    else:
        yield place.removeprefix("."), part


@pytest.mark.parametrize(
    ("way", "differences"), [("socket", {}), ("socket-oauth", IN_SOCKET_MODE), ("http", OVER_HTTP)]
)
def test_a_way_changes_just_what_slack_has_to_know_of_it(way: str, differences: dict[str, Any]) -> None:
    socket_mode = dict(entries(read_manifest()))
    made = dict(entries(manifest_for(way, read_manifest(), AT)))
    assert {name: value for name, value in made.items() if socket_mode.get(name) != value} == differences
    assert set(socket_mode) <= set(made)


def test_the_one_it_is_made_from_stays_as_it_was() -> None:
    socket_mode = read_manifest()
    manifest_for("http", socket_mode, AT)
    assert socket_mode == read_manifest()


@pytest.mark.parametrize("way", WAYS)
def test_every_address_is_one_that_slack_calls(way: str) -> None:
    urls = [value for name, value in entries(manifest_for(way, read_manifest(), AT)) if "url" in name.split(".")[-1]]
    flat = [url for value in urls for url in (value if isinstance(value, list) else [value])]
    assert [url for url in flat if not url.startswith(AT)] == []


@pytest.mark.parametrize("way", WAYS)
def test_tokens_do_not_expire_for_slack_never_takes_that_back(way: str) -> None:
    assert manifest_for(way, read_manifest(), AT)["settings"]["token_rotation_enabled"] is False


def test_every_command_has_an_address_over_http() -> None:
    manifest = read_manifest()
    manifest["features"]["slash_commands"].append({"command": "/other", "description": "Another one"})
    commands = manifest_for("http", manifest, AT)["features"]["slash_commands"]
    assert [command["url"] for command in commands] == [EVENTS, EVENTS]


def test_an_address_may_have_a_path() -> None:
    manifest = manifest_for("http", read_manifest(), f"{AT}limber/")
    assert manifest["oauth_config"]["redirect_urls"] == [f"{AT}limber/slack/oauth_redirect"]
