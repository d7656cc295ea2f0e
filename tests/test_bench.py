"""The benchmark, with small numbers: it works, and prints what it promises."""

import asyncio
import re
import sys

import pytest

from bot.core.settings import ROOT

FIGURE = re.compile(
    r"  \S.* +[\d.,]+ \S.* \| \S.* [\d.,]+ \S.* \| +[\d.,]+ x \| (no aim|aim at (most|least) .*: (NOT )?reached)"
)


@pytest.mark.slow
async def test_every_figure_is_printed_with_what_it_is_measured_against_the_ratio_and_the_aim() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "tests/bench", "--quick", "commands", "tick", cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    output, _ = await process.communicate()
    lines = [line for line in output.decode().splitlines() if " | " in line and "measured against" not in line]
    assert process.returncode == 0, output.decode()
    assert len(lines) == 13
    assert [line for line in lines if not FIGURE.fullmatch(line)] == []
