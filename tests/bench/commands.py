"""From a slash command to its acknowledgement and to its card, beside a bare Bolt app."""

from collections.abc import Iterator
from pathlib import Path

from asking import Answered, Asking
from bots import BARE_BOLT, LIMBER, connected, crowd, pretend_slack
from figures import Aim, Figure, percentile

TITLE = "commands: /stretch lower, `limber run` beside a bare Bolt app (ack, then a constant text), each a process"
TEXT = "/stretch lower"
PEOPLE, QUICK_PEOPLE = 100, 20
RUNS = 3
ROUNDS, QUICK_ROUNDS = 2, 1
BURSTS = 4
"""How often all people type at once in a round; one at a time, each of them types once or twice."""
TOGETHER_AIMS = {("ack", 99): Aim(1.5), ("card", 50): Aim(3)}
CARD_ALONE = Aim(2.5)


async def measure(quick: bool, folder: Path) -> list[Figure]:
    """Let both answer the same commands, in turns."""
    users = crowd(QUICK_PEOPLE if quick else PEOPLE)
    async with (
        pretend_slack(len(users)) as slack,
        pretend_slack(len(users)) as other,
        connected(slack, folder / "limber", *LIMBER),
        connected(other, folder / "bare", *BARE_BOLT),
    ):
        return list(figures_of(*await rounds(Asking(slack), Asking(other), users, quick)))


Times = dict[str, list[Answered]]
ALONE, TOGETHER = "one at a time", "{} at a time"


async def rounds(limber: Asking, bare: Asking, users: list[str], quick: bool) -> tuple[Times, Times]:
    together = TOGETHER.format(len(users))
    mine: Times = {ALONE: [], together: []}
    theirs: Times = {ALONE: [], together: []}
    pairs = [(limber, mine), (bare, theirs)]
    for asking, _ in pairs:  # warm up: first notes, first pages of code and database
        await asking.one_at_a_time(users[:20], TEXT)
        await asking.all_at_once(users, TEXT)
    for _ in range(QUICK_ROUNDS if quick else ROUNDS):
        for asking, times in pairs:
            times[ALONE] += await asking.one_at_a_time(users * 2, TEXT)
            for _ in range(BURSTS):
                times[together] += await asking.all_at_once(users, TEXT)
        pairs.reverse()
    return mine, theirs


def figures_of(limber: Times, bare: Times, card_alone: Aim = CARD_ALONE) -> Iterator[Figure]:
    for how, times in limber.items():
        aims = TOGETHER_AIMS | ({("card", 50): card_alone} if how == ALONE else {})
        for what in ("ack", "card"):
            for p in (50, 99):
                mine, theirs = (
                    1000 * percentile([getattr(each, what) for each in all_], p) for all_ in (times, bare[how])
                )
                name = f"{what}, {how}, p{p} of {len(times):,}"
                yield Figure(name, mine, "ms", "bare Bolt", theirs, aims.get((what, p)))
