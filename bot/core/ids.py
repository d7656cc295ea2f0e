"""Ids: of sessions, cards and processes."""

from random import Random


def random_id(rng: Random) -> str:
    """Return 64 random bits as 16 hexadecimal digits."""
    return f"{rng.getrandbits(64):016x}"
