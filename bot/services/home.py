"""A person's own page: gathers what it shows, and publishes it as the Home tab."""

from dataclasses import dataclass

from bot.core.clock import Now
from bot.domain.actor import Actor
from bot.domain.finished import FinishedRoutine
from bot.domain.library import Library
from bot.domain.reader import Reader
from bot.services.cards import Cards
from bot.services.time_zones import TimeZones
from bot.slack.blocks import Message
from bot.slack.clients import Clients
from bot.store import Store
from bot.views import home as views
from bot.views.timetable_status import home_section


@dataclass(frozen=True)
class Home:
    """Shows a person what is stored about them."""

    store: Store
    clients: Clients
    library: Library
    cards: Cards
    time_zones: TimeZones
    now: Now

    async def show(self, actor: Actor) -> None:
        """Bring a person's Home tab up to date."""
        now, reader = self.now(), await self.time_zones.reader(actor)
        breaks = home_section(await self.store.timetables.list_for_person(actor, now), now, reader.hour_cycle)
        view = views.home_tab(await self._week(actor), self.library, breaks)
        await (await self.clients.of(actor.team)).views_publish(user_id=actor.user, view=view)

    async def refresh(self, actor: Actor) -> None:
        """Bring the Home tab up to date after a change, if the person may be looking at it."""
        await self.show(actor)

    async def show_deleted(self, actor: Actor) -> None:
        """Show a person that nothing is stored about them; asking the store for anything would store it again."""
        view = views.home_after_deletion(self.library, home_section([], self.now(), Reader().hour_cycle))
        await (await self.clients.of(actor.team)).views_publish(user_id=actor.user, view=view)

    async def my_week(self, actor: Actor) -> Message:
        """Return a person's week as a message."""
        return views.my_week(await self._week(actor), self.library)

    async def _week(self, actor: Actor) -> list[FinishedRoutine]:
        return await self.store.people.finished(actor, await self.cards.week_start(actor))
