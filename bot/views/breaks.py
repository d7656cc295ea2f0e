"""The break: one calm message that invites, shows who is in, and ends as one line.

Nobody is pinged by it. A name (`<@U…>`) rings when it stands in a new message and not when it comes with an edit, so
the message is posted without any: who is in, and who set the breaks up, is named from the first edit on.
"""

from collections.abc import Sequence
from datetime import datetime

from slack_sdk.models.blocks import Block, Option, OverflowMenuElement

from bot.domain.breaks import Break
from bot.domain.exercises import Exercise
from bot.domain.formatting import join_words
from bot.domain.guide import routine_seconds
from bot.domain.roster import Participant, Roster
from bot.domain.safety import SAFETY
from bot.slack.blocks import Message, actions, button, context, duration, header, image, section
from bot.slack.errors import why_refused

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


def invitation(
    break_: Break,
    routine: Sequence[Exercise],
    picture_url: str | None,
    late: bool = False,
    roster: Roster | None = None,
    again_at: datetime | None = None,
) -> Message:
    """Invite to a break; with a roster it is the edited message, in which names do not ring."""
    what = _what(routine, "A short stretch")
    title = "Time to stretch, if you like"
    about = (
        f"{what}: about {duration(routine_seconds(routine))}, {_places(routine)}. {_needs(routine)}"
        if routine
        else what
    )
    how = "*I'm in* opens the guide; only you see it. *Done* if you did it on your own."
    extra = _extra(break_, late, again_at)
    foot = [*_in(roster), _signed(break_, roster)]
    blocks: list[Block] = [
        header(title),
        section(f"*{what}*{about.removeprefix(what)}\n{how}"),
        *(section(line) for line in extra),
        *image(picture_url, routine[0].holds[0].picture if routine else ""),
        _buttons(break_, again_at),
        *(context(line) for line in foot),
        context(SAFETY),
    ]
    lines = [title, about, how, *extra, *foot, SAFETY]
    return Message("\n".join(line.replace("*", "") for line in lines), blocks)


def closed_message(routine: Sequence[Exercise], roster: Roster, again_at: datetime | None = None) -> Message:
    """Show the one line that stays."""
    what = _what(routine, "Stretch break")
    nobody = f"put off: it came again {_time(again_at)}." if again_at else NOBODY_JOINED
    count = f"{roster.joined_count} joined, {roster.finished_count} finished." if roster.joined_count else nobody
    return Message(f"{what}: {count}", [context(f"*{what}:* {count}")])


def joined_without_guide(routine: Sequence[Exercise], break_: Break) -> Message:
    """Tell somebody who is in that the guide did not open, and give the steps as text."""
    lead = "You are in. The guide did not open, because Slack was busy; here are the steps, or press *Guide me*."
    steps = [_steps(exercise) for exercise in routine]
    blocks = [section(line) for line in (lead, *steps)]
    guide = actions(
        button("Guide me", JOIN_ACTION, break_.id, "primary"), button("Done", DONE_ACTION, break_.id), block="break"
    )
    return Message("\n".join([lead, *steps]).replace("*", ""), [*blocks, guide, context(SAFETY)])


def posting_stopped(channel: str, error: str) -> Message:
    """Tell whoever set the breaks up that posting in their channel was given up."""
    text = f"I stopped the stretch breaks in <#{channel}>. {why_refused(error)} Then `/stretch resume` there goes on."
    return Message(text.replace("`", ""), [section(text)])


def repeat_sentence(at: datetime) -> str:
    """Say that the break comes again."""
    return f"It comes once more {_time(at)}. Until then this one stays open."


def choice_value(verb: str, id: str) -> str:
    """Return the value of an entry of the menu."""
    return f"{verb} {id}"


def _what(routine: Sequence[Exercise], otherwise: str) -> str:
    return join_words([exercise.name for exercise in routine]) if routine else otherwise


def _places(routine: Sequence[Exercise]) -> str:
    places = {exercise.place for exercise in routine}
    if "standing" in places:
        return "standing" if places == {"standing"} else "partly standing"
    return "sitting or standing" if places == {"anywhere"} else "sitting"


def _needs(routine: Sequence[Exercise]) -> str:
    kit = list(dict.fromkeys(exercise.kit for exercise in routine if exercise.kit != "nothing"))
    return f"You need {join_words(kit)}." if kit else "You need nothing."


def _extra(break_: Break, late: bool, again_at: datetime | None) -> list[str]:
    lateness = [f"A little late, sorry: this is the break {_time(break_.due_at)}."] if late else []
    again = [] if break_.is_repeatable else ["Once more, as somebody asked."]
    return [*lateness, *again, *([repeat_sentence(again_at)] if again_at else [])]


def _in(roster: Roster | None) -> list[str]:
    if roster is None or not roster.joined_count:
        return [JOINING_IS_OPTIONAL]
    people = [_person(joined) for joined in roster.named]
    named = f"{', '.join(people)} and {roster.more_count} more" if roster.more_count else join_words(people)
    finished = f" {roster.finished_count} of {roster.joined_count} finished." if roster.joined_count > 1 else ""
    return [f"*In:* {named}.{finished}"]


def _person(joined: Participant) -> str:
    return f"<@{joined.user}> (✓ finished)" if joined.done else f"<@{joined.user}>"


def _signed(break_: Break, roster: Roster | None) -> str:
    by = f" by <@{break_.set_by}>" if roster is not None and break_.set_by else ""
    if break_.is_manual:
        return f"Asked for{by} with `/stretch now`."
    return f"Set up{by}; `/stretch breaks` tells more." if by else "`/stretch breaks` tells when, and who set these up."


def _steps(exercise: Exercise) -> str:
    lines = [f"• {hold.title}: {' '.join(hold.lines)} ({hold.seconds} seconds)" for hold in exercise.holds]
    return "\n".join([f"*{exercise.name}*", f"Start: {exercise.start}", *lines, f"To finish: {exercise.finish}"])


def _buttons(break_: Break, again_at: datetime | None) -> Block:
    without = {LATER_CHOICE} if again_at or not break_.is_repeatable else set()
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


def _time(at: datetime) -> str:
    return f"<!date^{int(at.timestamp())}^at {{time}}|at {at:%H:%M} UTC>"
