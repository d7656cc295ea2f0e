"""The actor of a request: one person in one workspace."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """The ids of a workspace and a user; `user` is empty for events without one, such as an uninstall."""

    team: str
    user: str
