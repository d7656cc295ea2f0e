"""The attacks by name, their sizes, and how one is carried out."""

from asyncio import timeout
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from random import Random
from time import monotonic

from tests.chaos.answers import answers_that_are_none, closed_after_the_post
from tests.chaos.away import database_away, database_away_for_one_of_two
from tests.chaos.hanging import told_to_end_while_slack_hangs
from tests.chaos.holds import process_of_a_hold_killed, process_of_a_hold_told_to_end
from tests.chaos.kills import killed_again_and_again, one_of_several_killed
from tests.chaos.oracle import Account, Found
from tests.chaos.refusals import archived_channels, token_refused_for_a_while
from tests.chaos.table import Row
from tests.chaos.world import Ground, NotReached

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
MOST_SECONDS = 600
Sizes = Mapping[str, int]
HOLDS: Sizes = {"holds": 15, "within": 5}
FEW_HOLDS: Sizes = {"holds": 4, "within": 8}
"""Where it is tested, other tests keep the machine busy."""


@dataclass(frozen=True)
class Attack:
    """What is done to a world, on which database, in which sizes: those of a full run, and those of a short one."""

    name: str
    database: str
    act: Callable[..., Awaitable[Found]]
    sizes: Sizes
    short: Sizes | None = None
    """None: it is left out there."""


ATTACKS = (
    Attack("token", SQLITE, token_refused_for_a_while, {"due": 150, "fresh": 0}, {"due": 40, "fresh": 1}),
    Attack("cut-off", POSTGRESQL, database_away_for_one_of_two, {"due": 600, "fresh": 0}, {"due": 200, "fresh": 1}),
    Attack(
        "away", POSTGRESQL, database_away,
        {"due": 1000, "cuts": 2, "seconds": 5, "fresh": 0}, {"due": 120, "cuts": 1, "seconds": 1, "fresh": 1},
    ),
    Attack("answers", SQLITE, answers_that_are_none, {"due": 600, "fresh": 0}, {"due": 60, "fresh": 1}),
    Attack(
        "two", POSTGRESQL, one_of_several_killed,
        {"due": 1500, "processes": 2, "fresh": 0}, {"due": 240, "processes": 2, "fresh": 1},
    ),
    Attack("three", POSTGRESQL, one_of_several_killed, {"due": 1500, "processes": 3, "fresh": 0}),
    Attack("kills", SQLITE, killed_again_and_again, {"due": 2000, "kills": 12}, {"due": 200, "kills": 2}),
    Attack("kills-pg", POSTGRESQL, killed_again_and_again, {"due": 2000, "kills": 12}),
    Attack(
        "sigterm", SQLITE, told_to_end_while_slack_hangs,
        {"due": 600, "before": 200, "seconds": 8}, {"due": 100, "before": 20, "seconds": 1},
    ),
    Attack("closed", SQLITE, closed_after_the_post, {"due": 1500, "percent": 10}),
    Attack("archived", SQLITE, archived_channels, {"due": 600, "archived": 60}, {"due": 40, "archived": 5}),
    Attack("hold-kill", POSTGRESQL, process_of_a_hold_killed, HOLDS, FEW_HOLDS),
    Attack("hold-term", POSTGRESQL, process_of_a_hold_told_to_end, HOLDS, FEW_HOLDS),
)  # fmt: skip
"""The longest first: then several of them, side by side, take the least time."""


async def carried_out(ground: Ground, attack: Attack, seed: int, sizes: Sizes) -> Row:
    """Carry an attack out in a new world; what did not come true in time is a fault, too."""
    began = monotonic()
    rng = Random(f"{seed} {attack.name}")
    try:
        async with timeout(MOST_SECONDS), ground.world(attack.database == POSTGRESQL, rng) as world:
            found = await attack.act(world, rng, **sizes)
    except (NotReached, TimeoutError) as error:
        found = Found("not carried out to its end", 0, Account(0, 0), faults=[str(error) or "it took too long"])
    return Row(attack.name, attack.database, seed, sizes, found, monotonic() - began)
