"""The Home tab at work: gathers what a person's own page shows, and puts it there."""

from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from bot.core.clock import Now
from bot.domain.exercises import Library
from bot.services.cards import Cards
from bot.store import Store
from bot.views import home as views
from bot.views.timetable_status import at_home


@dataclass(frozen=True)
class Home:
    """Everything that filling the Home tab needs."""

    store: Store
    slack: AsyncWebClient
    library: Library
    cards: Cards
    now: Now

    async def show(self, team: str, user: str) -> None:
        """Bring a person's Home tab up to date."""
        recent = (await self.store.people.history(team, user, self.now())).recent
        breaks = at_home(await self.store.timetables.set_by_person(team, user), self.now())
        view = views.home(await self.cards.this_week(team, user), recent, self.library, breaks)
        await self.slack.views_publish(user_id=user, view=view)

    async def show_empty(self, user: str) -> None:
        """Show a person that nothing is stored about them; asking for anything would store it again."""
        await self.slack.views_publish(user_id=user, view=views.home(0, [], self.library))
