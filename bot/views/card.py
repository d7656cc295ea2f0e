"""The card: one exercise at a glance, seen only by the person who asked; its steps are one press away."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from slack_sdk.models.blocks import Block, ButtonElement, DividerBlock, OverflowMenuElement

from bot.domain.exercises import Exercise
from bot.domain.formatting import exercise_names
from bot.domain.library import Library
from bot.domain.safety import FIRST_USE, WHEN_TO_SEE_SOMEBODY
from bot.domain.screens import routine_seconds
from bot.slack.blocks import Message, actions, button, context, duration, image, section
from bot.views.card_details import Detail, detail_paragraphs, details_menu
from bot.views.card_payload import CardPayload
from bot.views.kit import NO_KIT
from bot.views.messages import message_from, sentence_message

START_ACTION = "card.guide"
ANOTHER_ACTION = "card.another"
DONE_ACTION = "card.done"
GENTLER_ACTION = "card.instead"
ANYWAY_ACTION = "card.anyway"

SET_UP_ONCE = "`/stretch set-up` lets you leave out what isn't for you."
Note = Literal["first_use", "see_somebody", "elsewhere"]
NOTES: dict[Note, str] = {
    "first_use": f"{FIRST_USE} {SET_UP_ONCE}",
    "see_somebody": WHEN_TO_SEE_SOMEBODY,
    "elsewhere": "I don't have one like that for you in this area, so here's one for another area.",
}
"""The small lines that may stand below a card's buttons."""
STRETCH_GONE = "That stretch is gone. Type `/stretch` for another."
TAKE_IT_EASY = "Take it easy for now; `/stretch help` says when to see a doctor."
SHORT_WALK = "A short walk and a glass of water would be a good break now."


@dataclass(frozen=True)
class InsteadOf:
    """An exercise that somebody asked for and gets another for, with the sentence why: it should rest, or is hidden."""

    exercise: Exercise
    why: str


@dataclass(frozen=True)
class CardExtras:
    """What a card shows beside its exercise."""

    picture_url: str | None = None
    notes: tuple[Note, ...] = ()
    """The small lines below the buttons."""
    instead_of: InsteadOf | None = None
    """What the exercise is shown in place of."""
    detail: Detail = "none"

    def pack(self) -> str:
        """Return the block id of the card's buttons: the notes, and what it is shown in place of."""
        return " ".join(("card", pack_notes(self.notes), self.instead_of.exercise.slug if self.instead_of else "-"))


def pack_notes(notes: tuple[Note, ...]) -> str:
    """Return the notes as a word of a block id."""
    return ",".join(notes) or "-"


def unpack_notes(word: str) -> tuple[Note, ...]:
    """Return the notes of a word; those that are unknown are left out."""
    return tuple(note for note in NOTES if note in word.split(","))


def unpack_extras(block_id: object) -> tuple[tuple[Note, ...], str | None]:
    """Return the notes, and the slug of what it is shown in place of, from the block id of a card's buttons."""
    parts = block_id.split(" ") if isinstance(block_id, str) else []
    if len(parts) != 3:
        return (), None
    return unpack_notes(parts[1]), None if parts[2] == "-" else parts[2]


NO_EXTRAS = CardExtras()


def card(exercise: Exercise, payload: CardPayload, library: Library, extras: CardExtras = NO_EXTRAS) -> Message:
    """Return the card of an exercise; its text, for screen readers, is short unless the steps are shown."""
    why = extras.instead_of.why if extras.instead_of else ""
    title, details = f"*{exercise.name}*\n{_facts(exercise)}", detail_paragraphs(exercise, extras.detail, library)
    notes = [NOTES[note] for note in extras.notes]
    blocks: list[Block] = [
        *([section(why)] if why else []),
        section(title),
        *image(extras.picture_url, exercise.holds[0].picture),
        *(section(detail) for detail in details),
        *([] if details else [context(exercise.key_caution)]),
        actions(*_buttons(exercise, payload, extras, library), block=extras.pack()),
        *(context(note) for note in notes),
    ]
    last = details or [exercise.key_caution, "Press Start."]
    return message_from(blocks, why, title, *last, *notes)


def safety_question(
    exercise: Exercise, gentler: Exercise | None, payload: CardPayload, is_hidden: bool = False
) -> Message:
    """Return the question that must be answered before this exercise is shown, with the gentler one as a way out."""
    question, title = exercise.ask_first or "", f"*{exercise.name}*"
    lead = [f"You've hidden {exercise.name}."] if is_hidden else []
    way_out = _gentler_button(payload, gentler) if gentler else button("Something else", ANOTHER_ACTION, payload.pack())
    row = actions(way_out, button("None of these: show it", ANYWAY_ACTION, payload.pack()), block="check")
    return message_from([*map(section, (*lead, title, question)), row], *lead, title, question)


def floor_question(exercise: Exercise, payload: CardPayload) -> Message:
    """Return the question whether somebody has room on the floor, as they didn't ask for the floor."""
    question = f"The next one, *{exercise.name}*, is done on the floor. You'll need {exercise.kit}. Shall I show it?"
    buttons = [
        button("Yes, show it", ANYWAY_ACTION, payload.pack(), "primary"),
        button("Something else", ANOTHER_ACTION, payload.pack()),
    ]
    return sentence_message(question, actions(*buttons, block="floor"))


def walk_instead(sentence: str) -> Message:
    """Return the advice to take a short walk, as every other exercise should rest, too."""
    return sentence_message(f"{sentence} {SHORT_WALK}")


def thanks(count: int, exercises: tuple[Exercise, ...], ref: str) -> Message:
    """Return what replaces a card after Done: the thanks, and a button for another exercise of that area."""
    return _ended(thanks_sentence(count, exercises), exercises, ref)


def stopped(exercises: tuple[Exercise, ...]) -> Message:
    """Return what replaces a card whose guide was stopped because something hurt."""
    what = exercise_names(exercises) or "your stretch"
    return _ended(f"You stopped {what} because something hurt. {TAKE_IT_EASY}", exercises, "again")


def _ended(text: str, exercises: tuple[Exercise, ...], ref: str) -> Message:
    if not exercises:
        return sentence_message(text)
    payload = CardPayload(exercises[0].slug, exercises[0].areas[0], ref)
    return sentence_message(text, actions(button("Another stretch", ANOTHER_ACTION, payload.pack()), block="ended"))


def thanks_sentence(count: int, exercises: tuple[Exercise, ...]) -> str:
    """Return the thanks for these exercises, with the number of routines finished this week."""
    return f"Nicely done: {finished_sentence(count, exercises)}"


def finished_sentence(count: int, exercises: tuple[Exercise, ...]) -> str:
    """Return what was finished, with the number of routines finished this week."""
    from_week = {0: "", 1: " Your first stretch this week."}.get(count, f" That makes {count} this week.")
    return f"{exercise_names(exercises) or 'Your stretch'}.{from_week}"


def guide_not_opened(message: Message, label: str) -> Message:
    """Return the message again whose button with this label did not open the guide within Slack's three seconds."""
    text = f"Slack took too long to open the guide. Please press *{label}* again."
    return Message(f"{text.replace('*', '')}\n{message.text}", [section(text), DividerBlock(), *message.blocks])


def _facts(exercise: Exercise) -> str:
    felt = exercise.felt[:1].upper() + exercise.felt[1:]
    kit = NO_KIT if exercise.kit == "nothing" else exercise.kit
    return " · ".join([felt, kit, f"about {duration(routine_seconds([exercise]))}"])


def _buttons(
    exercise: Exercise, payload: CardPayload, extras: CardExtras, library: Library
) -> Sequence[ButtonElement | OverflowMenuElement]:
    value = payload.pack()
    return [
        button("Start", START_ACTION, value, "primary"),
        button("Another", ANOTHER_ACTION, value),
        button("Done", DONE_ACTION, value),
        *([_anyway_button(payload, extras.instead_of)] if extras.instead_of else []),
        details_menu(exercise, payload, extras.detail, library),
    ]


def _anyway_button(payload: CardPayload, instead_of: InsteadOf) -> ButtonElement:
    return button("Show it anyway", ANYWAY_ACTION, replace(payload, slug=instead_of.exercise.slug).pack())


def _gentler_button(payload: CardPayload, gentler: Exercise) -> ButtonElement:
    return button("Gentler version", GENTLER_ACTION, replace(payload, slug=gentler.slug).pack(), "primary")
