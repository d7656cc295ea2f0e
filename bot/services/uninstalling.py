"""What goes when the bot is removed: the installation, and everything of the workspaces that are left without one."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_delay, wait_exponential

from bot.core.clock import Now
from bot.core.logging import logger
from bot.store import Store
from bot.store.errors import DatabaseUnavailable

GONE_AFTER = timedelta(minutes=5)
"""What was under way when the bot was removed may still store something; after so long it is over."""
MAX_PAUSE_SECONDS, GIVE_UP_AFTER_SECONDS = 5.0, 600.0


@dataclass(frozen=True)
class Removed:
    """Where the bot was removed from, a workspace or an organisation, and when (UTC, by Slack's clock)."""

    installed_in: str
    at: datetime


@dataclass(frozen=True)
class Uninstalling:
    """Slack tells of a removal by several events, in any order, and may tell late; each of them does all of it."""

    store: Store
    now: Now

    async def remove(self, removed: Removed) -> None:
        """Delete what was removed, unless it was installed again since; wait for a database that is away."""
        installations = self.store.installations
        if installations is None:
            await _patiently(self._delete_data, removed.installed_in)
            return
        await _patiently(installations.delete, removed.installed_in, removed.at, self.now())
        await self._delete_removed()

    async def revoke_access(self, teams: Collection[str]) -> None:
        """Delete what is stored of workspaces that their organisation's installation serves no longer."""
        if (installations := self.store.installations) is not None:
            await _patiently(installations.forget_teams, teams, self.now())
            await self._delete_removed()

    async def delete_leftovers(self) -> None:
        """Delete what could not be deleted at once, or was stored just after; raise DatabaseUnavailable."""
        if self.store.installations is not None:
            await self._delete_removed()

    async def _delete_removed(self) -> None:
        for removal in await self.store.removals.all():
            if not removal.is_back:
                await self._delete_data(removal.team)
            if removal.is_back or removal.at < self.now() - GONE_AFTER:
                await self.store.removals.forget(removal.team)

    async def _delete_data(self, team: str) -> None:
        await self.store.deletion.delete_workspace(team)
        logger.info("workspace left, its data deleted", extra={"team": team})


async def _patiently(step: Callable[..., Awaitable[None]], *given: object) -> None:
    """Take a step; again and again while the database is away, since Slack tells of it only once."""
    retrying = AsyncRetrying(
        retry=retry_if_exception_type(DatabaseUnavailable),
        wait=wait_exponential(multiplier=0.25, max=MAX_PAUSE_SECONDS),
        stop=stop_after_delay(GIVE_UP_AFTER_SECONDS),
        reraise=True,
    )
    await retrying(step, *given)
