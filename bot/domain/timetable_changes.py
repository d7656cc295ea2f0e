"""What a change to a channel's timetable is measured by: the timetable that is there."""

from dataclasses import replace
from datetime import time
from hashlib import blake2b

from bot.domain.breaks import ChannelTimetable
from bot.domain.timetable import Timetable, too_close
from bot.domain.timetable_fields import timetable_fields


def is_same(timetable: Timetable, before: ChannelTimetable | None) -> bool:
    """Return whether a channel has just these breaks; `timetable` has a pause only if that goes on."""
    if before is None or before.stopped:
        return False
    return replace(before.timetable, paused_until=timetable.paused_until) == timetable


def newly_too_close(timetable: Timetable, before: ChannelTimetable | None) -> tuple[time, time] | None:
    """Return two times that are too close, or None; times that were so before go on: the rule is younger than some."""
    if (
        before
        and before.timetable.times == timetable.times
        and too_close(before.timetable.times, before.timetable.days)
    ):
        return None
    return too_close(timetable.times, timetable.days)


def version_of(found: ChannelTimetable | None) -> str:
    """Return a short hash of a timetable, another one after each change; "" where a channel knows of none."""
    if found is None or found.notice_ts is None:
        return ""
    state = (timetable_fields(found.timetable), found.timetable.paused_until, found.stopped)
    return blake2b(repr(state).encode(), digest_size=5).hexdigest()
