"""OAuth states: each begins one installation, within ten minutes, once.

https://docs.slack.dev/authentication/installing-with-oauth
"""

from datetime import datetime, timedelta
from hashlib import sha256
from random import SystemRandom

from sqlalchemy import delete, insert

from bot.core.ids import random_secret
from bot.store.database import Database
from bot.store.tables.of_workspaces import oauth_states

VALID_FOR = timedelta(minutes=10)


class OAuthStates:
    """One method, one transaction; a copy of the database has no state that would be taken."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def issue(self, now: datetime, rng: SystemRandom) -> str:
        """Return a new state."""
        state = random_secret(rng)
        async with self._database.writing() as connection:
            await connection.execute(insert(oauth_states).values(digest=_digest(state), issued_at=now))
        return state

    async def consume(self, state: str, now: datetime) -> bool:
        """Use up a state; return whether it was issued lately and not used before."""
        is_valid = oauth_states.c.issued_at > now - VALID_FOR
        async with self._database.writing() as connection:
            used = await connection.execute(
                delete(oauth_states).where(oauth_states.c.digest == _digest(state), is_valid)
            )
            return used.rowcount == 1

    async def delete_expired(self, now: datetime) -> int:
        """Delete states that nobody came back with; return how many."""
        async with self._database.writing() as connection:
            expired = delete(oauth_states).where(oauth_states.c.issued_at <= now - VALID_FOR)
            return (await connection.execute(expired)).rowcount


def _digest(state: str) -> str:
    """Return its SHA-256 in hexadecimal digits; of any text, since anybody may send one."""
    return sha256(state.encode(errors="replace")).hexdigest()
