"""The job of composing a timer, and how it is done in a process of its own, so that nothing else waits."""

import asyncio
import json
import sys
from dataclasses import asdict, dataclass
from typing import Literal

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

    def to_json(self) -> str:
        """Return it as the argument of `python -m bot.pictures.compose`."""
        return json.dumps(asdict(self))


async def compose_apart(job: TimerJob) -> None:
    """Compose a timer in a process of its own; raise NotComposed or OSError."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.pictures.compose", job.to_json()),
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
