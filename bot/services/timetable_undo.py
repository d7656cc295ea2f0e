"""Takes back a change to a channel's timetable of which the channel could not be told."""

from datetime import datetime

from bot.core.logging import logger
from bot.domain.breaks import ChannelTimetable
from bot.domain.errors import UserError
from bot.store.errors import DatabaseUnavailable
from bot.store.timetables import Timetables
from bot.views.timetable_status import SAVED_BUT_NOT_TOLD


async def put_back(stored: Timetables, team: str, channel: str, before: ChannelTimetable | None, now: datetime) -> None:
    """Restore what was there; raise UserError if the database is away, and asking again would tell nobody."""
    try:
        await _restore(stored, team, channel, before, now)
    except DatabaseUnavailable as error:
        if before is None or before.notice_ts is None:
            raise
        logger.error("a change stays of which its channel was not told", extra={"team": team, "error": str(error)})
        raise UserError(SAVED_BUT_NOT_TOLD) from error


async def _restore(stored: Timetables, team: str, channel: str, before: ChannelTimetable | None, now: datetime) -> None:
    if before is None:
        await stored.remove(team, channel, now)
        return
    await stored.save(team, channel, before.timetable, before.set_by, now)
    if before.stopped:
        await stored.stop(team, channel, before.stopped, now)
