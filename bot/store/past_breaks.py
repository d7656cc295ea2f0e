"""The breaks that were, for an export."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import select

from bot.domain.breaks import State
from bot.domain.routines import slug_of
from bot.store.counted_only import is_unnamed, with_preferences
from bot.store.database import Database
from bot.store.tables.of_breaks import breaks, joins


@dataclass(frozen=True)
class PastBreak:
    """A break and who took part."""

    channel: str
    due_at: datetime
    state: State
    slugs: tuple[str, ...]
    joined: tuple[str, ...]
    """The ids of those who joined and may be named, in the order in which they came."""
    joined_count: int
    finished_count: int


class PastBreaks:
    """One method, one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def due_between(self, team: str, since: datetime, until: datetime) -> list[PastBreak]:
        """Return a workspace's team breaks that were due then, the oldest first."""
        query = (
            select(breaks.c.id, breaks.c.channel, breaks.c.due_at, breaks.c.state, breaks.c.slugs)
            .add_columns(joins.c.user, joins.c.done_at, is_unnamed().label("is_unnamed"))
            .select_from(with_preferences(breaks.outerjoin(joins)))
            .where(breaks.c.team == team, breaks.c.due_at.between(since, until), ~breaks.c.personal)
            .order_by(breaks.c.due_at, breaks.c.channel, breaks.c.id, joins.c.joined_at, joins.c.user)
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return [_past_break(list(each)) for _, each in groupby(rows, key=lambda row: row.id)]


def _past_break(rows: Sequence[Any]) -> PastBreak:
    """Read the rows of one break: one for each person, or one without a person."""
    first = rows[0]
    return PastBreak(
        channel=first.channel,
        due_at=first.due_at,
        state=first.state,
        slugs=tuple(slug_of(step) for step in first.slugs.split()),
        joined=tuple(row.user for row in rows if row.user and not row.is_unnamed),
        joined_count=sum(row.user is not None for row in rows),
        finished_count=sum(row.done_at is not None for row in rows),
    )
