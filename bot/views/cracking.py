"""The answer to somebody who wants to crack their back: what that is, what it is not, and what to do instead."""

from bot.domain.exercises import Claim
from bot.domain.library import Library
from bot.slack.blocks import Message, actions, button, context, section
from bot.views.card_details import source_links
from bot.views.menu import AREA_ACTION_PREFIX
from bot.views.messages import message_from

WHAT_IT_IS = (
    Claim(
        says="The click is probably gas forming as a joint's surfaces part; that's what was filmed in fingers.",
        sources=("KAWCHUK",),
    ),
    Claim(says="Nothing slips back into place.", sources=("JOI", "NORTHUMBRIA")),
    Claim(says="In necks and knuckles, a click is rarely a sign of harm.", sources=("NORTHUMBRIA", "DEWEBER")),
)
NOT_THE_GOAL = (
    Claim(says="The click isn't the goal, and any relief is often brief.", sources=("JOI",)),
    Claim(
        says="When clinicians treated low back pain, a pop made no difference.",
        sources=("FLYNN03", "FLYNN06", "POPS-SR"),
    ),
    Claim(says="We found no study of cracking your own back."),
)
WHEN_NOT = (
    Claim(
        says="Skip it if you have osteoporosis, a disc problem, numbness, weakness, an injury or recent surgery.",
        sources=("NECK-THRUST", "JOI"),
    ),
    Claim(says="The same goes for cancer, spinal arthritis, a stroke or blood thinners."),
    Claim(
        says="Never force it, and never crack your neck: in a few reported cases, a torn artery followed.",
        sources=("VAD-2011", "VAD-2024"),
    ),
)
WHO_CAN_HELP = (
    Claim(says="If you often want it cracked, see a physiotherapist (physical therapist) or a doctor."),
    Claim(says="If you're pregnant, ask them or your midwife first.", sources=("NORTHERN",)),
)
PARAGRAPHS = {
    "Cracking or adjusting your back": WHAT_IT_IS,
    "What it does": NOT_THE_GOAL,
    "When it isn't good for you": WHEN_NOT,
    "Who can help": WHO_CAN_HELP,
}
CLAIMS = (*WHAT_IT_IS, *NOT_THE_GOAL, *WHEN_NOT, *WHO_CAN_HELP)
SOURCES = tuple(dict.fromkeys(source for claim in CLAIMS for source in claim.sources))
WHOLE_BACK = "back"
"""The area that is offered instead."""


def cracking(library: Library) -> Message:
    """Return what cracking is and is not, with a stretch as the way out."""
    instead = button("Stretch instead", f"{AREA_ACTION_PREFIX}.{WHOLE_BACK}", WHOLE_BACK, "primary")
    lines = [f"*{title}*\n{' '.join(map(str, claims))}" for title, claims in PARAGRAPHS.items()]
    sources = source_links(SOURCES, library)
    blocks = [section(line) for line in lines]
    return message_from([*blocks, actions(instead, block="cracking"), context(sources)], *lines, sources)
