"""Private reminders of breaks: one for each person and break, sent by one process."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, func, select, tuple_, update

from bot.domain.breaks import Reminder
from bot.store.database import Database
from bot.store.tables.of_breaks import reminders
from bot.store.tables.of_workspaces import workspaces
from bot.store.upsert import dialect_insert

FIELDS = (reminders.c.team, reminders.c.break_id, reminders.c.user, reminders.c.due_at)
KEY = (reminders.c.break_id, reminders.c.user)


class Reminders:
    """One method, one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, reminder: Reminder) -> datetime:
        """Add a reminder unless this person waits for one of this break; return when it is due.

        One that is being sent, or was lost with its process, makes room for the new one.
        """
        due_at = select(reminders.c.due_at).where(tuple_(*KEY) == tuple_(reminder.break_id, reminder.user))
        again = {"due_at": reminder.due_at, "taken_at": None}
        async with self._database.writing() as connection:
            new = dialect_insert(connection, reminders).values(vars(reminder))
            is_taken = reminders.c.taken_at.is_not(None)
            await connection.execute(new.on_conflict_do_update(index_elements=KEY, set_=again, where=is_taken))
            found: datetime = (await connection.scalars(due_at)).one()
            return found

    async def take_next(self, now: datetime, busy_teams: Collection[str] = ()) -> Reminder | None:
        """Take the reminder that is due the longest, for one process; no other takes it unless it is released.

        So it is never sent twice, and a crash loses this one alone. Busy and stopped workspaces keep theirs.
        """
        stopped = reminders.c.team.in_(select(workspaces.c.team))
        is_free = reminders.c.taken_at.is_(None)
        ready = and_(reminders.c.due_at <= now, is_free, reminders.c.team.not_in(busy_teams), ~stopped)
        oldest = select(*KEY).where(ready).order_by(reminders.c.due_at).limit(1)
        if self._database.locks_rows:
            oldest = oldest.with_for_update(skip_locked=True)
        # Compared with `=`, for PostgreSQL may run a subquery of IN more than once, and so take more than one.
        taken = update(reminders).where(tuple_(*KEY) == oldest.scalar_subquery(), is_free).values(taken_at=now)
        async with self._database.writing() as connection:
            row = (await connection.execute(taken.returning(*FIELDS))).mappings().first()
            return Reminder(**row) if row else None

    async def release(self, taken: Reminder) -> None:
        """Give back a reminder that was not sent, to be taken again, if its person still waits for it."""
        async with self._database.writing() as connection:
            await connection.execute(update(reminders).where(_is_taken(taken)).values(taken_at=None))

    async def delete_taken(self, taken: Reminder) -> None:
        """Delete a reminder that was sent, or never will be."""
        async with self._database.writing() as connection:
            await connection.execute(delete(reminders).where(_is_taken(taken)))

    async def next_due_at(self, after: datetime) -> datetime | None:
        """Return when the first reminder after this moment is due, in any workspace."""
        async with self._database.reading() as connection:
            due_at: datetime | None = await connection.scalar(
                select(func.min(reminders.c.due_at)).where(reminders.c.due_at > after)
            )
            return due_at


def _is_taken(reminder: Reminder) -> ColumnElement[bool]:
    """Compare the time, too: whoever asked again meanwhile has a new one."""
    same = tuple_(*FIELDS) == tuple_(reminder.team, reminder.break_id, reminder.user, reminder.due_at)
    return and_(same, reminders.c.taken_at.is_not(None))
