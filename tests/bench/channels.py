"""The channels that are posted to."""

from collections.abc import Iterator

OF_ONE_TEAM = 10
"""Channels of one workspace: Slack's limits, and so Limber's pace, count by workspace."""


def channels(count: int, of_one_team: int = OF_ONE_TEAM) -> Iterator[tuple[str, str]]:
    """So many channels, each with its workspace."""
    return ((f"T{number // of_one_team:05}", f"C{number:05}") for number in range(count))
