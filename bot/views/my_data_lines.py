"""The lines of *My data*: the person's own figures, what each is for, and for how long it is kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from bot.domain.formatting import join_words, times_in_words
from bot.domain.person_data import PersonData
from bot.domain.reader import HourCycle

QUARTER, YEAR = "90 days", "13 months"
UNTIL_DELETED = "until you delete it"


@dataclass(frozen=True)
class Counted:
    """What is counted in one table, by different values of a column or by rows."""

    table: str
    one: str
    many: str
    why: str
    kept: str
    unused: str = ""
    """What it is called where there is none."""
    by: str | None = None

    def line(self, data: PersonData) -> str:
        """Return its line, "" where there is none."""
        count = data.count(self.table, self.by)
        what = self.one if count == 1 else f"{count:,} {self.many}"
        return _line(what, self.why, self.kept) if count else ""


FIRST = (
    Counted(
        "dones", "1 stretch you finished", "stretches you finished", "to count your week and vary what comes next",
        QUARTER, "finished stretches", by="ref",
    ),
    Counted(
        "done_weeks", "1 earlier week, as a number of days", "earlier weeks, each as a number of days", "for your goal",
        YEAR,
    ),
    Counted("shown", "1 stretch you've been shown", "stretches you've been shown", "so you see others, too", YEAR),
    Counted(
        "introductions", "1 stretch whose cautions you've read", "stretches whose cautions you've read",
        "so you needn't read them each time", YEAR,
    ),
    Counted(
        "feelings", "1 answer on how it felt", "answers on how it felt", "to leave out what felt worse", QUARTER,
        "how it felt", by="ref",
    ),
    Counted(
        "hidden", "1 hidden stretch, without the reason", "hidden stretches, without the reason",
        "so they don't come up", "until you show them again", "hidden stretches",
    ),
    Counted("preferences", "your set-up", "", "so what I show suits you", UNTIL_DELETED, "your set-up"),
)  # fmt: skip
LAST = (
    Counted(
        "joins", "1 break you joined", "breaks you joined", "for the list of who's in", QUARTER, "breaks you joined"
    ),
    Counted(
        "reminders", "1 reminder of a break, on its way", "reminders of breaks, on their way", "to send it",
        "until it's sent",
    ),
    Counted("sessions", "1 stretch in the guide", "stretches in the guide", "so you can resume", "about a day"),
    Counted(
        "people", "your time zone and language in Slack, and when you opened my Home", "",
        "for your week and your clock", UNTIL_DELETED,
    ),
    Counted("installations", "that you installed me", "", "so it's known whom to ask", "until I'm removed"),
)  # fmt: skip


def stored_lines(data: PersonData, cycle: HourCycle) -> list[str]:
    """Return a line for everything that is stored."""
    lines = [
        *(counted.line(data) for counted in FIRST),
        *_reminder_lines(data, cycle),
        *_channel_lines(data),
        *(counted.line(data) for counted in LAST),
    ]
    return [line for line in lines if line]


def unused_line(data: PersonData) -> str:
    """Return what could be stored and is not, or ""."""
    names = [each.unused for each in (*FIRST, *LAST) if each.unused and not data.count(each.table)]
    names += [] if data.own("timetables") else ["your own reminders"]
    return f"Not stored now: {join_words(names)}." if names else ""


def _reminder_lines(data: PersonData, cycle: HourCycle) -> Iterator[str]:
    for row in data.own("timetables"):
        times = times_in_words(_times(row), cycle)
        yield _line(f"your reminders at {times}", "to send them", "until you stop them")
    if sent := len(data.own("breaks")):
        what = "1 reminder I sent you" if sent == 1 else f"{sent} reminders I sent you"
        yield _line(what, "so none comes twice", QUARTER)


def _channel_lines(data: PersonData) -> Iterator[str]:
    if channels := len(data.of_channels("timetables")):
        where = "1 channel" if channels == 1 else f"{channels} channels"
        yield _line(f"that you set up breaks in {where}", "so people know whom to ask", "until they're turned off")
    if started := len(data.of_channels("breaks")):
        what = "1 break you started" if started == 1 else f"{started} breaks you started"
        yield _line(what, "so people know whom to ask", QUARTER)


def _times(row: Mapping[str, Any]) -> list[time]:
    return [time.fromisoformat(at) for at in row["times"].split()]


def _line(what: str, why: str, kept: str) -> str:
    return f"*{what[:1].upper()}{what[1:]}* · {why} · {kept}"
