"""The jump: puts the playground's bot forward to its next break, so that it can be tried at once."""

from collections.abc import Callable
from datetime import datetime

from bot.app.bootstrap import House
from bot.core.clock import Clock
from bot.domain.breaks import Break
from bot.domain.formatting import DAY_NAMES, listed
from bot.domain.local_time import wall, zone_named
from bot.domain.parsing.time_zone import zone_place

NONE_PLANNED = "No breaks are planned yet: type /stretch daily 15:00 in a channel."
NOT_POSTED = "the break could not be posted. The bot has sent a message about it to whoever set it up."


async def jump(house: House, clock: Clock, name: Callable[[str], str]) -> str:
    """Let it be the time of the next break, post it, and say where; `name` gives a channel's name."""
    at = await house.parts.store.claims.next_moment()
    if at is None:
        return NONE_PLANNED
    clock.jump(max(at, clock()))
    await house.parts.guide.rearm()
    await house.parts.breaks.end_due()
    await house.parts.breaks.post_due()
    came = await house.parts.store.breaks.due(at)
    posted = [f"#{name(each.channel)}" for each in came if each.state == "posted"]
    outcome = f"the break is in {listed(posted)}." if posted else NOT_POSTED
    return f"It is now {await _time(house, came, at)}: {outcome}"


async def _time(house: House, came: list[Break], at: datetime) -> str:
    """Name the day and time, as the first channel that has a timetable reads it."""
    found = [await house.parts.store.timetables.get(each.team, each.channel) for each in came]
    zone = next((kept.timetable.zone for kept in found if kept), "UTC")
    local = wall(at, zone_named(zone))
    return f"{DAY_NAMES[local.weekday()]} {local.hour}:{local.minute:02} in {zone_place(zone)}"
