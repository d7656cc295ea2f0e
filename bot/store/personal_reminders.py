"""Private reminders: what the next one of a person depends on, and what posting one changes beside its own row."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, and_, bindparam, func, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.batches import Batches
from bot.domain.actor import Actor
from bot.domain.breaks import Break, ChannelTimetable
from bot.domain.routines import slugs_of
from bot.domain.timetable import UNTIL_RESUMED
from bot.store.break_rows import break_from_row
from bot.store.database import Database
from bot.store.of_person import users_by_team
from bot.store.tables.of_breaks import breaks, timetables
from bot.store.tables.of_people import shown
from bot.store.timetable_rows import next_columns, readable_timetable
from bot.store.upsert import upsert_many

REMEMBERED = 3
"""How many of the last ones matter for the next."""
REMEMBERED_FOR = timedelta(days=30)
SHOWN = ("posted", "closed")
PENDING = ("waiting", "claimed", "sending")
CHOOSE = update(breaks).where(breaks.c.id == bindparam("of_id")).values(slugs=bindparam("steps"))


@dataclass(frozen=True)
class Standing:
    """What the next private reminder of a person depends on."""

    timetable: ChannelTimetable | None
    """None: they were stopped meanwhile."""
    shown: tuple[Break, ...]
    """Their last reminders that were posted, the latest first."""
    pending: tuple[Break, ...] = ()
    """Those that wait, or are on their way."""

    @property
    def unanswered(self) -> Break | None:
        """The last one, if its message still waits for an answer."""
        last = next(iter(self.shown), None)
        return last if last and last.state == "posted" and last.posted_in and not last.answered_at else None

    @property
    def was_ignored(self) -> bool:
        """Whether all of the last three were ignored, since the reminders were set up or resumed."""
        since = self.timetable.set_at if self.timetable else None
        ignored = [each for each in self.shown if not each.answered_at and since and each.due_at >= since]
        return len(ignored) == REMEMBERED


@dataclass(frozen=True)
class Chosen:
    """What a person is about to be shown."""

    break_id: str
    actor: Actor
    steps: tuple[str, ...]
    at: datetime


class PersonalReminders:
    """One method, one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._asked: Batches[tuple[Actor, datetime], Standing] = Batches(self._standings)
        self._chosen: Batches[Chosen, None] = Batches(self._save_choices)

    async def standing(self, actor: Actor, now: datetime) -> Standing:
        """Return what somebody's next reminder depends on.

        What others of their workspace ask meanwhile is one query.
        """
        return await self._asked.add((actor, now))

    async def choose(self, chosen: Chosen) -> None:
        """Write down what a claimed reminder shows, before it is sent, unless its person deleted their data meanwhile.

        What comes meanwhile for others is one transaction.
        """
        await self._chosen.add(chosen)

    async def _save_choices(self, all_chosen: Sequence[Chosen]) -> Sequence[None]:
        ids = [each.break_id for each in all_chosen]
        still_there = select(breaks.c.id).where(breaks.c.id.in_(ids)).order_by(breaks.c.id)
        if self._database.locks_rows:
            still_there = still_there.with_for_update()  # whoever deletes their data meanwhile deletes this, too
        async with self._database.writing() as connection:
            known = frozenset(await connection.scalars(still_there))
            if chosen := [each for each in all_chosen if each.break_id in known]:
                steps = [{"of_id": each.break_id, "steps": " ".join(each.steps)} for each in chosen]
                await connection.execute(CHOOSE, steps)
                await upsert_many(connection, shown, _seen(chosen), change=("at",))
        return [None] * len(all_chosen)

    async def _standings(self, asked: Sequence[tuple[Actor, datetime]]) -> Sequence[Standing]:
        since = min(now for _, now in asked) - REMEMBERED_FOR
        found: dict[Actor, ChannelTimetable | None] = {}
        were_shown: defaultdict[Actor, list[Break]] = defaultdict(list)
        pending: defaultdict[Actor, list[Break]] = defaultdict(list)
        async with self._database.reading() as connection:
            for team, users in users_by_team(actor for actor, _ in asked).items():
                values = {"team": team, "users": users, "since": since}
                for row in (await connection.execute(_timetables(), values)).mappings():
                    found[Actor(team, row["channel"])] = readable_timetable(row)
                for row in (await connection.execute(_shown(), values)).mappings():
                    were_shown[Actor(team, row["channel"])].append(break_from_row(row))
                for row in (await connection.execute(_pending(), values)).mappings():
                    pending[Actor(team, row["channel"])].append(break_from_row(row))
        return [Standing(found.get(actor), tuple(were_shown[actor]), tuple(pending[actor])) for actor, _ in asked]


def _seen(chosen: Sequence[Chosen]) -> list[dict[str, object]]:
    return [
        {"team": each.actor.team, "user": each.actor.user, "slug": slug, "at": each.at}
        for each in chosen
        for slug in slugs_of(each.steps)
    ]


def _timetables() -> Select[tuple[object, ...]]:
    theirs = and_(timetables.c.team == bindparam("team"), timetables.c.channel.in_(bindparam("users", expanding=True)))
    return select(timetables).where(theirs, timetables.c.personal, timetables.c.stopped.is_(None))


def _pending() -> Select[tuple[object, ...]]:
    theirs = and_(breaks.c.team == bindparam("team"), breaks.c.channel.in_(bindparam("users", expanding=True)))
    is_pending = and_(breaks.c.personal, breaks.c.state.in_(PENDING), breaks.c.due_at >= bindparam("since"))
    return select(breaks).where(theirs, is_pending)


def _shown() -> Select[tuple[object, ...]]:
    theirs = and_(breaks.c.team == bindparam("team"), breaks.c.channel.in_(bindparam("users", expanding=True)))
    was_shown = and_(breaks.c.personal, breaks.c.ts.is_not(None), breaks.c.state.in_(SHOWN))
    turn = func.row_number().over(partition_by=breaks.c.channel, order_by=breaks.c.due_at.desc()).label("turn")
    lately = breaks.c.due_at >= bindparam("since")
    ranked = select(breaks, turn).where(theirs, was_shown, lately).subquery()
    return select(ranked).where(ranked.c.turn <= REMEMBERED).order_by(ranked.c.channel, ranked.c.turn)


async def close_replaced(connection: AsyncConnection, ids: Sequence[str]) -> None:
    """Close private reminders whose message shows another one now."""
    if ids:
        replaced = and_(breaks.c.id.in_(ids), breaks.c.state == "posted")
        await connection.execute(update(breaks).where(replaced).values(state="closed"))


async def pause_asked(connection: AsyncConnection, ids: Sequence[str]) -> None:
    """Pause the reminders of those who were asked whether they want more, until they answer."""
    if ids:
        open_ = and_(breaks.c.id.in_(ids), breaks.c.answered_at.is_(None))
        asked = tuple_(timetables.c.team, timetables.c.channel).in_(
            select(breaks.c.team, breaks.c.channel).where(open_)
        )
        paused = {"paused_until": UNTIL_RESUMED, **next_columns(None)}
        await connection.execute(update(timetables).where(timetables.c.personal, asked).values(paused))
