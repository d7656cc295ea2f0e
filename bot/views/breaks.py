"""The message of an open break: what to do, the buttons, and who is in.

It notifies nobody: a mention (`<@U…>`) notifies people in a new message but not in an edited one, so the message is
posted without any; who is in is named from the first edit on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from slack_sdk.models.blocks import Block, Option, OverflowMenuElement

from bot.domain.breaks import Break
from bot.domain.exercises import Exercise
from bot.domain.formatting import exercise_names
from bot.domain.roster import Roster
from bot.domain.screens import routine_seconds
from bot.slack.blocks import Message, actions, button, context, duration, pictured_section
from bot.views.kit import kit_in_words

JOIN_ACTION = "break.join"
DONE_ACTION = "break.done"
MENU_ACTION = "break.more"
REMIND_CHOICE, NOT_TODAY_CHOICE, REPEAT_CHOICE = "remind", "not_today", "later"
PAUSE_CHOICE, ABOUT_CHOICE = "pause", "about"
CHOICE_LABELS = {
    REMIND_CHOICE: "Remind me in 15 minutes (only me)",
    NOT_TODAY_CHOICE: "Not today (only me)",
    REPEAT_CHOICE: "Again for everyone in 15 minutes",
    PAUSE_CHOICE: "Pause these breaks…",
    ABOUT_CHOICE: "About these breaks",
}
JOINING_IS_OPTIONAL = "Joining is optional."


@dataclass(frozen=True)
class BreakProgress:
    """What happened to a break since it was posted; a message that shows it is an edited one."""

    roster: Roster = field(default_factory=Roster)
    again_at: datetime | None = None
    """When it is repeated (UTC), if somebody asked for that."""


def invitation(
    break_: Break,
    routine: Sequence[Exercise],
    picture_url: str | None,
    late: bool = False,
    progress: BreakProgress | None = None,
    name: str = "",
) -> Message:
    """Return the message of an open break: without `progress` the new one, with it the edited one that names people.

    `name` is that of the set that the routine is, if it is one.
    """
    shown = progress or BreakProgress()
    title = ": ".join(part for part in ("Stretch break", name or exercise_names(routine)) if part)
    lines = [*_facts(routine), *_special_lines(break_, late, shown.again_at), JOINING_IS_OPTIONAL]
    roster, alt = _roster_lines(shown.roster), routine[0].holds[0].picture if routine else ""
    blocks: list[Block] = [
        pictured_section("\n".join([f"*{title}*", *lines]), picture_url, alt),
        _buttons(break_, has_repeat=shown.again_at is not None),
        *(context(line) for line in roster),
    ]
    return Message("\n".join([title, *lines, *roster]), blocks)


def choice_value(choice: str, break_id: str) -> str:
    """Return the value of an option of the menu: the choice and the id of the break."""
    return f"{choice} {break_id}"


def time_of_day(at: datetime) -> str:
    """Return the time of a moment, which Slack shows in each reader's own zone."""
    return f"<!date^{int(at.timestamp())}^{{time}}|{at.astimezone(UTC):%H:%M} UTC>"


def _facts(routine: Sequence[Exercise]) -> list[str]:
    if not routine:
        return []
    facts = [duration(routine_seconds(routine)), _standing(routine), kit_in_words(routine)]
    return [" · ".join(fact for fact in facts if fact)]


def _standing(routine: Sequence[Exercise]) -> str:
    """Return whether anybody has to stand; that one sits needs no words where a chair is needed, or nothing."""
    places = {exercise.place for exercise in routine}
    if "standing" not in places:
        return ""
    return "standing" if places == {"standing"} else "partly standing"


def _special_lines(break_: Break, late: bool, again_at: datetime | None) -> list[str]:
    """Return what is special about this break, in one line at most: calm counts more than completeness."""
    if again_at:
        return [f"Again for everyone at {time_of_day(again_at)}."]
    if not break_.is_repeatable:
        return ["Second chance, by request."]
    return ["A little late, sorry."] if late else []


def _roster_lines(roster: Roster) -> list[str]:
    if not roster.people:
        return [_counted(roster.total)] if roster.total else []
    more = f" and {roster.more_count} more" if roster.more_count else ""
    return [f"In: {', '.join(f'<@{user}>' for user in roster.named)}{more}"]


def _counted(people: int) -> str:
    """Return how many are in, where none of them is named."""
    return f"{people} people are in" if people > 1 else "1 person is in"


def _buttons(break_: Break, has_repeat: bool) -> Block:
    without = {REPEAT_CHOICE} if has_repeat or not break_.is_repeatable else set()
    without |= {PAUSE_CHOICE} if break_.is_manual else set()
    options = [
        Option(text=label, value=choice_value(choice, break_.id))
        for choice, label in CHOICE_LABELS.items()
        if choice not in without
    ]
    more = OverflowMenuElement(action_id=MENU_ACTION, options=options)
    return actions(
        button("I'm in", JOIN_ACTION, break_.id, "primary"), button("Done", DONE_ACTION, break_.id), more, block="break"
    )
