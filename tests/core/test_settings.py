"""The settings: everything that is missing or wrong is named at once, and no secret is ever shown."""

from pathlib import Path

import pytest

from bot.core.settings import SettingsError, read_settings

GOOD = {"SLACK_BOT_TOKEN": "xoxb-secret", "SLACK_APP_TOKEN": "xapp-secret"}


def wrong(**given: str) -> str:
    with pytest.raises(SettingsError) as error:
        read_settings(_env_file=None, **(GOOD | given))
    return str(error.value)


SOCKET_OAUTH = {
    "SLACK_APP_TOKEN": "xapp-secret",
    "SLACK_CLIENT_ID": "1.2",
    "SLACK_CLIENT_SECRET": "secret",
    "PUBLIC_URL": "https://limber.example",
}
HTTP = SOCKET_OAUTH | {"SLACK_SIGNING_SECRET": "secret"}
del HTTP["SLACK_APP_TOKEN"]


def said(**given: str) -> list[str]:
    with pytest.raises(SettingsError) as error:
        read_settings(_env_file=None, **given)
    return str(error.value).splitlines()


def test_everything_that_is_missing_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in GOOD:
        monkeypatch.delenv(name, raising=False)
    assert said() == ["SLACK_BOT_TOKEN is missing.", "SLACK_APP_TOKEN is missing."]


@pytest.mark.parametrize(("given", "way"), [(GOOD, "socket"), (SOCKET_OAUTH, "socket-oauth"), (HTTP, "http")])
def test_what_is_set_says_how_it_runs_and_what_is_missing_for_that(given: dict[str, str], way: str) -> None:
    assert read_settings(_env_file=None, **given).way == way
    for name in given:
        rest = {other: value for other, value in given.items() if other != name}
        if way == "socket" or name not in ("SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"):
            assert said(**rest) == [f"{name} is missing."]


def test_an_app_that_may_run_either_way_is_told_of_both() -> None:
    rest = {name: value for name, value in HTTP.items() if name != "SLACK_SIGNING_SECRET"}
    assert said(**rest) == ["SLACK_SIGNING_SECRET (for HTTP) or SLACK_APP_TOKEN (for Socket Mode) is missing."]


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://", "PUBLIC_URL needs a name, such as https://limber.example.com."),
        ("https://limber .example", "PUBLIC_URL needs a name, such as https://limber.example.com."),
        (
            "https://limber.example/x",
            "PUBLIC_URL must end with the name or the port: Limber is at the top of its site.",
        ),
        (
            "https://limber.example/?a=1",
            "PUBLIC_URL must end with the name or the port: Limber is at the top of its site.",
        ),
    ],
)
def test_its_address_is_that_of_a_site(url: str, why: str) -> None:
    [sentence] = said(**HTTP | {"PUBLIC_URL": url})
    assert sentence.startswith(why)


def test_two_ways_at_once_are_one_too_many() -> None:
    assert said(**HTTP, SLACK_APP_TOKEN="xapp-secret") == [
        "SLACK_APP_TOKEN is for Socket Mode, SLACK_SIGNING_SECRET is for HTTP. Leave one of them out."
    ]
    assert said(**SOCKET_OAUTH, SLACK_BOT_TOKEN="xoxb-secret") == [
        "SLACK_BOT_TOKEN is for one workspace, SLACK_CLIENT_ID is for any number of them. Leave one of them out."
    ]


def test_swapped_tokens_are_told_apart_and_never_shown() -> None:
    text = wrong(SLACK_BOT_TOKEN="xapp-secret", SLACK_APP_TOKEN="xoxb-secret")
    assert "SLACK_BOT_TOKEN must be the bot token, which starts with xoxb-" in text
    assert "SLACK_APP_TOKEN must be the app-level token, which starts with xapp-" in text
    assert "secret" not in text


def test_a_token_that_expires_says_what_to_do_about_it() -> None:
    assert wrong(SLACK_BOT_TOKEN="xoxe.xoxb-1-secret") == (
        "SLACK_BOT_TOKEN starts with xoxe., so your app has token rotation on, and Limber wants it off. "
        "Slack can't switch it off again: create a new app from app_manifest.yaml."
    )


def test_a_file_of_settings_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff")
    with pytest.raises(SettingsError, match=r"^\.env can't be read"):
        read_settings(_env_file=tmp_path / ".env")


@pytest.mark.parametrize(
    ("given", "driver"),
    [
        ("sqlite:///x.db", "sqlite+aiosqlite:///x.db"),
        ("postgres://u:p@h/d", "postgresql+asyncpg://u:p@h/d"),
        ("postgresql://u:p@h/d", "postgresql+asyncpg://u:p@h/d"),
        ("postgresql+asyncpg://u:p@h/d", "postgresql+asyncpg://u:p@h/d"),
    ],
)
def test_a_database_address_gets_the_driver_that_the_bot_needs(given: str, driver: str) -> None:
    assert read_settings(_env_file=None, **GOOD, DATABASE_URL=given).database_url == driver


@pytest.mark.parametrize("url", ["mysql://h/d", "nonsense", "http://example", "postgresql://u@h:port/d"])
def test_another_database_is_refused_in_words(url: str) -> None:
    assert "DATABASE_URL" in wrong(DATABASE_URL=url)


@pytest.mark.parametrize(
    ("name", "value"),
    [("LIMBER_LOG", "loud"), ("LIMBER_PICTURES", "3d"), ("SLACK_API_URL", "slack"), ("LIMBER_BREAKS_BY", "me")],
)
def test_a_wrong_value_is_named(name: str, value: str) -> None:
    assert wrong(**{name: value}).startswith(name)


def test_an_empty_value_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "")
    assert read_settings(_env_file=None, **GOOD).database_url == "sqlite+aiosqlite:///limber.db"


def test_the_settings_do_not_print_their_secrets() -> None:
    assert "-secret" not in repr(read_settings(_env_file=None, **GOOD))


def test_without_anything_but_tokens_it_runs_on_slack_and_in_a_file() -> None:
    usual = read_settings(_env_file=None, **GOOD)
    assert (usual.api_url, usual.log, usual.pictures) == ("https://slack.com/api/", "text", "moving")
    assert (usual.pictures_url, usual.pictures_port, usual.pictures_host) == (None, 8080, "127.0.0.1")
    assert (usual.breaks_by, usual.bot_token.get_secret_value()) == ("anyone", "xoxb-secret")


@pytest.mark.parametrize("url", ["https://example.com/api", "https://example.com/api/", "http://example.com/api//"])
def test_an_address_ends_with_one_slash(url: str) -> None:
    assert read_settings(_env_file=None, **GOOD, PICTURES_URL=url).pictures_url == url.rstrip("/") + "/"


@pytest.mark.parametrize(("port", "fine"), [(0, True), (65535, True), (-1, False), (65536, False)])
def test_a_port_is_one(port: int, fine: bool) -> None:
    if fine:
        assert read_settings(_env_file=None, **GOOD, PICTURES_PORT=port).pictures_port == port
    else:
        assert wrong(PICTURES_PORT=str(port)).startswith("PICTURES_PORT ")


def test_each_line_is_one_sentence() -> None:
    assert wrong(SLACK_API_URL="slack") == "SLACK_API_URL must start with https:// (or http://)."
    assert wrong(DATABASE_URL=" ").startswith("DATABASE_URL isn't a database address")
    assert (
        wrong(DATABASE_URL="mysql://h/d")
        == "DATABASE_URL must start with sqlite+aiosqlite:// or postgresql+asyncpg://."
    )


def test_settings_stay_as_they_were_read() -> None:
    with pytest.raises(ValueError, match="frozen"):
        read_settings(_env_file=None, **GOOD).log = "json"
