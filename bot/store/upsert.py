"""Inserts that do nothing, or change the row, where the primary key is taken; in both dialects."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection


def dialect_insert(connection: AsyncConnection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """Return an INSERT into this table that knows ON CONFLICT."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


async def upsert(connection: AsyncConnection, table: Table, row: Mapping[str, Any], change: Sequence[str] = ()) -> bool:
    """Insert a row, or change these columns of the one that is there; return whether it was new or changed."""
    insert = dialect_insert(connection, table).values(row)
    keys = [column.name for column in table.primary_key]
    if change:
        statement = insert.on_conflict_do_update(index_elements=keys, set_={name: row[name] for name in change})
    else:
        statement = insert.on_conflict_do_nothing(index_elements=keys)
    return (await connection.execute(statement)).rowcount == 1


async def upsert_many(
    connection: AsyncConnection, table: Table, rows: Sequence[Mapping[str, Any]], change: Sequence[str]
) -> None:
    """Insert rows, or change these columns of those that are there, with one statement."""
    if not rows:
        return
    insert = dialect_insert(connection, table)
    keys = [column.name for column in table.primary_key]
    changes = {name: insert.excluded[name] for name in change}
    await connection.execute(insert.on_conflict_do_update(index_elements=keys, set_=changes), rows)
