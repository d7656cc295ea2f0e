"""What the settings themselves show: secrets that can't be right, a file that all can read, no pictures."""

from pathlib import Path

import pytest

from bot.cli.findings import Finding
from bot.cli.set_up import NO_PICTURES, set_up
from bot.core.settings import read_settings

SOCKET = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
HTTP = {
    "SLACK_SIGNING_SECRET": "0123456789abcdef" * 2,
    "SLACK_CLIENT_ID": "12.34",
    "SLACK_CLIENT_SECRET": "fedcba9876543210" * 2,
    "PUBLIC_URL": "https://limber.example",
}
SOCKET_OAUTH = {name: value for name, value in HTTP.items() if name != "SLACK_SIGNING_SECRET"} | {
    "SLACK_APP_TOKEN": "xapp-1"
}


def found(given: dict[str, str], env_file: Path = Path("/nowhere/.env")) -> list[Finding]:
    return list(set_up(read_settings(_env_file=None, **given), env_file))


@pytest.mark.parametrize("given", [HTTP, SOCKET_OAUTH, SOCKET | {"PICTURES_URL": "https://pictures.example"}])
def test_where_all_is_well_there_is_nothing_to_say(given: dict[str, str]) -> None:
    assert found(given) == []


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SLACK_CLIENT_ID", "1234", "SLACK_CLIENT_ID should be two numbers with a dot between them."),
        ("SLACK_CLIENT_SECRET", "f" * 31, "SLACK_CLIENT_SECRET should be 32 characters, 0-9 and a-f."),
        ("SLACK_SIGNING_SECRET", "X" * 32, "SLACK_SIGNING_SECRET should be 32 characters, 0-9 and a-f."),
        ("PUBLIC_URL", "http://limber.example", "PUBLIC_URL must start with https://"),
    ],
)
def test_what_cannot_be_right_is_named_and_never_shown(name: str, value: str, sentence: str) -> None:
    [finding] = found(HTTP | {name: value})
    assert not finding.fine
    assert finding.line.startswith(f"settings: {sentence}")
    assert value not in finding.line or name == "PUBLIC_URL"


def test_without_an_address_for_pictures_both_ways_out_are_named() -> None:
    assert found(SOCKET) == [Finding(True, NO_PICTURES)]
    assert "limber draw DIR" in NO_PICTURES
    assert "over HTTP" in NO_PICTURES


@pytest.mark.parametrize(
    ("mode", "fine"), [(0o600, True), (0o400, True), (0o640, True), (0o644, False), (0o602, False)]
)
def test_secrets_in_a_file_that_everybody_can_read_are_told(tmp_path: Path, mode: int, fine: bool) -> None:
    file = tmp_path / ".env"
    file.touch()
    file.chmod(mode)
    findings = found(HTTP, file)
    assert findings == [] if fine else f"chmod 600 {file}" in findings[0].line
