"""Composes one timer; `python -m bot.pictures.compose` does it in a process of its own, so that nothing else waits."""

import asyncio
import json
import os
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from bot.pictures.film import load_film
from bot.pictures.timer import timer_gif

FILE_MODE = 0o644
"""Lets a web server of another user read the files."""


MAX_SECONDS = 60.0
"""A process that takes longer hangs; a timeout is an OSError."""


class NotComposed(Exception):
    """The process that should compose a timer failed; its last words."""


@dataclass(frozen=True)
class TimerJob:
    """A timer to compose: of what, how long it runs, and the file that it goes to."""

    still: str
    strip: str | None
    file: str
    ready_seconds: int
    seconds: int
    motion: Literal["still", "to-and-fro"]
    pace: float


def compose(job: TimerJob) -> None:
    """Compose a timer; its file is written completely or not at all."""
    film = load_film(Path(job.strip) if job.strip else None, Path(job.still))
    content, path = timer_gif(film, job, job.ready_seconds), Path(job.file)
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    Path(temporary).chmod(FILE_MODE)
    Path(temporary).replace(path)


async def compose_apart(job: TimerJob) -> None:
    """Compose a timer in a process of its own; raise NotComposed or OSError."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", __name__, json.dumps(asdict(job))),
        stdin=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(MAX_SECONDS):
            _, said = await process.communicate()
    except BaseException:
        if process.returncode is None:
            process.kill()
        raise
    if process.returncode:
        raise NotComposed(said.decode(errors="replace").strip().rpartition("\n")[2])


if __name__ == "__main__":
    compose(TimerJob(**json.loads(sys.argv[1])))
