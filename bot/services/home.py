"""The Home tab: gathers what a person's own page shows, and publishes it."""

from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from bot.core.clock import Now
from bot.domain.actor import Actor
from bot.domain.exercises import Library
from bot.services.cards import Cards
from bot.store import Store
from bot.views import home as views
from bot.views.timetable_status import home_section


@dataclass(frozen=True)
class Home:
    """Publishes the Home tab."""

    store: Store
    slack: AsyncWebClient
    library: Library
    cards: Cards
    now: Now

    async def show(self, actor: Actor) -> None:
        """Bring a person's Home tab up to date."""
        recent = (await self.store.people.history(actor, self.now())).recent
        breaks = home_section(await self.store.timetables.list_for_person(actor), self.now())
        view = views.home_tab(await self.cards.this_week(actor), recent, self.library, breaks)
        await self.slack.views_publish(user_id=actor.user, view=view)

    async def show_empty(self, user: str) -> None:
        """Show a person that nothing is stored about them; asking the store for anything would store it again."""
        await self.slack.views_publish(user_id=user, view=views.home_tab(0, [], self.library))
