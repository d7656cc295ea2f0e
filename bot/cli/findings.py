"""What `limber check` prints, and the log says at a start."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One line of the report."""

    fine: bool
    line: str
