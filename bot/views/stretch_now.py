"""The window of the shortcut *Stretch now*: the areas and the lengths, each of which starts at once."""

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.domain.exercises import Exercise
from bot.domain.guide import Session
from bot.domain.library import Library
from bot.slack.blocks import actions, button, modal, section
from bot.views.menu import HOW_LONG, WHERE, area_buttons, areas_in_order, resume_offer

SHORTCUT = "stretch.now"
AREA_ACTION_PREFIX, LENGTH_ACTION_PREFIX = "window.area", "window.length"
TITLE = "Stretch now"


def window(library: Library, left: Session | None, routine: tuple[Exercise, ...]) -> View:
    """Return the window, with the offer to resume a session that was left with this routine."""
    areas = actions(*area_buttons(areas_in_order(library), AREA_ACTION_PREFIX), block="areas")
    return modal(TITLE, [*resume_offer(left, routine), section(f"*{WHERE}*"), areas, *_lengths(library)])


def _lengths(library: Library) -> list[Block]:
    lengths = [each for each in library.routines if not each.steps]
    buttons = [button(each.name, f"{LENGTH_ACTION_PREFIX}.{each.slug}", each.slug) for each in lengths]
    return [section(f"*{HOW_LONG}*"), actions(*buttons, block="lengths")] if buttons else []
