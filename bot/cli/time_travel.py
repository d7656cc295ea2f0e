"""Time travel: sets the playground's clock forward to the next break, so that it can be tried at once."""

from collections.abc import Callable
from datetime import datetime

from bot.app.running_bot import RunningBot
from bot.core.clock import Clock
from bot.domain.breaks import Break
from bot.domain.calendar_names import DAY_NAMES
from bot.domain.formatting import day_and_month, join_words
from bot.domain.local_time import load_zone, to_local
from bot.domain.parsing.time_zone import zone_time_name
from bot.domain.timetable import UNTIL_RESUMED, Timetable, is_paused

NONE_PLANNED = "No breaks are planned yet. Type /stretch daily 15:00 in a channel, or /stretch remind me 11:00."
REMINDED = "A private reminder came: look at your messages from Limber."
HELD_BACK = "The private reminder is held back for now."
NOT_POSTED = "The break couldn't be posted. Whoever set it up got a message saying why."


async def jump(bot: RunningBot, clock: Clock, name: Callable[[str], str]) -> str:
    """Set the clock to the next break, post it, and say where; `name` gives a channel's name."""
    pause = await _pause_sentence(bot, clock())
    at = await bot.dependencies.store.claims.next_due_at()
    if at is None:
        return pause or NONE_PLANNED
    await _send_reminders_until(at, bot, clock)
    clock.jump(max(at, clock()))
    await bot.dependencies.guide.mover.restore_timers()
    await bot.dependencies.break_engine.close_due()
    await bot.dependencies.break_engine.post_due()
    await bot.dependencies.break_engine.remind_privately()
    came = await bot.dependencies.store.breaks.due(at)
    return f"{pause} It's now {_in_words(at, await _zone(bot, came))}. {_outcome(came, name)}".strip()


def _outcome(came: list[Break], name: Callable[[str], str]) -> str:
    posted = [each for each in came if each.state == "posted"]
    channels = [f"#{name(each.channel)}" for each in posted if not each.personal]
    sentences = [f"The break is in {join_words(channels)}."] if channels else []
    sentences += [REMINDED] if any(each.personal for each in posted) else []
    not_posted = HELD_BACK if came and all(each.personal for each in came) else NOT_POSTED
    return " ".join(sentences) or not_posted


async def _send_reminders_until(at: datetime, bot: RunningBot, clock: Clock) -> None:
    """Stop where each reminder is due: one that is half an hour late would not be sent any more."""
    engine, reached = bot.dependencies.break_engine, clock()
    await engine.remind_due()
    while (due := await bot.dependencies.store.reminders.next_due_at(reached)) and due <= at:
        clock.jump(max(due, clock()))
        await engine.remind_due()
        reached = due


async def _pause_sentence(bot: RunningBot, now: datetime) -> str:
    """Return until when all breaks are paused, or "" if not all of them are."""
    running = [
        each.timetable for each in await bot.dependencies.store.timetable_lookups.list_running() if not each.personal
    ]
    ends = [(each.paused_until, each) for each in running if each.paused_until and is_paused(each, now)]
    if not ends or len(ends) < len(running):
        return ""
    first_end, timetable = min(ends, key=lambda pause: pause[0])
    return _paused_until(first_end, timetable)


def _paused_until(end: datetime, timetable: Timetable) -> str:
    if end >= UNTIL_RESUMED:
        return "All breaks are paused until someone resumes them: type /stretch resume in their channel."
    return f"All breaks were paused until {_in_words(end, timetable.zone)}."


async def _zone(bot: RunningBot, came: list[Break]) -> str:
    """Return the zone of the first channel that has a timetable."""
    found = [await bot.dependencies.store.timetables.get(each.team, each.channel) for each in came]
    return next((kept.timetable.zone for kept in found if kept), "UTC")


def _in_words(at: datetime, zone: str) -> str:
    local = to_local(at, load_zone(zone))
    return f"{DAY_NAMES[local.weekday()]} {day_and_month(local)}, {local.hour}:{local.minute:02} {zone_time_name(zone)}"
