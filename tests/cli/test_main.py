"""The command line: what keeps a command from starting is said in words, with code 1."""

import socket
from pathlib import Path
from types import SimpleNamespace

import pytest
import typer
from lean_slack import APP, BOT
from typer.testing import CliRunner

from bot import __version__
from bot.cli.main import _said, app
from bot.cli.play import for_playground, free_port
from bot.cli.run import CannotRun, run
from bot.content import ContentError
from bot.core.settings import SettingsError, read_settings

ADDRESS = "http://127.0.0.1:9/"


def test_it_says_which_version_it_is() -> None:
    said = CliRunner().invoke(app, ["--version"])
    assert said.exit_code == 0
    assert said.output == f"limber {__version__}\n"


def test_without_a_word_it_names_its_commands() -> None:
    said = CliRunner().invoke(app, [])
    assert all(command in said.output for command in ("play", "run", "check", "draw", "claims"))


@pytest.mark.parametrize(
    "error", [SettingsError("why"), ContentError("why"), CannotRun("why"), OSError("why"), FileExistsError("why")]
)
def test_what_keeps_it_from_starting_is_said_and_has_code_one(
    error: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as exit_, _said("No."):
        raise error
    assert (exit_.value.exit_code, capsys.readouterr().err) == (1, f"No.\n{error}\n")


def test_claims_are_shown_of_all_or_of_one_as_text_or_as_csv() -> None:
    assert "Side neck stretch (side-neck-stretch)" in CliRunner().invoke(app, ["claims"]).output
    one = CliRunner().invoke(app, ["claims", "cat-arch", "--csv"]).output
    assert one.startswith("slug,name,")
    assert {line.partition(",")[0] for line in one.splitlines()[1:]} == {"cat-arch"}


def test_claims_of_what_is_unknown_are_a_sentence_and_code_one() -> None:
    said = CliRunner().invoke(app, ["claims", "cat-arhc"])
    assert said.exit_code == 1
    assert said.output == 'Can\'t show the claims.\nNothing is called "cat-arhc"; did you mean cat-arch?\n'


def test_a_bug_is_not_said_in_words() -> None:
    with pytest.raises(KeyError), _said():
        raise KeyError


def test_check_without_settings_says_what_is_wrong_and_has_code_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    result = CliRunner().invoke(app, ["check"])
    assert result.exit_code == 1
    assert "ok     exercises" in result.output
    assert "WRONG  settings: SLACK_BOT_TOKEN is missing." in result.output


@pytest.mark.parametrize("command", ["play --port 65536", "play --port -1", "play --speed 0", "draw", "nonsense"])
def test_what_makes_no_sense_is_refused(command: str) -> None:
    assert CliRunner().invoke(app, command.split()).exit_code == 2


async def test_a_database_that_cannot_be_opened_keeps_it_from_running() -> None:
    url = "sqlite+aiosqlite:////nowhere/at/all.db"
    settings = read_settings(_env_file=None, SLACK_BOT_TOKEN=BOT, SLACK_APP_TOKEN=APP, DATABASE_URL=url)
    with pytest.raises(CannotRun, match="I can't reach something I need: the folder /nowhere/at"):
        await run(settings)


def test_a_port_that_is_free_is_taken_and_another_one_otherwise() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        taken = server.getsockname()[1]
        other = free_port(taken)
    assert other not in (0, taken)
    assert free_port(other) == other


def test_the_playground_is_told_to_the_bot_as_settings() -> None:
    slack = SimpleNamespace(bot_token=BOT, app_token=APP, api_url=f"{ADDRESS}api/")
    drawn, plain = for_playground(slack, "sqlite:///x.db", 8123), for_playground(slack, "sqlite:///x.db")
    assert (drawn.pictures_url, drawn.pictures_port, drawn.pictures_host) == (
        "http://127.0.0.1:8123/",
        8123,
        "127.0.0.1",
    )
    assert (plain.pictures_url, plain.pictures_port) == (None, 0)
    assert (plain.api_url, plain.database_url) == (f"{ADDRESS}api/", "sqlite+aiosqlite:///x.db")
