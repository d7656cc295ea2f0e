"""What a workspace is made of: people, channels, messages, views, and the record of what went wrong."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

TEAM_ID, APP_ID, BOT_ID, BOT_USER = "T0PLAY", "A0LIMBER", "B0LIMBER", "U0LIMBER"
BOT_TOKEN, APP_TOKEN = "xoxb-playground", "xapp-playground"


class Refused(Exception):
    """Slack says no: its error code, the reasons in words, and further fields of the answer."""

    def __init__(self, error: str, *reasons: str, **fields: Any) -> None:
        super().__init__(error)
        self.error, self.reasons, self.fields = error, reasons, fields

    def __str__(self) -> str:
        return " – ".join((self.error, "; ".join(self.reasons))) if self.reasons else self.error


@dataclass(frozen=True)
class Person:
    """Somebody of the workspace; `tz` is an IANA zone name."""

    id: str
    name: str
    tz: str = "Etc/UTC"
    bot: bool = False
    admin: bool = False
    locale: str = "en-US"


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message as it is now; a change makes another Message with the same `ts`."""

    channel: str
    ts: str
    user: str
    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    seen_by: str | None = None
    """The only person who sees it, if it is ephemeral."""
    edited: bool = False
    response_type: str | None = None
    thread_ts: str | None = None
    metadata: Json | None = None

    @property
    def ephemeral(self) -> bool:
        """Whether only one person sees it."""
        return self.seen_by is not None

    @property
    def words(self) -> str:
        """Every text in its blocks, or its plain text if it has none."""
        return "\n".join(texts(self.blocks)) or self.text

    def to_dict(self) -> Json:
        """As the page reads it."""
        shown = {"channel": self.channel, "ts": self.ts, "user": self.user, "text": self.text, "blocks": self.blocks}
        return shown | {"ephemeral": self.ephemeral, "edited": self.edited, "response_type": self.response_type}


@dataclass
class Channel:
    """A channel, or (`direct`) the conversation of one person with the bot."""

    id: str
    name: str
    members: set[str]
    private: bool = False
    direct: bool = False
    archived: bool = False
    topic: str = ""
    messages: dict[str, Message] = field(default_factory=dict, repr=False)

    def to_dict(self) -> Json:
        """As the page reads it."""
        shown = {"id": self.id, "name": self.name, "private": self.private, "direct": self.direct}
        return shown | {"members": sorted(self.members), "topic": self.topic, "archived": self.archived}


@dataclass(frozen=True, kw_only=True)
class View:
    """A modal or a Home tab as one person sees it now; a change makes another View with the same `id`."""

    id: str
    user: str
    type: str
    hash: str
    blocks: list[Json]
    title: Json | None = None
    submit: Json | None = None
    close: Json | None = None
    callback_id: str = ""
    private_metadata: str = ""
    external_id: str = ""
    notify_on_close: bool = False
    clear_on_close: bool = False
    submit_disabled: bool = False
    root_view_id: str = ""
    previous_view_id: str | None = None

    @property
    def words(self) -> str:
        """Its title and every text in its blocks."""
        return "\n".join(texts([self.title, *self.blocks]))


@dataclass(frozen=True)
class Trouble:
    """Something that a real Slack would have refused or missed, as a sentence; `at` in unix seconds."""

    at: float
    text: str
    user: str | None = None
    method: str | None = None


@dataclass(frozen=True)
class Call:
    """One call of the Web API and how it went; `at` in unix seconds."""

    method: str
    args: Json
    at: float
    ok: bool
    error: str | None = None


def yes(args: Json, name: str) -> bool:
    """A yes or no as forms and JSON write it."""
    return str(args.get(name, "")).lower() in ("1", "true")


def texts(part: Any, names: tuple[str, ...] = ("text", "alt_text")) -> Iterator[str]:
    """Every text and alternative text in a piece of Block Kit, in reading order."""
    if isinstance(part, list):
        for item in part:
            yield from texts(item, names)
    elif isinstance(part, dict):
        for key, value in part.items():
            if key in names and isinstance(value, str):
                yield value
            elif isinstance(value, dict | list):
                yield from texts(value, names)
