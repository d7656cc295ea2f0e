"""The message of a break: the invitation with its roster, and the single line that is left when it is closed.

It notifies nobody: a mention (`<@U…>`) notifies people in a new message but not in an edited one, so the message is
posted without any; who joined, and who set the breaks up, is named from the first edit on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from slack_sdk.models.blocks import Block, Option, OverflowMenuElement

from bot.domain.breaks import Break
from bot.domain.exercises import Exercise
from bot.domain.formatting import exercise_names, join_words
from bot.domain.guide import routine_seconds
from bot.domain.roster import Participant, Roster
from bot.domain.safety import SAFETY
from bot.slack.blocks import Message, actions, button, context, duration, header, image, section
from bot.slack.errors import cannot_post_sentence

JOIN_ACTION = "break.join"
DONE_ACTION = "break.done"
MENU_ACTION = "break.more"
LATER_CHOICE, NOT_TODAY_CHOICE, PAUSE_CHOICE = "later", "not_today", "pause"
CHOICE_LABELS = {LATER_CHOICE: "In 15 minutes", NOT_TODAY_CHOICE: "Not today", PAUSE_CHOICE: "Pause breaks…"}

UNKNOWN_BREAK = "I do not know this break any more. Type `/stretch` for a stretch of your own, whenever it suits you."
BREAK_OVER = "This break is over. Type `/stretch` for a stretch of your own, whenever it suits you."
SEE_YOU_NEXT_TIME = "No problem at all. See you next time."
REPEATED_ALREADY = "It comes again already, once. Type `/stretch` for a stretch of your own, whenever it suits you."
JOINING_IS_OPTIONAL = "Everybody may, nobody must."
NOBODY_JOINED = "a quiet one this time, and that is fine. The next one comes by itself."


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
) -> Message:
    """Return the message of an open break: without `progress` the new one, with it the edited one that names people."""
    again_at = progress.again_at if progress else None
    what = exercise_names(routine) or "A short stretch"
    title = "Time to stretch, if you like"
    about = f"{what}{_length_place_and_kit(routine)}"
    how = "*I'm in* opens the guide; only you see it. *Done* if you did it on your own."
    extra = _special_lines(break_, late, again_at)
    foot = [_roster_line(progress), _set_up_line(break_, progress)]
    blocks: list[Block] = [
        header(title),
        section(f"*{what}*{about.removeprefix(what)}\n{how}"),
        *(section(line) for line in extra),
        *image(picture_url, routine[0].holds[0].picture if routine else ""),
        _buttons(break_, has_repeat=again_at is not None),
        *(context(line) for line in foot),
        context(SAFETY),
    ]
    lines = [title, about, how, *extra, *foot, SAFETY]
    return Message("\n".join(line.replace("*", "") for line in lines), blocks)


def closed_message(routine: Sequence[Exercise], progress: BreakProgress) -> Message:
    """Return the single line that is left of a break: how many joined and finished, without names."""
    what = exercise_names(routine) or "Stretch break"
    roster, again_at = progress.roster, progress.again_at
    nobody = f"put off: it came again {_time_token(again_at)}." if again_at else NOBODY_JOINED
    count = f"{roster.joined_count} joined, {roster.finished_count} finished." if roster.joined_count else nobody
    return Message(f"{what}: {count}", [context(f"*{what}:* {count}")])


def joined_without_guide(routine: Sequence[Exercise], break_: Break) -> Message:
    """Return the steps as text for somebody who joined and whose guide did not open."""
    lead = "You are in. The guide did not open, because Slack was busy; here are the steps, or press *Guide me*."
    steps = [_steps_text(exercise) for exercise in routine]
    blocks = [section(line) for line in (lead, *steps)]
    guide = actions(
        button("Guide me", JOIN_ACTION, break_.id, "primary"), button("Done", DONE_ACTION, break_.id), block="break"
    )
    return Message("\n".join([lead, *steps]).replace("*", ""), [*blocks, guide, context(SAFETY)])


def posting_stopped(channel: str, error: str) -> Message:
    """Return the message to whoever set the breaks up that posting in their channel was stopped, and what helps."""
    why = cannot_post_sentence(error)
    text = f"I stopped the stretch breaks in <#{channel}>. {why} Then `/stretch resume` there goes on."
    return Message(text.replace("`", ""), [section(text)])


def repeat_sentence(at: datetime) -> str:
    """Return the sentence that the break is repeated at this moment (UTC)."""
    return f"It comes once more {_time_token(at)}. Until then this one stays open."


def choice_value(choice: str, break_id: str) -> str:
    """Return the value of an option of the menu: the choice and the id of the break."""
    return f"{choice} {break_id}"


def _length_place_and_kit(routine: Sequence[Exercise]) -> str:
    if not routine:
        return ""
    return f": about {duration(routine_seconds(routine))}, {_places(routine)}. {_kit_sentence(routine)}"


def _places(routine: Sequence[Exercise]) -> str:
    places = {exercise.place for exercise in routine}
    if "standing" in places:
        return "standing" if places == {"standing"} else "partly standing"
    return "sitting or standing" if places == {"anywhere"} else "sitting"


def _kit_sentence(routine: Sequence[Exercise]) -> str:
    kit = list(dict.fromkeys(exercise.kit for exercise in routine if exercise.kit != "nothing"))
    return f"You need {join_words(kit)}." if kit else "You need nothing."


def _special_lines(break_: Break, late: bool, again_at: datetime | None) -> list[str]:
    lateness = [f"A little late, sorry: this is the break {_time_token(break_.due_at)}."] if late else []
    again = [] if break_.is_repeatable else ["Once more, as somebody asked."]
    return [*lateness, *again, *([repeat_sentence(again_at)] if again_at else [])]


def _roster_line(progress: BreakProgress | None) -> str:
    if progress is None or not progress.roster.joined_count:
        return JOINING_IS_OPTIONAL
    roster = progress.roster
    people = [_person(participant) for participant in roster.named]
    named = f"{', '.join(people)} and {roster.more_count} more" if roster.more_count else join_words(people)
    finished = f" {roster.finished_count} of {roster.joined_count} finished." if roster.joined_count > 1 else ""
    return f"*In:* {named}.{finished}"


def _person(participant: Participant) -> str:
    return f"<@{participant.user}> (✓ finished)" if participant.done else f"<@{participant.user}>"


def _set_up_line(break_: Break, progress: BreakProgress | None) -> str:
    by = f" by <@{break_.set_by}>" if progress and break_.set_by else ""
    if break_.is_manual:
        return f"Asked for{by} with `/stretch now`."
    return f"Set up{by}; `/stretch breaks` tells more." if by else "`/stretch breaks` tells when, and who set these up."


def _steps_text(exercise: Exercise) -> str:
    lines = [f"• {hold.title}: {' '.join(hold.lines)} ({hold.seconds} seconds)" for hold in exercise.holds]
    return "\n".join([f"*{exercise.name}*", f"Start: {exercise.start}", *lines, f"To finish: {exercise.finish}"])


def _buttons(break_: Break, has_repeat: bool) -> Block:
    without = {LATER_CHOICE} if has_repeat or not break_.is_repeatable else set()
    without |= {PAUSE_CHOICE} if break_.is_manual else set()
    options = [
        Option(text=text, value=choice_value(verb, break_.id))
        for verb, text in CHOICE_LABELS.items()
        if verb not in without
    ]
    more = OverflowMenuElement(action_id=MENU_ACTION, options=options)
    return actions(
        button("I'm in", JOIN_ACTION, break_.id, "primary"), button("Done", DONE_ACTION, break_.id), more, block="break"
    )


def _time_token(at: datetime) -> str:
    return f"<!date^{int(at.timestamp())}^at {{time}}|at {at:%H:%M} UTC>"
