"""`limber key` and `limber rotate-keys`: tokens get the newest key, and what goes wrong is a sentence."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lean_slack import APP, BOT
from typer.testing import CliRunner, Result

from bot.cli.main import app
from bot.cli.rotate_keys import rotate_keys, said
from bot.core.settings import Settings, read_settings
from bot.domain.installation import Installation
from bot.store import open_store
from bot.store.cipher import Cipher, new_key
from bot.store.installations import Installations, Rotation

KEY = "a2V5LWtleS1rZXkta2V5LWtleS1rZXkta2V5LWtleS0="
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def environment(url: str, keys: str = "") -> dict[str, str]:
    return {"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP, "DATABASE_URL": url, "LIMBER_SECRET_KEYS": keys}


def settings(url: str, keys: str = "") -> Settings:
    return read_settings(_env_file=None, **environment(url, keys))


async def installed(url: str, key: str, *teams: str) -> None:
    async with open_store(url) as store:
        for team in teams:
            one = Installation("A1", None, team, f"xoxb-{team}", "B1", "U0", frozenset({"commands"}), "U9", NOW)
            await Installations(store.database, Cipher([key])).save(one)


async def tokens(url: str, key: str) -> list[str]:
    async with open_store(url) as store:
        return [each.bot_token async for each in Installations(store.database, Cipher([key]))]


def limber(*words: str, **environ: str) -> Result:
    return CliRunner().invoke(app, words, env=environ)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'limber.db'}"
    return request.getfixturevalue("postgres_url")


def test_a_new_key_is_printed_alone_and_works() -> None:
    printed = limber("key").output
    assert Cipher([printed.removesuffix("\n")])
    assert limber("key").output != printed


async def test_after_it_only_the_newest_key_is_needed(url: str) -> None:
    old, new = new_key(), new_key()
    await installed(url, old, "T1", "T2")
    assert await rotate_keys(settings(url, f"{new},{old}")) == Rotation(2, ())
    assert await tokens(url, new) == ["xoxb-T1", "xoxb-T2"]


def test_the_command_says_how_many(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    result = limber("rotate-keys", **environment("sqlite:///limber.db"))
    assert (result.exit_code, result.output) == (0, "Re-encrypted 0 tokens with the newest key.\n")


@pytest.mark.parametrize(
    ("rotation", "words"),
    [
        (Rotation(1, ()), "Re-encrypted 1 token with the newest key."),
        (Rotation(12, ("T1", "E2")), "Re-encrypted 12 tokens with the newest key.\nNo key opens those of T1, E2. "),
    ],
)
def test_what_became_of_them_is_said_in_words(rotation: Rotation, words: str) -> None:
    assert said(rotation).startswith(words)


@pytest.mark.parametrize(
    ("url", "keys", "why"),
    [
        ("postgresql://limber@127.0.0.1:9/none", "", "LIMBER_SECRET_KEYS is missing. With PostgreSQL"),
        ("postgresql://limber@127.0.0.1:9/none", KEY, "I can't reach the database: "),
        ("sqlite:///limber.db", "nonsense", "Key 1 in LIMBER_SECRET_KEYS isn't one"),
        ("sqlite:////nowhere/at/all.db", "", "the folder /nowhere/at for the database doesn't exist"),
    ],
)
def test_what_keeps_it_from_rotating_is_a_sentence_and_code_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, url: str, keys: str, why: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = limber("rotate-keys", **environment(url, keys))
    assert result.exit_code == 1
    assert result.output.startswith(f"Can't rotate the keys.\n{why}")
    assert "Traceback" not in result.output
    assert isinstance(result.exception, SystemExit)


def test_a_token_that_stays_unreadable_is_named_with_code_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    url = "sqlite+aiosqlite:///limber.db"
    asyncio.run(installed(url, new_key(), "T1"))
    result = limber("rotate-keys", **environment(url, KEY))
    assert result.exit_code == 1
    assert "No key opens those of T1." in result.output
