"""The settings: everything that is missing or wrong is named at once, and no secret is ever shown."""

import pytest

from bot.core.settings import SettingsError, read_settings

GOOD = {"SLACK_BOT_TOKEN": "xoxb-secret", "SLACK_APP_TOKEN": "xapp-secret"}


def wrong(**given: str) -> str:
    with pytest.raises(SettingsError) as error:
        read_settings(_env_file=None, **(GOOD | given))
    return str(error.value)


def test_everything_that_is_missing_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in GOOD:
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(SettingsError) as error:
        read_settings(_env_file=None)
    assert str(error.value).splitlines() == ["SLACK_BOT_TOKEN is missing.", "SLACK_APP_TOKEN is missing."]


def test_swapped_tokens_are_told_apart_and_never_shown() -> None:
    text = wrong(SLACK_BOT_TOKEN="xapp-secret", SLACK_APP_TOKEN="xoxb-secret")
    assert "SLACK_BOT_TOKEN must be the bot token, which starts with xoxb-" in text
    assert "SLACK_APP_TOKEN must be the app-level token, which starts with xapp-" in text
    assert "secret" not in text


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


@pytest.mark.parametrize("url", ["mysql://h/d", "nonsense", "http://example"])
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
    assert "secret" not in repr(read_settings(_env_file=None, **GOOD))
