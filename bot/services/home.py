"""A person's own page: gathers what it shows, and publishes it as the Home tab."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta

from slack_sdk.models.views import View

from bot.core.clock import Now
from bot.core.expiring import Expiring
from bot.core.keyed_locks import KeyedLocks
from bot.core.logging import logger
from bot.core.scheduler import Scheduler
from bot.domain.actor import Actor
from bot.domain.guide import Session
from bot.domain.home import HomeFacts, area_used_most
from bot.domain.library import Library
from bot.domain.preferences import Preferences
from bot.domain.safety import History
from bot.domain.weeks import LOOK_BACK, Weeks, WeeksBehind, last_weeks, weeks_behind
from bot.pictures.picture_store import PictureStore
from bot.services.cards import Cards
from bot.services.time_zones import TimeZones
from bot.slack.blocks import Message
from bot.slack.clients import Clients
from bot.slack.errors import SLACK_CALL_ERRORS, error_code
from bot.slack.view_calls import show_view
from bot.store import Store
from bot.store.errors import DatabaseUnavailable
from bot.views.home_now import Suggested
from bot.views.home_tab import HomePage, home_after_deletion, home_tab
from bot.views.my_week import my_week

OPEN_FOR = timedelta(minutes=30)
"""How long somebody who opened their Home is taken to be looking at it: Slack tells when it's opened, not when left."""
REFRESHED_AFTER = timedelta(seconds=0.3)
"""So that what changes together is one call."""


@dataclass(frozen=True)
class Home:
    """Shows a person what is stored about them; for each person one call at a time, so that the last one is right."""

    store: Store
    clients: Clients
    library: Library
    picture_store: PictureStore
    cards: Cards
    time_zones: TimeZones
    scheduler: Scheduler
    now: Now
    _turns: KeyedLocks[Actor] = field(default_factory=KeyedLocks)
    _stale: set[Actor] = field(default_factory=set)
    """Whose Home is going to be refreshed."""
    _opened: Expiring[Actor, bool] = field(default_factory=lambda: Expiring(OPEN_FOR))
    """Who opened their Home lately here: of whom nothing is known, nothing is stored for that."""

    async def open(self, actor: Actor) -> None:
        """Show the Home tab to a person who opened it, and remember when; of a stranger only here, and for a while.

        Remembered first: whoever deletes their data while Slack takes its time is not stored again after that.
        """
        self._opened.keep(actor, True, self.now())
        await self.store.homes.record_opened(actor, self.now())
        await self.show(actor)

    async def touch(self, actor: Actor) -> None:
        """Remember that a person is looking at their Home: they have just pressed something there."""
        await self.store.homes.record_used(actor, self.now())

    async def show(self, actor: Actor) -> None:
        """Bring a person's Home tab up to date."""
        async with self._turns.hold(actor):
            await self._publish(actor, home_tab(await self._page(actor), self.library))

    async def refresh(self, actor: Actor) -> None:
        """Bring the Home tab up to date soon after a change, if the person may be looking at it."""
        if actor not in self._stale:
            self._stale.add(actor)
            at = self.now() + REFRESHED_AFTER
            self.scheduler.run_at(at, f"home {actor.team} {actor.user} {at.timestamp()}", self._refresh, actor)

    def and_refresh(self, act: Callable[[Session], Awaitable[None]]) -> Callable[[Session], Awaitable[None]]:
        """Return what does this with a session, and then refreshes the Home of its person."""

        async def act_and_refresh(session: Session) -> None:
            await act(session)
            await self.refresh(session.actor)

        return act_and_refresh

    async def show_deleted(self, actor: Actor) -> None:
        """Show a person that nothing is stored about them."""
        self._opened.forget(actor)
        self.time_zones.forget(actor)
        async with self._turns.hold(actor):
            exercise = self.cards.suggested(area_used_most(HomeFacts(), self.library).slug, History())
            view = home_after_deletion(self.library, exercise, self.now())
            await self._publish(actor, view)

    async def my_week(self, actor: Actor) -> Message:
        """Return a person's week as a message."""
        week = await self.store.dones.finished(actor, await self.cards.week_start(actor))
        return my_week(week, self.library)

    async def _refresh(self, actor: Actor) -> None:
        async with self._turns.hold(actor):
            self._stale.discard(actor)  # what changes from now on is not in it
            try:
                if await self._is_open(actor):
                    await self._publish(actor, home_tab(await self._page(actor), self.library))
            except (*SLACK_CALL_ERRORS, DatabaseUnavailable) as error:  # it is right again once it is opened
                logger.warning("a Home was not refreshed", extra={"team": actor.team, "error": error_code(error)})

    async def _is_open(self, actor: Actor) -> bool:
        here = self._opened.get(actor, self.now())
        return bool(here) or await self.store.homes.was_opened_since(actor, self.now() - OPEN_FOR)

    async def _page(self, actor: Actor) -> HomePage:
        now, reader = self.now(), await self.time_zones.glimpse(actor)
        facts = await self.store.homes.facts(actor, now - LOOK_BACK)
        weeks = last_weeks(facts, now, reader.zone)
        return HomePage(
            facts=facts,
            weeks=weeks,
            behind=None if weeks.is_beginning else await self._behind(actor, weeks, facts),
            reader=reader,
            timetables=await self.store.timetable_lookups.list_for_person(actor, now),
            suggested=self._suggested(facts, await self.store.histories.get(actor, now)),
            now=now,
        )

    async def _behind(self, actor: Actor, weeks: Weeks, facts: HomeFacts) -> WeeksBehind:
        goal = (facts.preferences or Preferences()).goal_days
        return weeks_behind(weeks, await self.store.dones.weeks(actor, weeks.behind_since), goal)

    def _suggested(self, facts: HomeFacts, history: History) -> Suggested | None:
        """Return what a person would get from the area that they use most."""
        exercise = self.cards.suggested(area_used_most(facts, self.library).slug, history)
        return Suggested(exercise, self.picture_store.still_url(exercise, 0)) if exercise else None

    async def _publish(self, actor: Actor, view: View) -> None:
        slack = await self.clients.of(actor.team)
        await show_view(slack.views_publish, view, user_id=actor.user)
