"""The guide's modal: which buttons and words are there in which state."""

from datetime import UTC, datetime

import pytest
from slack_sdk.models.views import View

from bot.content import load
from bot.core.settings import EXERCISES
from bot.domain.errors import UserError
from bot.domain.guide import Session, at_position, paused, screens
from bot.views import guide as views
from bot.views.guide import SessionRef

LIBRARY = load(EXERCISES)
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
URL = "https://limber.example/cat.gif"
ROUTINE = LIBRARY.routine(["cat-arch"])
SCREENS = screens(ROUTINE)
FRESH = Session(id="s1", team="T1", user="U1", slugs=("cat-arch",), created_at=NOW, ref="card")


def at(position: int) -> Session:
    return at_position(FRESH, position, SCREENS, NOW)


def shown(session: Session, is_first_use: bool = False) -> View:
    return views.session_view(session, ROUTINE, SCREENS, URL, is_first_use)


def buttons(view: View) -> dict[str, str | None]:
    """The labels of the buttons with their styles."""
    rows = [block["elements"] for block in view.to_dict()["blocks"] if block["type"] == "actions"]
    return {button["text"]["text"]: button.get("style") for row in rows for button in row}


@pytest.mark.parametrize(
    ("session", "labels"),
    [
        (at(0), {"Start": "primary"}),
        (at(1), {"Back": None, "Pause": None, "Next": "primary", "Stop": None}),
        (paused(at(1)), {"Back": None, "Go on": "primary", "Next": None, "Stop": None}),
        (at(len(SCREENS)), {"Back": None, "Pause": None, "Next": "primary", "Stop": None}),
        (at(len(SCREENS) + 1), {"Back": None}),
    ],
)
def test_each_state_has_its_buttons(session: Session, labels: dict[str, str | None]) -> None:
    assert buttons(shown(session)) == labels


def test_every_button_but_stop_is_an_intent() -> None:
    ids = {button["action_id"] for session in (at(0), at(1), paused(at(1))) for button in _buttons(shown(session))}
    assert ids == {*views.INTENT_BY_ACTION, views.STOP_ACTION}


def _buttons(view: View) -> list[dict[str, str]]:
    return [each for block in view.to_dict()["blocks"] for each in block.get("elements", []) if "action_id" in each]


@pytest.mark.parametrize(
    ("session", "title", "submit", "close"),
    [
        (at(0), "Ready?", None, "Not now"),
        (at(1), "Hold 1 of 8", None, "Close"),
        (at(len(SCREENS) + 1), "That was it", "Done", "Close"),
    ],
)
def test_only_the_end_has_done_as_its_submit_button(
    session: Session, title: str, submit: str | None, close: str
) -> None:
    view = shown(session).to_dict()
    submit_text = view["submit"]["text"] if "submit" in view else None
    assert (view["title"]["text"], submit_text, view["close"]["text"]) == (title, submit, close)


@pytest.mark.parametrize("position", [0, 1, len(SCREENS) + 1])
def test_the_modal_carries_its_session_and_step_and_tells_when_it_is_closed(position: int) -> None:
    view = shown(at(position)).to_dict()
    assert SessionRef.unpack(view["private_metadata"]) == SessionRef("s1", 1)
    assert (view["callback_id"], view["notify_on_close"]) == (views.GUIDE_CALLBACK, True)


def test_the_first_use_has_the_longer_note() -> None:
    assert "not medical advice" in str(shown(at(0), is_first_use=True).to_dict())
    assert "not medical advice" not in str(shown(at(0)).to_dict())


@pytest.mark.parametrize(("position", "bar"), [(1, "▰▱▱▱▱▱▱▱▱▱"), (4, "▰▰▰▰▰▱▱▱▱▱"), (8, "▰▰▰▰▰▰▰▰▰▰")])
def test_the_progress_bar_grows_with_each_hold(position: int, bar: str) -> None:
    assert bar in str(shown(at(position)).to_dict())


def test_the_words_tell_the_round_the_time_and_where_the_exercise_ends() -> None:
    first, last = str(shown(at(1)).to_dict()), str(shown(at(8)).to_dict())
    assert "round 1 of 4" in first
    assert "8 seconds to get into place, then *3 seconds*, until <!date^" in first
    assert "*Then:*" not in first
    assert "round 4 of 4" in last
    assert "5 seconds to get into place" in last
    assert "*Then:*" in last


def test_a_paused_hold_shows_no_time() -> None:
    text = str(shown(paused(at(1))).to_dict())
    assert "*Paused.*" in text
    assert "<!date^" not in text


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


def test_a_done_that_was_not_recorded_can_be_pressed_again() -> None:
    view = views.done_failed("Try again.", "s1 9").to_dict()
    assert (view["submit"]["text"], view["callback_id"]) == ("Done", views.GUIDE_CALLBACK)
    assert view["private_metadata"] == "s1 9"


def test_last_words_have_no_buttons_but_close() -> None:
    for view in (views.session_over("Over."), views.stopped_view(), views.thanks_view(2, ROUTINE)):
        assert "submit" not in view.to_dict()
        assert buttons(view) == {}


def test_stop_leads_to_the_red_flags() -> None:
    assert "112, 999, 911" in str(views.stopped_view().to_dict())
