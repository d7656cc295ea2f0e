"""Deletion: of what is too old, of everything about a person, of everything about a workspace."""

from datetime import datetime, timedelta

from sqlalchemy import and_, delete, update

from bot.domain.actor import Actor
from bot.store.database import Database
from bot.store.done_weeks import fold_dones
from bot.store.of_person import installed_by, of_person
from bot.store.tables import metadata
from bot.store.tables.of_breaks import breaks, joins, reminders, timetables
from bot.store.tables.of_people import (
    done_weeks,
    dones,
    feelings,
    hidden,
    introductions,
    people,
    preferences,
    sessions,
    shown,
)
from bot.store.tables.of_workspaces import installations

OF_INSTALLATIONS = ("installations", "org_teams", "removals")
"""Tables that say where the bot is installed; they change by installing and removing alone."""
ABOUT_PEOPLE = (preferences, shown, introductions, sessions, dones, done_weeks, hidden, feelings, people)
"""Tables of which each row is about one person, and of nobody's concern but theirs; in the order of being written."""
KEPT_FOR = timedelta(days=396)
"""Thirteen months: a year back is always there."""
DETAILS_KEPT_FOR = timedelta(days=90)
"""How long it is known what somebody finished and how it felt; then only on how many days of a week."""


class Deletion:
    """One method, one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def delete_expired(self, now: datetime) -> int:
        """Delete what people finished and felt after ninety days, and the rest after thirteen months; return how much.

        Of what they finished, the number of days in each week stays.
        """
        folded = await fold_dones(self._database, now - DETAILS_KEPT_FOR)
        old = (
            feelings.c.at < now - DETAILS_KEPT_FOR,
            shown.c.at < now - KEPT_FOR,
            introductions.c.at < now - KEPT_FOR,
            done_weeks.c.week < (now - KEPT_FOR).date().isoformat(),
        )
        async with self._database.writing() as connection:
            for table, too_old in zip((feelings, shown, introductions, done_weeks), old, strict=True):
                folded += (await connection.execute(delete(table).where(too_old))).rowcount
        return folded

    async def delete_person(self, actor: Actor) -> None:
        """Delete everything that is stored about a person; what they set up goes on, with nobody named."""
        async with self._database.writing() as connection:
            # First, so that whoever sends a reminder at this moment has written it all down before, or writes nothing.
            for table in (timetables, breaks):
                own = and_(table.c.team == actor.team, table.c.channel == actor.user)
                await connection.execute(delete(table).where(own))
            for table in (*ABOUT_PEOPLE, joins, reminders):
                await connection.execute(delete(table).where(of_person(table, actor)))
            for table in (timetables, breaks):
                signed = and_(table.c.team == actor.team, table.c.set_by == actor.user)
                await connection.execute(update(table).where(signed).values(set_by=""))
            await connection.execute(update(installations).where(installed_by(actor)).values(installed_by=""))

    async def delete_workspace(self, team: str) -> None:
        """Delete everything that is stored about a workspace but its installation."""
        async with self._database.writing() as connection:
            for table in reversed(metadata.sorted_tables):
                if "team" in table.columns and table.name not in OF_INSTALLATIONS:
                    await connection.execute(delete(table).where(table.c.team == team))
