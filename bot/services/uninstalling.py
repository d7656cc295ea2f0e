"""What goes when the bot is removed: the installation, and everything of the workspaces that are left without one."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.core.logging import logger
from bot.store import Store


@dataclass(frozen=True)
class Removed:
    """What was removed: from a workspace, or from a whole organisation, and when (UTC, by Slack's clock)."""

    enterprise: str | None
    team: str | None
    is_org_wide: bool
    at: datetime


@dataclass(frozen=True)
class Uninstalling:
    """Slack tells of a removal by several events, in any order; each of them does all of it."""

    store: Store

    async def remove(self, removed: Removed) -> None:
        """Delete what was removed, unless it was installed again since."""
        for team in await self._left_without(removed):
            await self.store.people.delete_workspace(team)
            logger.info("workspace left, its data deleted", extra={"team": team})

    async def revoke_access(self, teams: Collection[str]) -> None:
        """Delete what is stored of workspaces that their organisation's installation serves no longer."""
        if self.store.installations is None:
            return
        for team in await self.store.installations.forget_teams(teams):
            await self.store.people.delete_workspace(team)
            logger.info("workspace left, its data deleted", extra={"team": team})

    async def _left_without(self, removed: Removed) -> list[str]:
        if self.store.installations is None:
            return [removed.team] if removed.team else []
        return await self.store.installations.delete(removed.enterprise, removed.team, removed.is_org_wide, removed.at)
