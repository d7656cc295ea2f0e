"""The closing lines of breaks: chosen once for each, so that a closing that is done again shows the same line."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.breaks import Break
from bot.store.tables.of_breaks import breaks

ChooseLine = Callable[[int | None], int]
"""Chooses a break's closing line, given the previous one of its channel."""
SAVE = update(breaks).where(breaks.c.id == bindparam("of_id")).values(closing_line=bindparam("line"))


async def with_closing_lines(connection: AsyncConnection, taken: Sequence[Break], choose: ChooseLine) -> list[Break]:
    """Return these breaks with their closing lines, within a transaction; those that have none yet get one."""
    if not taken:
        return []
    previous = await _previous_lines(connection, [break_.id for break_ in taken])
    lines: dict[str, int] = {}
    for break_ in sorted(taken, key=lambda each: each.due_at):
        here = break_.team, break_.channel
        line = choose(previous.get(here)) if break_.closing_line is None else break_.closing_line
        lines[break_.id] = previous[here] = line
    await connection.execute(SAVE, [{"of_id": id, "line": line} for id, line in lines.items()])
    return [replace(break_, closing_line=lines[break_.id]) for break_ in taken]


async def _previous_lines(connection: AsyncConnection, ids: Sequence[str]) -> dict[tuple[str, str], int]:
    """Return the latest closing line in the channel of each of these breaks, by workspace and channel."""
    earlier = breaks.alias()
    same_channel = (earlier.c.team == breaks.c.team) & (earlier.c.channel == breaks.c.channel)
    latest = select(earlier.c.closing_line).where(same_channel, earlier.c.closing_line.is_not(None))
    line = latest.order_by(earlier.c.due_at.desc()).limit(1).scalar_subquery()
    rows = await connection.execute(select(breaks.c.team, breaks.c.channel, line).where(breaks.c.id.in_(ids)))
    return {(team, channel): line for team, channel, line in rows if line is not None}
