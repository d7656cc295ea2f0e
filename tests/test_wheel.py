"""What `pip install .` brings: one package with all that the bot needs, which works far from any checkout."""

import asyncio
import os
import signal
import sys
import sysconfig
import venv
from asyncio.subprocess import PIPE, STDOUT, Process
from pathlib import Path
from subprocess import run
from zipfile import ZipFile

import pytest
from bot_process import said

from bot import __version__
from bot.core.settings import ROOT

pytestmark = pytest.mark.slow
PIP = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout with what the tests' environment has: no network."""
    folder = tmp_path_factory.mktemp("wheel")
    build = ("wheel", "--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT))
    run([*PIP, *build], check=True)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that has the wheel, and lends from the tests' environment what it depends on."""
    folder = tmp_path_factory.mktemp("somewhere") / "environment"
    venv.create(folder, with_pip=False, symlinks=True)
    run([*PIP, "--python", str(folder), "install", "--no-deps", "--no-index", str(wheel)], check=True)
    [packages] = folder.glob("lib/python*/site-packages")
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return folder / "bin"


async def starts(program: Path, *words: str, folder: Path) -> Process:
    """Start a program of that environment in an unrelated folder, with no settings."""
    environ = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    return await asyncio.create_subprocess_exec(program, *words, cwd=folder, env=environ, stdout=PIPE, stderr=STDOUT)


def test_the_wheel_holds_one_package_with_the_exercises_and_the_manifest_in_it(wheel: Path) -> None:
    names = ZipFile(wheel).namelist()
    assert {name.partition("/")[0] for name in names} == {"bot", f"limber-{__version__}.dist-info"}
    assert {"bot/exercises/lower.yaml", "bot/app_manifest.yaml", "bot/playground/page/index.html"} <= set(names)
    assert "bot/exercises/pictures/cat-arch--sink.png" in names
    assert not [name for name in names if "/studio/" in name or name.endswith((".pyc", ".db", ".env"))]


async def test_what_runs_is_the_installed_package_and_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    question = "import bot.core.settings as it; print(it.__file__, it.EXERCISES, it.MANIFEST, sep='\\n')"
    answer = await said(await starts(installed / "python", "-c", question, folder=tmp_path))
    places = [Path(line) for line in answer.splitlines()]
    assert [place for place in places if not place.is_relative_to(installed.parent.resolve())] == []
    assert len(places) == 3


async def test_installed_it_plays_until_it_is_told_to_stop(installed: Path, tmp_path: Path) -> None:
    process = await starts(installed / "limber", "play", "--no-browser", "--port", "0", folder=tmp_path)
    ready = await asyncio.wait_for(process.stdout.readline(), 30)
    process.send_signal(signal.SIGTERM)
    rest = await said(process)
    assert ready.decode().startswith("Limber is ready: http://127.0.0.1:"), ready.decode() + rest
    assert process.returncode == 0, rest
    assert "Traceback" not in rest


async def test_installed_its_check_finds_the_exercises_and_misses_the_settings(installed: Path, tmp_path: Path) -> None:
    process = await starts(installed / "limber", "check", folder=tmp_path)
    lines = (await said(process)).splitlines()
    assert process.returncode == 1
    assert lines[0].startswith("ok     exercises: ")
    assert lines[1:3] == [
        "WRONG  settings: SLACK_BOT_TOKEN is missing.",
        "WRONG  settings: SLACK_APP_TOKEN is missing.",
    ]
    assert all(line.startswith("WRONG  ") for line in lines[3:])
