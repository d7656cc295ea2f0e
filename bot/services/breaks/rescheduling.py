"""Sets when each channel's next break is anew: a wrong clock, or another version of the time zones, leaves no trace."""

import asyncio
from dataclasses import dataclass

from bot.core.clock import Now
from bot.core.logging import logger
from bot.domain.breaks import ChannelTimetable
from bot.domain.slots import next_slot
from bot.store import Store

AT_ONCE = 100
"""How many are computed before others have their turn."""


@dataclass(frozen=True)
class Rescheduler:
    """Recomputes next slots from the timetables; what is due by now is left to be posted."""

    store: Store
    now: Now

    async def reschedule(self) -> int:
        """Recompute all; return how many changed."""
        changed = 0
        for number, found in enumerate(await self.store.timetable_lookups.list_running()):
            changed += await self._reschedule_one(found)
            if number % AT_ONCE == 0:
                await asyncio.sleep(0)
        if changed:
            logger.warning("next breaks were set anew", extra={"count": changed})
        return changed

    async def _reschedule_one(self, found: ChannelTimetable) -> bool:
        now = self.now()
        if found.next and found.next.at <= now:
            return False
        slot = next_slot(found.timetable, now)
        return slot != found.next and await self.store.timetables.move(found, slot)
