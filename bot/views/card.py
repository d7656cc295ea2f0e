"""The card: one exercise with its steps, seen only by the person who asked."""

from dataclasses import dataclass, replace

from slack_sdk.models.blocks import Block, ButtonElement, DividerBlock

from bot.domain.errors import UserError
from bot.domain.exercises import Exercise, Library
from bot.domain.formatting import exercise_names
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
    """The value of a card's buttons: the exercise, the area it was picked from, and the card's own id."""

    slug: str
    area: str
    ref: str

    def pack(self) -> str:
        """Return the button's value."""
        return " ".join((self.slug, self.area, self.ref))

    @classmethod
    def unpack(cls, value: object) -> "CardPayload":
        """Read a button's value; raise UserError if it cannot be read."""
        parts = value.split(" ") if isinstance(value, str) else []
        if len(parts) != 3:
            raise UserError("That button is from an older version of me. Type `/stretch` for a fresh one.")
        return cls(*parts)


@dataclass(frozen=True)
class Resting:
    """An exercise that somebody asked for and that should rest, with the advice that says so."""

    exercise: Exercise
    advice: str


@dataclass(frozen=True)
class CardExtras:
    """What a card shows beside its exercise."""

    picture_url: str | None = None
    first_use_note: str | None = None
    """Shown once to each person, in place of the usual safety note."""
    resting: Resting | None = None
    """What the exercise is shown instead of."""
    footnote: str | None = None
    """A small line below the buttons."""


NO_EXTRAS = CardExtras()


def card(exercise: Exercise, payload: CardPayload, library: Library, extras: CardExtras = NO_EXTRAS) -> Message:
    """Return the card of an exercise: its facts, picture, steps and cautions, and the buttons."""
    facts = _facts(exercise, library)
    steps = [*_steps(exercise), f"*To finish:* {exercise.finish}"]
    skip = " ".join(exercise.not_for)
    safety = extras.first_use_note or SAFETY
    above = extras.resting.advice if extras.resting else None
    blocks: list[Block] = [
        *([section(above)] if above else []),
        header(exercise.name),
        context(facts),
        section(f"{exercise.benefit} You feel it {exercise.felt}."),
        *image(extras.picture_url, exercise.holds[0].picture),
        section(f"*Start:* {exercise.start}"),
        *(section(step) for step in steps),
        context(skip),
        context(safety),
        actions(*_buttons(payload, extras.resting), block="card"),
        *([context(extras.footnote)] if extras.footnote else []),
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
    return Message("\n".join(line.replace("*", "") for line in [*text, safety, extras.footnote] if line), blocks)


def safety_question(exercise: Exercise, gentler: Exercise | None, payload: CardPayload) -> Message:
    """Return the question that must be answered before this exercise is shown, with the gentler one as a way out."""
    question = exercise.ask_first or ""
    show = button("I have checked: show it", ANYWAY_ACTION, payload.pack())
    buttons = [*([_gentler_button(payload, gentler)] if gentler else []), show]
    blocks = [header(exercise.name), section(question), actions(*buttons, block="check")]
    return Message(f"{exercise.name}\n{question}", blocks)


def walk_instead(sentence: str) -> Message:
    """Return the advice to take a short walk, as every other exercise should rest, too."""
    text = f"{sentence} {SHORT_WALK}"
    return Message(text, [section(text)])


def thanks(count: int, exercises: tuple[Exercise, ...]) -> Message:
    """Return what replaces a card after Done: the thanks, and a button for another exercise of that area."""
    text = thanks_sentence(count, exercises)
    if not exercises:
        return Message(text, [section(text)])
    payload = CardPayload(exercises[0].slug, exercises[0].areas[0], "again")
    again = actions(button("Another stretch", ANOTHER_ACTION, payload.pack()), block="thanks")
    return Message(text, [section(text), again])


def thanks_sentence(count: int, exercises: tuple[Exercise, ...]) -> str:
    """Return the thanks for these exercises, with the number of routines finished this week."""
    from_week = {0: "", 1: " Your first stretch this week."}.get(count, f" That makes {count} this week.")
    what = exercise_names(exercises) or "Your stretch"
    return f"Nicely done: {what}.{from_week}"


def guide_not_opened(message: Message, label: str) -> Message:
    """Return the message again whose button with this label did not open the guide within Slack's three seconds."""
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
    holds = [
        f"*{number}. {hold.title}*, {hold.seconds} seconds\n{bullets(hold.lines)}"
        for number, hold in enumerate(exercise.holds, 1)
    ]
    rounds = [f"*{exercise.rounds} rounds in all*, slowly."] if exercise.rounds > 1 else []
    return [*holds, *rounds]


def _buttons(payload: CardPayload, resting: Resting | None) -> list[ButtonElement]:
    value = payload.pack()
    usual = [
        button("Guide me", GUIDE_ME_ACTION, value, "primary"),
        button("Another", ANOTHER_ACTION, value),
        button("Done", DONE_ACTION, value),
    ]
    if resting is None:
        return usual
    asked_for = replace(payload, slug=resting.exercise.slug)
    return [*usual, button("Show it anyway", ANYWAY_ACTION, asked_for.pack())]


def _gentler_button(payload: CardPayload, gentler: Exercise) -> ButtonElement:
    return button("Gentler version", GENTLER_ACTION, replace(payload, slug=gentler.slug).pack(), "primary")
