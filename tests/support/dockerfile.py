"""Carries out a Dockerfile as far as that goes without containers: what it copies and runs, in a folder."""

import re
import shlex
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

INSTRUCTION = re.compile(r"^([A-Z]+)\s+(.+)$", re.MULTILINE)
FOR_BUILDKIT = re.compile(r"--mount=\S+\s*")


@dataclass
class Stage:
    """What follows one FROM."""

    image: str
    steps: list[tuple[str, str]] = field(default_factory=list)

    def values(self, instruction: str) -> list[str]:
        """Return what stands behind each instruction of this kind."""
        return [value for name, value in self.steps if name == instruction]

    @property
    def environ(self) -> dict[str, str]:
        """The variables that it sets."""
        pairs = (pair.partition("=") for value in self.values("ENV") for pair in shlex.split(value))
        return {name: value for name, _, value in pairs}


def stages(dockerfile: Path) -> list[Stage]:
    """Read a Dockerfile."""
    text = re.sub(r"^\s*#.*\n", "", dockerfile.read_text(encoding="utf-8"), flags=re.MULTILINE)
    found: list[Stage] = []
    for name, value in INSTRUCTION.findall(re.sub(r"\\\n\s*", "", text)):
        if name == "FROM":
            found.append(Stage(value))
        else:
            found[-1].steps.append((name, value))
    return found


@dataclass(frozen=True)
class Machine:
    """A folder in place of a container's root."""

    root: Path
    context: Path
    environ: dict[str, str]
    owner: str
    """Who may own files here, in place of the container's user, as chown takes it."""

    def carry_out(self, stage: Stage) -> None:
        """Copy and run what the stage says; raise CalledProcessError for a command that fails."""
        here = self.root
        for name, value in stage.steps:
            if name == "WORKDIR":
                here = self._place(value)
                here.mkdir(parents=True, exist_ok=True)
            elif name == "COPY" and not value.startswith("--from"):
                self._copy(*shlex.split(value), here=here)
            elif name == "RUN":
                subprocess.run(["sh", "-ec", self._here(value)], cwd=here, env=self.environ, check=True)

    def _copy(self, *names: str, here: Path) -> None:
        *sources, target = names
        for source in sources:
            if (self.context / source).is_dir():
                shutil.copytree(self.context / source, here / target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(self.context / source, here / target)

    def _here(self, command: str) -> str:
        """Return the command with this machine's folders and owner in place of the container's."""
        places = re.sub(r"(?<![\w.-])/(?=opt/|data\b)", f"{self.root}/", FOR_BUILDKIT.sub("", command))
        return re.sub(r"chown \d+:\d+", f"chown {self.owner}", places)

    def _place(self, path: str) -> Path:
        return self.root / path.lstrip("/")
