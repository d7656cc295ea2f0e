"""More settings: the form filled with what is stored, read with every mistake at its field, what it says once saved."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from bot.domain.preferences import NO_HOLIDAYS, Preferences
from bot.playground.block_kit import BLOCKS, VIEW
from bot.playground.elements import state_of
from bot.views.set_up_more import more_form, more_not_opened
from bot.views.set_up_more_saved import more_saved
from bot.views.set_up_submission import more_entered
from bot.views.submitted_fields import FormErrors

TODAY = date(2026, 11, 26)
CHOSEN = Preferences(
    first_window=True, still_pictures=True, ready_percent=150, counted_only=True, goal_days=4,
    work_days=frozenset({0, 2}), hours=(time(9), time(17, 30)), country="DE-BY",
    days_off=frozenset({date(2026, 12, 24), date(2026, 12, 25)}),
)  # fmt: skip


def form(chosen: Preferences = CHOSEN) -> dict[str, Any]:
    return more_form(chosen, TODAY).to_dict()


def entered(chosen: Preferences = CHOSEN, **changed: Mapping[str, Any]) -> Preferences:
    """Read the form as Slack sends it: as it was shown, but for these fields."""
    values = state_of(form(chosen)["blocks"], {})
    for block, held in changed.items():
        action = next(iter(values[block]))
        values[block][action] = values[block][action] | held
    return more_entered({"state": {"values": values}}, TODAY)


def mistakes(**changed: Mapping[str, Any]) -> dict[str, str]:
    with pytest.raises(FormErrors) as caught:
        entered(**changed)
    return caught.value.errors


def saved(before: Preferences, after: Preferences) -> str:
    return str(more_saved(before, after, "h23").to_dict())


@pytest.mark.parametrize("chosen", [Preferences(), CHOSEN])
def test_slack_takes_the_form(chosen: Preferences) -> None:
    found: list[str] = []
    VIEW(form(chosen), "", found)
    assert found == []


def test_a_form_that_nobody_changed_gives_back_what_is_stored() -> None:
    assert entered() == CHOSEN
    assert entered(Preferences()) == Preferences(country=NO_HOLIDAYS)


def test_no_holidays_are_an_answer_too() -> None:
    none = entered(country={"selected_option": {"value": "none"}})
    assert none.country == NO_HOLIDAYS
    assert entered(none) == none


def test_days_off_that_are_past_are_not_shown_again() -> None:
    past = replace(CHOSEN, days_off=frozenset({TODAY - timedelta(days=1)}))
    assert entered(past).days_off == frozenset()


def test_hours_need_both_ends_in_order() -> None:
    both = "Please choose when you begin and when you finish, or neither."
    assert mistakes(hours_from={"selected_time": None}) == {"hours_from": both}
    assert mistakes(hours_to={"selected_time": None}) == {"hours_to": both}
    later = {"hours_to": "That's not after you begin. Please choose a later time."}
    assert mistakes(hours_to={"selected_time": "09:00"}) == later
    assert mistakes(hours_to={"selected_time": "17:00+01:00"}) == {"hours_to": both}
    neither = entered(hours_from={"selected_time": None}, hours_to={"selected_time": None})
    assert neither.hours is None


def test_every_mistake_is_told_at_its_field() -> None:
    found = mistakes(
        work_days={"selected_options": []},
        country={"selected_option": {"value": "XX"}},
        days_off={"value": "32 december"},
    )
    assert found == {
        "work_days": "Please choose at least one day.",
        "country": "I don't know that calendar. Please choose one from the list.",
        "days_off": "There's no such date as “32 december”.",
    }
    assert "days_off" in mistakes(
        days_off={"value": ", ".join(f"{day} jan 20{year}" for year in range(27, 90) for day in (1, 3, 5, 7))}
    )


def test_numbers_that_are_not_offered_count_as_the_usual() -> None:
    odd = {"selected_option": {"value": "7"}}
    found = entered(ready=odd, goal=odd)
    assert (found.ready_percent, found.goal_days) == (100, 3)


def test_once_saved_it_says_each_preference_that_changed() -> None:
    words = saved(Preferences(), CHOSEN)
    for sentence in (
        "The guide always shows the start position first.",
        "Pictures stay still.",
        "You'll have longer to get ready (×1.5).",
        "From now on, breaks count you without your name.",
        "You work Mondays and Wednesdays, 9:00 to 17:30.",
        "Your days off: public holidays in Germany (Bavaria) and 24 December 2026 to 25 December 2026.",
        "Your goal is 4 days a week.",
    ):
        assert sentence in words
    back = saved(CHOSEN, Preferences())
    for sentence in (
        "The guide shows the start position first only when a stretch is new to you.",
        "Pictures move.",
        "From now on, breaks show your name.",
        "You work every weekday.",
        "Your days off: none.",
    ):
        assert sentence in back


def test_once_saved_without_a_change_it_says_so() -> None:
    assert "Nothing has changed." in saved(CHOSEN, CHOSEN)
    assert "Nothing has changed." in saved(Preferences(), replace(Preferences(), country=NO_HOLIDAYS))


def test_slack_takes_what_it_says_once_saved() -> None:
    found: list[str] = []
    VIEW(more_saved(Preferences(), CHOSEN, "h12", [time(8)]).to_dict(), "", found)
    assert found == []


def test_slack_takes_the_button_that_tries_again() -> None:
    found: list[str] = []
    BLOCKS["message"](more_not_opened().payload()["blocks"], "", found)
    assert found == []
