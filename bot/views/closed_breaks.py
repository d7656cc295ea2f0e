"""The one line that is left of a break when it closes: who took it, and when the next one is."""

from datetime import datetime

from bot.domain.formatting import join_words
from bot.domain.roster import Roster
from bot.slack.blocks import Message, context
from bot.views.breaks import BreakProgress, time_of_day
from bot.views.timetable_text import lasting_moment

CLOSING_LINES = (
    "{who} took a stretch break.",
    "{who} made time to stretch.",
    "{who} stopped for a stretch.",
    "{who} took a moment to stretch.",
    "{who} joined this stretch break.",
    "{who} found time for a stretch.",
    "{who} paused for a stretch.",
    "{who} took a few minutes to stretch.",
    "Good stretch, {who}.",
    "Thanks for stretching, {who}.",
    "Nice stretch break, {who}.",
    "Stretch break done. Nice one, {who}.",
)
MAX_NAMED = 3
NextBreak = tuple[datetime, str, datetime]
"""When the next break is, the timetable's zone, and when the break before it closed."""


def closed_message(progress: BreakProgress, line: int | None, next_break: NextBreak | None) -> Message:
    """Return the closing line with this number, or what else there is to say, and when the next break is."""
    if progress.roster.people:
        said = CLOSING_LINES[(line or 0) % len(CLOSING_LINES)].format(who=_who(progress.roster))
        return _message(said, "Next:", next_break)
    if progress.roster.total:
        return _message(_unnamed(progress.roster.total), "Next:", next_break)
    if progress.again_at:
        return _message(f"This break moved to {time_of_day(progress.again_at)}.", "", None)
    return _message("Quiet one today.", "Back", next_break)


def _message(said: str, lead: str, next_break: NextBreak | None) -> Message:
    text = f"{said} {lead} {lasting_moment(*next_break)}." if next_break else said
    return Message(text, [context(text)])


def _who(roster: Roster) -> str:
    named = roster.people if roster.total <= MAX_NAMED else roster.people[: MAX_NAMED - 1]
    more = roster.total - len(named)
    others = ["1 other" if more == 1 else f"{more} others"] if more else []
    return join_words([*(f"<@{user}>" for user in named), *others])


def _unnamed(people: int) -> str:
    return f"{people} people took a stretch break." if people > 1 else "1 person took a stretch break."
