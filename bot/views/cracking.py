"""The answer to somebody who wants to crack their back: what that is, what it is not, and what to do instead."""

from bot.domain.library import Library
from bot.slack.blocks import Message, actions, button, context, section
from bot.views.card_details import source_links
from bot.views.menu import AREA_ACTION_PREFIX
from bot.views.messages import message_from

TITLE = "*Cracking your back*"
WHAT_IT_IS = (
    "The click is probably gas forming in a joint as its surfaces part; that's what was filmed in fingers. "
    "Nothing slips back into place, and it's usually harmless."
)
NOT_THE_GOAL = (
    "It isn't the goal, either. When clinicians treated people with low back pain, those who heard a pop did no better "
    "than those who didn't. Cracking your own back has hardly been studied."
)
NEVER = (
    "Never force it, and never crack your neck: in rare cases, that has been followed by a torn artery. If you have "
    "osteoporosis, a disc problem, numbness, weakness, an injury or recent surgery, or if you're pregnant, leave it."
)
WHO_CAN_HELP = "If your back keeps asking for it, see a physiotherapist (physical therapist) or a doctor."
SOURCES = ("KAWCHUK", "DEWEBER", "FLYNN03", "FLYNN06", "POPS-SR", "VAD-2011", "VAD-2024")
WHOLE_BACK = "back"
"""The area that is offered instead."""


def cracking(library: Library) -> Message:
    """Return what cracking is and is not, with a stretch as the way out."""
    instead = button("Stretch instead", f"{AREA_ACTION_PREFIX}.{WHOLE_BACK}", WHOLE_BACK, "primary")
    lines, sources = [TITLE, WHAT_IT_IS, NOT_THE_GOAL, NEVER, WHO_CAN_HELP], source_links(SOURCES, library)
    blocks = [section("\n".join(lines[:2])), *(section(line) for line in lines[2:])]
    return message_from([*blocks, actions(instead, block="cracking"), context(sources)], *lines, sources)
