"""What the buttons and windows of timetables carry: the channel they are about, and timetables as text."""

import json
import re
from dataclasses import dataclass

from bot.domain.errors import UserError
from bot.domain.timetable import Timetable
from bot.domain.timetable_fields import timetable_fields, timetable_from_fields

CHANNEL_ID = re.compile(r"[CG][A-Z0-9]{1,39}")
NO_CHANNEL = "-"
MAX_VALUE_CHARS = 2000
OLD_BUTTON = "That button is from an older version of me. Type `/stretch breaks` for fresh ones."


@dataclass(frozen=True)
class FormRequest:
    """What a button that opens the form knows: the channel, if it is settled, and what was typed after `daily`."""

    channel: str | None
    typed: str = ""

    def pack(self) -> str:
        """Return it as a button's value."""
        return f"{self.channel or NO_CHANNEL} {self.typed}".strip()

    @classmethod
    def unpack(cls, value: object) -> "FormRequest":
        """Read a button's value; raise UserError if it is none of ours."""
        channel, _, typed = value.partition(" ") if isinstance(value, str) else ("", "", "")
        return cls(None if channel == NO_CHANNEL else channel_id(channel), typed)


@dataclass(frozen=True)
class FormOrigin:
    """What a window keeps: the channel it is about, if it is settled, and whether Home is what it came from."""

    channel: str | None
    home: bool = False

    def pack(self) -> str:
        """Return it as private metadata."""
        return f"{self.channel or NO_CHANNEL} {'home' if self.home else ''}".strip()

    @classmethod
    def unpack(cls, value: object) -> "FormOrigin":
        """Read private metadata; raise UserError if it is none of ours."""
        channel, _, home = value.partition(" ") if isinstance(value, str) else ("", "", "")
        return cls(None if channel == NO_CHANNEL else channel_id(channel), home == "home")


def channel_id(value: object) -> str:
    """Return the id of a channel; raise UserError if it is none."""
    if isinstance(value, str) and CHANNEL_ID.fullmatch(value):
        return value
    raise UserError(OLD_BUTTON)


def pack_timetable(timetable: Timetable) -> str | None:
    """Return a timetable as a button's value, or None if it does not fit into one."""
    value = json.dumps(timetable_fields(timetable), separators=(",", ":"))
    return value if len(value) <= MAX_VALUE_CHARS else None


def unpack_timetable(value: object) -> Timetable:
    """Read a button's value; raise UserError if it is none of ours."""
    try:
        return timetable_from_fields(json.loads(str(value)))
    except (ValueError, TypeError, KeyError, AttributeError):
        raise UserError(OLD_BUTTON) from None
