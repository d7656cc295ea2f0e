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


def newly_too_close(
    times: tuple[time, ...], days: frozenset[int], before: ChannelTimetable | None
) -> tuple[time, time] | None:
    """Return two times that are too close, or None; times that were so before go on: the rule is younger than some."""
    if before and before.timetable.times == times and too_close(times, before.timetable.days):
        return None
    return too_close(times, days)


def is_outdated(seen: str, timetable: Timetable, before: ChannelTimetable | None) -> bool:
    """Return whether a preview of this timetable was made against another version than the channel's.

    What was set up just so, while the channel could not be told, was most likely set up from the preview itself.
    """
    is_untold = before is not None and before.notice_ts is None and is_same(timetable, before)
    return seen != version_of(before) and not is_untold


def version_of(found: ChannelTimetable | None) -> str:
    """Return a short hash of a timetable, another one after each change; "" for none."""
    if found is None:
        return ""
    state = (timetable_fields(found.timetable), found.timetable.paused_until, found.stopped)
    return blake2b(repr(state).encode(), digest_size=5).hexdigest()
