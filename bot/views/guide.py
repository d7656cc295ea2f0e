"""The guide's modal: "Ready?", one view for each hold, the end.

What moves on is the modal's submit button, what leaves is its close button: both are always in sight.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block, ButtonElement
from slack_sdk.models.views import View

from bot.domain.errors import UserError
from bot.domain.exercises import Exercise
from bot.domain.formatting import exercise_names
from bot.domain.guide import Intent, Session, is_at_end
from bot.domain.safety import EMERGENCY, GOOD_CALL, SEE_A_DOCTOR
from bot.domain.screens import Screen
from bot.slack.blocks import actions, bullets, button, context, image, modal, section
from bot.views.card import finished_sentence

GUIDE_CALLBACK = "guide"
BACK_ACTION = "guide.back"
PAUSE_ACTION = "guide.pause"
RESUME_ACTION = "guide.resume"
HURTS_ACTION = "guide.hurts"
REOPEN_ACTION = "guide.go_on"
INTENT_BY_ACTION: dict[str, Intent] = {BACK_ACTION: "back", PAUSE_ACTION: "pause", RESUME_ACTION: "resume"}
PROGRESS_BAR_CHARS = 10
MAX_COUNTED_BREATHS = 8
MAX_INTRODUCED_IN_FULL = 2
"""Of more exercises, only who should skip them is told at once; each start position comes with its first hold."""


@dataclass(frozen=True)
class SessionRef:
    """The private metadata of the guide's modal: its session's id, and the step that it shows."""

    session: str
    step: int

    def pack(self) -> str:
        """Return the private metadata."""
        return f"{self.session} {self.step}"

    @classmethod
    def unpack(cls, value: object) -> "SessionRef":
        """Read private metadata; raise UserError if it cannot be read."""
        session, _, step = value.partition(" ") if isinstance(value, str) else ("", "", "")
        if not (session and step.isascii() and step.isdigit()):
            raise UserError("I've lost track of this window. Type `/stretch` to carry on.")
        return cls(session, int(step[:9]))


def session_view(
    session: Session, routine: Sequence[Exercise], screens: Sequence[Screen], picture_url: str | None
) -> View:
    """Return the modal for the session's position."""
    if session.position == 0:
        return ready_view(session, routine, picture_url)
    if is_at_end(session, screens):
        return _end_view(session, routine, screens)
    return _hold_view(session, screens, picture_url)


def ready_view(session: Session, exercises: Sequence[Exercise], picture_url: str | None) -> View:
    """Return the modal before the first hold, about the exercises that the person is new to."""
    is_long = len(exercises) > MAX_INTRODUCED_IN_FULL
    introduced = [_who_should_skip(each) if is_long else _introduction(each, len(exercises) > 1) for each in exercises]
    blocks: list[Block] = [*image(picture_url, exercises[0].holds[0].picture), *map(section, introduced)]
    return _view("Ready?", blocks, session, submit="Start", close="Not now")


def _introduction(exercise: Exercise, with_name: bool) -> str:
    name = f"*{exercise.name}*\n" if with_name else ""
    return f"{name}{exercise.start}\n*Skip it if* {exercise.skip_if}."


def _who_should_skip(exercise: Exercise) -> str:
    return f"*{exercise.name}:* skip it if {exercise.skip_if}."


def _hold_view(session: Session, screens: Sequence[Screen], picture_url: str | None) -> View:
    screen = screens[session.position - 1]
    start = [screen.exercise.start] if screen.is_first_of_exercise else []
    caution = [context(screen.exercise.key_caution)] if screen.is_first_of_exercise else []
    blocks: list[Block] = [
        context(_where(session, screens)),
        *image(picture_url, screen.hold.picture),
        section(f"*{screen.hold.title}*{_side_suffix(screen)}\n{_time_sentence(session, screen)}"),
        *caution,
        actions(*_buttons(session), block="steering"),  # in sight on a phone, too
        section(f"{bullets([*start, *screen.hold.lines])}\n_{screen.hold.breath}_"),
        context(f"*Then:* {_what_comes_next(session, screens)}"),
    ]
    return _view(_title(session, screens), blocks, session, submit="Next", close="Stop for now")


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
    """Return how long the hold is, in slow breaths if they are few enough to be counted."""
    seconds = f"{screen.hold.seconds} seconds"
    if screen.breaths > MAX_COUNTED_BREATHS:
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
    what = f"*{exercise_names(routine)}*" + (f": {did}" if len(screens) > 1 else "")
    often = [each.often.says for each in routine if each.often][:1] if len(routine) == 1 else []
    blocks: list[Block] = [
        section("\n".join([what, routine[-1].finish, *often])),
        actions(button("Back", BACK_ACTION), block="steering"),
    ]
    return _view("All done", blocks, session, submit="Done")


def thanks_view(count: int, exercises: tuple[Exercise, ...]) -> View:
    """Return the modal after Done: the thanks."""
    return modal("Nicely done", [section(finished_sentence(count, exercises)), context("Only you can see your count.")])


def stopped_view() -> View:
    """Return the modal after *This hurts*: rest, red flags, when to see a doctor."""
    return modal("Stopped", [section(GOOD_CALL), section(f"*Emergency:* {EMERGENCY}"), section(SEE_A_DOCTOR)])


def session_over(sentence: str) -> View:
    """Return the modal with the last sentence of a session that cannot go on in it."""
    return modal("Limber", [section(sentence)])


def submit_failed(sentence: str, metadata: str) -> View:
    """Return the guide's modal that says why its submit button did nothing, with a button to try again."""
    return modal(
        "Sorry",
        [section(sentence)],
        submit="Try again",
        callback_id=GUIDE_CALLBACK,
        private_metadata=metadata,
        notify_on_close=True,
    )


def _view(title: str, blocks: list[Block], session: Session, **more: str) -> View:
    session_ref = SessionRef(session.id, session.step).pack()
    return modal(title, blocks, callback_id=GUIDE_CALLBACK, private_metadata=session_ref, notify_on_close=True, **more)


def _unit(screens: Sequence[Screen]) -> str:
    """Return what the screens are called: a movement is a step, and no hold."""
    return "step" if any(screen.hold.is_movement for screen in screens) else "hold"


def _progress_bar(number: int, total: int) -> str:
    full = round(PROGRESS_BAR_CHARS * number / total)
    return "▰" * full + "▱" * (PROGRESS_BAR_CHARS - full)


def _side_suffix(screen: Screen) -> str:
    side = screen.hold.side
    return f" · {side} side" if side and side not in screen.hold.title.casefold() else ""
