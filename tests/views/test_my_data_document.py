"""The file with a person's own data: names instead of keys, their own clock, numbers instead of ids."""

from datetime import UTC, datetime
from typing import Any

import pytest
from exercise_library import LIBRARY

from bot.domain.actor import Actor
from bot.domain.person_data import PersonData
from bot.domain.timetable import UNTIL_RESUMED
from bot.views.my_data_document import MyDataDocument

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ANA = Actor("T1", "U1")
Rows = list[dict[str, Any]]


def document(**tables: Rows) -> MyDataDocument:
    return MyDataDocument(LIBRARY, PersonData(ANA, tables))


def told(**tables: Rows) -> dict[str, Any]:
    """What is told of these tables, where there is anything."""
    return {title: rows for title, rows in document(**tables).sections().items() if rows}


def test_what_was_done_is_told_by_name_and_time() -> None:
    done = {"ref": "x7", "slug": "cat-arch", "at": NOW}
    assert told(dones=[done, done | {"slug": "gone"}]) == {
        "stretches you finished": [
            {"stretch": "Cat arch", "finished": "2026-11-23T09:00:00+00:00", "number": 1},
            {"stretch": "gone", "finished": "2026-11-23T09:00:00+00:00", "number": 1},
        ]
    }


def test_what_belongs_together_has_the_same_number() -> None:
    at = {"slug": "cat-arch", "at": NOW}
    found = told(dones=[at | {"ref": "a"}, at | {"ref": "b"}], joins=[{"break_id": "b", "joined_at": NOW}])
    assert [row["number"] for row in found["stretches you finished"]] == [1, 2]
    assert found["breaks you joined"] == [{"number of the break": 2, "joined": "2026-11-23T09:00:00+00:00"}]


@pytest.mark.parametrize(
    ("zone", "written", "clock"),
    [
        ("Europe/Berlin", "2026-11-23T10:00:00+01:00", "on the clock of Europe/Berlin"),
        (None, "2026-11-23T09:00:00+00:00", "in UTC"),
        ("Mars/Base", "2026-11-23T09:00:00+00:00", "in UTC"),
    ],
)
def test_times_are_on_the_persons_own_clock_and_it_says_so(zone: str | None, written: str, clock: str) -> None:
    mine = document(people=[{"zone": zone, "home_at": NOW}])
    head = mine.head(NOW)
    assert (head["written"], f"Times are {clock}." in head["about"]) == (written, True)
    [profile] = mine.sections()["your Slack profile, and when you were here"]
    assert profile["you last used Limber's Home"] == written


def test_own_reminders_and_channels_breaks_stand_apart_and_are_told_in_words() -> None:
    row = {
        "channel": "U1", "set_by": "U1", "days": "04", "times": "09:30 15:30", "area": "lower", "routine": None,
        "recent": "cat-arch chin-tuck:1 neck-turn:2", "paused_until": UNTIL_RESUMED, "skip": "",
    }  # fmt: skip
    found = told(timetables=[row, {"channel": "C1", "set_by": "U1"}])
    [mine] = found["your reminders"]
    assert mine == {
        "where": "you", "set up by": "you", "days": ["Monday", "Friday"],
        "times": ["09:30", "15:30"], "area": "Lower back", "paused until": "until you resume", "days off": [],
        "stretches lately": ["Cat arch", "Chin tuck, 1 round", "Neck turn, 2 rounds"],
    }  # fmt: skip
    assert found["channels' timetables that you set up"] == [{"where": "C1", "set up by": "you"}]


def test_a_break_at_once_has_no_time_that_it_was_planned_for_and_an_unknown_profile_is_not_told() -> None:
    slots = [{"channel": "C1", "slot": slot} for slot in ("now 2026-11-23T09:00", "2026-11-23T15:00")]
    found = told(breaks=slots, people=[{"zone": "", "locale": "", "home_at": NOW}])
    [title] = [title for title in found if "break" in title]
    planned = "planned for, on the channel's or reminder's clock"
    assert [row[planned] for row in found[title]] == ["at once", "2026-11-23T15:00"]
    assert len(found["your Slack profile, and when you were here"][0]) == 1


def test_a_set_up_is_told_as_it_was_chosen() -> None:
    [mine] = told(preferences=[{"kit": "firm-chair mat", "work_days": "5", "ready_percent": 150}])["your set-up"]
    assert mine == {
        "what you have": ["firm chair", "mat"], "your working days": ["Saturday"],
        "time to get ready, in percent of the usual": 150,
    }  # fmt: skip


def test_what_has_no_words_yet_is_told_all_the_same() -> None:
    assert told(new_table=[{"new_column": 1}]) == {"new_table": [{"new_column": 1}]}
