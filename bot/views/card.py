"""The card: one exercise, seen only by whoever asked. Someone who only reads it has been served."""

from dataclasses import dataclass

from slack_sdk.models.blocks import Block, ButtonElement, DividerBlock

from bot.domain.errors import UserError
from bot.domain.exercises import Exercise, Library
from bot.domain.formatting import join_words
from bot.domain.guide import routine_seconds
from bot.domain.safety import SAFETY
from bot.slack.blocks import Message, actions, bullets, button, context, duration, header, image, section

GUIDE_ME_ACTION = "card.guide"
ANOTHER_ACTION = "card.another"
DONE_ACTION = "card.done"
GENTLER_ACTION = "card.instead"
ANYWAY_ACTION = "card.anyway"

SHORT_WALK = "A short walk and a glass of water would be just the thing now."

PLACE_NAMES = {
    "chair": "in a chair",
    "standing": "standing",
    "anywhere": "sitting or standing",
    "floor": "on the floor",
    "bed": "in bed",
}


@dataclass(frozen=True)
class CardPayload:
    """What the buttons of a card carry: the exercise, the area it was picked from, the card's own mark."""

    slug: str
    area: str
    ref: str

    def pack(self) -> str:
        """Return it as a button's value."""
        return " ".join((self.slug, self.area, self.ref))

    @classmethod
    def unpack(cls, value: object) -> "CardPayload":
        """Read a button's value; raise UserError if it is none of ours."""
        parts = value.split(" ") if isinstance(value, str) else []
        if len(parts) != 3:
            raise UserError("That button is from an older version of me. Type `/stretch` for a fresh one.")
        return cls(*parts)


@dataclass(frozen=True)
class Resting:
    """An exercise that somebody asked for and that should rest, with the sentence that says so."""

    exercise: Exercise
    advice: str


def card(
    exercise: Exercise,
    payload: CardPayload,
    library: Library,
    picture_url: str | None,
    first_use_note: str | None = None,
    resting: Resting | None = None,
) -> Message:
    """Show an exercise; `first_use_note` is shown once in a lifetime, `resting` is what it is shown instead of."""
    facts = _facts(exercise, library)
    steps = [*_steps(exercise), f"*To finish:* {exercise.finish}"]
    skip = " ".join(exercise.not_for)
    safety = [first_use_note or SAFETY]
    above = resting.advice if resting else None
    blocks: list[Block] = [
        *([section(above)] if above else []),
        header(exercise.name),
        context(facts),
        section(f"{exercise.benefit} You feel it {exercise.felt}."),
        *image(picture_url, exercise.holds[0].picture),
        section(f"*Start:* {exercise.start}"),
        *(section(step) for step in steps),
        context(skip),
        *(context(line) for line in safety),
        actions(*_buttons(payload, resting), block="card"),
    ]
    text = [
        above,
        exercise.name,
        facts,
        exercise.benefit,
        f"You feel it {exercise.felt}.",
        f"Start: {exercise.start}",
        *steps,
        skip,
    ]
    return Message("\n".join(line.replace("*", "") for line in [*text, *safety] if line), blocks)


def safety_question(exercise: Exercise, gentler: Exercise | None, payload: CardPayload) -> Message:
    """Ask before an exercise that is not for everyone."""
    question = exercise.ask_first or ""
    offer = button("Gentler version", GENTLER_ACTION, _for(payload, gentler).pack(), "primary") if gentler else None
    go_on = button("I have checked: show it", ANYWAY_ACTION, payload.pack())
    blocks = [header(exercise.name), section(question), actions(*([offer] if offer else []), go_on, block="check")]
    return Message(f"{exercise.name}\n{question}", blocks)


def walk_instead(sentence: str) -> Message:
    """Say that nothing else fits today but a walk."""
    text = f"{sentence} {SHORT_WALK}"
    return Message(text, [section(text)])


def thanks(count: int, exercises: tuple[Exercise, ...]) -> Message:
    """Close a card: what was done, and how many this week."""
    text = thanks_sentence(count, exercises)
    again = actions(button("Another stretch", ANOTHER_ACTION, _again(exercises).pack()), block="thanks")
    return Message(text, [section(text), again] if exercises else [section(text)])


def thanks_sentence(count: int, exercises: tuple[Exercise, ...]) -> str:
    """Say thanks for what was done."""
    from_week = {0: "", 1: " Your first stretch this week."}.get(count, f" That makes {count} this week.")
    what = join_words([exercise.name for exercise in exercises]) if exercises else "Your stretch"
    return f"Nicely done: {what}.{from_week}"


def guide_not_opened(message: Message, label: str) -> Message:
    """Show a message again whose button with this label did not open its window."""
    text = f"The guide did not open in time: Slack allows three seconds for that. Please press *{label}* again."
    return Message(f"{text.replace('*', '')}\n{message.text}", [section(text), DividerBlock(), *message.blocks])


def _facts(exercise: Exercise, library: Library) -> str:
    area = library.area(exercise.areas[0])
    return " · ".join(
        [area.title if area else "Stretch", _where(exercise), f"about {duration(routine_seconds([exercise]))}"]
    )


def _where(exercise: Exercise) -> str:
    kit = exercise.kit[:1].lower() + exercise.kit[1:]
    plain = kit.casefold() in ("none", "nothing", "no kit")
    return PLACE_NAMES[exercise.place] if plain else f"{PLACE_NAMES[exercise.place]}: {kit}"


def _steps(exercise: Exercise) -> list[str]:
    shown = [
        f"*{number}. {hold.title}*, {hold.seconds} seconds\n{bullets(hold.lines)}"
        for number, hold in enumerate(exercise.holds, 1)
    ]
    again = [f"*{exercise.rounds} rounds in all*, slowly."] if exercise.rounds > 1 else []
    return [*shown, *again]


def _buttons(payload: CardPayload, resting: Resting | None) -> list[ButtonElement]:
    value = payload.pack()
    usual = [
        button("Guide me", GUIDE_ME_ACTION, value, "primary"),
        button("Another", ANOTHER_ACTION, value),
        button("Done", DONE_ACTION, value),
    ]
    return (
        [*usual, button("Show it anyway", ANYWAY_ACTION, _for(payload, resting.exercise).pack())] if resting else usual
    )


def _for(payload: CardPayload, exercise: Exercise | None) -> CardPayload:
    return CardPayload(exercise.slug if exercise else payload.slug, payload.area, payload.ref)


def _again(exercises: tuple[Exercise, ...]) -> CardPayload:
    return CardPayload(exercises[0].slug, exercises[0].areas[0], "again")
