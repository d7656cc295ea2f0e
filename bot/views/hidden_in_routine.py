"""What replaces the card of a routine after one of its exercises was hidden."""

from bot.domain.errors import UserError
from bot.domain.exercises import Exercise
from bot.slack.blocks import Message, actions, button
from bot.views.card_payload import OLD_BUTTON, CardPayload
from bot.views.hidden import hidden_now_sentence
from bot.views.messages import sentence_message

WITHOUT_ACTION = "routine.without"
SHOW_AGAIN_ACTION = "routine.show_again"


def hidden_in_routine(exercise: Exercise, payload: CardPayload, block_id: object) -> Message:
    """Return it; its row keeps the card's block id, which has the steps."""
    buttons = [
        button("Carry on without it", WITHOUT_ACTION, payload.pack(), "primary"),
        button("Undo", SHOW_AGAIN_ACTION, f"{exercise.slug} {payload.pack()}"),
    ]
    return sentence_message(hidden_now_sentence(exercise), actions(*buttons, block=str(block_id)))


def unpack_hidden(value: object) -> tuple[str, CardPayload]:
    """Read the value of *Undo*: the slug of what was hidden, and the card's payload; raise UserError."""
    slug, _, packed = value.partition(" ") if isinstance(value, str) else ("", "", "")
    if not slug:
        raise UserError(OLD_BUTTON)
    return slug, CardPayload.unpack(packed)
