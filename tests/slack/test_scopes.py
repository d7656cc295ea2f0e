"""Scopes that Slack did not grant: some are needed, the bot works without the others."""

import pytest

from bot.core.manifest import read_manifest
from bot.slack.scopes import MissingScopes, missing_scopes, scopes_missing_sentence

MANIFEST = read_manifest()
ASKED = MANIFEST["oauth_config"]["scopes"]


@pytest.mark.parametrize(
    ("left_out", "needed", "optional"),
    [
        ([], (), ()),
        (["users:read"], (), ("users:read",)),
        (["dnd:read", "files:write"], (), ("dnd:read", "files:write")),
        (["commands"], ("commands",), ()),
        (["commands", "users:read", "chat:write.public"], ("commands",), ("users:read", "chat:write.public")),
    ],
)
def test_what_is_missing_is_needed_or_optional(
    left_out: list[str], needed: tuple[str, ...], optional: tuple[str, ...]
) -> None:
    granted = " , ".join(["more", *(scope for scope in ASKED["bot"] if scope not in left_out)])
    assert missing_scopes(granted, MANIFEST) == MissingScopes(needed, optional)


def test_whoever_installs_it_is_told_what_to_do() -> None:
    assert scopes_missing_sentence(("commands", "chat:write")) == "commands, chat:write missing; reinstall the app."
