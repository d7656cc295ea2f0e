"""Workspaces in which nothing is posted any more, since Slack revoked the bot's token."""

from datetime import datetime

from sqlalchemy import delete, select

from bot.store.database import Database
from bot.store.tables import workspaces
from bot.store.upsert import upsert


class Workspaces:
    """One method, one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def stop(self, team: str, reason: str, now: datetime) -> bool:
        """Stop posting there; return whether this call did."""
        async with self._database.writing() as connection:
            return await upsert(connection, workspaces, {"team": team, "stopped_at": now, "reason": reason})

    async def stopped(self) -> list[str]:
        """Return the workspaces that are stopped."""
        async with self._database.reading() as connection:
            return list((await connection.scalars(select(workspaces.c.team))).all())

    async def resume(self, team: str) -> bool:
        """Post there again; return whether posting was stopped."""
        async with self._database.writing() as connection:
            return (await connection.execute(delete(workspaces).where(workspaces.c.team == team))).rowcount == 1
