"""Workspaces in which nothing is posted for now, since Slack refused the bot's token or a permission."""

from datetime import datetime

from sqlalchemy import delete, select, update

from bot.domain.stopped_workspace import StoppedWorkspace, next_try
from bot.store.database import Database
from bot.store.tables.of_workspaces import workspaces
from bot.store.upsert import upsert


class Workspaces:
    """One method, one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def stop(self, team: str, reason: str, now: datetime) -> bool:
        """Stop posting there; return whether this call did."""
        row = {"team": team, "stopped_at": now, "reason": reason, "again_at": next_try(0, now), "attempts": 0}
        async with self._database.writing() as connection:
            return await upsert(connection, workspaces, row)

    async def find(self, team: str) -> StoppedWorkspace | None:
        """Return a workspace if it is stopped."""
        async with self._database.reading() as connection:
            row = (await connection.execute(select(workspaces).where(workspaces.c.team == team))).mappings().first()
            return StoppedWorkspace(**row) if row else None

    async def stopped(self) -> list[StoppedWorkspace]:
        """Return the workspaces that are stopped."""
        async with self._database.reading() as connection:
            rows = await connection.execute(select(workspaces).order_by(workspaces.c.team))
            return [StoppedWorkspace(**row) for row in rows.mappings()]

    async def postpone(self, stopped: StoppedWorkspace, now: datetime) -> None:
        """Record that the token was tried in vain."""
        attempts = stopped.attempts + 1
        later = update(workspaces).where(workspaces.c.team == stopped.team)
        async with self._database.writing() as connection:
            await connection.execute(later.values(again_at=next_try(attempts, now), attempts=attempts))

    async def resume(self, team: str) -> bool:
        """Post there again; return whether posting was stopped."""
        async with self._database.writing() as connection:
            return (await connection.execute(delete(workspaces).where(workspaces.c.team == team))).rowcount == 1
