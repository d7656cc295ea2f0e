"""*Stretch now* on Home: the area that a person uses most, a few stretches in a row, and all other areas."""

from dataclasses import dataclass
from datetime import datetime

from slack_sdk.models.blocks import Block, Option, StaticSelectElement

from bot.domain.library import Area, Library
from bot.domain.routines import DEFAULT_ROUTINE
from bot.slack.blocks import actions, button, header, pictured_section

AREA_ACTION_PREFIX = "home.area"
OTHER_AREA_ACTION = "home.other"
ROUTINE_ACTION = "home.routine"


@dataclass(frozen=True)
class Picture:
    """A small picture at the side of a text."""

    url: str
    alt: str


def stretch_now(area: Area, library: Library, picture: Picture | None, now: datetime) -> list[Block]:
    """Return the section and its choices; each opens the guide at once."""
    routine = library.routine(DEFAULT_ROUTINE)
    words = f"*{area.title}:* one stretch." + (f"\n*{routine.name}:* a few in a row." if routine else "")
    choices = [button(area.title, f"{AREA_ACTION_PREFIX}.{area.slug}", area.slug, "primary")]
    choices += [button(routine.name, ROUTINE_ACTION, routine.slug)] if routine else []
    # A menu that still shows what was chosen can't be used for it again; in a block of another name it's empty.
    row = actions(*choices, _other_areas(area, library), block=f"now.{now.timestamp():.0f}")
    url, alt = (picture.url, picture.alt) if picture else (None, "")
    return [header("Stretch now"), pictured_section(words, url, alt), row]


def _other_areas(area: Area, library: Library) -> StaticSelectElement:
    options = [Option(text=each.title, value=each.slug) for each in library.areas if each is not area]
    return StaticSelectElement(action_id=OTHER_AREA_ACTION, placeholder="Another part…", options=options)
