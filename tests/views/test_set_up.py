"""My set-up: the form filled with what is stored, read as it was sent, and what it says once saved."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from exercise_library import LIBRARY as library

from bot.domain.preferences import KITS, Fit, Kit
from bot.domain.situations import Situations
from bot.playground.block_kit import BLOCKS, VIEW
from bot.playground.elements import state_of
from bot.views.set_up import NEVER_THE_REASON, set_up_form, set_up_not_opened
from bot.views.set_up_saved import set_up_saved
from bot.views.set_up_submission import SetUpEntered, set_up_entered

ALL = frozenset(exercise.slug for exercise in library.exercises)
EVERYTHING: frozenset[Kit] = frozenset(KITS)
SOME: frozenset[Kit] = frozenset({"firm-chair", "mat"})


def form(kit: frozenset[Kit] = SOME, hidden: frozenset[str] = frozenset()) -> dict[str, Any]:
    return set_up_form(kit, hidden, library).to_dict()


def inputs(view: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {block["block_id"]: block for block in view["blocks"] if block["type"] == "input"}


def words(view: dict[str, Any]) -> list[str]:
    """The small lines of a form."""
    return [block["elements"][0]["text"] for block in view["blocks"] if block["type"] == "context"]


def entered(*shown: frozenset[Any], **changed: Mapping[str, Any]) -> SetUpEntered:
    """Read the form as Slack sends it: as it was shown, but for these fields."""
    values = state_of(form(*shown)["blocks"], {})
    for block, held in changed.items():
        action = next(iter(values[block]))
        values[block][action] = values[block][action] | held
    return set_up_entered({"state": {"values": values}}, library)


def options(*values: str) -> dict[str, Any]:
    return {"selected_options": [{"value": value} for value in values]}


def saved(before: Fit, after: Fit, *asks: str) -> str:
    return str(set_up_saved(before, after, asks, library).to_dict())


@pytest.mark.parametrize("kit", [frozenset(), EVERYTHING])
@pytest.mark.parametrize("hidden", [frozenset(), ALL])
def test_slack_takes_the_form(kit: frozenset[Kit], hidden: frozenset[str]) -> None:
    found: list[str] = []
    VIEW(form(kit, hidden), "", found)
    assert found == []


def test_a_form_that_nobody_changed_gives_back_what_is_stored() -> None:
    assert entered() == SetUpEntered(SOME, frozenset())
    assert entered(EVERYTHING, ALL) == SetUpEntered(EVERYTHING, ALL)


def test_nothing_that_was_chosen_before_is_in_the_form_but_the_hidden_stretches() -> None:
    fields = inputs(form(hidden=ALL))
    assert all("initial_options" not in fields[menu]["element"] for menu in ("parts", "situations"))
    assert {option["value"] for option in fields["hidden"]["element"]["initial_options"]} == ALL
    assert "private_metadata" not in form(hidden=ALL)


def test_both_menus_say_that_the_reason_is_not_kept() -> None:
    fields = inputs(form())
    assert [fields[menu]["label"]["text"] for menu in ("parts", "situations")] == [
        "Hide stretches that use my…",
        "Hide what doesn't suit…",
    ]
    assert {fields[menu]["hint"]["text"] for menu in ("parts", "situations")} == {NEVER_THE_REASON}


def test_above_the_menus_it_says_how_many_are_hidden_already() -> None:
    rest = ", listed below. What you choose here adds to them."
    assert f"Hidden now: {len(ALL)} stretches{rest}" in words(form(hidden=ALL))
    assert f"Hidden now: 1 stretch{rest.replace('them', 'it')}" in words(form(hidden=frozenset({"look-far"})))
    assert "Hidden now" not in str(form())


def test_all_else_is_one_press_away() -> None:
    rows = [block["accessory"] for block in form()["blocks"] if block["type"] == "section"]
    assert [(each["text"]["text"], each["action_id"]) for each in rows] == [("More settings", "setup.more")]


def test_hidden_stretches_that_no_longer_exist_are_not_offered() -> None:
    assert "gone" not in str(form(hidden=frozenset({"gone"})))
    assert "bring_back" not in str(form(hidden=frozenset({"gone"})))


def test_without_situations_the_form_has_no_menus_of_them() -> None:
    blocks = str(set_up_form(SOME, (), replace(library, situations=Situations())).to_dict())
    assert "Hide " not in blocks


def test_a_part_a_situation_and_named_stretches_are_hidden_together() -> None:
    found = entered(
        SOME, frozenset({"look-far"}), parts=options("jaw"), situations=options("stenosis", "never-heard-of")
    )
    assert {"look-far", "jaw-release", "standing-back-bend"} <= found.hidden
    assert found.asks == (
        "Ask a physiotherapist how far you may lean back. Stop whatever brings pain or tingling into a leg.",
    )


def test_what_is_taken_off_the_list_comes_back() -> None:
    found = entered(SOME, frozenset({"look-far", "knee-roll"}), hidden=options("knee-roll", "no-such-stretch"))
    assert found.hidden == {"knee-roll"}


def test_all_come_back_at_once_but_what_is_chosen_now() -> None:
    assert entered(SOME, ALL, bring_back=options("all"), parts=options("jaw")).hidden == {"jaw-release"}


def test_somebody_may_have_nothing() -> None:
    assert entered(frozenset()).kit == frozenset()


def test_once_saved_it_says_what_is_left_out_what_is_back_and_whom_to_ask() -> None:
    before = Fit(EVERYTHING, frozenset({"look-far"}))
    after = Fit(EVERYTHING, frozenset({"knee-roll", "cat-arch"}))
    words = saved(before, after, "Ask somebody.")
    assert "I've hidden 2 stretches: Cat arch · Knee roll" in words
    assert "I'll offer 1 stretch again: Look far away" in words
    assert "Ask somebody." in words
    assert "*My set-up* brings any of them back." in words


def test_once_saved_it_names_twelve_and_the_areas_that_have_nothing_left() -> None:
    words = saved(Fit(EVERYTHING), Fit(EVERYTHING, ALL))
    assert f" · {len(ALL) - 12} more" in words
    assert "That leaves nothing under “Lower back”, " in words
    assert "leaves nothing" not in saved(Fit(EVERYTHING, ALL), Fit(EVERYTHING, ALL))


def test_once_saved_it_says_what_somebody_has_if_that_changed() -> None:
    assert "You have: a firm chair without wheels and a mat." in saved(Fit(EVERYTHING), Fit(SOME))
    nothing = "I'll offer only what needs no chair, mat or bed, and no room to stand."
    assert nothing in saved(Fit(EVERYTHING), Fit(frozenset()))


def test_once_saved_without_a_change_it_says_so() -> None:
    assert "Nothing has changed." in saved(Fit(SOME), Fit(SOME))
    assert "brings any of them back" not in saved(Fit(SOME), Fit(SOME))


@pytest.mark.parametrize("hidden", [frozenset(), ALL])
def test_slack_takes_what_it_says_once_saved(hidden: frozenset[str]) -> None:
    found: list[str] = []
    asks = [str(each.ask) for each in library.situations.conditions]
    VIEW(set_up_saved(Fit(EVERYTHING), Fit(SOME, hidden), asks, library).to_dict(), "", found)
    assert found == []


def test_slack_takes_the_button_that_tries_again() -> None:
    found: list[str] = []
    BLOCKS["message"](set_up_not_opened().payload()["blocks"], "", found)
    assert found == []
