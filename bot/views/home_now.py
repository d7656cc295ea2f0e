"""*Stretch now* on Home: the area that a person uses most, a few stretches in a row, and all other areas."""

from dataclasses import dataclass
from datetime import datetime

from slack_sdk.models.blocks import Block, Option, StaticSelectElement

from bot.domain.errors import UserError
from bot.domain.exercises import Exercise
from bot.domain.library import Area, Library
from bot.domain.routines import DEFAULT_ROUTINE
from bot.slack.blocks import actions, button, header, image, section

AREA_ACTION_PREFIX = "home.area"
OTHER_AREA_ACTION = "home.other"
ROUTINE_ACTION = "home.routine"


OLD_BUTTON = "That button is from an older version. Open my Home again for a new one."


@dataclass(frozen=True)
class Suggested:
    """The stretch that the first button opens, and the address of its picture, if it has one."""

    exercise: Exercise
    picture_url: str | None = None

    @property
    def alt(self) -> str:
        """What its picture shows, in words."""
        return f"{self.exercise.name}: {self.exercise.holds[0].picture}"


@dataclass(frozen=True)
class AreaButton:
    """The value of a button that opens a stretch of an area: the one that is promised, "" if none is."""

    area: str
    promised: str = ""

    def pack(self) -> str:
        """Return the button's value."""
        return f"{self.area} {self.promised}".strip()

    @classmethod
    def unpack(cls, value: object) -> "AreaButton":
        """Read a button's value; raise UserError if it cannot be read."""
        if not (isinstance(value, str) and value):
            raise UserError(OLD_BUTTON)
        area, _, promised = value.partition(" ")
        return cls(area, promised)


def stretch_now(area: Area, library: Library, suggested: Suggested | None, now: datetime) -> list[Block]:
    """Return the section and its choices; each opens the guide at once, the first with what is pictured."""
    routine = library.routine(DEFAULT_ROUTINE)
    first = suggested.exercise.name if suggested else "one stretch"
    words = f"*{area.title}:* {first}." + (f"\n*{routine.name}:* a few in a row." if routine else "")
    value = AreaButton(area.slug, suggested.exercise.slug if suggested else "").pack()
    choices = [button(area.title, f"{AREA_ACTION_PREFIX}.{area.slug}", value, "primary")]
    choices += [button(routine.name, ROUTINE_ACTION, routine.slug)] if routine else []
    # A menu that still shows what was chosen can't be used for it again; in a block of another name it's empty.
    row = actions(*choices, _other_areas(area, library), block=f"now.{now.timestamp():.0f}")
    picture = image(suggested.picture_url, suggested.alt) if suggested else []
    return [header("Stretch now"), section(words), *picture, row]


def _other_areas(area: Area, library: Library) -> StaticSelectElement:
    options = [Option(text=each.title, value=each.slug) for each in library.areas if each is not area]
    return StaticSelectElement(action_id=OTHER_AREA_ACTION, placeholder="Another part…", options=options)
