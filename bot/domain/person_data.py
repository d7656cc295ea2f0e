"""Everything that is stored about one person: its rows by table, and what becomes of them as JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.actor import Actor

Row = Mapping[str, Any]
STORED = "what's stored"
UNSAFE = {character: f"\\u{character:04x}" for character in b"&<>`"}
"""What would mean something in a message of Slack, as JSON may write it, too."""
LONG_LINE = 1000
"""A longer row takes a line for each of its values: a message has room for some thousand characters."""


@dataclass(frozen=True)
class PersonData:
    """The rows about a person, by table; every table that may have any is there."""

    actor: Actor
    tables: Mapping[str, Sequence[Row]]

    def count(self, table: str, by: str | None = None) -> int:
        """Return how many rows a table has, or how many different values in a column."""
        rows = self.tables.get(table, ())
        return len({row[by] for row in rows}) if by else len(rows)

    def own(self, table: str) -> list[Row]:
        """Return the rows that stand for the person alone, and for no channel."""
        return [row for row in self.tables.get(table, ()) if row["channel"] == self.actor.user]

    def of_channels(self, table: str) -> list[Row]:
        """Return the rows that stand for a channel."""
        return [row for row in self.tables.get(table, ()) if row["channel"] != self.actor.user]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is stored."""
        return not any(self.tables.values())

    def shortened(self, rows: int) -> "PersonData":
        """Return so many rows of each table at most."""
        return replace(self, tables={name: some[:rows] for name, some in self.tables.items()})


def to_json(head: Row, stored: Mapping[str, Sequence[Row]]) -> str:
    """Return a JSON document with a line for each row, in ASCII and without what Slack would read."""
    lines = ["{", *(f"{_json(name)}: {_json(value)}," for name, value in head.items()), f"{_json(STORED)}: {{"]
    sections = [_section(name, rows) for name, rows in stored.items()]
    lines += [*",\n".join(sections).splitlines(), "}", "}"]
    return "\n".join(lines).translate(UNSAFE)


def _section(name: str, rows: Sequence[Row]) -> str:
    listed = ",\n".join(_json(row) for row in rows)
    return f"{_json(name)}: [\n{listed}\n]" if rows else f"{_json(name)}: []"


def _json(value: Any) -> str:
    line = json.dumps(value)
    return line if len(line) <= LONG_LINE else json.dumps(value, indent=0)
