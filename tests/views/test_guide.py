"""The guide's modal: which buttons and words are there in which state."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from exercise_library import LIBRARY
from slack_sdk.models.views import View

from bot.domain.errors import UserError
from bot.domain.exercises import Exercise
from bot.domain.guide import Session, at_position, paused
from bot.domain.screens import screens
from bot.views import guide as views
from bot.views.guide_ready import ready_view
from bot.views.guide_window import GUIDE_CALLBACK, SessionRef, submit_failed
from bot.views.stopped import stopped_view

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
URL = "https://limber.example/cat.gif"
ROUTINE = LIBRARY.exercises_of(["seated-trunk-turn"])
SCREENS = screens(ROUTINE)
FRESH = Session(id="s1", team="T1", user="U1", slugs=("seated-trunk-turn",), created_at=NOW, ref="card")


def at(position: int) -> Session:
    return at_position(FRESH, position, SCREENS, NOW)


def shown(session: Session) -> View:
    return views.session_view(session, ROUTINE, SCREENS, URL)


def words(view: View) -> str:
    """Everything that the modal says, as one text."""
    return str(view.to_dict())


def first_hold(exercise: Exercise) -> str:
    """Everything that the modal says at the exercise's first hold."""
    return words(views.session_view(at(1), (exercise,), screens((exercise,)), None))


def buttons(view: View) -> dict[str, str | None]:
    """The labels of the buttons with their styles."""
    rows = [block["elements"] for block in view.to_dict()["blocks"] if block["type"] == "actions"]
    return {button["text"]["text"]: button.get("style") for row in rows for button in row}


@pytest.mark.parametrize(
    ("session", "labels"),
    [
        (at(0), {}),
        (at(1), {"Back": None, "Pause": None, "This hurts": None}),
        (paused(at(1)), {"Back": None, "Resume": None, "This hurts": None}),
        (at(len(SCREENS)), {"Back": None, "Pause": None, "This hurts": None}),
        (at(len(SCREENS) + 1), {"Back": None}),
    ],
)
def test_each_state_has_its_buttons(session: Session, labels: dict[str, str | None]) -> None:
    assert buttons(shown(session)) == labels


def test_every_button_but_this_hurts_is_an_intent() -> None:
    ids = {button["action_id"] for session in (at(0), at(1), paused(at(1))) for button in _buttons(shown(session))}
    assert ids == {*views.INTENT_BY_ACTION, views.HURTS_ACTION}


def _buttons(view: View) -> list[dict[str, str]]:
    return [each for block in view.to_dict()["blocks"] for each in block.get("elements", []) if "action_id" in each]


@pytest.mark.parametrize(
    ("session", "title", "submit", "close"),
    [
        (at(0), "Ready?", "Start", "Not now"),
        (at(1), "Hold 1 of 6", "Next", "Stop for now"),
        (paused(at(1)), "Hold 1 of 6", "Next", "Stop for now"),
        (at(len(SCREENS) + 1), "All done", "Done", "Close"),
        (replace(at(len(SCREENS) + 1), held=(1,)), "All done", "Done", "Just close"),
    ],
)
def test_the_footer_moves_on_or_leaves(session: Session, title: str, submit: str, close: str) -> None:
    view = shown(session).to_dict()
    assert (view["title"]["text"], view["submit"]["text"], view["close"]["text"]) == (title, submit, close)


@pytest.mark.parametrize("position", [0, 1, len(SCREENS) + 1])
def test_the_modal_carries_its_session_and_step_and_tells_when_it_is_closed(position: int) -> None:
    view = shown(at(position)).to_dict()
    assert SessionRef.unpack(view["private_metadata"]) == SessionRef("s1", 1)
    assert (view["callback_id"], view["notify_on_close"]) == (GUIDE_CALLBACK, True)


@pytest.mark.parametrize(("position", "bar"), [(1, "▱▱▱▱▱▱▱▱▱▱"), (4, "▰▰▰▰▰▱▱▱▱▱"), (6, "▰▰▰▰▰▰▰▰▱▱")])
def test_the_progress_bar_shows_what_is_behind(position: int, bar: str) -> None:
    assert bar in words(shown(at(position)))


def test_before_a_new_exercise_its_start_and_who_should_skip_it_are_said() -> None:
    view = words(ready_view(FRESH, ROUTINE, URL))
    assert ROUTINE[0].start in view
    assert f"*Skip it if* {ROUTINE[0].skip_if}." in view
    assert ROUTINE[0].holds[0].picture in view


def test_the_first_window_has_at_most_35_words(subtests: pytest.Subtests) -> None:
    for exercise in LIBRARY.exercises:
        with subtests.test(exercise.slug):
            blocks = ready_view(FRESH, [exercise], URL).to_dict()["blocks"]
            texts = " ".join(block["text"]["text"] for block in blocks if "text" in block)
            assert len(texts.split()) <= 35


def test_of_two_new_exercises_both_are_named() -> None:
    view = words(ready_view(FRESH, LIBRARY.exercises_of(["cat-arch", "neck-turn"]), URL))
    assert "*Cat arch*" in view
    assert "*Neck turn*" in view


def test_the_words_tell_the_round_the_time_the_breaths_and_what_comes_next() -> None:
    first, last = words(shown(at(1))), words(shown(at(6)))
    assert "round 1 of 3" in first
    assert f"{SCREENS[0].ready_seconds} seconds to get ready, then hold for *1 slow breath* (5 seconds)" in first
    assert "*Then:* turn to the left" in first
    assert "round 3 of 3" in last
    assert "4 seconds to get ready" in last
    assert "*Then:* come back to the middle" in last


def test_where_an_exercise_begins_its_start_position_is_said_once() -> None:
    assert [ROUTINE[0].start in words(shown(at(position))) for position in (1, 2, 3)] == [True, False, False]


def test_the_end_of_an_exercise_names_the_next_one() -> None:
    routine = LIBRARY.exercises_of(["seated-trunk-turn", "neck-turn"])
    found = screens(routine)
    last_of_turn = at_position(FRESH, len(SCREENS), found, NOW)
    assert f"Next up: {routine[1].name}." in words(views.session_view(last_of_turn, routine, found, None))


def test_a_paused_hold_says_what_resume_does() -> None:
    text = words(shown(paused(at(1))))
    assert "*Resume* restarts this hold" in text
    assert "seconds to get ready" not in text


def test_one_hold_is_not_counted() -> None:
    routine = [replace(ROUTINE[0], holds=ROUTINE[0].holds[:1], rounds=1)]
    found = screens(routine)
    first, end = (views.session_view(at_position(FRESH, at, found, NOW), routine, found, None) for at in (1, 2))
    assert "1 of 1" not in words(first) + words(end)
    assert "▱" not in words(first)


def test_what_is_held_is_a_hold_and_what_is_moved_through_a_step() -> None:
    bend = LIBRARY.exercises_of(["standing-back-bend"])
    found = screens(bend)
    moved = words(views.session_view(at_position(FRESH, 2, found, NOW), bend, found, None))
    assert "Step 2 of 5" in moved
    assert "then *1 slow breath* (3 seconds)" in moved
    assert "Hold 2 of 6" in words(shown(at(2)))
    assert "then hold for *1 slow breath* (5 seconds)" in words(shown(at(2)))


def test_the_end_says_how_many_were_really_done_if_any() -> None:
    assert "of 6 holds" not in words(shown(at(7)))
    assert "2 of 6 holds" in words(shown(replace(at(7), held=(1, 4))))


def test_the_end_says_that_closing_it_counts_where_it_does() -> None:
    assert "It counts either way" not in words(shown(at(7)))
    assert "It counts either way. *Done* also asks how it feels." in words(shown(replace(at(7), held=(1, 4))))


def test_a_side_is_told_unless_the_title_says_it() -> None:
    exercises = [exercise for exercise in LIBRARY.exercises if any(hold.side for hold in exercise.holds)]
    for exercise in exercises:
        found = screens([exercise])
        for number, screen in enumerate(found, 1):
            view = views.session_view(at_position(FRESH, number, found, NOW), [exercise], found, None)
            named = (
                f"{screen.hold.side} side" in str(view.to_dict()) or str(screen.hold.side) in screen.hold.title.lower()
            )
            assert named or screen.hold.side is None


@pytest.mark.parametrize("metadata", [None, "", "s1", "s1 ", "s1 x", " 3", "s1 -1", "s1 ²", 7])
def test_private_metadata_that_cannot_be_read_is_refused_kindly(metadata: object) -> None:
    with pytest.raises(UserError, match="lost track"):
        SessionRef.unpack(metadata)


def test_what_was_not_recorded_can_be_tried_again() -> None:
    view = submit_failed("Slack is slow.", "s1 9").to_dict()
    assert (view["submit"]["text"], view["callback_id"]) == ("Try again", GUIDE_CALLBACK)
    assert (view["private_metadata"], view["notify_on_close"]) == ("s1 9", True)


def test_last_words_have_no_buttons_but_close() -> None:
    for view in (views.session_over("Over."), stopped_view(None), views.thanks_view(2, ROUTINE)):
        assert "submit" not in view.to_dict()
        assert buttons(view) == {}


def test_what_hurts_leads_to_the_red_flags() -> None:
    assert "112, 999, 911" in str(stopped_view(LIBRARY.find("cat-arch")).to_dict())


def test_breaths_are_counted_only_while_they_are_few() -> None:
    few, many = (replace(ROUTINE[0], holds=(replace(ROUTINE[0].holds[0], seconds=seconds),)) for seconds in (40, 60))
    assert "then hold for *8 slow breaths* (40 seconds)" in first_hold(few)
    assert "then hold for *60 seconds*" in first_hold(many)


@pytest.mark.parametrize("slug", ["cat-arch", "seated-cat-cow", "desk-cat-cow"])
def test_a_movement_that_says_how_often_counts_no_breaths_beside_it(slug: str) -> None:
    (exercise,) = LIBRARY.exercises_of([slug])
    shown = first_hold(exercise)
    assert "5 times each way" in shown
    assert "then *40 seconds*" in shown
    assert "breaths*" not in shown


def test_the_end_says_how_often_a_day_it_is_worth_doing() -> None:
    cat = LIBRARY.exercises_of(["cat-arch"])
    end = words(views.session_view(at_position(FRESH, 2, screens(cat), NOW), cat, screens(cat), None))
    assert cat[0].often
    assert cat[0].often.says in end


def test_the_first_hold_of_each_exercise_has_its_key_caution_and_no_other_has() -> None:
    routine = LIBRARY.exercises_of(["chin-tuck", "neck-turn"])
    its_screens = screens(routine)
    for position, screen in enumerate(its_screens, 1):
        session = at_position(FRESH, position, its_screens, NOW)
        text = words(views.session_view(session, routine, its_screens, URL))
        assert (screen.exercise.key_caution in text) is screen.is_first_of_exercise
