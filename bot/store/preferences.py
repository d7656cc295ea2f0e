"""People's preferences, and the exercises that are not for them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, delete, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.actor import Actor
from bot.domain.introductions import Introduction
from bot.domain.preferences import Preferences, join_hours, join_kit, parse_hours, parse_kit
from bot.store.database import Database
from bot.store.feelings import was_alone
from bot.store.of_person import of_person
from bot.store.tables.of_people import feelings, hidden, introductions, preferences
from bot.store.upsert import upsert, upsert_many


class PreferencesStore:
    """One method, one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, actor: Actor) -> Preferences | None:
        """Return a person's preferences, None if they have never chosen any."""
        async with self._database.reading() as connection:
            found = await connection.execute(select(preferences).where(of_person(preferences, actor)))
            row = found.mappings().first()
            return preferences_from_row(row) if row else None

    async def with_introductions(
        self, actor: Actor, slugs: Sequence[str]
    ) -> tuple[Preferences, dict[str, Introduction]]:
        """Return a person's preferences or the defaults, and the introductions to these exercises they had, by slug."""
        me = select(literal(actor.team).label("team"), literal(actor.user).label("user")).subquery()

        def mine(table: Table) -> Any:
            return and_(table.c.team == me.c.team, table.c.user == me.c.user)

        of_these = and_(mine(introductions), introductions.c.slug.in_(slugs))
        both = me.outerjoin(preferences, mine(preferences)).outerjoin(introductions, of_these)
        query = select(preferences, introductions.c.slug, introductions.c.version, introductions.c.at)
        async with self._database.reading() as connection:
            rows = (await connection.execute(query.select_from(both))).mappings().all()
        chosen = preferences_from_row(rows[0]) if rows[0]["team"] else Preferences()
        return chosen, {row["slug"]: Introduction(row["version"], row["at"]) for row in rows if row["slug"]}

    async def save(
        self,
        actor: Actor,
        chosen: Preferences,
        hide: Mapping[str, datetime] | None = None,
        show: Collection[str] = (),
        only: Collection[str] = (),
    ) -> None:
        """Save a person's preferences, hide exercises from these moments on, show others again; or nothing.

        `only`: the preferences that change; the others are as they were if there were any.
        """
        columns = preferences_columns(chosen)
        row = {"team": actor.team, "user": actor.user, **columns}
        async with self._database.writing() as connection:
            await upsert(connection, preferences, row, change=tuple(only or columns))
            await _hide(connection, actor, hide or {})
            await _show_again(connection, actor, show)

    async def hidden(self, actor: Actor) -> frozenset[str]:
        """Return the slugs of the exercises that are not for a person."""
        async with self._database.reading() as connection:
            return frozenset(await connection.scalars(select(hidden.c.slug).where(of_person(hidden, actor))))

    async def hide(self, actor: Actor, slugs: Collection[str], now: datetime) -> None:
        """Hide exercises from a person, from now on."""
        async with self._database.writing() as connection:
            await _hide(connection, actor, dict.fromkeys(slugs, now))

    async def show_again(self, actor: Actor, slugs: Collection[str]) -> None:
        """Hide these no longer, and forget that they felt worse: it would hide them again the next time.

        Of a routine it stays: it hides nothing, and without one of its exercises the others would seem to be alone.
        """
        async with self._database.writing() as connection:
            await _show_again(connection, actor, slugs)


async def _hide(connection: AsyncConnection, actor: Actor, since: Mapping[str, datetime]) -> None:
    rows = [{"team": actor.team, "user": actor.user, "slug": slug, "at": at} for slug, at in sorted(since.items())]
    await upsert_many(connection, hidden, rows, change=("at",))


async def _show_again(connection: AsyncConnection, actor: Actor, slugs: Collection[str]) -> None:
    await connection.execute(delete(hidden).where(_some(hidden, actor, slugs)))
    worse = and_(_some(feelings, actor, slugs), feelings.c.felt == "worse", was_alone())
    await connection.execute(delete(feelings).where(worse))


def _some(table: Table, actor: Actor, slugs: Collection[str]) -> ColumnElement[bool]:
    return and_(of_person(table, actor), table.c.slug.in_(slugs))


def preferences_columns(chosen: Preferences) -> dict[str, Any]:
    """Return preferences as columns."""
    return {
        "kit": join_kit(chosen.kit),
        "first_window": chosen.first_window,
        "still_pictures": chosen.still_pictures,
        "ready_percent": chosen.ready_percent,
        "counted_only": chosen.counted_only,
        "goal_days": chosen.goal_days,
        "work_days": "".join(map(str, sorted(chosen.work_days))),
        "hours": join_hours(chosen.hours),
        "country": chosen.country,
        "days_off": " ".join(day.isoformat() for day in sorted(chosen.days_off)),
    }


def preferences_from_row(row: Mapping[Any, Any]) -> Preferences:
    """Return the preferences in a row."""
    return Preferences(
        kit=parse_kit(row["kit"]),
        first_window=row["first_window"],
        still_pictures=row["still_pictures"],
        ready_percent=row["ready_percent"],
        counted_only=row["counted_only"],
        goal_days=row["goal_days"],
        work_days=frozenset(map(int, row["work_days"])),
        hours=parse_hours(row["hours"]),
        country=row["country"],
        days_off=frozenset(map(date.fromisoformat, row["days_off"].split())),
    )
