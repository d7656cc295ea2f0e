"""What people are told about a stretch that they have hidden, and how it comes back."""

from bot.domain.exercises import Exercise
from bot.slack.blocks import Message, actions, button
from bot.views.card import ANOTHER_ACTION, ANYWAY_ACTION
from bot.views.card_payload import CardPayload
from bot.views.messages import sentence_message
from bot.views.set_up import set_up_button

SHOW_AGAIN_ACTION = "card.show_again"


def hidden_sentence(exercise: Exercise, other: Exercise | None) -> str:
    """Return the answer to somebody who asked for what they have hidden, and gets this other one."""
    instead = f"Here's {other.name} instead." if other else "I have nothing like it that fits your set-up."
    return f"You've hidden {exercise.name}. {instead}"


def hidden_alone(exercise: Exercise, payload: CardPayload) -> Message:
    """Return that answer where there is no other."""
    buttons = [button("Show it anyway", ANYWAY_ACTION, payload.pack()), set_up_button()]
    return sentence_message(hidden_sentence(exercise, None), actions(*buttons, block="hidden"))


def hidden_now(exercise: Exercise, payload: CardPayload, block_id: object) -> Message:
    """Return what replaces a card after *Not for me*; its row keeps the card's block id, so that it can come back."""
    buttons = [
        button("Something else", ANOTHER_ACTION, payload.pack(), "primary"),
        button("Undo", SHOW_AGAIN_ACTION, payload.pack()),
    ]
    return sentence_message(hidden_now_sentence(exercise), actions(*buttons, block=str(block_id)))


def hidden_now_sentence(exercise: Exercise) -> str:
    """Return the answer to *Not for me*."""
    return f"Hidden: {exercise.name}. I won't offer it again."
