"""What Limber remembers."""

from bot.store.breaks import Breaks
from bot.store.claims import Claims
from bot.store.database import Database
from bot.store.people import People
from bot.store.sessions import Sessions
from bot.store.timetables import Timetables
from bot.store.workspaces import Workspaces


class Store:
    """All that is remembered, by topic; each method is one transaction."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.people = People(database)
        self.sessions = Sessions(database)
        self.timetables = Timetables(database)
        self.breaks = Breaks(database)
        self.claims = Claims(database)
        self.workspaces = Workspaces(database)

    async def open(self) -> None:
        """Bring the tables up to date."""
        await self.database.migrate()

    async def close(self) -> None:
        """Let go of the database."""
        await self.database.aclose()
