"""What is shipped to run Limber with Docker or systemd: what can be known of it without either of them."""

import asyncio
import json
import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from bot_process import pretend_slack, running
from dockerfile import Machine, stages

from bot import __version__
from bot.app.shutdown import DRAIN_SECONDS
from bot.cli.play import free_port
from bot.core.settings import ROOT, Settings

DEPLOY = ROOT / "deploy"
DOCKERFILE, COMPOSE, UNIT = DEPLOY / "Dockerfile", DEPLOY / "compose.yaml", DEPLOY / "limber.service"
SHUTDOWN_SECONDS = 3 * DRAIN_SECONDS
"""Enough for what is in flight, for the messages that are to be edited, and for the connections."""
MOST_EXPOSED = 20
"""Of systemd's 100, for the whole unit; a service without any protection has 96."""
SETTINGS = {str(field.validation_alias) for field in Settings.model_fields.values()}


def tool(name: str) -> str:
    """The path of a program that comes with the tests' packages, or with the system."""
    beside = Path(sys.executable).with_name(name)
    path = str(beside) if beside.exists() else shutil.which(name)
    if path is None and os.environ.get("CI"):
        pytest.fail(f"CI is set, but there is no {name}.")
    return path or pytest.skip(f"there is no {name} here")


def passes(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def compose() -> dict:
    return yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["services"]


@pytest.fixture(scope="module")
def unit() -> dict[str, str]:
    lines = UNIT.read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))


def test_hadolint_has_nothing_to_say_of_the_dockerfile() -> None:
    passes(tool("hadolint"), str(DOCKERFILE))


def test_the_compose_file_keeps_to_the_schema_of_compose_files() -> None:
    passes(tool("check-jsonschema"), "--builtin-schema", "vendor.compose-spec", str(COMPOSE))


def test_systemd_understands_the_unit_and_calls_it_well_protected(tmp_path: Path) -> None:
    program = tmp_path / "opt/.venv/bin/limber"
    program.parent.mkdir(parents=True)
    program.touch(0o755)
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    moved = tmp_path / "limber.service"
    moved.write_text(UNIT.read_text(encoding="utf-8").replace("/opt/limber", str(tmp_path / "opt")), encoding="utf-8")
    analyze = tool("systemd-analyze")
    passes(analyze, "verify", "--man=no", str(moved))
    passes(analyze, "security", "--offline=true", f"--threshold={MOST_EXPOSED}", "--no-pager", str(moved))


@pytest.mark.slow
def test_what_the_dockerfile_copies_and_runs_makes_a_limber_that_works(tmp_path: Path) -> None:
    build, image = stages(DOCKERFILE)
    own = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "HOME": os.environ["HOME"]}
    registry = {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
    machine = Machine(tmp_path, ROOT, own | registry, f"{os.getuid()}:{os.getgid()}")
    for stage in (build, image):
        machine.carry_out(stage)
    [copied] = [value for value in image.values("COPY") if value.startswith("--from=build")]
    assert copied.split()[1:] == ["/opt/limber", "/opt/limber"]
    [command] = image.values("CMD")
    program, *_ = json.loads(command)
    found = tmp_path / image.environ["PATH"].split(":")[0].lstrip("/") / program
    for words, said in (["--version"], f"limber {__version__}"), (["check"], "ok     exercises: "):
        answer = subprocess.run([found, *words], cwd=tmp_path / "data", env={}, capture_output=True, text=True)
        assert said in answer.stdout, answer.stderr


@pytest.mark.slow
async def test_the_healthcheck_fails_until_limber_is_well(tmp_path: Path) -> None:
    *_, image = stages(DOCKERFILE)
    asked = image.values("HEALTHCHECK")[0].partition("CMD ")[2].replace(image.environ["LIMBER_OPS_PORT"], "{port}")
    port = free_port(0)
    python, *words = json.loads(asked.replace("{port}", str(port)))

    async def is_healthy() -> bool:
        process = await asyncio.create_subprocess_exec(sys.executable, *words, stderr=asyncio.subprocess.DEVNULL)
        return await process.wait() == 0

    assert python == "python"
    assert not await is_healthy()
    async with pretend_slack() as slack, running(slack, tmp_path, LIMBER_OPS_PORT=str(port)):
        assert await is_healthy()


def test_the_image_is_slim_stops_when_told_and_is_not_roots() -> None:
    build, image = stages(DOCKERFILE)
    assert build.image == f"{image.image} AS build"
    assert image.image.endswith("-slim")
    [user] = image.values("USER")
    assert int(user.partition(":")[0]) >= 1000
    assert f"chown {user} " in image.values("RUN")[0]
    assert image.values("STOPSIGNAL") == ["SIGTERM"]
    # As a list, so that the signal reaches Limber and no shell.
    assert json.loads(image.values("CMD")[0]) == ["limber", "run"]


def test_the_image_sets_what_is_a_setting_and_asks_for_its_health_where_it_is_told() -> None:
    *_, image = stages(DOCKERFILE)
    environ = image.environ
    assert set(environ) - {"PATH", "HOME"} <= SETTINGS
    assert f"http://127.0.0.1:{environ['LIMBER_OPS_PORT']}/healthz" in image.values("HEALTHCHECK")[0]
    assert environ["DATABASE_URL"].startswith(f"sqlite+aiosqlite:///{environ['HOME']}/")
    assert image.values("VOLUME") == image.values("WORKDIR") == [environ["HOME"]]
    ports = [str(Settings.model_fields[name].default) for name in ("port", "pictures_port")]
    assert image.values("EXPOSE")[0].split() == ports


def test_nothing_reaches_a_build_but_what_it_copies() -> None:
    build, _ = stages(DOCKERFILE)
    copied = {name for value in build.values("COPY") for name in shlex.split(value)[:-1]}
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    assert rules[0] == "*"
    assert {rule[1:] for rule in rules if rule.startswith("!")} == copied
    assert [name for name in copied if not (ROOT / name).exists()] == []


def test_both_containers_come_back_tell_their_health_and_have_time_to_stop(compose: dict) -> None:
    assert {service["restart"] for service in compose.values()} == {"unless-stopped"}
    assert compose["limber"]["depends_on"] == {"postgres": {"condition": "service_healthy"}}
    assert "pg_isready" in compose["postgres"]["healthcheck"]["test"]
    assert int(compose["limber"]["stop_grace_period"].removesuffix("s")) > SHUTDOWN_SECONDS
    build = compose["limber"]["build"]
    assert (DEPLOY / build["context"]).resolve() == ROOT.resolve()
    assert ROOT / build["dockerfile"] == DOCKERFILE


def test_secrets_are_in_a_file_that_is_not_committed(compose: dict) -> None:
    assert compose["limber"]["env_file"] == ".env"
    assert ".env" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    example = (DEPLOY / "env.example").read_text(encoding="utf-8")
    names = re.findall(r"^(\w+)=(.*)$", example, re.MULTILINE)
    assert {name for name, _ in names} - SETTINGS == {"POSTGRES_PASSWORD"}
    assert [value for _, value in names if value] == []
    asked = set(re.findall(r"\$\{(\w+):\?", COMPOSE.read_text(encoding="utf-8")))
    assert asked == {"POSTGRES_PASSWORD"}


def test_only_what_may_be_written_is_writable(compose: dict) -> None:
    *_, image = stages(DOCKERFILE)
    limber = compose["limber"]
    assert limber["read_only"] is True
    assert limber["volumes"] == [f"limber:{image.environ['HOME']}"]
    assert limber["cap_drop"] == ["ALL"]
    assert all(port.startswith("127.0.0.1:") for port in limber["ports"])


def test_the_unit_lets_it_finish_and_write_in_its_folder(unit: dict[str, str]) -> None:
    assert int(unit["TimeoutStopSec"]) > SHUTDOWN_SECONDS
    assert unit["Environment"] == f"HOME={unit['WorkingDirectory']}"
    assert unit["ReadWritePaths"] == unit["WorkingDirectory"]
    assert unit["ExecStart"] == f"{unit['WorkingDirectory']}/.venv/bin/limber run"
    assert unit["User"] != "root"
