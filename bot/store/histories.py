"""Histories: what is known of a person before they are shown something, and what they were shown."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import itemgetter

from sqlalchemy import ColumnElement, Select, Table, and_, bindparam, func, literal, select, union_all, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.batches import Batches
from bot.domain.actor import Actor
from bot.domain.preferences import Fit, parse_kit
from bot.domain.safety import LONGEST_DAY, Done, History
from bot.store.database import Database
from bot.store.of_person import of_person, users_by_team
from bot.store.tables.base import Moment
from bot.store.tables.of_people import dones, hidden, introductions, people, preferences, shown
from bot.store.upsert import upsert, upsert_many

ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands for the moment of what has none."""
NOT_TOLD = "?"
"""Stands for what somebody has who did not tell."""


def _facts(
    table: Table, what: str, slug: ColumnElement[str], at: ColumnElement[datetime]
) -> Select[str, str, str, datetime]:
    theirs = table.c.user.in_(bindparam("users", expanding=True))
    return select(table.c.user, literal(what), slug, at).where(
        table.c.team == bindparam("team"), theirs, at.is_not(None)
    )


HISTORIES = union_all(
    _facts(people, "noted", literal(""), people.c.noted_at),
    _facts(people, "zone", people.c.zone, people.c.zone_at),
    _facts(preferences, "kit", func.coalesce(preferences.c.kit, NOT_TOLD), literal(ALWAYS, Moment)),
    _facts(hidden, "hidden", hidden.c.slug, hidden.c.at),
    _facts(shown, "seen", shown.c.slug, shown.c.at),
    _facts(dones, "done", dones.c.slug, dones.c.at).where(dones.c.at > bindparam("since")),
)


Fact = tuple[datetime, str, str]
"""When, what, and which exercise or zone, or what they have."""


@dataclass(frozen=True)
class Shown:
    """What a person was shown, and whether the first-use note came with it."""

    actor: Actor
    slugs: tuple[str, ...]
    at: datetime
    with_note: bool


class Histories:
    """One method, one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._shown: Batches[Shown, None] = Batches(self._record_all_shown)
        self._asked: Batches[tuple[Actor, datetime], History] = Batches(self._histories)

    async def get(self, actor: Actor, now: datetime) -> History:
        """Return what is known of a person before they are shown something.

        What others of their workspace ask meanwhile is one query.
        """
        return await self._asked.add((actor, now))

    async def _histories(self, asked: Sequence[tuple[Actor, datetime]]) -> Sequence[History]:
        since = min(now for _, now in asked) - LONGEST_DAY
        facts: defaultdict[Actor, list[Fact]] = defaultdict(list)
        async with self._database.reading() as connection:
            for team, users in users_by_team(actor for actor, _ in asked).items():
                values = {"team": team, "users": users, "since": since}
                for user, what, slug, at in (await connection.execute(HISTORIES, values)).all():
                    facts[Actor(team, user)].append((at, what, slug))
        return [_history(facts[actor], since=now - LONGEST_DAY) for actor, now in asked]

    async def record_shown(self, actor: Actor, slugs: Iterable[str], now: datetime, noted: bool = False) -> None:
        """Record that these exercises were shown, and perhaps that the first-use note came with them.

        What comes meanwhile for others is one transaction.
        """
        await self._shown.add(Shown(actor, tuple(slugs), now, noted))

    async def _record_all_shown(self, all_shown: Sequence[Shown]) -> Sequence[None]:
        rows = [
            {"team": each.actor.team, "user": each.actor.user, "slug": slug, "at": each.at}
            for each in all_shown
            for slug in each.slugs
        ]
        async with self._database.writing() as connection:
            await upsert_many(connection, shown, rows, change=("at",))
            for each in all_shown:
                if each.with_note:
                    await _note(connection, each.actor, each.at)
        return [None] * len(all_shown)

    async def record_introductions(self, actor: Actor, versions: Mapping[str, str], now: datetime) -> None:
        """Record that a person was introduced to these exercises: slug to the version of its cautions."""
        async with self._database.writing() as connection:
            for slug, version in versions.items():
                row = {"team": actor.team, "user": actor.user, "slug": slug, "version": version, "at": now}
                await upsert(connection, introductions, row, change=("version", "at"))


def _history(facts: Iterable[Fact], since: datetime) -> History:
    facts = sorted(facts, key=itemgetter(0))
    return History(
        seen=tuple(slug for _, what, slug in reversed(facts) if what == "seen"),
        recent=tuple(Done(slug, at) for at, what, slug in facts if what == "done" and at > since),
        noted=any(what == "noted" for _, what, _ in facts),
        zone=next((zone for _, what, zone in facts if what == "zone" and zone), None),
        fit=Fit(
            kit=parse_kit(next((words for _, what, words in facts if what == "kit" and words != NOT_TOLD), None)),
            hidden=frozenset(slug for _, what, slug in facts if what == "hidden"),
        ),
    )


async def _note(connection: AsyncConnection, actor: Actor, now: datetime) -> bool:
    await upsert(connection, people, {"team": actor.team, "user": actor.user})
    unnoted = and_(of_person(people, actor), people.c.noted_at.is_(None))
    return (await connection.execute(update(people).where(unnoted).values(noted_at=now))).rowcount == 1
