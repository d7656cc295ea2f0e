"""A timetable as plain fields and back."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.timetable import Timetable
from bot.domain.timetable_fields import timetable_fields, timetable_from_fields

timetables = st.builds(
    Timetable,
    days=st.frozensets(st.integers(0, 6), min_size=1),
    times=st.sets(st.builds(time, st.integers(0, 23), st.integers(0, 59)), min_size=1, max_size=3).map(
        lambda times: tuple(sorted(times))
    ),
    zone=st.sampled_from(["Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT-14", "UTC"]),
    area=st.none() | st.sampled_from(["neck", "lower"]),
    routine=st.sampled_from([None, "five-minutes", "no-kit"]),
    seated=st.booleans(),
    skip=st.frozensets(st.dates(), max_size=30),
    country=st.sampled_from([None, "DE", "DE-BY"]),
    month_line=st.booleans(),
)
FIELDS = {
    "days": "02",
    "times": "09:30 15:00",
    "zone": "Europe/Berlin",
    "area": "neck",
    "routine": "five-minutes",
    "seated": True,
    "skip": "2026-12-24 2027-01-02",
    "country": "DE-BY",
    "month_line": True,
}
ADDED_LATER = ("routine", "month_line")
TIMETABLE = Timetable(
    days=frozenset({0, 2}),
    times=(time(9, 30), time(15)),
    zone="Europe/Berlin",
    area="neck",
    routine="five-minutes",
    seated=True,
    skip=frozenset({date(2027, 1, 2), date(2026, 12, 24)}),
    country="DE-BY",
    month_line=True,
)


@given(timetables)
def test_a_timetable_comes_back_from_its_fields_and_from_json(timetable: Timetable) -> None:
    assert timetable_from_fields(json.loads(json.dumps(timetable_fields(timetable)))) == timetable


def test_the_fields_are_those_that_are_stored() -> None:
    assert timetable_fields(TIMETABLE) == FIELDS
    assert timetable_from_fields(FIELDS) == TIMETABLE


def test_a_pause_is_read_but_never_written() -> None:
    until = datetime(2026, 12, 1, tzinfo=UTC)
    paused = timetable_from_fields(FIELDS | {"paused_until": until})
    assert paused.paused_until == until
    assert timetable_fields(paused) == FIELDS


def test_what_an_older_button_says_has_the_usual_length_and_no_line_at_a_months_end() -> None:
    older = {name: value for name, value in FIELDS.items() if name not in ADDED_LATER}
    assert timetable_from_fields(older) == replace(TIMETABLE, routine=None, month_line=False)


def test_a_persons_timetable_comes_back_with_its_hours() -> None:
    hours = time(9), time(17, 30)
    theirs = replace(TIMETABLE, times=tuple(time(hour) for hour in range(10, 16)), personal=True, hours=hours)
    fields = timetable_fields(theirs)
    assert (fields["personal"], fields["hours"]) == (True, "09:00-17:30")
    assert timetable_from_fields(json.loads(json.dumps(fields))) == theirs


@pytest.mark.parametrize("missing", [name for name in FIELDS if name not in ADDED_LATER])
def test_a_field_that_is_missing_is_refused(missing: str) -> None:
    with pytest.raises(KeyError):
        timetable_from_fields({name: value for name, value in FIELDS.items() if name != missing})


@pytest.mark.parametrize(
    "wrong",
    [{"days": "7"}, {"days": ""}, {"days": "x"}, {"times": "25:00"}, {"times": ""}, {"zone": "Mars"}, {"skip": "soon"}],
)
def test_a_field_that_makes_no_sense_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError):
        timetable_from_fields(FIELDS | wrong)
