"""Ids of sessions, cards and processes, and what nobody may guess."""

from random import Random, SystemRandom


def random_id(rng: Random) -> str:
    """Return 64 random bits as 16 hexadecimal digits."""
    return f"{rng.getrandbits(64):016x}"


def random_secret(rng: SystemRandom) -> str:
    """Return 256 random bits as 64 hexadecimal digits; a seeded generator's could be guessed."""
    return f"{rng.getrandbits(256):064x}"
