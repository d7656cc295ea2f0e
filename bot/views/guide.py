"""The guide's modal: the start, one view for each hold, the end."""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block, ButtonElement
from slack_sdk.models.views import View

from bot.domain.errors import UserError
from bot.domain.exercises import Exercise
from bot.domain.formatting import exercise_names
from bot.domain.guide import Intent, Screen, Session, routine_seconds
from bot.domain.safety import EMERGENCY, FIRST_USE, GOOD_CALL, SAFETY, SEE_A_DOCTOR
from bot.slack.blocks import actions, bullets, button, context, duration, header, image, modal, section, time_token
from bot.views.card import PLACE_NAMES, thanks_sentence

GUIDE_CALLBACK = "guide"
START_ACTION = "guide.start"
BACK_ACTION = "guide.back"
NEXT_ACTION = "guide.next"
PAUSE_ACTION = "guide.pause"
RESUME_ACTION = "guide.resume"
STOP_ACTION = "guide.stop"
GO_ON_ACTION = "guide.go_on"
INTENT_BY_ACTION: dict[str, Intent] = {
    START_ACTION: "start",
    BACK_ACTION: "back",
    NEXT_ACTION: "next",
    PAUSE_ACTION: "pause",
    RESUME_ACTION: "resume",
}
PROGRESS_BAR_CHARS = 10


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
            raise UserError("I lost track of this window. Type `/stretch` to go on.")
        return cls(session, int(step[:9]))


def session_view(
    session: Session,
    routine: Sequence[Exercise],
    screens: Sequence[Screen],
    picture_url: str | None,
    is_first_use: bool = False,
) -> View:
    """Return the modal for the session's position; on first use its start has the longer safety note."""
    if session.position == 0:
        return _start_view(session, routine, picture_url, FIRST_USE if is_first_use else SAFETY)
    if session.position > len(screens):
        return _end_view(session, routine, screens)
    return _hold_view(session, screens, picture_url)


def _start_view(session: Session, routine: Sequence[Exercise], picture_url: str | None, note: str) -> View:
    blocks: list[Block] = [
        header(exercise_names(routine)),
        context(f"About {duration(routine_seconds(routine))}, hands free: it moves on by itself."),
        *(image(picture_url, routine[0].holds[0].picture) if len(routine) == 1 else []),
        *(block for exercise in routine for block in _preparation(exercise)),
        context(note),
        actions(button("Start", START_ACTION, style="primary"), block="start"),
    ]
    return _view("Ready?", blocks, session, close="Not now")


def _preparation(exercise: Exercise) -> list[Block]:
    need = f"*{exercise.name}*, {PLACE_NAMES[exercise.place]}. You need {exercise.kit}.\n*Start:* {exercise.start}"
    return [
        section(need),
        section(f"*Not for everyone*\n{bullets(exercise.not_for)}"),
        section(f"*Take care*\n{bullets(exercise.cautions)}"),
    ]


def _hold_view(session: Session, screens: Sequence[Screen], picture_url: str | None) -> View:
    screen, number, total = screens[session.position - 1], session.position, len(screens)
    hold, progress = screen.hold, f"Hold {number} of {total}"
    finish = [section(f"*Then:* {screen.exercise.finish}")] if screen.is_last_of_exercise else []
    blocks: list[Block] = [
        context(f"*{screen.exercise.name}*  {_progress_bar(number, total)}  {progress}{_round_suffix(screen)}"),
        *image(picture_url, hold.picture),
        section(f"*{hold.title}*{_side_suffix(screen)}: {_time_sentence(session, screen)}"),
        actions(*_buttons(session), block="steering"),  # in sight on a phone, too
        section(f"{bullets(hold.lines)}\n_{hold.breath}_"),
        *finish,
    ]
    return _view(progress, blocks, session)


def _time_sentence(session: Session, screen: Screen) -> str:
    if session.ends_at is None:
        return "*Paused.* Take your time. *Go on* begins this hold anew."
    hold = f"*{screen.hold.seconds} seconds*, until {time_token(session.ends_at)}"
    return f"{screen.ready_seconds} seconds to get into place, then {hold}"


def _buttons(session: Session) -> list[ButtonElement]:
    back, stop = button("Back", BACK_ACTION), button("Stop", STOP_ACTION)
    if session.ends_at is None:
        return [back, button("Go on", RESUME_ACTION, style="primary"), button("Next", NEXT_ACTION), stop]
    return [back, button("Pause", PAUSE_ACTION), button("Next", NEXT_ACTION, style="primary"), stop]


def _end_view(session: Session, routine: Sequence[Exercise], screens: Sequence[Screen]) -> View:
    blocks: list[Block] = [
        header("You made it"),
        section(f"{exercise_names(routine)}: {len(screens)} holds in about {duration(routine_seconds(routine))}."),
        section(f"*To finish:* {routine[-1].finish}"),
        section("Press *Done* and it counts for your week."),
        actions(button("Back", BACK_ACTION), block="steering"),
    ]
    return _view("That was it", blocks, session, submit="Done")


def thanks_view(count: int, exercises: tuple[Exercise, ...]) -> View:
    """Return the modal after Done: the thanks."""
    return modal("Nicely done", [section(thanks_sentence(count, exercises)), context("Only you see your count.")])


def stopped_view() -> View:
    """Return the modal after Stop: rest, red flags, when to see a doctor."""
    return modal("Stopped", [section(GOOD_CALL), section(f"*Emergency:* {EMERGENCY}"), section(SEE_A_DOCTOR)])


def session_over(sentence: str) -> View:
    """Return the modal with the last sentence of a session that cannot go on in it."""
    return modal("Limber", [section(sentence)])


def done_failed(sentence: str, metadata: str) -> View:
    """Return the guide's modal that says why Done was not recorded, with Done again."""
    return modal("Sorry", [section(sentence)], submit="Done", callback_id=GUIDE_CALLBACK, private_metadata=metadata)


def _view(title: str, blocks: list[Block], session: Session, **more: str) -> View:
    session_ref = SessionRef(session.id, session.step).pack()
    return modal(title, blocks, callback_id=GUIDE_CALLBACK, private_metadata=session_ref, notify_on_close=True, **more)


def _progress_bar(number: int, total: int) -> str:
    full = round(PROGRESS_BAR_CHARS * number / total)
    return "▰" * full + "▱" * (PROGRESS_BAR_CHARS - full)


def _round_suffix(screen: Screen) -> str:
    return f" · round {screen.round} of {screen.exercise.rounds}" if screen.exercise.rounds > 1 else ""


def _side_suffix(screen: Screen) -> str:
    side = screen.hold.side
    return f" · {side} side" if side and side not in screen.hold.title.casefold() else ""
