"""The document with everything that is stored about a person, in words that they understand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from typing import Any

from bot.domain.breaks import MANUAL_PREFIX
from bot.domain.calendar_names import DAY_NAMES
from bot.domain.library import Library
from bot.domain.local_time import load_zone
from bot.domain.person_data import PersonData, Row
from bot.domain.routines import rounds_of
from bot.domain.timetable import UNTIL_RESUMED
from bot.views.home_mine import SHORT_KIT_NAMES
from bot.views.my_data_words import TABLES, TableWords

ABOUT = (
    "Everything that Limber stores about you. {clock} Channels have their Slack ids, since their names aren't stored. "
    "The same number means the same card, break or reminder. Left out: addresses, keys and numbers of windows with "
    "which Limber reaches Slack, and the name of its own process."
)
YOU = "you"
NO_WORDS = TableWords("", {})
STEPS, DAYS, NUMBERS = {"slug", "slugs", "swapped", "recent"}, {"days", "work_days"}, {"id", "ref", "break_id"}
"""Columns of exercises, of weekdays, and of ids that only tie rows together."""
LISTS = {"slugs", "recent", "times", "skip", "days_off", "kit", "scopes"}
"""Columns of words with blanks between them."""
PEOPLE = {"set_by", "installed_by", "channel"}

Sections = Mapping[str, Sequence[Row]]


@dataclass(frozen=True)
class MyDataDocument:
    """Writes it; what is shortened says so in `note`."""

    library: Library
    data: PersonData
    note: str = ""
    _numbers: dict[str, int] = field(default_factory=dict)

    def head(self, now: datetime) -> Mapping[str, str]:
        """Return what comes first: what this is, and about whom."""
        clock = f"Times are on the clock of {self._zone}." if self._zone is not UTC else "Times are in UTC."
        about = f"{ABOUT.format(clock=clock)} {self.note}".strip()
        actor = self.data.actor
        return {
            "about": about,
            "your Slack id": actor.user,
            "your workspace's Slack id": actor.team,
            "written": self._moment(now),
        }

    def sections(self) -> Sections:
        """Return all rows, by the title of their section; a section without any is there, too, but no empty value."""
        order = [*TABLES, *(name for name in self.data.tables if name not in TABLES)]
        return {
            title: [self._row(name, row) for row in rows]
            for name in order
            if name in self.data.tables
            for title, rows in self._titled(name)
        }

    def _titled(self, table: str) -> list[tuple[str, Sequence[Row]]]:
        words = TABLES.get(table, NO_WORDS)
        if not words.of_channels:
            return [(words.title or table, self.data.tables[table])]
        return [(words.title, self.data.own(table)), (words.of_channels, self.data.of_channels(table))]

    def _row(self, table: str, row: Row) -> Row:
        words = TABLES.get(table, NO_WORDS).columns
        ordered = [*(name for name in words if name in row), *(name for name in row if name not in words)]
        told = (name for name in ordered if row[name] is not None and (row[name] != "" or name in LISTS))
        return {words.get(name, name): self._value(name, row[name]) for name in told}

    def _value(self, column: str, value: Any) -> Any:
        if isinstance(value, datetime):
            return self._moment(value)
        if column in NUMBERS and isinstance(value, str):
            return self._numbers.setdefault(value, len(self._numbers) + 1)
        if column in PEOPLE and value == self.data.actor.user:
            return YOU
        if column == "slot" and str(value).startswith(MANUAL_PREFIX):
            return "at once"
        if column in LISTS and isinstance(value, str):
            value = value.split()
        if column in DAYS and isinstance(value, str):
            return [DAY_NAMES[int(day)] if day in "0123456" else day for day in value]
        return self._named(column, value)

    def _named(self, column: str, value: Any) -> Any:
        """Return the name that people know it by, or of each, if it is a list; itself where there is none."""
        if isinstance(value, list):
            return [self._named(column, each) for each in value]
        naming = self._naming.get(column)
        return naming(value) if naming and isinstance(value, str) else value

    @cached_property
    def _naming(self) -> Mapping[str, Callable[[str], str]]:
        return {
            **dict.fromkeys(STEPS, self._exercise),
            "kit": lambda slug: next((name for kit, name in SHORT_KIT_NAMES.items() if kit == slug), slug),
            "area": lambda slug: area.title if (area := self.library.area(slug)) else slug,
            "routine": lambda slug: routine.name if (routine := self.library.routine(slug)) else slug,
        }

    def _exercise(self, step: str) -> str:
        found, rounds = self.library.find(step), rounds_of(step)
        if not found:
            return step
        return f"{found.name}, {rounds} round{'' if rounds == 1 else 's'}" if rounds else found.name

    def _moment(self, at: datetime) -> str:
        return "until you resume" if at >= UNTIL_RESUMED else at.astimezone(self._zone).isoformat(timespec="seconds")

    @cached_property
    def _zone(self) -> tzinfo:
        """The person's own zone, UTC where that isn't known."""
        name = next((row["zone"] for row in self.data.tables.get("people", ()) if row.get("zone")), None)
        try:
            return load_zone(name) if name else UTC
        except ValueError:
            return UTC
