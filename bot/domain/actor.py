"""Who acts: one person in one workspace."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """A person by Slack's ids; `user` is empty for events that no person brought about."""

    team: str
    user: str
