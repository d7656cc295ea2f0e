"""Fills a database with any number of timetables, fast: one for each minute of the day, and copies of them in SQL."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, String, cast, insert, literal, literal_column, select

from bot.domain.slots import next_slot
from bot.domain.timetable import EVERY_DAY, Timetable
from bot.store.database import Database
from bot.store.tables.of_breaks import timetables
from bot.store.timetable_rows import next_columns, timetable_columns

FIRST = datetime(2030, 1, 7, 12, tzinfo=UTC)
"""The minute in which the first of the due ones are due."""
DAY = 24 * 60
TEN = 10
MINUTE = timedelta(minutes=1)


async def fill(database: Database, rows: int, minutes: int) -> int:
    """Add so many timetables: ten due in each of so many minutes from FIRST, the others later that day; count them."""
    later = DAY - minutes
    copies = max((rows - TEN * minutes) // later, 1)
    async with database.writing() as connection:
        await connection.execute(insert(timetables), [_row(minute) for minute in range(DAY)])
        await connection.run_sync(_copy, TEN - 1, timetables.c.next_at < FIRST + minutes * MINUTE)
        await connection.run_sync(_copy, copies - 1, timetables.c.next_at >= FIRST + minutes * MINUTE)
        if database.locks_rows:
            await connection.exec_driver_sql("ANALYZE timetables")  # as PostgreSQL does by itself within a minute
    return TEN * minutes + copies * later


async def set_up_at_once(
    database: Database, channels: Iterable[tuple[str, str]], minute: int, personal: bool = False
) -> None:
    """Give all of these channels, or people, a timetable in one transaction."""
    row = _row(minute, personal)
    rows = [row | {"team": team, "channel": channel} for team, channel in channels]
    async with database.writing() as connection:
        await connection.execute(insert(timetables), rows)


def _row(minute: int, personal: bool = False) -> dict[str, object]:
    at = FIRST + minute * MINUTE
    timetable = Timetable(days=EVERY_DAY, times=(at.time(),), zone="Etc/UTC", personal=personal)
    row = {"team": f"T{minute:04}", "channel": f"C{minute:04}", "set_by": "U0ANA", "set_at": FIRST, "recent": ""}
    return row | timetable_columns(timetable) | next_columns(next_slot(timetable, at - MINUTE)) | {"stopped": None}


def _copy(connection: Connection, times: int, which: object) -> None:
    if times < 1:
        return
    count = select(literal(1).label("n")).cte("count", recursive=True)
    count = count.union_all(select(count.c.n + literal_column("1")).where(count.c.n < times))
    original = literal_column("length(team)") == 5
    new = {"team": timetables.c.team + "N" + cast(count.c.n, String)}
    columns = [new.get(column.name, column) for column in timetables.c]
    chosen = select(*columns).select_from(timetables).join(count, literal(True)).where(which, original)
    connection.execute(insert(timetables).from_select([column.name for column in timetables.c], chosen))
