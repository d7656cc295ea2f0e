"""What the tests share: the real bot in the playground."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.play import Play, playing


@pytest.fixture
async def play(tmp_path: Path) -> AsyncIterator[Play]:
    """The bot, connected to a playground of its own."""
    async with playing(tmp_path) as opened:
        yield opened
