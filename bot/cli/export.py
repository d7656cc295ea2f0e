"""`limber export`: a workspace's breaks for a spreadsheet; nobody is named unless asked for."""

import csv
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import StringIO

from bot.cli.opened_store import opened_store
from bot.cli.run import CannotRun
from bot.core.settings import Settings
from bot.store.breaks import KEPT_FOR
from bot.store.past_breaks import PastBreak

COLUMNS = ("workspace", "channel", "due (UTC)", "state", "stretches", "joined", "finished")
NAMES = "who joined"


async def export(settings: Settings, workspace: str, since: datetime, now: datetime, names: bool) -> str:
    """Return CSV of the breaks due in a workspace from one time to another; raise CannotRun if there are none."""
    async with opened_store(settings) as store:
        found = await store.past_breaks.due_between(workspace, since, now)
    if not found:
        raise CannotRun(
            f"No breaks of {workspace} are stored since {since:%Y-%m-%d}. They're kept for {KEPT_FOR.days} days."
        )
    return as_csv(workspace, found, names)


def as_csv(workspace: str, some: Sequence[PastBreak], names: bool) -> str:
    """Return a row for each break, with how many joined and finished; with names, also the ids of those who joined.

    Whoever chose to be counted only is not named.
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((*COLUMNS, NAMES) if names else COLUMNS)
    writer.writerows((workspace, *_row(each, names)) for each in some)
    return text.getvalue()


def _row(one: PastBreak, names: bool) -> Iterator[str | int]:
    yield from (one.channel, f"{one.due_at:%Y-%m-%d %H:%M}", one.state, " ".join(one.slugs))
    yield from (one.joined_count, one.finished_count)
    if names:
        yield " ".join(one.joined)
