"""The details of a card, one press away: its steps with all cautions, or why to do it and who should skip it."""

from collections.abc import Iterable, Iterator
from typing import Literal
from urllib.parse import urlsplit

from slack_sdk.models.blocks import Option, OverflowMenuElement

from bot.domain.errors import UserError
from bot.domain.exercises import Exercise, Strength
from bot.domain.library import Library
from bot.slack.blocks import bullets
from bot.views.card_payload import OLD_BUTTON, CardPayload

MORE_ACTION = "card.more"
Detail = Literal["none", "steps", "reasons"]
"""What a card shows below its picture: nothing, the steps, or why to do it and who should skip it."""
Choice = Detail | Literal["variant", "hide"]
"""What an option of a card's menu does: show other details, another exercise for the same stretch, or this no more."""
DETAIL_LABELS: dict[Detail, str] = {
    "steps": "Read the steps",
    "reasons": "Why do it, and who shouldn't",
    "none": "Hide the details",
}
VARIANT_LABELS = {
    "easier": "Easier: {name}",
    "seated": "Seated: {name}",
    "standing": "Standing: {name}",
    "full": "Stronger: {name}",
}
MAX_OPTIONS = 5
"""Slack's limit of an overflow menu."""
NOT_FOR_ME = "Not for me"
STRENGTH_LABELS: dict[Strength, str] = {"none": "No evidence yet", "weak": "Weak evidence", "some": "Some evidence"}
NOT_REVIEWED = "Reviewed by: nobody yet."


def unpack_choice(value: object) -> tuple[Choice, CardPayload]:
    """Read an option of a card's menu; raise UserError if it cannot be read."""
    chosen, _, packed = value.partition(" ") if isinstance(value, str) else ("", "", "")
    choices: tuple[Choice, ...] = (*DETAIL_LABELS, "variant", "hide")
    choice = next((each for each in choices if each == chosen), None)
    if choice is None:
        raise UserError(OLD_BUTTON)
    return choice, CardPayload.unpack(packed)


def details_menu(exercise: Exercise, payload: CardPayload, shown: Detail, library: Library) -> OverflowMenuElement:
    """Return the menu of a card: it shows or hides its details, leads to its variants, and hides the exercise."""
    options = [
        Option(text=label, value=f"{detail} {payload.pack()}")
        for detail, label in DETAIL_LABELS.items()
        if detail != shown
    ]
    others = [
        Option(text=label, value=f"variant {CardPayload(other.slug, payload.area, payload.ref).pack()}")
        for label, other in _variants(exercise, library)
    ]
    hide = Option(text=NOT_FOR_ME, value=f"hide {payload.pack()}")
    return OverflowMenuElement(action_id=MORE_ACTION, options=[*[*options, *others][: MAX_OPTIONS - 1], hide])


def _variants(exercise: Exercise, library: Library) -> Iterator[tuple[str, Exercise]]:
    """Yield the other exercises for the same stretch, each once, with the label of its option."""
    known: set[str] = set()
    for kind, label in VARIANT_LABELS.items():
        other = library.find(getattr(exercise.variants, kind) or "")
        if other and other.slug not in known:
            known.add(other.slug)
            yield label.format(name=other.name[:1].lower() + other.name[1:]), other


def detail_paragraphs(exercise: Exercise, detail: Detail, library: Library) -> list[str]:
    """Return these details of an exercise, each a paragraph."""
    match detail:
        case "steps":
            return steps_with_cautions(exercise)
        case "reasons":
            return [
                _why(exercise),
                _not_for(exercise),
                f"{source_links(exercise.sources, library)}\n{_review(exercise)}",
            ]
        case "none":
            return []


def steps(exercise: Exercise) -> list[str]:
    """Return the start, the holds and the end of an exercise, each a paragraph."""
    holds = [
        f"*{number}. {hold.title}* ({hold.seconds} seconds)\n{bullets(hold.lines)}"
        for number, hold in enumerate(exercise.holds, 1)
    ]
    rounds = [f"Do *{exercise.rounds} rounds* in all, slowly."] if exercise.rounds > 1 else []
    return [f"*Start:* {exercise.start}", *holds, *rounds, f"*To finish:* {exercise.finish}"]


def steps_with_cautions(exercise: Exercise) -> list[str]:
    """Return all that somebody needs who does an exercise without the guide, each a paragraph."""
    return [*steps(exercise), f"*Take care*\n{bullets(map(str, exercise.cautions))}", _not_for(exercise)]


def skip_line(exercise: Exercise) -> str:
    """Return who should skip an exercise, in one line of a list."""
    return f"*{exercise.name}:* skip it if {exercise.skip_if}."


def _why(exercise: Exercise) -> str:
    often = [exercise.often.says] if exercise.often else []
    evidence = f"_{STRENGTH_LABELS[exercise.evidence.strength]}:_ {exercise.evidence.says}"
    return "\n".join([f"*Why do it*\n{exercise.benefit}", *often, evidence])


def _not_for(exercise: Exercise) -> str:
    return f"*Who should skip it*\n{bullets(map(str, exercise.not_for))}"


def _review(exercise: Exercise) -> str:
    return f"Reviewed by: {exercise.reviewed_by}." if exercise.reviewed_by else NOT_REVIEWED


def source_links(sources: Iterable[str], library: Library) -> str:
    """Return the links to these sources, each named by its host, with a number from its second page on."""
    addresses = dict.fromkeys(library.sources[source].address for source in sources if source in library.sources)
    links: dict[str, str] = {}
    for address in addresses:
        host = str(urlsplit(address).hostname).removeprefix("www.")
        number = sum(name.split()[0] == host for name in links) + 1
        links[host if number == 1 else f"{host} ({number})"] = address
    return "Sources: " + ", ".join(f"<{address}|{name}>" for name, address in links.items())
