"""Promises that the project makes about itself: order, names, manifest, README, migrations."""

import inspect
import logging
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports
from made_at_import import frozen_classes, made_at_import
from slack_bolt.kwargs_injection.async_args import AsyncArgs
from sqlalchemy import create_engine
from typer.main import get_command

from bot.app.bolt import LISTENER_ARGUMENTS, register_listeners
from bot.cli.main import app as command_line
from bot.core.manifest import read_manifest
from bot.core.settings import EXERCISES, ROOT, Settings
from bot.core.workflow_step import with_workflow_step

README = (ROOT / "README.md").read_text(encoding="utf-8")
manifest = read_manifest()


class Recorder:
    """Stands where Bolt's app stands and writes down what features register."""

    def __init__(self) -> None:
        self.listeners: list[tuple[str, object, object]] = []

    def __getattr__(self, kind: str):
        def register(name: object, matchers: object = ()):
            def listener(act: object) -> None:
                self.listeners.append((kind, name, act))
                self.listeners.extend(("matcher", name, matcher) for matcher in matchers)

            return listener

        return register


@pytest.fixture
def recorder() -> Recorder:
    """All listeners of all features."""
    recorder = Recorder()
    command = register_listeners(recorder)
    recorder.listeners.extend(("route", route, listener) for route, listener in command.listeners.items())
    return recorder


@pytest.fixture
def undisturbed() -> Iterator[None]:
    """Let loggers be as they were: import-linter configures its own, and disables all others that there are."""
    loggers = [each for each in logging.root.manager.loggerDict.values() if isinstance(each, logging.Logger)]
    before = [each.disabled for each in loggers]
    yield
    for each, disabled in zip(loggers, before, strict=True):
        each.disabled = disabled


@pytest.mark.usefixtures("undisturbed")
def test_imports_point_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS


def test_listeners_ask_only_for_what_bolt_or_the_app_hands_out(recorder: Recorder) -> None:
    known = set(AsyncArgs.__annotations__) | {"inputs"} | LISTENER_ARGUMENTS
    for _, name, act in recorder.listeners:
        for parameter in inspect.signature(act).parameters.values():
            assert parameter.name in known, f"{name}: {act.__name__} asks for {parameter.name}"
            assert parameter.kind is parameter.POSITIONAL_OR_KEYWORD, f"{name}: Bolt never fills {parameter.name}"


def test_the_manifest_and_the_listeners_name_the_same_commands_and_events(recorder: Recorder) -> None:
    commands = {name for kind, name, _ in recorder.listeners if kind == "command"}
    events = {name for kind, name, _ in recorder.listeners if kind == "event"}
    assert commands == {command["command"] for command in manifest["features"]["slash_commands"]}
    assert events == set(manifest["settings"]["event_subscriptions"]["bot_events"])


def test_the_manifest_with_the_workflow_step_and_the_listeners_name_the_same_functions(recorder: Recorder) -> None:
    functions, with_step = (
        {name for kind, name, _ in recorder.listeners if kind == "function"},
        with_workflow_step(manifest),
    )
    assert functions == set(with_step["functions"])
    told = set(with_step["settings"]["event_subscriptions"]["bot_events"])
    assert told - set(manifest["settings"]["event_subscriptions"]["bot_events"]) == {"function_executed"}
    assert "functions" not in manifest


def test_the_manifest_and_the_listeners_name_the_same_shortcuts(recorder: Recorder) -> None:
    shortcuts = {name for kind, name, _ in recorder.listeners if kind == "shortcut"}
    assert shortcuts == {each["callback_id"] for each in manifest["features"]["shortcuts"]}


def test_the_manifest_keeps_slacks_limits() -> None:
    about, features = manifest["display_information"], manifest["features"]
    assert len(about["name"]) <= 35
    assert len(about["description"]) <= 140
    assert len(features["bot_user"]["display_name"]) <= 80
    for command in features["slash_commands"]:
        assert len(command["command"]) <= 32
        assert len(command["usage_hint"]) <= 1000
    for shortcut in features["shortcuts"]:
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["description"]) <= 150


def test_the_manifest_asks_for_no_history_and_optional_scopes_are_asked_for(recorder: Recorder) -> None:
    scopes = manifest["oauth_config"]["scopes"]
    assert not [scope for scope in scopes["bot"] if scope.endswith(":history")]
    assert set(scopes["bot_optional"]) <= set(scopes["bot"])


def test_the_readme_names_every_command_and_setting() -> None:
    for name in get_command(command_line).commands:
        assert f"limber {name}" in README
    for field in Settings.model_fields.values():
        assert str(field.validation_alias) in README


def test_every_make_target_that_the_readme_names_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)`", README)) <= targets


def test_pictures_and_files_that_the_readme_shows_exist() -> None:
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


async def test_migrations_build_the_tables_of_today(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415
    from alembic.migration import MigrationContext  # noqa: PLC0415

    from bot.store.database import open_database  # noqa: PLC0415
    from bot.store.tables import metadata  # noqa: PLC0415

    database = open_database(f"sqlite+aiosqlite:///{tmp_path / 'limber.db'}")
    await database.migrate()
    await database.aclose()
    engine = create_engine(f"sqlite:///{tmp_path / 'limber.db'}")
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    engine.dispose()
    assert differences == []


def test_a_bot_that_runs_loads_nothing_that_it_seldom_needs() -> None:
    seldom = ("alembic", "PIL", "holidays", "cryptography", "bot.playground")
    program = f"import sys, bot.cli.main; print([name for name in {seldom} if name in sys.modules])"
    said = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout == "[]\n"


def test_no_module_has_more_than_two_hundred_lines() -> None:
    lines = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in (ROOT / "bot").rglob("*.py")}
    assert [f"{file}: {count}" for file, count in lines.items() if count > 200] == []


def test_nothing_is_made_at_import_but_constants() -> None:
    frozen = frozen_classes(ROOT / "bot")
    files = [file for file in (ROOT / "bot").rglob("*.py") if "migrations" not in file.parts]
    assert [call for file in files for call in made_at_import(file, ROOT, frozen)] == []


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("CACHE = Cache()", ["Cache"]),
        ("slack = sdk.client.AsyncWebClient(token='x')", ["sdk.client.AsyncWebClient"]),
        ("class A:\n    things: list = field(default_factory=list)\n    here = Path.cwd()", ["Path.cwd"]),
        ("def f(now: int = time.time()) -> None:\n    g()", ["time.time"]),
        ("def _new():\n    return Cache()\n\nIT = _new()", ["_new"]),
        ("@app.event('x')\ndef f():\n    pass", ["app.event"]),
        ("WORD = re.compile('x').pattern.join('ab')\nif __name__ == '__main__':\n    main()", []),
        ("TABLE = {'a': lambda: Cache()}", []),
    ],
)
def test_what_is_made_at_import_is_found(tmp_path: Path, source: str, made: list[str]) -> None:
    file = tmp_path / "module.py"
    file.write_text(source, encoding="utf-8")
    assert [call.partition(" ")[2] for call in made_at_import(file, tmp_path, frozenset())] == made


def test_exercises_are_served_from_the_folder_beside_the_bot() -> None:
    assert EXERCISES.is_dir()
