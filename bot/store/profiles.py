"""People's Slack profiles, as far as Slack told them: zone, locale, and whether somebody is a guest."""

from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select, update

from bot.domain.actor import Actor
from bot.domain.reader import Reader
from bot.store.database import Database
from bot.store.of_person import of_person
from bot.store.tables.of_people import people
from bot.store.upsert import upsert

ZONE_TRUSTED_FOR = timedelta(days=7)
NO_ZONE_TRUSTED_FOR = timedelta(hours=1)
"""How long a zone from a Slack profile is trusted before it is asked for again; and that Slack did not tell."""


class Profiles:
    """One method, one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, actor: Actor, now: datetime) -> Reader | None:
        """Return the person's profile as far as Slack told it lately, None if it should be asked."""
        told = or_(
            and_(people.c.zone != "", people.c.zone_at > now - ZONE_TRUSTED_FOR),
            people.c.zone_at > now - NO_ZONE_TRUSTED_FOR,
        )
        known = and_(people.c.locale.is_not(None), people.c.guest.is_not(None))
        query = select(people.c.zone, people.c.locale, people.c.guest).where(of_person(people, actor), told, known)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).first()
            return Reader(row.zone or None, row.locale, row.guest) if row else None

    async def save(self, actor: Actor, reader: Reader, now: datetime) -> None:
        """Save what a person's Slack profile says."""
        told = _told(reader, now)
        async with self._database.writing() as connection:
            await upsert(connection, people, {"team": actor.team, "user": actor.user, **told}, change=tuple(told))

    async def save_of_known(self, actor: Actor, reader: Reader, now: datetime) -> bool:
        """Save it only if the person is known already; return whether they are."""
        async with self._database.writing() as connection:
            saved = await connection.execute(update(people).where(of_person(people, actor)).values(_told(reader, now)))
            return saved.rowcount == 1


def _told(reader: Reader, now: datetime) -> dict[str, object]:
    return {"zone": reader.zone or "", "locale": reader.locale, "guest": reader.is_guest, "zone_at": now}
