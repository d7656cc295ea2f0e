"""*My set-up*: what a person has, and what is not for them; all else is in its *More settings*."""

from collections.abc import Collection, Sequence

from slack_sdk.models.blocks import Block, ButtonElement, OptionGroup, StaticMultiSelectElement
from slack_sdk.models.views import View

from bot.domain.library import Library
from bot.domain.preferences import Kit
from bot.domain.situations import Situation
from bot.slack.blocks import Message, actions, button, button_section, context, modal
from bot.views.form_inputs import checkboxes, field, options_of
from bot.views.messages import FORM_NOT_OPENED, sentence_message
from bot.views.set_up_more import MORE_TITLE, OPEN_MORE_ACTION

OPEN_SET_UP_ACTION = "setup.open"
SET_UP_CALLBACK = "setup.form"
TITLE = "My set-up"
KIT_NAMES: dict[Kit, str] = {
    "chair": "A chair with wheels",
    "firm-chair": "A firm chair without wheels",
    "standing": "Room to stand",
    "mat": "A mat",
    "bed": "A bed",
}
BRING_BACK = "all"
NEVER_THE_REASON = "I keep only the list of stretches that this hides, never the reason."

BRING_ONE_BACK, HIDE_BY_NAME = "To bring one back, take it off this list.", "Or hide one by name."


def set_up_form(kit: Collection[Kit], hidden: Collection[str], library: Library) -> View:
    """Return the form, filled with what is stored."""
    parts, conditions, kept = library.situations.parts, library.situations.conditions, _hidden(hidden, library)
    has = checkboxes("setup.kit", KIT_NAMES, kit)
    back = checkboxes("setup.bring_back", {BRING_BACK: "Show all of them again"}, ())
    blocks = [
        context("All of this is optional, and only you see it."),
        field("kit", "What I have", has, hint="I'll leave out stretches that need something else."),
        *([context(_hidden_now(len(kept.initial_options)))] if kept.initial_options else []),
        *_hiding("parts", "Hide stretches that use my…", parts),
        *_hiding("situations", "Hide what doesn't suit…", conditions),
        field("hidden", "Hidden stretches", kept, hint=BRING_ONE_BACK if kept.initial_options else HIDE_BY_NAME),
        *([field("bring_back", "Or all at once", back)] if kept.initial_options else []),
        button_section(
            "The guide, your name in breaks, your hours, days off and goal:", button(MORE_TITLE, OPEN_MORE_ACTION)
        ),
        context("For a channel's breaks, type `/stretch breaks` there."),
    ]
    return modal(TITLE, blocks, submit="Save", close="Cancel", callback_id=SET_UP_CALLBACK)


def set_up_not_opened() -> Message:
    """Return a button that opens the form after it did not open within Slack's three seconds."""
    return sentence_message(FORM_NOT_OPENED, actions(set_up_button(), block="setup"))


def set_up_button() -> ButtonElement:
    """Return the button that opens the form."""
    return button(TITLE, OPEN_SET_UP_ACTION)


def _hidden_now(count: int) -> str:
    stretches, them = ("1 stretch", "it") if count == 1 else (f"{count} stretches", "them")
    return f"Hidden now: {stretches}, listed below. What you choose here adds to {them}."


def _hiding(block: str, label: str, situations: Sequence[Situation]) -> list[Block]:
    """Return a menu of what hides several at once; nothing is chosen, since what was is not known."""
    if not situations:
        return []
    options = options_of({each.slug: each.name for each in situations})
    menu = StaticMultiSelectElement(action_id=f"setup.{block}", options=options, placeholder="Choose any")
    return [field(block, label, menu, hint=NEVER_THE_REASON)]


def _hidden(hidden: Collection[str], library: Library) -> StaticMultiSelectElement:
    """Return the menu of all exercises, each under its first area, with those that are hidden chosen."""
    by_area = {
        area.title: {each.slug: each.name for each in library.exercises if each.areas[0] == area.slug}
        for area in library.areas
    }
    groups = [OptionGroup(label=title, options=options_of(names)) for title, names in by_area.items() if names]
    chosen = [option for group in groups for option in group.options or () if option.value in hidden]
    return StaticMultiSelectElement(
        action_id="setup.hidden", option_groups=groups, initial_options=chosen or None, placeholder="Choose any"
    )
