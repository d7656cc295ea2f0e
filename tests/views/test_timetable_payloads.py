"""The payloads of the buttons and forms of timetables."""

from dataclasses import replace
from datetime import date, time

import pytest

from bot.domain.errors import UserError
from bot.domain.timetable import Timetable
from bot.views.timetable_payloads import FormButton, FormMetadata, channel_id, pack_timetable, unpack_timetable

TIMETABLE = Timetable(days=frozenset({0, 2}), times=(time(1), time(15)), zone="Europe/Berlin", area="neck")


def test_a_timetable_survives_the_value_of_a_button() -> None:
    full = replace(TIMETABLE, seated=True, skip=frozenset({date(2026, 12, 24)}), country="DE-BY")
    assert unpack_timetable(pack_timetable(full)) == full


def test_a_button_that_version_010_posted_still_works() -> None:
    when = '"days":[0,2],"times":["01:00","15:00"],"zone":"Europe/Berlin"'
    old = f'{{{when},"area":"neck","seated":false,"skip":[],"country":null}}'
    assert unpack_timetable(old) == TIMETABLE


@pytest.mark.parametrize("value", [None, "", "{}", "[]", '{"days":[9]}', "x" * 5000, 7])
def test_values_that_are_not_ours_are_refused_kindly(value: object) -> None:
    for read in (unpack_timetable, channel_id, FormButton.unpack, FormMetadata.unpack):
        with pytest.raises(UserError, match="older version"):
            read(value)


@pytest.mark.parametrize(
    "payload",
    [
        FormButton("C1", "3pm mon"),
        FormButton("C1"),
        FormButton(None),
        FormButton(None, "15:00"),
        FormButton("C1", "3pm #1", "ab12"),
    ],
)
def test_an_opening_survives_the_value_of_a_button(payload: FormButton) -> None:
    assert FormButton.unpack(payload.pack()) == payload


def test_words_that_no_button_holds_are_refused_kindly() -> None:
    with pytest.raises(UserError, match="too long"):
        FormButton("C1", "at " * 700).pack()


@pytest.mark.parametrize(
    "payload",
    [
        FormMetadata("C1"),
        FormMetadata("C1", True),
        FormMetadata("C1", is_public=True),
        FormMetadata("C1", is_public=False),
        FormMetadata(None, True),
        FormMetadata(None),
    ],
)
def test_an_origin_survives_the_window(payload: FormMetadata) -> None:
    assert FormMetadata.unpack(payload.pack()) == payload


@pytest.mark.parametrize("value", ["C1", "G0123ABC", "C" + "9" * 39])
def test_the_id_of_a_channel_is_taken_as_it_is(value: str) -> None:
    assert channel_id(value) == value


@pytest.mark.parametrize("value", ["C", "D1", "c1", "C1 ", "C-1", "C" + "9" * 40])
def test_what_is_no_id_of_a_channel_is_refused(value: str) -> None:
    with pytest.raises(UserError, match="older version"):
        channel_id(value)
