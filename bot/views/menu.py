"""The menu, the help, and the answers to symptoms and to what was not understood."""

from collections.abc import Iterable

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.exercises import Area, Exercise, Library
from bot.domain.formatting import exercise_names
from bot.domain.guide import Session
from bot.domain.parsing.command import NotUnderstood
from bot.domain.safety import EMERGENCY, FIRST_USE, SEE_A_DOCTOR
from bot.slack.blocks import Message, actions, button, context, escape_text, header, section
from bot.views.guide import REOPEN_ACTION
from bot.views.messages import message_from

AREA_ACTION_PREFIX = "menu.area"
HELP_ACTION = "menu.help"
MAIN_AREAS = ("lower", "upper", "bed", "anywhere")
MAX_BUTTONS_PER_ROW = 5
MAX_TYPED_CHARS = 80
"""More of what somebody typed is not quoted."""

COMMAND_DESCRIPTIONS = (
    ("/stretch", "the menu"),
    ("/stretch lower", "a stretch for there; also: {areas}"),
    ("/stretch cat", "an exercise by its name"),
    ("/stretch daily 15:00", "team breaks for this channel; also `daily 3pm mon wed neck`; `daily` alone opens a form"),
    ("/stretch breaks", "this channel's breaks: when, and who set them up"),
    ("/stretch pause 2h", "pause the breaks here; also `pause until monday`, `resume`, `off`"),
    ("/stretch now", "a team break in this channel at once; also `now neck`"),
    ("/stretch me", "your week, and what is stored about you"),
    ("/stretch help", "this list, and when to see a doctor"),
)


def menu(library: Library, left_session: Session | None, routine: tuple[Exercise, ...]) -> Message:
    """Return the buttons of the areas, below the offer to resume a session that was left with this routine."""
    ask = "Where would you like to stretch?"
    team = "For the whole channel: `/stretch daily 15:00` invites everybody who likes to a short break each weekday."
    lines = [ask, "Type /stretch and one of: " + ", ".join(area.slug for area in library.areas), team.replace("`", "")]
    blocks: list[Block] = [
        *resume_offer(left_session, routine),
        section(f"*{ask}*"),
        *_area_rows(library),
        context(team),
        help_row(),
    ]
    if left_session and routine:
        lines.insert(0, f"You left {exercise_names(routine)}; press Go on to pick it up.")
    return Message("\n".join(lines), blocks)


def resume_offer(left_session: Session | None, routine: tuple[Exercise, ...]) -> list[Block]:
    """Return the offer to resume a session, no blocks if there is none or its exercises no longer exist."""
    if not (left_session and routine):
        return []
    where = section(f"You left *{exercise_names(routine)}* on the way. Go on where you were?")
    return [where, actions(button("Go on", REOPEN_ACTION, left_session.id, "primary"), block="go_on")]


def help_message(library: Library) -> Message:
    """Return the list of what `/stretch` understands, and when to see a doctor."""
    areas = ", ".join(f"`{area.slug}`" for area in library.areas)
    lines = [f"`{command}`  {what.format(areas=areas)}" for command, what in COMMAND_DESCRIPTIONS]
    doctor = [f"*Emergency:* {EMERGENCY}", SEE_A_DOCTOR, FIRST_USE]
    blocks: list[Block] = [header("What I understand"), section("\n".join(lines)), header("When to see a doctor")]
    blocks += [section(line) for line in doctor]
    return message_from(blocks, "What I understand:", *lines, "When to see a doctor:", *doctor)


def see_a_doctor() -> Message:
    """Return the answer to a symptom, which is not interpreted: red flags and when to see a doctor."""
    lead = (
        "I am sorry to hear that. I cannot judge symptoms, so please let a professional look at it before you stretch."
    )
    lines = [lead, f"*Emergency:* {EMERGENCY}", SEE_A_DOCTOR]
    return message_from([section(line) for line in lines], *lines)


def not_understood(parsed: NotUnderstood, library: Library) -> Message:
    """Return the answer that quotes what was not understood and suggests the nearest name."""
    typed = parsed.typed if len(parsed.typed) <= MAX_TYPED_CHARS else parsed.typed[: MAX_TYPED_CHARS - 1] + "…"
    hint = f"Did you mean `/stretch {parsed.nearest}`?" if parsed.nearest else "Try `/stretch lower`."
    text = f"I don't know a stretch called “{escape_text(typed)}”. {hint} `/stretch help` lists everything."
    return Message(text.replace("`", ""), [section(text), *_area_rows(library)])


def _area_rows(library: Library) -> list[Block]:
    areas = sorted(library.areas, key=_menu_place)
    starts = range(0, len(areas), MAX_BUTTONS_PER_ROW)
    rows = [area_buttons(areas[start : start + MAX_BUTTONS_PER_ROW], AREA_ACTION_PREFIX) for start in starts]
    return [actions(*buttons, block=f"areas.{number}") for number, buttons in enumerate(rows)]


def _menu_place(area: Area) -> int:
    return MAIN_AREAS.index(area.slug) if area.slug in MAIN_AREAS else len(MAIN_AREAS)


def area_buttons(areas: Iterable[Area], action_prefix: str) -> list[ButtonElement]:
    """Return a button for each area; its action id is the prefix and the area's slug, which is also its value."""
    return [button(area.title, f"{action_prefix}.{area.slug}", area.slug) for area in areas]


def help_row() -> Block:
    """Return the row with the button *Help*."""
    return actions(button("Help", HELP_ACTION), block="help")
