"""The modal after *This hurts*: rest, red flags, when to see a doctor, and not to be offered that stretch again."""

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.domain.exercises import Exercise
from bot.domain.safety import EMERGENCY, GOOD_CALL, SEE_A_DOCTOR
from bot.slack.blocks import actions, button, modal, section
from bot.views.card_details import NOT_FOR_ME
from bot.views.hidden import hidden_now_sentence

HIDE_ACTION = "stopped.hide"
SHOW_AGAIN_ACTION = "stopped.show_again"


def stopped_view(exercise: Exercise | None) -> View:
    """Return the modal after *This hurts* at this exercise."""
    if exercise is None:
        return _stopped()
    label = f"{NOT_FOR_ME}: {exercise.name[:1].lower()}{exercise.name[1:]}"
    return _stopped(actions(button(label, HIDE_ACTION, exercise.slug), block="stopped"))


def stopped_and_hidden_view(exercise: Exercise) -> View:
    """Return it after the exercise was hidden."""
    undo = actions(button("Undo", SHOW_AGAIN_ACTION, exercise.slug), block="stopped")
    return _stopped(section(hidden_now_sentence(exercise)), undo)


def _stopped(*more: Block) -> View:
    return modal("Stopped", [*map(section, (GOOD_CALL, f"*Emergency:* {EMERGENCY}", SEE_A_DOCTOR)), *more])
