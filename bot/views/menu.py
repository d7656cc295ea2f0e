"""The menu, the help, and the answer to what was not understood."""

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.exercises import Area, Exercise, Library
from bot.domain.formatting import join_words
from bot.domain.guide import Session
from bot.domain.parsing.command import NotUnderstood
from bot.domain.safety import EMERGENCY, FIRST_USE, SEE_A_DOCTOR
from bot.slack.blocks import Message, actions, button, context, escape_text, header, section
from bot.views.guide import GO_ON_ACTION

AREA_ACTION_PREFIX = "menu.area"
HELP_ACTION = "menu.help"
MAIN_AREAS = ("lower", "upper", "bed", "anywhere")
MAX_BUTTONS_PER_ROW = 5

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
    """Offer the areas, and to go on with a session that was left."""
    ask = "Where would you like to stretch?"
    team = "For the whole channel: `/stretch daily 15:00` invites everybody who likes to a short break each weekday."
    lines = [ask, "Type /stretch and one of: " + ", ".join(area.slug for area in library.areas), team.replace("`", "")]
    blocks: list[Block] = [
        *resume_offer(left_session, routine),
        section(f"*{ask}*"),
        *_area_rows(library),
        context(team),
        _help_row(),
    ]
    before = (
        [f"You left {join_words([e.name for e in routine])}; press Go on to pick it up."]
        if left_session and routine
        else []
    )
    return Message("\n".join([*before, *lines]), blocks)


def resume_offer(left_session: Session | None, routine: tuple[Exercise, ...]) -> list[Block]:
    """Offer to go on where a session was left."""
    if not (left_session and routine):
        return []
    where = section(
        f"You left *{join_words([exercise.name for exercise in routine])}* on the way. Go on where you were?"
    )
    return [where, actions(button("Go on", GO_ON_ACTION, left_session.id, "primary"), block="go_on")]


def help_message(library: Library) -> Message:
    """List what `/stretch` understands, and when to see a doctor."""
    areas = ", ".join(f"`{area.slug}`" for area in library.areas)
    lines = [f"`{command}`  {what.format(areas=areas)}" for command, what in COMMAND_DESCRIPTIONS]
    doctor = [f"*Emergency:* {EMERGENCY}", SEE_A_DOCTOR, FIRST_USE]
    blocks: list[Block] = [header("What I understand"), section("\n".join(lines)), header("When to see a doctor")]
    blocks += [section(line) for line in doctor]
    return Message(_plain(["What I understand:", *lines, "When to see a doctor:", *doctor]), blocks)


def see_a_doctor() -> Message:
    """Answer someone who typed a symptom: it is not interpreted."""
    lead = (
        "I am sorry to hear that. I cannot judge symptoms, so please let a professional look at it before you stretch."
    )
    lines = [lead, f"*Emergency:* {EMERGENCY}", SEE_A_DOCTOR]
    return Message(_plain(lines), [section(line) for line in lines])


def not_understood(what: NotUnderstood, library: Library) -> Message:
    """Say what was not understood, and the nearest thing that would be."""
    typed = what.typed if len(what.typed) <= 80 else what.typed[:79] + "…"
    hint = f"Did you mean `/stretch {what.nearest}`?" if what.nearest else "Try `/stretch lower`."
    text = f"I don't know a stretch called “{escape_text(typed)}”. {hint} `/stretch help` lists everything."
    return Message(text.replace("`", ""), [section(text), *_area_rows(library)])


def _area_rows(library: Library) -> list[Block]:
    order = sorted(
        library.areas, key=lambda area: MAIN_AREAS.index(area.slug) if area.slug in MAIN_AREAS else len(MAIN_AREAS)
    )
    rows = [order[start : start + MAX_BUTTONS_PER_ROW] for start in range(0, len(order), MAX_BUTTONS_PER_ROW)]
    return [
        actions(*(_area_button(area) for area in some), block=f"areas.{number}") for number, some in enumerate(rows)
    ]


def _area_button(area: Area) -> ButtonElement:
    return button(area.title, f"{AREA_ACTION_PREFIX}.{area.slug}", area.slug)


def _help_row() -> Block:
    return actions(button("Help", HELP_ACTION), block="help")


def _plain(lines: list[str]) -> str:
    return "\n".join(line.replace("*", "").replace("`", "") for line in lines)
