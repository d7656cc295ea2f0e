"""A break's row: how it is written, and read."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.domain.breaks import OPEN_FOR, Break, BreakOrigin, break_id

FIELDS = (
    "id", "team", "channel", "slot", "due_at", "state", "set_by", "ts", "posted_at", "closes_at", "trouble",
    "closing_line", "personal", "posted_in", "answered_at",
)  # fmt: skip


def break_row(origin: BreakOrigin, slot: str, steps: Sequence[str], due_at: datetime, **more: Any) -> dict[str, Any]:
    """Return a break's row; `more` are the columns that say what is done with it."""
    row = {"team": origin.team, "channel": origin.channel, "slot": slot, "slugs": " ".join(steps), "due_at": due_at}
    row |= {"closes_at": due_at + OPEN_FOR, "closing_line": None}
    row |= {"id": break_id(origin.team, origin.channel, slot), "set_by": origin.set_by, "personal": origin.personal}
    row |= {"posted_in": None, "answered_at": None}
    row |= {"claimed_by": None, "claimed_at": None, "again_at": None, "posted_at": None, "ts": None, "trouble": None}
    return row | more


def break_from_row(row: Any) -> Break:
    """Return the break of a row."""
    return Break(slugs=tuple(row["slugs"].split()), **{name: row[name] for name in FIELDS})
