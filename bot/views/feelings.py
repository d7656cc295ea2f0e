"""How it feels after a stretch: three buttons below the thanks, and what they answer; for its person alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.domain.exercises import Exercise
from bot.domain.feelings import FELT, Felt
from bot.domain.safety import WHEN_TO_SEE_SOMEBODY
from bot.slack.blocks import Message, actions, button, context, section
from bot.views.card import thanks
from bot.views.guide import thanks_view

ACTION_PREFIX = "felt."
FELT_BY_ACTION: Mapping[str, Felt] = {f"{ACTION_PREFIX}{felt}": felt for felt in FELT}
UNDO_ACTION = f"{ACTION_PREFIX}undo"
HIDE_ACTION = f"{ACTION_PREFIX}hide"
QUESTION = "How does it feel now?"
SORRY = "Sorry about that."
BACK = "It's back, so it may come up again."
REPLIES: Mapping[Felt, str] = {
    "better": "Good to hear.",
    "same": "Thanks for telling me.",
    "worse": f"{SORRY} Go gentler next time, or try something else.",
}
NOT_DONE = "I no longer have that stretch on record, so I haven't noted anything."


@dataclass(frozen=True)
class FeltThanks:
    """The thanks for a stretch whose person said how it felt."""

    ref: str
    """What was finished."""
    count: int
    """How many routines they finished this week."""
    exercises: tuple[Exercise, ...]
    felt: Felt | None
    """None where they had it hidden, or shown again."""
    alone: Exercise | None = None
    """The exercise, if it was the only one."""
    is_hidden: bool = False
    """Whether that is hidden."""

    @property
    def lines(self) -> list[str]:
        """Return what is said to the answer."""
        name = self.alone.name if self.alone else ""
        if not self.felt:
            return [f"Hidden: {name}. I won't offer it again." if self.is_hidden else BACK]
        if not self.is_hidden:
            return [REPLIES[self.felt]]
        if self.felt == "worse":
            return [SORRY, f"{name} felt worse twice, so I've hidden it. It won't come up any more."]
        return [REPLIES[self.felt], f"{name} is still hidden."]


def asked(message: Message, ref: str) -> Message:
    """Return the thanks with the question below, for what was finished under this reference."""
    return _below(message, [QUESTION], felt_blocks(ref))


def felt_blocks(ref: str) -> list[Block]:
    """Return the question and its three buttons."""
    return [context(QUESTION), _buttons(ref)]


def felt_message(said: FeltThanks) -> Message:
    """Return the thanks with what was answered."""
    more = [WHEN_TO_SEE_SOMEBODY] if said.felt == "worse" else []
    return _below(thanks(said.count, said.exercises, said.ref), [*said.lines, *more], _answer_blocks(said))


def felt_view(said: FeltThanks) -> View:
    """Return the same as the guide's window."""
    return thanks_view(
        said.count, said.exercises, _answer_blocks(said), "Noted" if said.felt == "worse" else "Nicely done"
    )


def _answer_blocks(said: FeltThanks) -> list[Block]:
    return [
        section(" ".join(said.lines)),
        *([context(WHEN_TO_SEE_SOMEBODY)] if said.felt == "worse" else []),
        *_ways_on(said),
        _buttons(said.ref, said.felt),
    ]


def _ways_on(said: FeltThanks) -> list[Block]:
    """Return the button that hides an exercise that felt worse, or that shows a hidden one again."""
    if said.is_hidden:
        return [actions(button("Show it again", UNDO_ACTION, said.ref), block="hidden")]
    if said.felt == "worse" and said.alone:
        return [actions(button("Not for me", HIDE_ACTION, said.ref), block="hidden")]
    return []


def _buttons(ref: str, chosen: Felt | None = None) -> Block:
    labels = {felt: f"✓ {felt.title()}" if felt == chosen else felt.title() for felt in FELT}
    return actions(*(button(labels[felt], action, ref) for action, felt in FELT_BY_ACTION.items()), block="felt")


def _below(message: Message, lines: list[str], blocks: list[Block]) -> Message:
    first, *others = message.blocks
    return Message("\n".join([message.text, *lines]), [first, *blocks, *others])
