"""My set-up: the form filled with what is stored, read with every mistake at its field, and what it says once saved."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from exercise_library import LIBRARY as library

from bot.domain.preferences import KITS, Preferences
from bot.domain.situations import Situations
from bot.playground.block_kit import BLOCKS, VIEW
from bot.playground.elements import state_of
from bot.views.set_up import set_up_form, set_up_not_opened
from bot.views.set_up_saved import SavedSetUp, set_up_saved
from bot.views.set_up_submission import SetUpEntered, set_up_entered
from bot.views.submitted_fields import FormErrors

TODAY = date(2026, 11, 26)
ALL = frozenset(exercise.slug for exercise in library.exercises)
EVERYTHING = Preferences(kit=frozenset(KITS))
CHOSEN = Preferences(
    kit=frozenset({"firm-chair", "mat"}), first_window=True, still_pictures=True, ready_percent=150,
    counted_only=True, goal_days=4, work_days=frozenset({0, 2}), hours=(time(9), time(17, 30)), country="DE-BY",
    days_off=frozenset({date(2026, 12, 24), date(2026, 12, 25)}),
)  # fmt: skip


def form(chosen: Preferences = CHOSEN, hidden: frozenset[str] = frozenset()) -> dict[str, Any]:
    return set_up_form(chosen, hidden, library, TODAY).to_dict()


def submitted(
    chosen: Preferences = CHOSEN, out: frozenset[str] = frozenset(), **entered: Mapping[str, Any]
) -> dict[str, Any]:
    """The form as Slack sends it: as it was shown, but for these fields."""
    values = state_of(form(chosen, out)["blocks"], {})
    for block, held in entered.items():
        action = next(iter(values[block]))
        values[block][action] = values[block][action] | held
    return {"state": {"values": values}}


def entered(*shown: Any, **changed: Mapping[str, Any]) -> SetUpEntered:
    return set_up_entered(submitted(*shown, **changed), TODAY, library)


def mistakes(**changed: Mapping[str, Any]) -> dict[str, str]:
    with pytest.raises(FormErrors) as caught:
        entered(**changed)
    return caught.value.errors


def options(*values: str) -> dict[str, Any]:
    return {"selected_options": [{"value": value} for value in values]}


def saved(before: SavedSetUp, after: SavedSetUp, *asks: str) -> str:
    return str(set_up_saved(before, after, asks, library, "h23").to_dict())


@pytest.mark.parametrize("chosen", [Preferences(), CHOSEN])
@pytest.mark.parametrize("hidden", [frozenset(), ALL])
def test_slack_takes_the_form(chosen: Preferences, hidden: frozenset[str]) -> None:
    found: list[str] = []
    VIEW(form(chosen, hidden), "", found)
    assert found == []


def test_a_form_that_nobody_changed_gives_back_what_is_stored() -> None:
    assert entered() == SetUpEntered(CHOSEN, frozenset())
    assert entered(CHOSEN, ALL) == SetUpEntered(CHOSEN, ALL)


def test_who_was_not_asked_yet_has_everything() -> None:
    assert entered(Preferences()).preferences == EVERYTHING


def test_nothing_that_was_chosen_before_is_in_the_form_but_the_hidden_stretches() -> None:
    fields = {block["block_id"]: block["element"] for block in form(hidden=ALL)["blocks"] if block["type"] == "input"}
    assert all("initial_options" not in fields[menu] for menu in ("parts", "situations"))
    assert {option["value"] for option in fields["hidden"]["initial_options"]} == ALL
    assert "private_metadata" not in form(hidden=ALL)


def test_hidden_stretches_that_no_longer_exist_are_not_offered() -> None:
    assert "gone" not in str(form(hidden=frozenset({"gone"})))
    assert "bring_back" not in str(form(hidden=frozenset({"gone"})))


def test_without_situations_the_form_has_no_menus_of_them() -> None:
    blocks = str(set_up_form(CHOSEN, (), replace(library, situations=Situations()), TODAY).to_dict())
    assert "Not for me" not in blocks


def test_days_off_that_are_past_are_not_shown_again() -> None:
    past = replace(CHOSEN, days_off=frozenset({TODAY - timedelta(days=1)}))
    assert entered(past).preferences.days_off == frozenset()


def test_a_part_a_situation_and_named_stretches_are_hidden_together() -> None:
    found = entered(
        CHOSEN, frozenset({"look-far"}), parts=options("jaw"), situations=options("stenosis", "never-heard-of")
    )
    assert {"look-far", "jaw-release", "standing-back-bend"} <= found.hidden
    assert found.asks == (
        "Ask a physiotherapist how far you may lean back. Stop whatever brings pain or tingling into a leg.",
    )


def test_what_is_taken_off_the_list_comes_back() -> None:
    found = entered(CHOSEN, frozenset({"look-far", "knee-roll"}), hidden=options("knee-roll", "no-such-stretch"))
    assert found.hidden == {"knee-roll"}


def test_all_come_back_at_once_but_what_is_chosen_now() -> None:
    assert entered(CHOSEN, ALL, bring_back=options("all"), parts=options("jaw")).hidden == {"jaw-release"}


def test_somebody_may_have_nothing() -> None:
    assert entered(kit=options()).preferences.kit == frozenset()


def test_hours_need_both_ends_in_order() -> None:
    both = "Please choose when you begin and when you finish, or neither."
    assert mistakes(hours_from={"selected_time": None}) == {"hours_from": both}
    assert mistakes(hours_to={"selected_time": None}) == {"hours_to": both}
    later = {"hours_to": "That's not after you begin. Please choose a later time."}
    assert mistakes(hours_to={"selected_time": "09:00"}) == later
    assert mistakes(hours_to={"selected_time": "17:00+01:00"}) == {"hours_to": both}
    neither = entered(hours_from={"selected_time": None}, hours_to={"selected_time": None})
    assert neither.preferences.hours is None


def test_every_mistake_is_told_at_its_field() -> None:
    found = mistakes(
        work_days=options(), country={"selected_option": {"value": "XX"}}, days_off={"value": "32 december"}
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
    found = entered(ready=odd, goal=odd).preferences
    assert (found.ready_percent, found.goal_days) == (100, 3)


def test_once_saved_it_says_what_is_left_out_what_is_back_and_whom_to_ask() -> None:
    before = SavedSetUp(EVERYTHING, frozenset({"look-far"}))
    after = SavedSetUp(EVERYTHING, frozenset({"knee-roll", "cat-arch"}))
    words = saved(before, after, "Ask somebody.")
    assert "I've hidden 2 stretches: Cat arch · Knee roll" in words
    assert "I'll offer 1 stretch again: Look far away" in words
    assert "Ask somebody." in words
    assert "`/stretch set-up` brings any of them back." in words


def test_once_saved_it_names_twelve_and_the_areas_that_have_nothing_left() -> None:
    words = saved(SavedSetUp(EVERYTHING, frozenset()), SavedSetUp(EVERYTHING, ALL))
    assert f" · {len(ALL) - 12} more" in words
    assert "That leaves nothing under “Lower back”, " in words
    assert "leaves nothing" not in saved(SavedSetUp(EVERYTHING, ALL), SavedSetUp(EVERYTHING, ALL))


def test_once_saved_it_says_each_preference_that_changed() -> None:
    words = saved(SavedSetUp(EVERYTHING, frozenset()), SavedSetUp(CHOSEN, frozenset()))
    for sentence in (
        "You have: a firm chair without wheels and a mat.",
        "The guide always shows the start position first.",
        "Pictures stay still.",
        "You'll have longer to get ready (×1.5).",
        "From now on, breaks count you without your name.",
        "You work Mondays and Wednesdays, 9:00 to 17:30.",
        "Your days off: public holidays in Germany (Bavaria) and 24 December 2026 to 25 December 2026.",
        "Your goal is 4 days a week.",
    ):
        assert sentence in words
    back = saved(SavedSetUp(CHOSEN, frozenset()), SavedSetUp(replace(Preferences(), kit=frozenset()), frozenset()))
    for sentence in (
        "I'll offer only what needs no chair, mat or bed, and no room to stand.",
        "The guide shows the start position first only when a stretch is new to you.",
        "Pictures move.",
        "From now on, breaks show your name.",
        "You work every weekday.",
        "Your days off: none.",
    ):
        assert sentence in back


def test_once_saved_without_a_change_it_says_so() -> None:
    same = SavedSetUp(CHOSEN, frozenset())
    assert "Nothing has changed." in saved(same, same)
    assert "brings any of them back" not in saved(same, same)


@pytest.mark.parametrize("hidden", [frozenset(), ALL])
def test_slack_takes_what_it_says_once_saved(hidden: frozenset[str]) -> None:
    found: list[str] = []
    asks = [str(each.ask) for each in library.situations.conditions]
    view = set_up_saved(SavedSetUp(EVERYTHING, frozenset()), SavedSetUp(CHOSEN, hidden), asks, library, "h12")
    VIEW(view.to_dict(), "", found)
    assert found == []


def test_slack_takes_the_button_that_tries_again() -> None:
    found: list[str] = []
    BLOCKS["message"](set_up_not_opened().payload()["blocks"], "", found)
    assert found == []
