"""What a change to a timetable is measured by."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot.domain.breaks import ChannelTimetable
from bot.domain.timetable import EVERY_DAY, WEEKDAYS, Timetable
from bot.domain.timetable_changes import is_outdated, version_of

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
DAILY = Timetable(days=WEEKDAYS, times=(time(15),), zone="Europe/Berlin")
FOUND = ChannelTimetable(
    team="T1", channel="C1", timetable=DAILY, set_by="U1", set_at=NOW, next=None, stopped=None, notice_ts="1.1"
)


def test_a_channel_without_breaks_has_no_version() -> None:
    assert version_of(None) == ""


def test_a_preview_is_outdated_by_a_change_but_not_by_what_it_set_up_untold() -> None:
    untold, other = replace(FOUND, notice_ts=None), replace(DAILY, times=(time(16),))
    assert not is_outdated("", DAILY, None)
    assert not is_outdated(version_of(FOUND), other, FOUND)
    assert [is_outdated("", DAILY, before) for before in (FOUND, untold)] == [True, False]
    assert [is_outdated("", other, before) for before in (FOUND, untold)] == [True, True]
    assert is_outdated(version_of(FOUND), other, None)


def test_that_the_channel_is_told_makes_no_other_version() -> None:
    assert version_of(FOUND) == version_of(replace(FOUND, notice_ts=None))


def test_a_version_stays_whoever_saves_the_same_and_when() -> None:
    assert version_of(FOUND) == version_of(replace(FOUND, set_by="U2", set_at=NOW.replace(year=2027), recent=("a",)))


@pytest.mark.parametrize(
    "changes",
    [
        {"days": EVERY_DAY}, {"times": (time(16),)}, {"zone": "Asia/Tokyo"}, {"area": "neck"}, {"seated": True},
        {"skip": frozenset({date(2026, 12, 24)})}, {"country": "DE"}, {"paused_until": NOW},
    ],
)  # fmt: skip
def test_each_change_makes_another_version(changes: dict[str, object]) -> None:
    assert version_of(replace(FOUND, timetable=replace(DAILY, **changes))) != version_of(FOUND)
    assert version_of(replace(FOUND, stopped="is_archived")) != version_of(FOUND)
