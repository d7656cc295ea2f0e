"""Keeps the rosters of breaks in step with the guides that were opened from them."""

from dataclasses import dataclass

from bot.domain.breaks import Break
from bot.domain.guide import Session
from bot.services.breaks.service import Breaks
from bot.store import Store


@dataclass(frozen=True)
class GuidedBreaks:
    """What the guide calls with each session that is opened, done or left; those without a break change nothing."""

    store: Store
    breaks: Breaks

    async def join(self, session: Session) -> None:
        """Put somebody on the roster whose guide opens while their break is open.

        It is stored by then, so whoever closes an earlier one at this moment is not taken off.
        """
        found = await self._opened_from(session)
        if found and not found.is_over:
            await self.breaks.join(found, session.user)

    async def finish(self, session: Session) -> None:
        """Count the guide's Done for its break."""
        if found := await self._opened_from(session):
            await self.breaks.finish(found, session.user, session.slugs)

    async def leave(self, session: Session) -> None:
        """Take somebody off the roster again who closed the guide before its first hold, unless they are in another."""
        if found := await self._opened_from(session):
            await self.breaks.leave(found, session.user, unless_guided=True)

    async def _opened_from(self, session: Session) -> Break | None:
        return await self.store.breaks.find(session.team, session.break_id) if session.break_id else None
