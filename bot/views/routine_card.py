"""The card of a routine: what it is for, what it consists of, and the list of all routines."""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block, ButtonElement, Option, OverflowMenuElement

from bot.domain.errors import UserError
from bot.domain.exercises import Exercise
from bot.domain.formatting import for_area
from bot.domain.library import Library
from bot.domain.routines import Routine
from bot.domain.screens import routine_seconds
from bot.slack.blocks import Message, actions, bullets, button, context, duration, pictured_section, section
from bot.views.card import NOTES, Note, pack_notes, unpack_notes
from bot.views.card_details import NOT_FOR_ME, skip_line, steps
from bot.views.card_payload import OLD_BUTTON, CardPayload
from bot.views.kit import kit_in_words
from bot.views.messages import message_from

START_ACTION = "routine.start"
ANOTHER_ACTION = "routine.another"
DONE_ACTION = "routine.done"
MORE_ACTION = "routine.more"
SHOW_ACTION_PREFIX = "routine.show"
LIST_ACTION = "routine.list"
MAX_WITH_CAUTIONS = 4
"""Of more exercises, only the names are listed; the guide tells each one's caution."""
ANY_AREA = "any"
"""Stands for no area in the payload of the buttons."""
MAX_TO_HIDE = 3
"""Of more exercises, the menu has no room: *My set-up* hides them."""
HIDE = "hide:"
"""Stands before the slug of the exercise that an option of the menu hides."""
DETAIL_LABELS = {"steps": "Read the steps", "reasons": "Who should skip it", "none": "Hide the details"}
MAX_STEPS_CHARS = 2900
"""Of one exercise; Slack takes 3,000 in a section."""


@dataclass(frozen=True)
class RoutineCard:
    """What the card of a routine shows; its buttons have it all, as Slack tells nothing else of a private message."""

    routine: Routine
    exercises: tuple[Exercise, ...]
    payload: CardPayload
    """The routine's slug, the area it was picked for, and the card's own id."""
    picture_url: str | None = None
    notes: tuple[Note, ...] = ()
    lead: tuple[str, ...] = ()
    """What to read before it: what of it should rest for now, and that no length is just the one asked for."""
    detail: str = "none"


def routine_card(card: RoutineCard, library: Library) -> Message:
    """Return the card of a routine."""
    routine, exercises = card.routine, card.exercises
    needed, is_long = kit_in_words(exercises), len(exercises) > MAX_WITH_CAUTIONS
    facts = f"{needed[:1].upper()}{needed[1:]} · about {duration(routine_seconds(exercises))}"
    area = library.area(card.payload.area)
    has_area = area and any(area.slug in each.areas for each in exercises)
    name = f"{routine.name}, {area.title.lower()} first" if area and has_area else routine.name
    lead = (
        *card.lead,
        *([f"Nothing{for_area(area)} fits right now, so here's something else."] if area and not has_area else []),
    )
    title = f"*{name}*\n{routine.purpose}\n{facts}"
    listed = bullets(each.name if is_long else f"*{each.name}.* {each.key_caution}" for each in exercises)
    alt = exercises[0].holds[0].picture if exercises else ""
    cautions = [str(routine.caution)] if routine.caution else []
    details = _details(exercises, card.detail)
    is_whole = exercises == library.exercises_of(routine.steps)
    often = [str(routine.often)] if routine.often and is_whole else []  # it may be about what was left out
    notes = [*often, *(NOTES[note] for note in card.notes)]
    blocks: list[Block] = [
        *(section(line) for line in lead),
        pictured_section(title, card.picture_url, alt),
        *(section(caution) for caution in cautions),
        *(section(detail) for detail in details or [listed]),
        actions(*_buttons(card), block=_pack_steps(card, library)),
        *(context(note) for note in notes),
    ]
    return message_from(blocks, *lead, title, *cautions, *(details or [listed, "Press Start."]), *notes)


def nearest_length(seconds: int) -> str:
    """Return the lead of a routine that is not just so long as somebody asked for."""
    asked = f"{seconds} seconds" if seconds % 60 else f"{seconds // 60} minutes"
    return f"The nearest I have to {asked}:"


def _details(exercises: Sequence[Exercise], detail: str) -> list[str]:
    match detail:
        case "steps":
            return [f"*{each.name}*\n" + "\n".join(steps(each))[:MAX_STEPS_CHARS] for each in exercises]
        case "reasons":
            return ["\n".join(map(skip_line, exercises))]
    return []


def _buttons(card: RoutineCard) -> list[ButtonElement | OverflowMenuElement]:
    value = card.payload.pack()
    another = ("All routines", LIST_ACTION) if card.routine.steps else ("Another", ANOTHER_ACTION)
    options = [
        Option(text=label, value=f"{detail} {value}")
        for detail, label in DETAIL_LABELS.items()
        if detail != card.detail
    ]
    return [
        button("Start", START_ACTION, value, "primary"),
        button(another[0], another[1], value),
        button("Done", DONE_ACTION, value),
        OverflowMenuElement(action_id=MORE_ACTION, options=[*options, *_hiding(card)]),
    ]


def _hiding(card: RoutineCard) -> list[Option]:
    """Return an option for each exercise that hides it, if there is room for all of them."""
    exercises = card.exercises if len(card.exercises) <= MAX_TO_HIDE else ()
    return [
        Option(
            text=f"{NOT_FOR_ME}: {each.name[:1].lower()}{each.name[1:]}",
            value=f"{HIDE}{each.slug} {card.payload.pack()}",
        )
        for each in exercises
    ]


def _pack_steps(card: RoutineCard, library: Library) -> str:
    """Return the block id of the buttons: the notes, and the steps where they are this card's alone."""
    is_usual = card.exercises == library.exercises_of(card.routine.steps)
    picked = [] if is_usual else [library.step(exercise) for exercise in card.exercises]
    return " ".join(("routine", pack_notes(card.notes), ",".join(picked) or "-"))


def unpack_steps(block_id: object) -> tuple[tuple[Note, ...], tuple[str, ...]]:
    """Return the notes and the picked steps from the block id of a card's buttons; raise UserError."""
    parts = block_id.split(" ") if isinstance(block_id, str) else []
    if len(parts) != 3:
        raise UserError(OLD_BUTTON)
    return unpack_notes(parts[1]), () if parts[2] == "-" else tuple(parts[2].split(","))


def unpack_detail(value: object) -> tuple[str, CardPayload]:
    """Read an option of the card's menu; raise UserError if it cannot be read."""
    detail, _, packed = value.partition(" ") if isinstance(value, str) else ("", "", "")
    if detail not in DETAIL_LABELS and not detail.startswith(HIDE):
        raise UserError(OLD_BUTTON)
    return detail, CardPayload.unpack(packed)


def all_routines(library: Library) -> Message:
    """Return the list of all routines: the lengths as buttons, then each set with what it is for."""
    lengths = [routine for routine in library.routines if not routine.steps]
    sets = [routine for routine in library.routines if routine.steps]
    lead = "*Routines*\nA few stretches in a row. How long have you got?"
    blocks: list[Block] = [section(lead)]
    if lengths:
        blocks.append(actions(*(show_button(each, each.name) for each in lengths), block="lengths"))
    lines = [_line(each, library) for each in sets]
    blocks += [_with_button(line, each) for line, each in zip(lines, sets, strict=True)]
    return message_from(blocks, lead, ", ".join(each.name for each in lengths), *lines)


def show_button(routine: Routine, label: str, **more: str) -> ButtonElement:
    """Return a button that shows the card of a routine."""
    return button(label, f"{SHOW_ACTION_PREFIX}.{routine.slug}", routine.slug, **more)


def _line(routine: Routine, library: Library) -> str:
    exercises = library.exercises_of(routine.steps)
    return f"*{routine.name}* · {duration(routine_seconds(exercises))}\n{routine.purpose}"


def _with_button(line: str, routine: Routine) -> Block:
    block = section(line)
    block.accessory = show_button(routine, "Show", accessibility_label=f"Show {routine.name}")
    return block
