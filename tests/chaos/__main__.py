"""Attacks real processes and prints what came of it: `python -m tests.chaos [--seed 7] [--minutes 10] [attack …]`."""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from tests.chaos.attacks import ATTACKS, POSTGRESQL, Attack, Sizes, carried_out
from tests.chaos.table import Row, heading
from tests.chaos.world import Ground, postgresql

SIDE_BY_SIDE = 3
"""Attacks at once: most of them wait for a full minute most of the time."""
NO_POSTGRESQL = "There are no PostgreSQL binaries here, so the attacks on several processes are left out."

AGAIN = "python -m tests.chaos --seed 7 kills --sizes due=2000 kills=12"


def main() -> int:
    """Carry out each chosen attack at least once; return 1 if any showed something that should not be."""
    chosen = _arguments()
    attacks = [attack for attack in ATTACKS if attack.name in chosen.attacks or not chosen.attacks]
    with TemporaryDirectory(prefix="limber-chaos-", ignore_cleanup_errors=True) as folder:
        rows = _carried_out(Path(folder), attacks, chosen)
    failed = sum(bool(row.faults) for row in rows)
    print(f"\n{len(rows)} attacks, {failed} of which failed. One of them again: {AGAIN}")
    return int(failed > 0)


def _carried_out(folder: Path, attacks: Sequence[Attack], chosen: argparse.Namespace) -> list[Row]:
    needed = any(attack.database == POSTGRESQL for attack in attacks)
    with postgresql(folder) if needed else nullcontext() as server:
        if needed and server is None:
            print(NO_POSTGRESQL)
            attacks = [attack for attack in attacks if attack.database != POSTGRESQL]
        sizes = {name: int(size) for name, _, size in (word.partition("=") for word in chosen.sizes)}
        return asyncio.run(_run(Ground(folder, server), attacks, sizes, chosen.seed, chosen.minutes))


async def _run(ground: Ground, attacks: Sequence[Attack], sizes: Sizes, seed: int, minutes: float) -> list[Row]:
    """Carry out all attacks, a few side by side, and again with the next seeds for as long as the time allows."""
    began, rows = monotonic(), []
    await ground.prepare()
    print(heading(), flush=True)
    lane = asyncio.Semaphore(SIDE_BY_SIDE)

    async def attacked(attack: Attack, seed: int) -> None:
        async with lane:
            taken = max((row.seconds for row in rows if row.name == attack.name), default=0)
            if taken and monotonic() - began + taken > 60 * minutes:
                return
            rows.append(await carried_out(ground, attack, seed, {**attack.sizes, **sizes}))
            print(rows[-1], flush=True)

    before = -1
    while len(rows) > before:
        before = len(rows)
        await asyncio.gather(*(attacked(attack, seed) for attack in attacks))
        seed += 1
    return rows


def _arguments() -> argparse.Namespace:
    names = ", ".join(attack.name for attack in ATTACKS)
    parser = argparse.ArgumentParser(prog="chaos", description="Attacks real processes; says what came of it.")
    parser.add_argument("attacks", nargs="*", metavar="attack", help=f"which: {names}")
    parser.add_argument("--seed", type=int, default=7, help="what is random comes from it")
    parser.add_argument("--minutes", type=float, default=10, help="about how long; each attack is carried out once")
    parser.add_argument("--sizes", nargs="*", default=[], metavar="due=…", help="other sizes than the usual")
    chosen = parser.parse_args()
    if unknown := set(chosen.attacks) - {attack.name for attack in ATTACKS}:
        parser.error(f"there is no attack {', '.join(sorted(unknown))}")
    return chosen


if __name__ == "__main__":
    sys.exit(main())
