"""Everything that is stored about one person: its rows by table, and as a JSON document."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from bot.domain.actor import Actor

Row = Mapping[str, Any]
UNSAFE = {character: f"\\u{character:04x}" for character in b"&<>`"}
"""What would mean something in a message of Slack, as JSON may write it, too."""
LONG_TEXT = 1000
"""A longer text, a list of dates or exercises, is written as the list of its words."""
LONG_LINE = 1000
"""A longer row takes a line for each of its values: a message has room for some thousand characters."""
ABOUT = (
    "Everything that Limber stores about you, table by table. Times are in UTC. Left out: addresses, keys and numbers "
    "of windows with which Limber reaches Slack, and the name of its own process."
)


@dataclass(frozen=True)
class PersonData:
    """The rows about a person, by table; every table that may have any is there."""

    actor: Actor
    tables: Mapping[str, Sequence[Row]]
    note: str = ABOUT

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

    def shortened(self, rows: int, note: str) -> "PersonData":
        """Return so many rows of each table at most, with another note."""
        return replace(self, tables={name: some[:rows] for name, some in self.tables.items()}, note=note)


def to_json(data: PersonData, now: datetime) -> str:
    """Return everything as a JSON document with a line for each row, in ASCII and without what Slack would read."""
    head = {"about": data.note, "workspace": data.actor.team, "you": data.actor.user, "written_at": now}
    lines = ["{", *(f"{_json(name)}: {_json(value)}," for name, value in head.items()), '"stored": {']
    tables = [_table(name, rows) for name, rows in data.tables.items()]
    lines += [*",\n".join(tables).splitlines(), "}", "}"]
    return "\n".join(lines).translate(UNSAFE)


def _table(name: str, rows: Sequence[Row]) -> str:
    listed = ",\n".join(_json(dict(row)) for row in rows)
    return f"{_json(name)}: [\n{listed}\n]" if rows else f"{_json(name)}: []"


def _json(value: Any) -> str:
    line = json.dumps(_plain(value))
    return line if len(line) <= LONG_LINE else json.dumps(_plain(value), indent=0)


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="seconds")
        case dict():
            return {name: _plain(each) for name, each in value.items()}
        case str() if len(value) > LONG_TEXT:
            return value.split()
    return value
