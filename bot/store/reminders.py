"""Private reminders of breaks: one for each person and break, sent by one process."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import and_, delete, func, select, tuple_

from bot.domain.breaks import Reminder
from bot.store.database import Database
from bot.store.tables import reminders, workspaces
from bot.store.upsert import upsert


class Reminders:
    """One method, one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, reminder: Reminder) -> datetime:
        """Add a reminder unless this person has one of this break; return when it is due."""
        mine = and_(reminders.c.break_id == reminder.break_id, reminders.c.user == reminder.user)
        async with self._database.writing() as connection:
            await upsert(connection, reminders, vars(reminder))
            due_at: datetime = (await connection.scalars(select(reminders.c.due_at).where(mine))).one()
            return due_at

    async def take_next(self, now: datetime, busy_teams: Collection[str] = ()) -> Reminder | None:
        """Take the reminder that is due the longest, for one process; it is deleted before it is sent.

        So it is never sent twice, and a crash loses this one alone. Busy and stopped workspaces keep theirs.
        """
        stopped = reminders.c.team.in_(select(workspaces.c.team))
        ready = and_(reminders.c.due_at <= now, reminders.c.team.not_in(busy_teams), ~stopped)
        oldest = select(reminders.c.break_id, reminders.c.user).where(ready).order_by(reminders.c.due_at).limit(1)
        if self._database.locks_rows:
            oldest = oldest.with_for_update(skip_locked=True)
        # Compared with `=`, for PostgreSQL may run a subquery of IN more than once, and so take more than one.
        key = tuple_(reminders.c.break_id, reminders.c.user)
        taken = delete(reminders).where(key == oldest.scalar_subquery()).returning(reminders)
        async with self._database.writing() as connection:
            row = (await connection.execute(taken)).mappings().first()
            return Reminder(**row) if row else None

    async def next_due_at(self, after: datetime) -> datetime | None:
        """Return when the first reminder after this moment is due, in any workspace."""
        async with self._database.reading() as connection:
            due_at: datetime | None = await connection.scalar(
                select(func.min(reminders.c.due_at)).where(reminders.c.due_at > after)
            )
            return due_at
