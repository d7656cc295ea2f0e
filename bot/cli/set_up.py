"""What the settings themselves show to be wrong, or good to know, though a bot would start with them."""

import re
import stat
from collections.abc import Iterator
from pathlib import Path

from bot.cli.findings import Finding
from bot.core.settings import Settings

FOR_OTHERS = stat.S_IROTH | stat.S_IWOTH
CLIENT_ID = re.compile(r"\d+\.\d+")
SECRET = re.compile(r"[0-9a-f]{32}")
NO_PICTURES = (
    "pictures: off, since Slack has no address to fetch them from. Put the folder that `limber draw DIR` makes on any "
    "static host and set PICTURES_URL, or run Limber over HTTP."
)


def set_up(settings: Settings, env_file: Path) -> Iterator[Finding]:
    """Look at the settings, and at the file that they may come from."""
    if env_file.is_file() and env_file.stat().st_mode & FOR_OTHERS:
        yield Finding(
            False, f"settings: anyone on this machine can read {env_file}. Make it yours alone: chmod 600 {env_file}"
        )
    if settings.way != "socket":
        yield from (Finding(False, f"settings: {problem}") for problem in _oauth(settings))
    if not settings.pictures_address:
        yield Finding(True, NO_PICTURES)


def _oauth(settings: Settings) -> Iterator[str]:
    """Look at the form of what the app's page has: Slack tells nobody whether it is right."""
    if not CLIENT_ID.fullmatch(settings.client_id):
        yield "SLACK_CLIENT_ID should be two numbers with a dot between them. Copy it again from Basic Information."
    if not SECRET.fullmatch(settings.client_secret.get_secret_value()):
        yield _not_a_secret("SLACK_CLIENT_SECRET")
    if settings.way == "http" and not SECRET.fullmatch(settings.signing_secret.get_secret_value()):
        yield _not_a_secret("SLACK_SIGNING_SECRET")
    if not (settings.public_url or "").startswith("https://"):
        yield "PUBLIC_URL must start with https://, since Slack calls no other address."


def _not_a_secret(name: str) -> str:
    return f"{name} should be 32 characters, 0-9 and a-f. Copy it again from Basic Information."
