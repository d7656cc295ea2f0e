"""What is stored about a person: the first-use note, zone and locale, what they were shown and what they finished."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from operator import itemgetter

from sqlalchemy import (
    ColumnElement,
    Select,
    Table,
    and_,
    bindparam,
    delete,
    func,
    literal,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.batches import Batches
from bot.domain.actor import Actor
from bot.domain.finished import FinishedRoutine, group_by_routine
from bot.domain.preferences import Fit, parse_kit
from bot.domain.reader import Reader
from bot.domain.routines import slugs_of
from bot.domain.safety import LONGEST_DAY, Done, History
from bot.store.database import Database
from bot.store.done_weeks import days_of_weeks, fold_dones
from bot.store.of_person import of_person
from bot.store.tables import (
    Moment,
    breaks,
    done_weeks,
    dones,
    feelings,
    hidden,
    installations,
    introductions,
    joins,
    metadata,
    org_teams,
    people,
    preferences,
    reminders,
    sessions,
    shown,
    timetables,
)
from bot.store.upsert import upsert, upsert_many

OF_INSTALLATIONS = ("installations", "org_teams", "removals")
"""Tables that say where the bot is installed; they change by installing and removing alone."""
ABOUT_PEOPLE = (preferences, shown, introductions, sessions, dones, done_weeks, hidden, feelings, people)
"""Tables of which each row is about one person, and of nobody's concern but theirs; in the order of being written."""
KEPT_FOR = timedelta(days=396)
"""Thirteen months: a year back is always there."""
DETAILS_KEPT_FOR = timedelta(days=90)
"""How long it is known what somebody finished and how it felt; then only on how many days of a week."""
ZONE_TRUSTED_FOR = timedelta(days=7)
NO_ZONE_TRUSTED_FOR = timedelta(hours=1)
"""How long a zone from a Slack profile is trusted before it is asked for again; and that Slack did not tell."""


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


class People:
    """One method, one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._shown: Batches[Shown, None] = Batches(self._record_all_shown)
        self._asked: Batches[tuple[Actor, datetime], History] = Batches(self._histories)

    async def history(self, actor: Actor, now: datetime) -> History:
        """Return what is known of a person before they are shown something.

        What others of their workspace ask meanwhile is one query.
        """
        return await self._asked.add((actor, now))

    async def _histories(self, asked: Sequence[tuple[Actor, datetime]]) -> Sequence[History]:
        teams: defaultdict[str, set[str]] = defaultdict(set)
        for actor, _ in asked:
            teams[actor.team].add(actor.user)
        since = min(now for _, now in asked) - LONGEST_DAY
        facts: defaultdict[Actor, list[Fact]] = defaultdict(list)
        async with self._database.reading() as connection:
            for team, users in teams.items():
                values = {"team": team, "users": list(users), "since": since}
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

    async def finish(self, actor: Actor, ref: str, steps: Sequence[str], now: datetime) -> bool:
        """Record what was finished, once for this reference; return whether it was new."""
        async with self._database.writing() as connection:
            return await record_done(connection, actor, ref, steps, now)

    async def is_counted(self, actor: Actor, ref: str) -> bool:
        """Return whether a Done was recorded for this already."""
        query = select(dones.c.ref).where(of_person(dones, actor), dones.c.ref == ref).limit(1)
        async with self._database.reading() as connection:
            return await connection.scalar(query) is not None

    async def count(self, actor: Actor, since: datetime) -> int:
        """Return how many routines a person finished since this moment."""
        query = select(func.count(dones.c.ref.distinct())).where(of_person(dones, actor), dones.c.at >= since)
        async with self._database.reading() as connection:
            return (await connection.scalar(query)) or 0

    async def finished(self, actor: Actor, since: datetime) -> list[FinishedRoutine]:
        """Return the routines that a person finished since this moment, the latest last."""
        mine = and_(of_person(dones, actor), dones.c.at >= since)
        query = select(dones.c.ref, dones.c.slug, dones.c.at).where(mine).order_by(dones.c.ref, dones.c.slug)
        async with self._database.reading() as connection:
            return group_by_routine([(ref, slug, at) for ref, slug, at in await connection.execute(query)])

    async def reader(self, actor: Actor, now: datetime) -> Reader | None:
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

    async def save_reader(self, actor: Actor, reader: Reader, now: datetime) -> None:
        """Save what a person's Slack profile says."""
        async with self._database.writing() as connection:
            row = {"team": actor.team, "user": actor.user, "zone_at": now}
            row |= {"zone": reader.zone or "", "locale": reader.locale, "guest": reader.is_guest}
            await upsert(connection, people, row, change=("zone", "locale", "guest", "zone_at"))

    async def weeks(self, actor: Actor, since: date) -> dict[date, int]:
        """Return on how many days a person stretched in each week that has any, by its Monday, from this date on."""
        async with self._database.reading() as connection:
            return await days_of_weeks(connection, actor, since)

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


async def record_done(connection: AsyncConnection, actor: Actor, ref: str, steps: Sequence[str], now: datetime) -> bool:
    """Write a Done within a transaction, each exercise of these steps once; return whether it was new.

    Who says Done again for the same reference has done no more, not even if they name other steps.
    """
    if await connection.scalar(select(dones.c.ref).where(of_person(dones, actor), dones.c.ref == ref).limit(1)):
        return False
    rows = [{"team": actor.team, "user": actor.user, "ref": ref, "slug": slug, "at": now} for slug in slugs_of(steps)]
    written = [await upsert(connection, dones, row) for row in rows]
    return any(written)


def installed_by(actor: Actor) -> ColumnElement[bool]:
    """Compare with the workspace and its organisation: a person has one id in both."""
    organisation = select(org_teams.c.enterprise).where(org_teams.c.team == actor.team).scalar_subquery()
    here = or_(installations.c.installed_in == actor.team, installations.c.installed_in == organisation)
    return and_(here, installations.c.installed_by == actor.user)
