"""Every change of the clocks, in every zone, against moments worked out in two other ways."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot.domain.local_time import first_moment_on_date
from bot.domain.slots import Slot, next_slot
from bot.domain.timetable import EVERY_DAY, Timetable

EPOCH = datetime(1970, 1, 1)
DAY = 24 * 60 * 60
MINUTE = 60
ALL_HOURS, NO_HOURS = range(24), range(0)
ODD_ONES = [
    ("Europe/Berlin", 2026),
    ("America/New_York", 2026),
    ("America/St_Johns", 2010),  # changed at one minute past midnight
    ("Australia/Lord_Howe", 2026),  # half an hour
    ("Antarctica/Troll", 2026),  # two hours
    ("Africa/Cairo", 2026),  # at midnight
    ("America/Santiago", 2026),
    ("Asia/Beirut", 2026),
    ("America/Asuncion", 2023),
    ("Asia/Gaza", 2026),
    ("Africa/Casablanca", 2026),  # back for Ramadan
    ("Asia/Tehran", 2021),
    ("Asia/Pyongyang", 2018),
    ("America/Caracas", 2016),
    ("Pacific/Apia", 2011),  # no 30 December
    ("Pacific/Kwajalein", 1993),  # no 21 August
    ("Pacific/Kiritimati", 1994),  # no 31 December
]


def offset(moment: int, zone: ZoneInfo) -> int:
    return int(datetime.fromtimestamp(moment, zone).utcoffset().total_seconds())


def pieces(zone: ZoneInfo, first_year: int, last_year: int) -> list[tuple[int, int]]:
    """Return (moment, offset from then on), found by looking at each day and halving where the offset changes."""
    begin, end = (int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) for year in (first_year, last_year + 1))
    found = [(begin, offset(begin, zone))]
    for today in range(begin, end, DAY):
        early, late = today, today + DAY
        if offset(late, zone) == found[-1][1]:
            continue
        while late - early > 1:
            middle = (early + late) // 2
            early, late = (middle, late) if offset(middle, zone) == found[-1][1] else (early, middle)
        found.append((late, offset(late, zone)))
    return found


def expected(local: int, known: list[tuple[int, int]]) -> int | None:
    """Scan the pieces for the first that shows this local time (seconds since the epoch); else take the gap's end."""
    ends = [begin for begin, _ in known[1:]] + [2**40]
    for (begin, shift), end in zip(known, ends, strict=True):
        if begin <= local - shift < end:
            return local - shift
    midnight = local - local % DAY
    for (_, old), (change, new) in pairwise(known):
        if change + old <= local < change + new:
            return None if change + old <= midnight and midnight + DAY <= change + new else change
    raise AssertionError("neither shown nor in a gap")


def slots_by_hand(after: int, at: int, known: list[tuple[int, int]], days: int) -> list[Slot]:
    first = after - after % DAY - DAY
    locals_ = [first + day * DAY + at * MINUTE for day in range(days + 4)]
    moments = [(local, expected(local, known)) for local in locals_]
    later = [(local, moment) for local, moment in moments if moment is not None and moment > after]
    return [Slot(EPOCH + timedelta(seconds=x), datetime.fromtimestamp(y, UTC)) for x, y in later[:days]]


def timetable_at(zone: str, at: int, personal: bool) -> Timetable:
    """Return a timetable of this minute of the day; a person's has another one, too, outside their hours."""
    minute, half_a_day_later = (time(each // 60, each % 60) for each in (at, (at + 720) % 1440))
    if not personal:
        return Timetable(days=EVERY_DAY, times=(minute,), zone=zone)
    begin, end = (minute, time(at // 60 + 1)) if at < 1380 else (time(22, 30), minute)
    both = tuple(sorted((minute, half_a_day_later)))
    return Timetable(days=EVERY_DAY, times=both, zone=zone, personal=True, hours=(begin, end))


def slots_one_by_one(timetable: Timetable, after: int, days: int) -> Iterator[Slot]:
    moment = datetime.fromtimestamp(after, UTC)
    for _ in range(days):
        slot = next_slot(timetable, moment)
        assert slot is not None
        moment = slot.at
        yield slot


def minutes_to_try(change: int, old: int, new: int, turn: int, hours: range) -> set[int]:
    """Return minutes of the day: one in each hour, other ones at each turn, and those at the edges of the change."""
    edges = {(change + shift) // MINUTE + step for shift in (old, new) for step in (-1, 0, 1, 29)}
    return {edge % 1440 for edge in edges} | {hour * 60 + turn * 7 % 60 for hour in hours}


def walk(zone: str, known: list[tuple[int, int]], hours: range = ALL_HOURS) -> int:
    """Try each change of the clocks, with channels' and people's timetables in turn; return how many there were."""
    for turn, ((_, old), (change, new)) in enumerate(pairwise(known)):
        for number, at in enumerate(sorted(minutes_to_try(change, old, new, turn, hours))):
            for after, days in ((change - DAY, 3), (change - 1, 1), (change, 1), (change + 20 * MINUTE, 1)):
                by_hand = slots_by_hand(after, at, known, days)
                timetable = timetable_at(zone, at, personal=(turn + number) % 2 == 0)
                assert list(slots_one_by_one(timetable, after, days)) == by_hand, (zone, change, at)
    return len(known) - 1


@pytest.mark.parametrize(("zone", "year"), ODD_ONES)
def test_a_persons_timetable_has_its_slots_within_their_hours_through_the_odd_changes(zone, year):
    for (_, old), (change, new) in pairwise(pieces(ZoneInfo(zone), year, year)):
        for at in minutes_to_try(change, old, new, 0, ALL_HOURS):
            by_hand = slots_by_hand(change - DAY, at, pieces(ZoneInfo(zone), year, year), 3)
            assert list(slots_one_by_one(timetable_at(zone, at, personal=True), change - DAY, 3)) == by_hand, (
                change,
                at,
            )


@pytest.mark.parametrize(("zone", "year"), ODD_ONES)
def test_each_date_has_one_slot_through_the_odd_changes(zone, year):
    assert walk(zone, pieces(ZoneInfo(zone), year, year)) > 0


@pytest.mark.slow
@pytest.mark.no_cover  # hundreds of thousands of times the same branches
def test_each_date_has_one_slot_in_every_zone_through_ten_years():
    changes, walked = 0, set[tuple[tuple[int, int], ...]]()
    zones = sorted(available_timezones())
    for zone in zones:
        known = pieces(ZoneInfo(zone), 2020, 2030)
        # Two zones in three keep another's time; of those the hours around each change are enough.
        changes += walk(zone, known, NO_HOURS if tuple(known) in walked else ALL_HOURS)
        walked.add(tuple(known))
    assert len(zones) > 500
    assert changes > 4000


@pytest.mark.parametrize(("zone", "year"), ODD_ONES)
def test_a_time_falls_on_the_first_minute_with_that_local_time_or_a_later_one(zone, year):
    home = ZoneInfo(zone)
    change, _ = pieces(home, year, year)[1]
    begin = datetime.fromtimestamp(change - change % MINUTE - 18 * 60 * MINUTE, UTC)
    minutes = [begin + timedelta(minutes=minute) for minute in range(60 * 60)]
    walls = [minute.astimezone(home).replace(tzinfo=None, fold=0) for minute in minutes]
    dates = {shown_there.date() for shown_there in walls}
    place = 0
    for local in (walls[0] + timedelta(minutes=minute) for minute in range(36 * 60)):
        place = next(here for here in range(place, len(walls)) if walls[here] >= local)
        assert first_moment_on_date(local, home) == (minutes[place] if local.date() in dates else None)
