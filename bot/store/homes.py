"""What Home shows of a person, and when they last opened it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, bindparam, func, literal, select, union_all, update

from bot.core.batches import Batches
from bot.domain.actor import Actor
from bot.domain.home import HomeFacts, OwnReminders
from bot.domain.preferences import Preferences
from bot.domain.safety import Done
from bot.store.database import Database
from bot.store.of_person import of_person
from bot.store.preferences import preferences_from_row
from bot.store.tables.base import Moment
from bot.store.tables.of_breaks import breaks, joins, timetables
from bot.store.tables.of_people import done_weeks, dones, hidden, people, preferences
from bot.store.upsert import upsert_many

ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands for the moment of what has none."""
NOTHING = ""
"""Stands for the words of what has none."""


def _facts(
    table: Table, what: str, words: ColumnElement[str], at: ColumnElement[datetime]
) -> Select[str, str, datetime]:
    return select(literal(what), words, at).where(table.c.team == bindparam("team"), table.c.user == bindparam("user"))


FACTS = union_all(
    _facts(dones, "done", dones.c.slug, dones.c.at).where(dones.c.at > bindparam("since")),
    _facts(dones, "first", literal(NOTHING), func.min(dones.c.at)),
    _facts(done_weeks, "week", func.coalesce(func.min(done_weeks.c.week), NOTHING), literal(ALWAYS, Moment)),
    _facts(hidden, "hidden", hidden.c.slug, hidden.c.at),
    _facts(joins, "joined", literal(NOTHING), func.max(joins.c.joined_at)),
    select(literal("reminded"), literal(NOTHING), func.max(breaks.c.due_at)).where(
        breaks.c.team == bindparam("team"), breaks.c.channel == bindparam("user"), breaks.c.personal
    ),
    select(literal("reminders"), timetables.c.zone, timetables.c.next_at).where(
        timetables.c.team == bindparam("team"), timetables.c.channel == bindparam("user"), timetables.c.personal
    ),
)


OPENED = (
    update(people)
    .where(people.c.team == bindparam("its_team"), people.c.user == bindparam("its_user"))
    .values(home_at=bindparam("its_home_at"))
)


class Homes:
    """One method, one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._opened: Batches[tuple[Actor, datetime], None] = Batches(self._record_all_opened)
        self._used: Batches[tuple[Actor, datetime], None] = Batches(self._record_all_used)

    async def facts(self, actor: Actor, since: datetime) -> HomeFacts:
        """Return what Home shows of a person: single stretches only since this moment."""
        mine = of_person(preferences, actor)
        async with self._database.reading() as connection:
            values = {"team": actor.team, "user": actor.user, "since": since}
            found = (await connection.execute(FACTS, values)).all()
            row = (await connection.execute(select(preferences).where(mine))).mappings().first()
        return _home_facts([(what, words, at) for what, words, at in found], preferences_from_row(row) if row else None)

    async def record_opened(self, actor: Actor, now: datetime) -> None:
        """Record that a person opened their Home, unless nothing is known of them: looking alone stores nothing.

        What comes meanwhile of others is one transaction.
        """
        await self._opened.add((actor, now))

    async def record_used(self, actor: Actor, now: datetime) -> None:
        """Record that a person pressed something there, likewise, whoever it is."""
        await self._used.add((actor, now))

    async def _record_all_opened(self, opened: Sequence[tuple[Actor, datetime]]) -> Sequence[None]:
        async with self._database.writing() as connection:
            rows = [{f"its_{name}": value for name, value in row.items()} for row in _rows(opened)]
            await connection.execute(OPENED, rows)
        return [None] * len(opened)

    async def _record_all_used(self, used: Sequence[tuple[Actor, datetime]]) -> Sequence[None]:
        async with self._database.writing() as connection:
            await upsert_many(connection, people, _rows(used), change=("home_at",))
        return [None] * len(used)

    async def was_opened_since(self, actor: Actor, since: datetime) -> bool:
        """Return whether a person has opened their Home since this moment."""
        mine = and_(of_person(people, actor), people.c.home_at > since)
        async with self._database.reading() as connection:
            return await connection.scalar(select(people.c.user).where(mine)) is not None


def _rows(used: Sequence[tuple[Actor, datetime]]) -> list[dict[str, Any]]:
    return [{"team": it.team, "user": it.user, "home_at": at} for it, at in sorted(dict(used).items(), key=_person)]


def _person(each: tuple[Actor, datetime]) -> tuple[str, str]:
    """Return what to sort by, so that no two processes wait for one another's rows."""
    return each[0].team, each[0].user


def _home_facts(found: Sequence[tuple[str, str, datetime | None]], chosen: Preferences | None) -> HomeFacts:
    one = {what: (words, at) for what, words, at in found}
    week = one["week"][0]
    return HomeFacts(
        dones=tuple(Done(words, at) for what, words, at in found if what == "done" and at),
        first_done=one["first"][1],
        first_week=date.fromisoformat(week) if week else None,
        hidden=frozenset(words for what, words, _ in found if what == "hidden"),
        has_joined=one["joined"][1] is not None,
        was_reminded=one["reminded"][1] is not None,
        reminders=OwnReminders(*one["reminders"]) if "reminders" in one else None,
        preferences=chosen,
    )
