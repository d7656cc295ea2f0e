"""The command line itself."""

from typer.testing import CliRunner

from bot import __version__
from bot.cli.main import app


def test_it_says_which_version_it_is() -> None:
    said = CliRunner().invoke(app, ["--version"])
    assert said.exit_code == 0
    assert said.output == f"limber {__version__}\n"


def test_without_a_word_it_names_its_commands() -> None:
    said = CliRunner().invoke(app, [])
    assert all(command in said.output for command in ("play", "run", "check", "draw"))
