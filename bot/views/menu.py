"""The menu, the help, and the answer to what was not understood."""

from collections.abc import Iterable

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.exercises import Exercise
from bot.domain.formatting import exercise_names
from bot.domain.guide import Session
from bot.domain.library import Area, Library
from bot.domain.parsing.command import NotUnderstood
from bot.domain.parsing.fuzzy import shortened
from bot.domain.safety import EMERGENCY, FIRST_USE, SEE_A_DOCTOR
from bot.slack.blocks import Message, actions, button, context, escape_text, header, section
from bot.views.guide import REOPEN_ACTION
from bot.views.messages import message_from
from bot.views.routine_card import LIST_ACTION, show_button

AREA_ACTION_PREFIX = "menu.area"
HELP_ACTION = "menu.help"
MAIN_AREAS = ("lower", "upper", "bed", "anywhere")
MAX_BUTTONS_PER_ROW = 5

WHERE = "What would you like to stretch?"
HOW_LONG = "Or how long have you got?"
TEAM_BREAKS = "Breaks for this channel: `/stretch daily 15:00`"
COMMAND_DESCRIPTIONS = (
    ("/stretch lower", "a stretch for your lower back; or {areas}"),
    ("/stretch my neck is stiff", "or in your own words"),
    ("/stretch cat", "a stretch by its name"),
    ("/stretch 2 minutes", "a few in a row; or `30 seconds`, `5 minutes`, `routines`"),
    ("/stretch lower standing", "what fits; or `chair`, `no chair`, `floor`, `no floor`, `quick`, `gentle`"),
    ("/stretch crack", "what cracking your back does, and doesn't"),
    ("/stretch remind me 11:00", "private reminders; or `remind me every 2 hours`; `remind me off` stops them"),
    ("/stretch me", "your week; or `my data`, to see or delete what I store"),
    ("/stretch set-up", "what you have, what isn't for you, your hours"),
)
CHANNEL_COMMAND_DESCRIPTIONS = (
    ("/stretch daily 15:00", "breaks for everyone; or `daily 3pm mon wed neck 1 minute`. `daily` alone opens a form"),
    ("/stretch breaks", "when they are"),
    ("/stretch pause 2h", "pause them; or `pause until monday`, `resume`, `off`"),
    ("/stretch now", "a break right now; or `now neck`, `now 5 minutes`"),
)
ASK_THE_ADMIN = "Something not working? Tell whoever added me to this workspace."


def menu(library: Library, left_session: Session | None, routine: tuple[Exercise, ...]) -> Message:
    """Return the buttons of the areas, below the offer to resume a session that was left with this routine."""
    typed = "Type /stretch and one of: " + ", ".join(area.slug for area in library.areas)
    lengths = _length_rows(library)
    how_long = f"{HOW_LONG} Type /stretch 2 minutes, or /stretch routines." if lengths else ""
    offer = resume_offer(left_session, routine)
    stopped = f"{_stopped_sentence(routine)} Press Resume to carry on." if offer else ""
    blocks = [*offer, section(f"*{WHERE}*"), *_area_rows(library), *lengths, context(TEAM_BREAKS), help_row()]
    return message_from(blocks, stopped, WHERE, typed, how_long, TEAM_BREAKS)


def resume_offer(left_session: Session | None, routine: tuple[Exercise, ...]) -> list[Block]:
    """Return the offer to resume a session, no blocks if there is none or its exercises no longer exist."""
    if not (left_session and routine):
        return []
    resume = button("Resume", REOPEN_ACTION, left_session.id, "primary")
    return [section(_stopped_sentence(routine)), actions(resume, block="go_on")]


def help_message(library: Library) -> Message:
    """Return the list of what `/stretch` understands, and when to see a doctor."""
    areas = ", ".join(f"`{area.slug}`" for area in library.areas if area.slug != "lower")
    alone = [f"`{command}`  {what.format(areas=areas)}" for command, what in COMMAND_DESCRIPTIONS]
    together = [f"`{command}`  {what}" for command, what in CHANNEL_COMMAND_DESCRIPTIONS]
    parts = {
        "For you": alone,
        "For this channel": together,
        "When to see a doctor": [f"*Emergency:* {EMERGENCY}", SEE_A_DOCTOR, FIRST_USE],
    }
    blocks: list[Block] = []
    for title, lines in parts.items():
        blocks += [header(title), section("\n".join(lines))]
    lines = [line for title, part in parts.items() for line in (f"{title}:", *part)]
    return message_from([*blocks, context(ASK_THE_ADMIN)], *lines, ASK_THE_ADMIN)


def not_understood(parsed: NotUnderstood, library: Library) -> Message:
    """Return the answer that quotes what was not understood and suggests the nearest name."""
    typed = shortened(parsed.typed)
    suggested = f"Did you mean `/stretch {escape_text(parsed.nearest)}`? Or pick" if parsed.nearest else "Pick"
    text = f"Sorry, I don't know “{escape_text(typed)}”. {suggested} an area, or try `/stretch help`."
    return message_from([section(text), *_area_rows(library)], text)


def _stopped_sentence(routine: tuple[Exercise, ...]) -> str:
    return f"You stopped partway through *{exercise_names(routine)}*."


def areas_in_order(library: Library) -> list[Area]:
    """Return all areas, the main ones first."""
    return sorted(library.areas, key=_menu_place)


def _area_rows(library: Library) -> list[Block]:
    areas = areas_in_order(library)
    starts = range(0, len(areas), MAX_BUTTONS_PER_ROW)
    rows = [area_buttons(areas[start : start + MAX_BUTTONS_PER_ROW], AREA_ACTION_PREFIX) for start in starts]
    return [actions(*buttons, block=f"areas.{number}") for number, buttons in enumerate(rows)]


def _length_rows(library: Library) -> list[Block]:
    lengths = [show_button(routine, routine.name) for routine in library.routines if not routine.steps]
    every = [button("All routines", LIST_ACTION)] if library.routines else []
    return [section(f"*{HOW_LONG}*"), actions(*lengths, *every, block="lengths")] if every else []


def _menu_place(area: Area) -> int:
    return MAIN_AREAS.index(area.slug) if area.slug in MAIN_AREAS else len(MAIN_AREAS)


def area_buttons(areas: Iterable[Area], action_prefix: str) -> list[ButtonElement]:
    """Return a button for each area; its action id is the prefix and the area's slug, which is also its value."""
    return [button(area.title, f"{action_prefix}.{area.slug}", area.slug) for area in areas]


def help_row() -> Block:
    """Return the row with the button *Help*."""
    return actions(button("Help", HELP_ACTION), block="help")
