"""The benchmark, with small numbers: it works, and prints what it promises."""

import asyncio
import importlib
import re
import sys

import pytest

from bot.core.settings import ROOT

FIGURE = re.compile(
    r"  \S.* +[\d.,]+ \S.* \| \S.* [\d.,]+ \S.* \| +[\d.,]+ x +\| (no aim|aim at (most|least) .*: (NOT )?reached)"
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


def test_several_runs_are_one_line_of_medians_with_the_spread_of_the_ratios(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tests/bench"))
    figures = importlib.import_module("figures")
    aim = figures.Aim(3)
    runs = [[figures.Figure("card", mine, "ms", "bare", bare, aim)] for mine, bare in ((10, 5), (12, 3), (8, 4))]
    [figure] = figures.medians(runs)
    assert (figure.value, figure.against_value, figure.ratio, figure.reached) == (10, 4, 2, True)
    assert "| bare 4 ms " in figure.line()
    assert " 2 x      (2 to 4) | aim at most 3 times: reached" in figure.line()


@pytest.mark.slow
async def test_every_part_of_it_can_be_imported() -> None:
    """The sections that take minutes are not run here, but what they use of the bot exists."""
    names = sorted(file.stem for file in (ROOT / "tests/bench").glob("*.py") if not file.stem.startswith("__"))
    code = f"import sys; sys.path[:0] = ['tests/bench', '.']; import {', '.join(names)}"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, cwd=ROOT, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    output, _ = await process.communicate()
    assert process.returncode == 0, output.decode()
