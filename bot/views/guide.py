"""The guide's modal from the first hold on: one view for each hold, the end."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, ButtonElement
from slack_sdk.models.views import View

from bot.domain.exercises import Exercise
from bot.domain.formatting import exercise_names
from bot.domain.guide import Intent, Session, is_at_end
from bot.domain.screens import Screen
from bot.slack.blocks import actions, bullets, button, context, image, modal, section
from bot.views.card import finished_sentence
from bot.views.guide_ready import ready_view
from bot.views.guide_window import guide_view
from bot.views.swaps import stand_in_line

BACK_ACTION = "guide.back"
PAUSE_ACTION = "guide.pause"
RESUME_ACTION = "guide.resume"
HURTS_ACTION = "guide.hurts"
REOPEN_ACTION = "guide.go_on"
INTENT_BY_ACTION: dict[str, Intent] = {BACK_ACTION: "back", PAUSE_ACTION: "pause", RESUME_ACTION: "resume"}
PROGRESS_BAR_CHARS = 10
MAX_COUNTED_BREATHS = 8
EITHER_COUNTS = "It counts either way. *Done* also asks how it feels."
"""Slack shows a close button beside *Done*, whatever a view asks for: who presses it has still done their stretch."""


def session_view(
    session: Session, routine: Sequence[Exercise], screens: Sequence[Screen], picture_url: str | None
) -> View:
    """Return the modal for the session's position."""
    if session.position == 0:
        return ready_view(session, routine, picture_url, stand_in_line(session.swapped, routine))
    if is_at_end(session, screens):
        return _end_view(session, routine, screens)
    return _hold_view(session, routine, screens, picture_url)


def _hold_view(
    session: Session, routine: Sequence[Exercise], screens: Sequence[Screen], picture_url: str | None
) -> View:
    screen = screens[session.position - 1]
    stand_in = stand_in_line(session.swapped, routine) if session.position == 1 else ""
    start = [screen.exercise.start] if screen.is_first_of_exercise else []
    caution = [context(screen.exercise.key_caution)] if screen.is_first_of_exercise else []
    blocks: list[Block] = [
        *([context(stand_in)] if stand_in else []),
        context(_where(session, screens)),
        *image(picture_url, screen.hold.picture),
        section(f"*{screen.hold.title}*{_side_suffix(screen)}\n{_time_sentence(session, screen)}"),
        *caution,
        actions(*_buttons(session), block="steering"),  # in sight on a phone, too
        section(f"{bullets([*start, *screen.hold.lines])}\n_{screen.hold.breath}_"),
        context(f"*Then:* {_what_comes_next(session, screens)}"),
    ]
    return guide_view(_title(session, screens), blocks, session, submit="Next", close="Stop for now")


def _title(session: Session, screens: Sequence[Screen]) -> str:
    if len(screens) == 1:
        return "Stretch"
    return f"{_unit(screens).title()} {session.position} of {len(screens)}"


def _where(session: Session, screens: Sequence[Screen]) -> str:
    """Return the exercise, the round, and a bar of what is behind."""
    screen = screens[session.position - 1]
    rounds = screen.exercise.rounds
    round = f" · round {screen.round} of {rounds}" if rounds > 1 else ""
    bar = f"  {_progress_bar(session.position - 1, len(screens))}" if len(screens) > 1 else ""
    return f"*{screen.exercise.name}*{round}{bar}"


def _time_sentence(session: Session, screen: Screen) -> str:
    if session.ends_at is None:
        return f"*Paused.* Take your time. *Resume* restarts this {'step' if screen.hold.is_movement else 'hold'}."
    hold = "" if screen.hold.is_movement else "hold for "
    return f"{screen.ready_seconds} seconds to get ready, then {hold}{_length(screen)}"


def _length(screen: Screen) -> str:
    """Return how long the hold is, in slow breaths if they are few enough to be counted and nothing else is counted."""
    seconds = f"{screen.hold.seconds} seconds"
    if screen.hold.motion == "to-and-fro" or screen.breaths > MAX_COUNTED_BREATHS:
        return f"*{seconds}*"
    breaths = "1 slow breath" if screen.breaths == 1 else f"{screen.breaths} slow breaths"
    return f"*{breaths}* ({seconds})"


def _buttons(session: Session) -> list[ButtonElement]:
    pause = button("Pause", PAUSE_ACTION) if session.ends_at else button("Resume", RESUME_ACTION)
    return [button("Back", BACK_ACTION), pause, button("This hurts", HURTS_ACTION)]


def _what_comes_next(session: Session, screens: Sequence[Screen]) -> str:
    """Return the next hold; after an exercise, how to come out of it and what the next exercise is."""
    following = screens[session.position : session.position + 1]
    this = screens[session.position - 1]
    if this.is_last_of_exercise:
        return " ".join([_lowered(this.exercise.finish), *(f"Next up: {each.exercise.name}." for each in following)])
    return "".join(_lowered(each.hold.title) for each in following)


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _end_view(session: Session, routine: Sequence[Exercise], screens: Sequence[Screen]) -> View:
    did = f"{len(session.held)} of {len(screens)} {_unit(screens)}s"
    what = f"*{exercise_names(routine)}*" + (f": {did}" if len(screens) > 1 and session.held else "")
    often = [each.often.says for each in routine if each.often][:1] if len(routine) == 1 else []
    blocks: list[Block] = [
        section("\n".join([what, routine[-1].finish, *often])),
        actions(button("Back", BACK_ACTION), block="steering"),
        *([context(EITHER_COUNTS)] if session.held else []),
    ]
    close = "Just close" if session.held else "Close"  # of what nobody held, closing counts nothing
    return guide_view("All done", blocks, session, submit="Done", close=close)


def thanks_view(
    count: int, exercises: tuple[Exercise, ...], more: Sequence[Block] = (), title: str = "Nicely done"
) -> View:
    """Return the modal after Done: the thanks, with more blocks below."""
    said = section(finished_sentence(count, exercises))
    return modal(title, [said, *more, context("Only you can see this.")])


def session_over(sentence: str) -> View:
    """Return the modal with the last sentence of a session that cannot go on in it."""
    return modal("Limber", [section(sentence)])


def _unit(screens: Sequence[Screen]) -> str:
    """Return what the screens are called: a movement is a step, and no hold."""
    return "step" if any(screen.hold.is_movement for screen in screens) else "hold"


def _progress_bar(number: int, total: int) -> str:
    full = round(PROGRESS_BAR_CHARS * number / total)
    return "▰" * full + "▱" * (PROGRESS_BAR_CHARS - full)


def _side_suffix(screen: Screen) -> str:
    side = screen.hold.side
    return f" · {side} side" if side and side not in screen.hold.title.casefold() else ""
