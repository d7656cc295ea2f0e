"""The form: filled with what is set, read with every mistake at its field."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from exercise_library import LIBRARY as library

from bot.domain.breaks import ChannelTimetable
from bot.domain.library import Library
from bot.domain.parsing.daily import TimetableRequest, request_from
from bot.domain.timetable import EVERY_DAY, Timetable
from bot.playground.block_kit import VIEW
from bot.playground.elements import state_of
from bot.views.form_inputs import country_options, zone_options
from bot.views.pause_form import pause_form
from bot.views.submitted_fields import FormErrors
from bot.views.timetable_form import timetable_form
from bot.views.timetable_payloads import FormMetadata
from bot.views.timetable_submission import pause_entered, timetable_entered

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
TODAY = NOW.date()
HERE = FormMetadata("C1")
FULL = Timetable(
    days=frozenset({0, 2, 6}), times=(time(9, 30), time(15)), zone="America/New_York", area="neck", seated=True,
    skip=frozenset({date(2026, 12, 24), date(2026, 12, 25), date(2027, 5, 1)}), country="DE-BY",
    routine="one-minute", month_line=True,
)  # fmt: skip


def shown(request: TimetableRequest, origin: FormMetadata = HERE) -> dict[str, Any]:
    return timetable_form(origin, request, True, NOW, library).to_dict()


def submitted(request: TimetableRequest, **entered: Mapping[str, Any]) -> dict[str, Any]:
    """The form as Slack sends it: as it was shown, but for these fields."""
    values = state_of(shown(request)["blocks"], {})
    for block, held in entered.items():
        action = next(iter(values[block]))
        values[block][action] = values[block][action] | held
    return {"state": {"values": values}}


def mend(request: TimetableRequest = request_from(FULL), **entered: Mapping[str, Any]) -> dict[str, str]:  # noqa: B008 - it is frozen
    with pytest.raises(FormErrors) as caught:
        timetable_entered(submitted(request, **entered), NOW, library)
    return caught.value.errors


@pytest.mark.parametrize(
    "asked",
    [TimetableRequest(), request_from(FULL), TimetableRequest(times=(time(0), time(1), time(23, 59)), zone="UTC")],
)
@pytest.mark.parametrize("origin", [HERE, FormMetadata(None, home=True)])
def test_slack_takes_the_form(asked: TimetableRequest, origin: FormMetadata) -> None:
    found: list[str] = []
    VIEW(shown(asked, origin), "", found)
    assert found == []


def test_a_form_that_nobody_changed_gives_back_what_is_set() -> None:
    assert timetable_entered(submitted(request_from(FULL)), NOW, library) == FULL


def test_the_months_line_is_off_unless_it_is_ticked() -> None:
    plain = replace(FULL, month_line=False)
    assert timetable_entered(submitted(request_from(plain)), NOW, library) == plain
    unticked = submitted(request_from(FULL), month={"selected_options": []})
    assert timetable_entered(unticked, NOW, library) == plain


def test_only_a_form_without_a_channel_asks_for_one() -> None:
    blocks = [
        [block.get("block_id") for block in shown(TimetableRequest(), origin)["blocks"]]
        for origin in (HERE, FormMetadata(None))
    ]
    assert ["channel" in ids for ids in blocks] == [False, True]


def test_dates_that_are_past_are_not_shown_again() -> None:
    past = request_from(replace(FULL, skip=frozenset({TODAY - timedelta(days=1)})))
    assert "initial_value" not in str(shown(past)["blocks"][-3])


def test_a_time_that_is_given_twice_counts_once_and_order_does_not_matter() -> None:
    same = submitted(request_from(FULL), time1={"selected_time": "15:00"}, time3={"selected_time": "08:00"})
    assert timetable_entered(same, NOW, library).times == (time(8), time(15))


def test_wrong_dates_are_marked_at_their_field() -> None:
    assert mend(skip={"value": "24 dec, 3/4"}) == {"skip": "Is “3/4” 3 April or 4 March? Type the month as a word."}


def test_no_day_is_marked_at_the_days() -> None:
    assert mend(days={"selected_options": []}) == {"days": "Please choose at least one day."}


def test_no_time_is_marked_at_the_first_time() -> None:
    nothing = {"selected_time": None}
    assert set(mend(time1=nothing, time2=nothing)) == {"time1"}


def test_no_zone_is_marked_at_the_zone() -> None:
    assert set(mend(zone={"selected_option": None})) == {"zone"}
    assert set(mend(zone={"selected_option": {"value": "Mars/Olympus"}})) == {"zone"}


def test_all_mistakes_are_marked_at_once_each_at_its_field() -> None:
    wrong = mend(
        days={"selected_options": []},
        time2={"selected_time": "09:50"},
        zone={"selected_option": None},
        country={"selected_option": {"value": "QQ"}},
        skip={"value": "1 jan 2020, 31 nov"},
    )
    assert wrong == {
        "days": "Please choose at least one day.",
        "time2": "That's within 30 minutes of the first time. Please space them out.",
        "zone": "Please choose a time zone.",
        "country": "I don't know the public holidays in “QQ”. Try a country, such as Germany.",
        "skip": "“1 jan 2020” is in the past. There's no such date as “31 nov”.",
    }


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("20 nov to 10 nov", "“20 nov to 10 nov” is 357 days. If that's right, add the year."),
        ("1 nov 2026 to 20 nov 2026", "“1 nov 2026 to 20 nov 2026” is in the past."),
        ("2 jan 2027 to 24 dec 2026", "“2 jan 2027 to 24 dec 2026” ends before it starts."),
    ],
)
def test_a_range_that_cannot_be_meant_is_named(typed: str, sentence: str) -> None:
    assert mend(skip={"value": typed}) == {"skip": sentence}


@pytest.mark.parametrize(
    ("times", "block", "words"),
    [
        (("15:00", "09:00", "15:10"), "time3", "of the first time"),
        (("15:10", "15:00", "09:00"), "time2", "of the first time"),
        (("09:00", "15:10", "15:00"), "time3", "of the second time"),
        (("00:10", "12:00", "23:50"), "time3", "of the first time"),
        (("15:00", "15:00", "15:29"), "time3", "of the first time"),
    ],
)
def test_of_two_times_that_are_too_close_the_lower_is_marked(times: tuple[str, ...], block: str, words: str) -> None:
    entered = {f"time{number}": {"selected_time": at} for number, at in enumerate(times, 1)}
    [(marked, sentence)] = mend(request_from(replace(FULL, days=EVERY_DAY)), **entered).items()
    assert (marked, words in sentence) == (block, True)


def test_times_from_before_the_rule_of_thirty_minutes_may_stay() -> None:
    close = replace(FULL, times=(time(15), time(15, 15)))
    before = ChannelTimetable(
        team="T1", channel="C1", timetable=close, set_by="U1", set_at=NOW, next=None, stopped=None
    )  # fmt: skip
    area = replace(request_from(close), area=None)
    assert timetable_entered(submitted(area), NOW, library, before).times == close.times
    for times in ((time(15), time(15, 20)), (time(15), time(15, 15), time(15, 20))):
        with pytest.raises(FormErrors, match="within 30 minutes"):
            timetable_entered(submitted(replace(area, times=times)), NOW, library, before)


def offered(request: TimetableRequest, exercises: Library = library) -> tuple[list[str], str]:
    """The options of the field "Length or routine", and which is chosen."""
    blocks = timetable_form(HERE, request, True, NOW, exercises).to_dict()["blocks"]
    select = next(block["element"] for block in blocks if block.get("block_id") == "routine")
    return [option["text"]["text"] for option in select["options"]], select["initial_option"]["value"]


def test_the_lengths_are_offered_first_and_then_the_sets() -> None:
    options, chosen = offered(TimetableRequest())
    assert options[:4] == ["30 seconds", "1 minute", "2 minutes", "5 minutes"]
    assert "Hands and wrists" in options[4:]
    assert "Morning in bed" not in options
    assert chosen == "two-minutes"
    assert offered(TimetableRequest(routine="no-kit"))[1] == "no-kit"
    assert offered(TimetableRequest(routine="gone"))[1] == "two-minutes"


def test_where_there_are_no_routines_the_usual_length_is_offered() -> None:
    assert offered(TimetableRequest(), replace(library, routines=())) == (["2 minutes"], "two-minutes")


@pytest.mark.parametrize(("chosen", "kept"), [("five-minutes", "five-minutes"), ("two-minutes", None)])
def test_a_length_is_read_and_the_usual_one_is_none(chosen: str, kept: str | None) -> None:
    entered = submitted(request_from(FULL), routine={"selected_option": {"value": chosen}})
    assert timetable_entered(entered, NOW, library).routine == kept


def test_a_set_has_its_own_area_and_position_which_is_marked_where_they_differ() -> None:
    standing = {"selected_option": {"value": "desk-standing"}}
    assert mend(routine=standing) == {
        "area": "“Desk, standing” already says which stretches. Choose “Whole body” here, or a length below.",
        "rotation": "“Desk, standing” isn't all seated. Choose “Seated and standing” here, or something else above.",
    }
    free = replace(request_from(FULL), area=None, seated=False)
    assert timetable_entered(submitted(free, routine=standing), NOW, library).routine == "desk-standing"
    seated = {"selected_option": {"value": "hands-and-wrists"}}
    kept = timetable_entered(submitted(replace(free, seated=True), routine=seated), NOW, library)
    assert (kept.routine, kept.seated) == ("hands-and-wrists", True)


def test_what_is_not_quite_as_it_was_typed_is_said_in_the_form_too() -> None:
    assert "So I've picked 2 minutes." in str(shown(TimetableRequest(remark="So I've picked 2 minutes.")))


def test_dates_that_leave_no_break_are_marked() -> None:
    assert (
        "no breaks in the next year"
        in mend(skip={"value": "22 nov to 20 nov 2027, 21 nov 2027 to 26 dec 2027"})["skip"]
    )


def test_more_dates_than_fit_are_marked() -> None:
    many = ", ".join(
        f"{day}.{month}.{year}" for year in (2027, 2028) for month in range(1, 13) for day in range(1, 29, 2)
    )
    assert "range" in mend(skip={"value": many})["skip"]


@pytest.mark.parametrize("junk", [{}, {"state": None}, {"state": {"values": {"days": 3, "time1": {"x": []}}}}])
def test_a_form_that_cannot_be_read_asks_again(junk: dict[str, Any]) -> None:
    with pytest.raises(FormErrors):
        timetable_entered(junk, NOW, library)


def test_zones_are_found_by_city_country_and_letters_and_fit_a_menu() -> None:
    for typed, zone in {"new y": "America/New_York", "japan": "Asia/Tokyo", "cet": "Europe/Berlin"}.items():
        assert zone in [option.value for option in zone_options(typed, NOW)][:3]
    assert 10 < len(zone_options("", NOW)) <= 100


def test_countries_come_with_their_parts_and_none_is_always_there() -> None:
    assert country_options("")[0].value == "none"
    assert {"DE", "DE-BY"} <= {option.value for option in country_options("germany")}
    assert [option.value for option in country_options("xqzw")] == ["none"]
    assert len(country_options("")) <= 100


def paused(**entered: str) -> datetime | None:
    values = state_of(pause_form("C1").to_dict()["blocks"], {})
    if "length" in entered:
        values["length"]["timetable.length"]["selected_option"] = {"value": entered["length"]}
    values["until"]["timetable.until"]["value"] = entered.get("until")
    return pause_entered({"state": {"values": values}}, NOW, "Europe/Berlin")


def test_every_length_of_the_pause_form_is_understood() -> None:
    midnight = datetime(2026, 11, 22, 23, tzinfo=UTC)
    assert paused() == NOW + timedelta(hours=1)
    assert paused(length="today") == paused(length="until monday") == midnight
    assert paused(length="1 week") == NOW + timedelta(weeks=1)
    assert paused(length="until resumed") is None


def test_own_words_win_over_the_choice_and_are_marked_if_unclear() -> None:
    assert paused(until="Pause 2h") == NOW + timedelta(hours=2)
    assert paused(length="1 week", until="until 7 January") == datetime(2027, 1, 6, 23, tzinfo=UTC)
    with pytest.raises(FormErrors, match="didn't understand") as caught:
        paused(until="when pigs fly")
    assert set(caught.value.errors) == {"until"}
