"""`limber manifest`: what is printed can be pasted into Slack, before there are any secrets."""

import json
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner, Result

from bot.cli.main import app
from bot.core.manifest import manifest_for, read_manifest
from bot.core.settings import MANIFEST, WAYS
from bot.core.workflow_step import with_workflow_step

AT = "https://limber.example"
OAUTH = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "s"}


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings, neither in the environment nor in `.env`."""
    monkeypatch.chdir(tmp_path)
    for name in {name for names in WAYS.values() for name in names}:
        monkeypatch.delenv(name, raising=False)


def printed(*words: str, **environ: str) -> Result:
    return CliRunner().invoke(app, ["manifest", *words], env=environ)


def test_without_settings_it_is_the_file_for_socket_mode() -> None:
    assert printed().stdout == MANIFEST.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "environ", "way"),
    [
        (["--public-url", AT], {}, "http"),
        (["--public-url", AT], {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}, "http"),
        (["--public-url", AT, "--socket-mode"], {}, "socket-oauth"),
        ([], {"PUBLIC_URL": AT, "SLACK_SIGNING_SECRET": "s"}, "http"),
        ([], OAUTH | {"PUBLIC_URL": AT, "SLACK_APP_TOKEN": "xapp-1"}, "socket-oauth"),
        ([], {"PUBLIC_URL": AT, "SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}, "socket"),
        (["--socket-mode"], OAUTH | {"PUBLIC_URL": AT, "SLACK_SIGNING_SECRET": "s"}, "socket"),
    ],
)
def test_it_is_the_one_for_the_way_that_is_chosen(words: list[str], environ: dict[str, str], way: str) -> None:
    made = printed(*words, **environ)
    assert made.exit_code == 0, made.output
    assert yaml.safe_load(made.stdout) == manifest_for(way, read_manifest(), f"{AT}/")
    assert json.loads(printed(*words, "--json", **environ).stdout) == yaml.safe_load(made.stdout)


@pytest.mark.parametrize(("words", "way"), [([], "socket"), (["--public-url", AT], "http")])
def test_with_the_workflow_step_it_has_that_and_what_slack_asks_of_it(words: list[str], way: str) -> None:
    made = yaml.safe_load(printed("--workflow-step", *words).stdout)
    assert made == with_workflow_step(manifest_for(way, read_manifest(), f"{AT}/"))
    assert made["settings"]["function_runtime"] == "remote"
    assert made["settings"]["org_deploy_enabled"] is True


@pytest.mark.parametrize(
    ("words", "environ", "sentence"),
    [
        ([], {"SLACK_SIGNING_SECRET": "s"}, "PUBLIC_URL is missing. Set it, or add --public-url https://…"),
        (["--public-url", "http://limber.example"], {}, "PUBLIC_URL must start with https://, since Slack calls no"),
        (["--public-url", "limber.example"], {}, "PUBLIC_URL must start with https:// (or http://)."),
        (["--public-url", AT], {"PORT": "many"}, "PORT "),
    ],
)
def test_what_it_cannot_be_made_from_is_said(words: list[str], environ: dict[str, str], sentence: str) -> None:
    refused = printed(*words, **environ)
    assert refused.exit_code == 1
    assert refused.output.startswith(f"Can't make the manifest.\n{sentence}")
