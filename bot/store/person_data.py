"""Everything that is stored about one person, table by table: driven by the tables, so that none is forgotten."""

from sqlalchemy import ColumnElement, Table, and_, or_, select

from bot.domain.actor import Actor
from bot.domain.person_data import PersonData as Data
from bot.store.database import Database
from bot.store.of_person import installed_by
from bot.store.tables import metadata
from bot.store.tables.of_workspaces import installations

LEFT_OUT = frozenset({"response_url", "view_id", "bot_token", "claimed_by"})
"""With these Limber reaches Slack, or they name its process: nothing about the person."""
SAID_ONCE = frozenset({"team", "user"})
"""Who it is about, and where."""


class PersonData:
    """One method, one question."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def everything(self, actor: Actor) -> Data:
        """Return all rows about a person, of every table that has any about people."""
        found = {}
        async with self._database.reading() as connection:
            for table in metadata.sorted_tables:
                if (theirs := rows_about(table, actor)) is not None:
                    told = [column for column in table.columns if column.name not in LEFT_OUT | SAID_ONCE]
                    rows = await connection.execute(select(*told).where(theirs).order_by(*table.primary_key))
                    found[table.name] = [dict(row) for row in rows.mappings()]
        return Data(actor, found)


def rows_about(table: Table, actor: Actor) -> ColumnElement[bool] | None:
    """Return which rows of a table are about a person, None if none ever is."""
    if table is installations:
        return installed_by(actor)
    if "team" not in table.columns:
        return None
    named = [table.c[name] == actor.user for name in ("user", "set_by", "channel") if name in table.columns]
    return and_(table.c.team == actor.team, or_(*named)) if named else None
