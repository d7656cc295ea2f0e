"""Removals: workspaces that removed the bot, until what is stored of them is surely gone."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database
from bot.store.serving import serving_installations
from bot.store.tables.of_workspaces import removals
from bot.store.upsert import upsert


@dataclass(frozen=True)
class Removal:
    """A workspace that removed the bot, and when; `is_back`: it has an installation again."""

    team: str
    at: datetime
    is_back: bool


class Removals:
    """One method, one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self) -> list[Removal]:
        """Return the workspaces that removed the bot, and of which something may be stored still."""
        async with self._database.reading() as connection:
            rows = (await connection.execute(select(removals).order_by(removals.c.team))).all()
            serving = await serving_installations(connection, [row.team for row in rows])
        return [Removal(row.team, row.at, is_back=row.team in serving) for row in rows]

    async def forget(self, team: str) -> None:
        """Record that nothing is stored of a workspace any more, or that it has the bot again."""
        async with self._database.writing() as connection:
            await connection.execute(delete(removals).where(removals.c.team == team))


async def remember_removals(connection: AsyncConnection, teams: Collection[str], now: datetime) -> None:
    """Remember those of these workspaces that are left without any installation, within a transaction."""
    serving = await serving_installations(connection, teams)
    for team in set(teams) - serving.keys():
        await upsert(connection, removals, {"team": team, "at": now}, change=("at",))
