"""Answers to somebody who says how they feel: stiff, in pain, or in need of a professional."""

from slack_sdk.models.blocks import Block

from bot.domain.exercises import Exercise
from bot.domain.library import Area
from bot.domain.safety import EMERGENCY, SEE_A_DOCTOR, WHEN_TO_SEE_SOMEBODY
from bot.slack.blocks import Message, actions, button, context, section
from bot.views.messages import message_from

MOVE_ACTION_PREFIX = "symptoms.move"
EVERYDAY_ACTION = "symptoms.everyday"
SEVERE_ACTION = "symptoms.severe"

SEE_SOMEBODY_FIRST = "Sorry to hear that. I can't judge symptoms, so please see a professional before you stretch."
ASK_FIRST = (
    "Please ask your doctor, midwife or physio first which stretches are right for you. "
    "Each one here says who should skip it."
)
WHICH = "Is it everyday stiffness, or something new or severe?"


def gentle_moves(exercises: tuple[Exercise, ...]) -> Message:
    """Return the answer to stiffness nowhere in particular: a few gentle exercises to choose from."""
    lead = "Here are a few gentle stretches:"
    buttons = [button(each.name, f"{MOVE_ACTION_PREFIX}.{each.slug}", each.slug) for each in exercises]
    choice: list[Block] = [actions(*buttons, block="moves")] if buttons else []
    names = ", ".join(exercise.name for exercise in exercises)
    return message_from(
        [section(lead), *choice, context(WHEN_TO_SEE_SOMEBODY)], f"{lead} {names}.", WHEN_TO_SEE_SOMEBODY
    )


def stiff_or_severe(area: Area | None) -> Message:
    """Return the question whether pain is everyday stiffness or something that a professional should see."""
    everyday = button("Everyday stiffness", EVERYDAY_ACTION, area.slug if area else "")
    return message_from(
        [section(WHICH), actions(everyday, button("New or severe", SEVERE_ACTION), block="pain")], WHICH
    )


def see_a_doctor() -> Message:
    """Return the answer to a worrying symptom, which is not interpreted: when to get help, and how urgently."""
    lines = [SEE_SOMEBODY_FIRST, f"*Emergency:* {EMERGENCY}", SEE_A_DOCTOR]
    return message_from([section(line) for line in lines], *lines)


def ask_a_professional_first() -> Message:
    """Return the answer to a condition with which some stretches are not right."""
    return message_from([section(ASK_FIRST)], ASK_FIRST)
