"""A person's own reminders and set-up on Home, each a line with its button."""

from slack_sdk.models.blocks import Block

from bot.domain.formatting import capitalized
from bot.domain.home import HomeFacts, OwnReminders
from bot.domain.preferences import KITS, Kit
from bot.slack.blocks import button, button_section, header
from bot.views.reminder_form import OPEN_REMINDERS_ACTION
from bot.views.set_up import OPEN_SET_UP_ACTION
from bot.views.timetable_text import moment_token

SHORT_KIT_NAMES: dict[Kit, str] = {
    "chair": "chair with wheels",
    "firm-chair": "firm chair",
    "standing": "room to stand",
    "mat": "mat",
    "bed": "bed",
}


def my_reminders(own: OwnReminders | None) -> list[Block]:
    """Return when a person's next private reminder comes."""
    label = "Change" if own else "Remind me"
    return [header("My reminders"), button_section(_next(own), button(label, OPEN_REMINDERS_ACTION))]


def my_set_up(facts: HomeFacts) -> list[Block]:
    """Return what a person has chosen, in a line."""
    return [header("My set-up"), button_section(set_up_in_words(facts), button("My set-up", OPEN_SET_UP_ACTION))]


def set_up_in_words(facts: HomeFacts) -> str:
    """Return what somebody has, and how many stretches they hid: "Firm chair, mat · 3 stretches hidden"."""
    chosen, count = facts.preferences, len(facts.hidden)
    had = [SHORT_KIT_NAMES[kit] for kit in KITS if chosen and chosen.kit and kit in chosen.kit]
    kit = capitalized(", ".join(had)) if had else "No chair, mat or bed" if facts.has_set_up else "Not set up yet"
    hidden = f"{count} stretch{'' if count == 1 else 'es'} hidden" if count else ""
    return " · ".join(filter(None, [kit, hidden]))


def _next(own: OwnReminders | None) -> str:
    if own is None:
        return "No reminders."
    if own.next_at is None:
        return "No reminder is coming up."
    return f"Next reminder: {moment_token(own.next_at, own.zone)}."
