"""The card: one exercise at a glance, seen only by the person who asked; its steps are one press away."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urlsplit

from slack_sdk.models.blocks import Block, ButtonElement, DividerBlock, Option, OverflowMenuElement

from bot.domain.errors import UserError
from bot.domain.exercises import Exercise, Library
from bot.domain.formatting import exercise_names
from bot.domain.guide import routine_seconds
from bot.slack.blocks import Message, actions, bullets, button, context, duration, image, section
from bot.views.messages import message_from

START_ACTION = "card.guide"
ANOTHER_ACTION = "card.another"
DONE_ACTION = "card.done"
MORE_ACTION = "card.more"
GENTLER_ACTION = "card.instead"
ANYWAY_ACTION = "card.anyway"

Detail = Literal["none", "steps", "reasons"]
"""What a card shows below its picture: nothing, the steps, or who should skip it and why to do it."""
DETAIL_LABELS: dict[Detail, str] = {
    "steps": "Read the steps",
    "reasons": "Why do it, and who shouldn't",
    "none": "Hide the details",
}
OLD_BUTTON = "That button is from an older version. Type `/stretch` for a new one."
STRETCH_GONE = "That stretch is gone. Type `/stretch` for another."
SHORT_WALK = "A short walk and a glass of water would be a good break now."


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
            raise UserError(OLD_BUTTON)
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
    footnotes: tuple[str, ...] = ()
    """Small lines below the buttons."""
    resting: Resting | None = None
    """What the exercise is shown instead of."""
    detail: Detail = "none"


NO_EXTRAS = CardExtras()


def card(exercise: Exercise, payload: CardPayload, library: Library, extras: CardExtras = NO_EXTRAS) -> Message:
    """Return the card of an exercise; its text, for screen readers, is short unless the steps are shown."""
    advice = extras.resting.advice if extras.resting else ""
    title, details = f"*{exercise.name}*\n{_facts(exercise)}", _details(exercise, extras.detail, library)
    blocks: list[Block] = [
        *([section(advice)] if advice else []),
        section(title),
        *image(extras.picture_url, exercise.holds[0].picture),
        *(section(detail) for detail in details),
        *([] if details else [context(exercise.key_caution)]),
        actions(*_buttons(payload, extras), block="card"),
        *(context(note) for note in extras.footnotes),
    ]
    last = details or [exercise.key_caution, "Press Start."]
    return message_from(blocks, advice, title, *last, *extras.footnotes)


def safety_question(exercise: Exercise, gentler: Exercise | None, payload: CardPayload) -> Message:
    """Return the question that must be answered before this exercise is shown, with the gentler one as a way out."""
    question = exercise.ask_first or ""
    show = button("None of these: show it", ANYWAY_ACTION, payload.pack())
    buttons = [*([_gentler_button(payload, gentler)] if gentler else []), show]
    title = f"*{exercise.name}*"
    return message_from([section(title), section(question), actions(*buttons, block="check")], title, question)


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
    return f"Nicely done: {finished_sentence(count, exercises)}"


def finished_sentence(count: int, exercises: tuple[Exercise, ...]) -> str:
    """Return what was finished, with the number of routines finished this week."""
    from_week = {0: "", 1: " Your first stretch this week."}.get(count, f" That makes {count} this week.")
    return f"{exercise_names(exercises) or 'Your stretch'}.{from_week}"


def guide_not_opened(message: Message, label: str) -> Message:
    """Return the message again whose button with this label did not open the guide within Slack's three seconds."""
    text = f"Slack took too long to open the guide. Please press *{label}* again."
    return Message(f"{text.replace('*', '')}\n{message.text}", [section(text), DividerBlock(), *message.blocks])


def unpack_detail(value: object) -> tuple[Detail, CardPayload]:
    """Read an option of a card's menu; raise UserError if it cannot be read."""
    chosen, _, packed = value.partition(" ") if isinstance(value, str) else ("", "", "")
    detail = next((each for each in DETAIL_LABELS if each == chosen), None)
    if detail is None:
        raise UserError(OLD_BUTTON)
    return detail, CardPayload.unpack(packed)


def place_and_kit(exercise: Exercise) -> str:
    """Return what an exercise needs: "a mat", or where it is done if that is nothing."""
    return "no equipment needed" if exercise.kit == "nothing" else exercise.kit


def _facts(exercise: Exercise) -> str:
    felt = exercise.felt[:1].upper() + exercise.felt[1:]
    return " · ".join([felt, place_and_kit(exercise), f"about {duration(routine_seconds([exercise]))}"])


def _details(exercise: Exercise, detail: Detail, library: Library) -> list[str]:
    match detail:
        case "steps":
            return [*_steps(exercise), f"*Take care*\n{bullets(exercise.cautions)}", _not_for(exercise)]
        case "reasons":
            return [_not_for(exercise), f"*Why do it*\n{exercise.benefit}", _sources(exercise, library)]
        case "none":
            return []


def _steps(exercise: Exercise) -> list[str]:
    holds = [
        f"*{number}. {hold.title}* ({hold.seconds} seconds)\n{bullets(hold.lines)}"
        for number, hold in enumerate(exercise.holds, 1)
    ]
    rounds = [f"Do *{exercise.rounds} rounds* in all, slowly."] if exercise.rounds > 1 else []
    return [f"*Start:* {exercise.start}", *holds, *rounds, f"*To finish:* {exercise.finish}"]


def _not_for(exercise: Exercise) -> str:
    return f"*Who should skip it*\n{bullets(exercise.not_for)}"


def _sources(exercise: Exercise, library: Library) -> str:
    """Return the links to the exercise's sources, each named by its host."""
    addresses = [library.sources[source] for source in exercise.sources if source in library.sources]
    by_host = {str(urlsplit(address).hostname).removeprefix("www."): address for address in addresses}
    return "Sources: " + ", ".join(f"<{address}|{host}>" for host, address in by_host.items())


def _buttons(payload: CardPayload, extras: CardExtras) -> Sequence[ButtonElement | OverflowMenuElement]:
    value = payload.pack()
    return [
        button("Start", START_ACTION, value, "primary"),
        button("Another", ANOTHER_ACTION, value),
        button("Done", DONE_ACTION, value),
        *([_anyway_button(payload, extras.resting)] if extras.resting else []),
        _menu(payload, extras.detail),
    ]


def _menu(payload: CardPayload, shown: Detail) -> OverflowMenuElement:
    options = [
        Option(text=label, value=f"{detail} {payload.pack()}")
        for detail, label in DETAIL_LABELS.items()
        if detail != shown
    ]
    return OverflowMenuElement(action_id=MORE_ACTION, options=options)


def _anyway_button(payload: CardPayload, resting: Resting) -> ButtonElement:
    return button("Show it anyway", ANYWAY_ACTION, replace(payload, slug=resting.exercise.slug).pack())


def _gentler_button(payload: CardPayload, gentler: Exercise) -> ButtonElement:
    return button("Gentler version", GENTLER_ACTION, replace(payload, slug=gentler.slug).pack(), "primary")
