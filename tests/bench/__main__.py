"""Prints every figure that Limber is held to: `python tests/bench [--quick] [section …]`."""

import argparse
import asyncio
import os
import sys
import tempfile
import traceback
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any

from figures import Figure, medians, row

ROOT = Path(__file__).resolve().parents[2]
SECTIONS = (
    "commands", "http_commands", "home", "start", "memory_growth", "guide", "posts", "reminders", "tick", "roster"
)  # fmt: skip


def main() -> int:
    """Measure the chosen sections, one after the other; return 1 if one could not be measured."""
    parser = argparse.ArgumentParser(prog="bench", description="Measures Limber; nothing is asserted.")
    parser.add_argument("sections", nargs="*", metavar="section", help=f"what to measure: {', '.join(SECTIONS)}")
    parser.add_argument("--quick", action="store_true", help="small numbers, to see that it works")
    chosen = parser.parse_args()
    if unknown := set(chosen.sections) - set(SECTIONS):
        parser.error(f"there is no section {', '.join(sorted(unknown))}")
    sys.path.insert(0, str(ROOT))  # the bot may be installed or just be here
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} processors. Everything runs on this machine.")
    print(row("figure", " measured", "measured against", "ratio (its spread)", "aim"))
    figures = [_measured(name, chosen.quick) for name in chosen.sections or SECTIONS]
    with_aim = [figure for found in figures for figure in found or () if figure.aim]
    print(f"\nAims reached: {sum(figure.reached for figure in with_aim)} of {len(with_aim)}.")
    return int(None in figures)


def _measured(name: str, quick: bool) -> list[Figure] | None:
    """Measure one section as often as it wants, print the medians; None if that failed."""
    section = import_module(name)
    began = perf_counter()
    print(f"\n{section.TITLE}", flush=True)
    try:
        figures = medians([_run(section, quick) for _ in range(1 if quick else section.RUNS)])
    except Exception:  # the other sections can still be measured
        traceback.print_exc()
        print(f"  {name} could not be measured: the reason is above.")
        return None
    for figure in figures:
        print(figure.line())
    print(f"  ({perf_counter() - began:.0f} s)", flush=True)
    return figures


def _run(section: Any, quick: bool) -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="limber-bench-", ignore_cleanup_errors=True) as folder:
        return asyncio.run(section.measure(quick, Path(folder)))


if __name__ == "__main__":
    sys.exit(main())
