"""What is stored: one method, one transaction."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.store.abandoned_claims import AbandonedClaims
from bot.store.breaks import Breaks
from bot.store.cipher import Cipher
from bot.store.claims import Claims
from bot.store.database import Database, open_database
from bot.store.deletion import Deletion
from bot.store.dones import Dones
from bot.store.feelings import Feelings
from bot.store.histories import Histories
from bot.store.homes import Homes
from bot.store.installations import Installations
from bot.store.month_lines import MonthLines
from bot.store.oauth_states import OAuthStates
from bot.store.outcomes import Outcomes
from bot.store.past_breaks import PastBreaks
from bot.store.person_data import PersonData
from bot.store.personal_reminders import PersonalReminders
from bot.store.preferences import PreferencesStore
from bot.store.profiles import Profiles
from bot.store.reminders import Reminders
from bot.store.removals import Removals
from bot.store.rosters import Rosters
from bot.store.sessions import Sessions
from bot.store.timetable_lookups import TimetableLookups
from bot.store.timetables import Timetables
from bot.store.workspaces import Workspaces


class Store:
    """All that is stored, by topic; without a cipher, no installations."""

    def __init__(self, database: Database, cipher: Cipher | None = None) -> None:
        self.database = database
        self.profiles = Profiles(database)
        self.histories = Histories(database)
        self.dones = Dones(database)
        self.deletion = Deletion(database)
        self.preferences = PreferencesStore(database)
        self.feelings = Feelings(database)
        self.person_data = PersonData(database)
        self.homes = Homes(database)
        self.sessions = Sessions(database)
        self.timetables = Timetables(database)
        self.timetable_lookups = TimetableLookups(database)
        self.breaks = Breaks(database)
        self.rosters = Rosters(database)
        self.month_lines = MonthLines(database)
        self.past_breaks = PastBreaks(database)
        self.claims = Claims(database)
        self.outcomes = Outcomes(database)
        self.abandoned_claims = AbandonedClaims(database)
        self.reminders = Reminders(database)
        self.personal_reminders = PersonalReminders(database)
        self.workspaces = Workspaces(database)
        self.oauth_states = OAuthStates(database)
        self.removals = Removals(database)
        self.installations = Installations(database, cipher) if cipher else None


@asynccontextmanager
async def open_store(database_url: str, process: str = "limber", cipher: Cipher | None = None) -> AsyncIterator[Store]:
    """Open the store with its tables up to date, close it in the end; raise DatabaseUnavailable."""
    database = open_database(database_url, process)
    try:
        await database.migrate()
        yield Store(database, cipher)
    finally:
        await database.aclose()
