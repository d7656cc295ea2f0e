"""The details of a card, one press away: its steps with all cautions, or who should skip it and why to do it."""

from collections.abc import Iterable
from typing import Literal
from urllib.parse import urlsplit

from slack_sdk.models.blocks import Option, OverflowMenuElement

from bot.domain.errors import UserError
from bot.domain.exercises import Exercise
from bot.domain.library import Library
from bot.slack.blocks import bullets
from bot.views.card_payload import OLD_BUTTON, CardPayload

MORE_ACTION = "card.more"
Detail = Literal["none", "steps", "reasons"]
"""What a card shows below its picture: nothing, the steps, or who should skip it and why to do it."""
DETAIL_LABELS: dict[Detail, str] = {
    "steps": "Read the steps",
    "reasons": "Why do it, and who shouldn't",
    "none": "Hide the details",
}


def unpack_detail(value: object) -> tuple[Detail, CardPayload]:
    """Read an option of a card's menu; raise UserError if it cannot be read."""
    chosen, _, packed = value.partition(" ") if isinstance(value, str) else ("", "", "")
    detail = next((each for each in DETAIL_LABELS if each == chosen), None)
    if detail is None:
        raise UserError(OLD_BUTTON)
    return detail, CardPayload.unpack(packed)


def details_menu(payload: CardPayload, shown: Detail) -> OverflowMenuElement:
    """Return the menu of a card that shows or hides its details."""
    options = [
        Option(text=label, value=f"{detail} {payload.pack()}")
        for detail, label in DETAIL_LABELS.items()
        if detail != shown
    ]
    return OverflowMenuElement(action_id=MORE_ACTION, options=options)


def detail_paragraphs(exercise: Exercise, detail: Detail, library: Library) -> list[str]:
    """Return these details of an exercise, each a paragraph."""
    match detail:
        case "steps":
            return [*_steps(exercise), f"*Take care*\n{bullets(map(str, exercise.cautions))}", _not_for(exercise)]
        case "reasons":
            return [_not_for(exercise), f"*Why do it*\n{exercise.benefit}", source_links(exercise.sources, library)]
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
    return f"*Who should skip it*\n{bullets(map(str, exercise.not_for))}"


def source_links(sources: Iterable[str], library: Library) -> str:
    """Return the links to these sources, each named by its host, with a number from its second page on."""
    addresses = dict.fromkeys(library.sources[source].address for source in sources if source in library.sources)
    links: dict[str, str] = {}
    for address in addresses:
        host = str(urlsplit(address).hostname).removeprefix("www.")
        number = sum(name.split()[0] == host for name in links) + 1
        links[host if number == 1 else f"{host} ({number})"] = address
    return "Sources: " + ", ".join(f"<{address}|{name}>" for name, address in links.items())
