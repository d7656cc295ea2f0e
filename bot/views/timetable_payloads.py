"""Payloads of the buttons and modals of timetables: a channel, typed words, a whole timetable."""

import json
import re
from dataclasses import dataclass

from bot.domain.errors import UserError
from bot.domain.timetable import Timetable
from bot.domain.timetable_fields import MALFORMED, timetable_fields, timetable_from_fields

CHANNEL_ID = re.compile(r"[CG][A-Z0-9]{1,39}")
NO_CHANNEL = "-"
SEEN = "#"
MAX_VALUE_CHARS = 2000
"""Slack's limit of a button's value: https://docs.slack.dev/reference/block-kit/block-elements/button-element"""
TOO_LONG = "That's too long for me. Try `/stretch daily 15:00`, or `/stretch daily` for a form."
OLD_BUTTON = "That button is from an older version. Type `/stretch breaks` for new ones."


@dataclass(frozen=True)
class FormButton:
    """The value of a button that opens the form: its channel, None if that is chosen in it, and words after `daily`."""

    channel: str | None
    typed: str = ""
    seen: str = ""
    """The version of the timetable that a preview was made against; "" if there was none."""

    def pack(self) -> str:
        """Return the button's value; raise UserError if it is too long for one."""
        seen = f"{SEEN}{self.seen}" if self.seen else ""
        value = f"{self.channel or NO_CHANNEL}{seen} {self.typed}".strip()
        if len(value) > MAX_VALUE_CHARS:
            raise UserError(TOO_LONG)
        return value

    @classmethod
    def unpack(cls, value: object) -> "FormButton":
        """Read a button's value; raise UserError if it cannot be read."""
        place, _, typed = value.partition(" ") if isinstance(value, str) else ("", "", "")
        channel, _, seen = place.partition(SEEN)
        return cls(None if channel == NO_CHANNEL else channel_id(channel), typed, seen)


@dataclass(frozen=True)
class FormMetadata:
    """The private metadata of a form: its channel, None if it is chosen in it, and where it was opened."""

    channel: str | None
    home: bool = False
    is_public: bool | None = None
    """Whether its channel is public; None: not known."""

    def pack(self) -> str:
        """Return the private metadata."""
        place = "home" if self.home else {True: "public", False: "private", None: ""}[self.is_public]
        return f"{self.channel or NO_CHANNEL} {place}".strip()

    @classmethod
    def unpack(cls, value: object) -> "FormMetadata":
        """Read private metadata; raise UserError if it cannot be read."""
        channel, _, place = value.partition(" ") if isinstance(value, str) else ("", "", "")
        is_public = {"public": True, "private": False}.get(place)
        return cls(None if channel == NO_CHANNEL else channel_id(channel), place == "home", is_public)


def channel_id(value: object) -> str:
    """Return the value if it is the id of a channel, else raise UserError."""
    if isinstance(value, str) and CHANNEL_ID.fullmatch(value):
        return value
    raise UserError(OLD_BUTTON)


def pack_timetable(timetable: Timetable) -> str | None:
    """Return a timetable as a button's value, or None if it is too long for one."""
    value = json.dumps(timetable_fields(timetable), separators=(",", ":"))
    return value if len(value) <= MAX_VALUE_CHARS else None


def unpack_timetable(value: object) -> Timetable:
    """Return the timetable of a button's value; raise UserError if it cannot be read."""
    try:
        return timetable_from_fields(json.loads(str(value)))
    except MALFORMED:
        raise UserError(OLD_BUTTON) from None
