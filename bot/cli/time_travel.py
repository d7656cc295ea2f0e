"""Time travel: sets the playground's clock forward to the next break, so that it can be tried at once."""

from collections.abc import Callable
from datetime import datetime

from bot.app.bootstrap import RunningBot
from bot.core.clock import Clock
from bot.domain.breaks import Break
from bot.domain.calendar_names import DAY_NAMES
from bot.domain.formatting import join_words
from bot.domain.local_time import load_zone, to_local
from bot.domain.parsing.time_zone import zone_place

NONE_PLANNED = "No breaks are planned yet: type /stretch daily 15:00 in a channel."
NOT_POSTED = "the break could not be posted. The bot has sent a message about it to whoever set it up."


async def jump(bot: RunningBot, clock: Clock, name: Callable[[str], str]) -> str:
    """Set the clock to the next break, post it, and say where; `name` gives a channel's name."""
    at = await bot.dependencies.store.claims.next_due_at()
    if at is None:
        return NONE_PLANNED
    clock.jump(max(at, clock()))
    await bot.dependencies.guide.restore_timers()
    await bot.dependencies.breaks.close_due()
    await bot.dependencies.breaks.post_due()
    came = await bot.dependencies.store.breaks.due(at)
    posted = [f"#{name(each.channel)}" for each in came if each.state == "posted"]
    outcome = f"the break is in {join_words(posted)}." if posted else NOT_POSTED
    return f"It is now {await _time(bot, came, at)}: {outcome}"


async def _time(bot: RunningBot, came: list[Break], at: datetime) -> str:
    """Name the day and time, as the first channel that has a timetable reads it."""
    found = [await bot.dependencies.store.timetables.get(each.team, each.channel) for each in came]
    zone = next((kept.timetable.zone for kept in found if kept), "UTC")
    local = to_local(at, load_zone(zone))
    return f"{DAY_NAMES[local.weekday()]} {local.hour}:{local.minute:02} in {zone_place(zone)}"
