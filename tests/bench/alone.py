"""What runs as a process of its own, so that its memory and its share of the machine are its own."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bots import HERE, ended

from bot.core.settings import ROOT

PATIENCE = 240.0


async def alone(script: str, *words: object) -> dict[str, Any]:
    """Run one of the scripts here to its end; return what it measured."""
    process = await _started(script, *words)
    try:
        said, complaint = await asyncio.wait_for(process.communicate(), PATIENCE)
    finally:
        await ended(process)
    if process.returncode:
        raise RuntimeError(f"{script} failed:\n{complaint.decode()[-3000:]}")
    return json.loads(said.splitlines()[-1])


@asynccontextmanager
async def stand_in() -> AsyncIterator[str]:
    """The lean stand-in for Slack, running; its address."""
    process = await _started("stand_in.py")
    try:
        yield (await asyncio.wait_for(process.stdout.readline(), 20)).decode().strip()
    finally:
        await ended(process)


async def _started(script: str, *words: object) -> asyncio.subprocess.Process:
    environ = {"PATH": os.environ["PATH"], "HOME": str(Path.home()), "PYTHONPATH": str(ROOT)}
    pipe = asyncio.subprocess.PIPE
    command = [sys.executable, str(HERE / script), *map(str, words)]
    return await asyncio.create_subprocess_exec(*command, env=environ, stdout=pipe, stderr=pipe, limit=2**24)
