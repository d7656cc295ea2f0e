"""The data of a workspace: people, channels, messages, views, problems and recorded calls."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

APP_ID, SLACKBOT = "A0LIMBER", "USLACKBOT"
BOT_TOKEN, APP_TOKEN = "xoxb-playground", "xapp-playground"
CLIENT_ID, CLIENT_SECRET, SIGNING_SECRET = "1000.2000", "playground-client-secret", "playground-signing-secret"


class ApiError(Exception):
    """An error response of the Web API: its code, messages and further response fields."""

    def __init__(self, error: str, *reasons: str, **fields: Any) -> None:
        super().__init__(error)
        self.error, self.reasons, self.fields = error, reasons, fields

    def __str__(self) -> str:
        return " – ".join((self.error, "; ".join(self.reasons))) if self.reasons else self.error


@dataclass(frozen=True)
class Team:
    """What a workspace is called, and the ids of the app's bot in it."""

    id: str
    name: str
    domain: str
    bot_user: str
    bot_id: str

    def to_dict(self) -> Json:
        """Return the team object of Slack's API."""
        return {"id": self.id, "name": self.name, "domain": self.domain}


@dataclass(frozen=True)
class Grant:
    """What somebody in a workspace allowed the app: the scopes, and its bot's token."""

    token: str
    scopes: frozenset[str]
    user: str


@dataclass(frozen=True)
class Person:
    """A member of the workspace; `tz` is an IANA zone name."""

    id: str
    name: str
    tz: str = "Etc/UTC"
    bot: bool = False
    admin: bool = False
    locale: str = "en-US"
    deleted: bool = False
    """Whether the account is deactivated."""
    huddle: bool = False
    do_not_disturb: tuple[float, float] | None = None
    """When it begins and ends, in unix seconds; None if the person never used it."""

    def is_quiet(self, now: float) -> bool:
        """Return whether the person is in do-not-disturb."""
        start, end = self.do_not_disturb or (0, 0)
        return start <= now < end


@dataclass(frozen=True, kw_only=True)
class Message:
    """An immutable message; an update creates a new Message with the same `ts`."""

    channel: str
    ts: str
    user: str
    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    seen_by: str | None = None
    """The user who sees an ephemeral message; None for a public one."""
    edited: bool = False
    response_type: str | None = None
    thread_ts: str | None = None
    metadata: Json | None = None
    files: list[Json] = field(default_factory=list)

    @property
    def ephemeral(self) -> bool:
        """Whether the message is visible to one user only."""
        return self.seen_by is not None

    @property
    def words(self) -> str:
        """All texts in the blocks, one per line, or the plain text without blocks."""
        return "\n".join(iter_texts(self.blocks)) or self.text

    def to_dict(self) -> Json:
        """Return the JSON for the page."""
        fields = {"channel": self.channel, "ts": self.ts, "user": self.user, "text": self.text, "blocks": self.blocks}
        fields |= {"files": self.files} if self.files else {}
        return fields | {"ephemeral": self.ephemeral, "edited": self.edited, "response_type": self.response_type}


@dataclass
class Channel:
    """A channel, or a direct conversation between one user and the bot."""

    id: str
    name: str
    members: set[str]
    private: bool = False
    direct: bool = False
    archived: bool = False
    topic: str = ""
    messages: dict[str, Message] = field(default_factory=dict, repr=False)

    def to_dict(self) -> Json:
        """Return the JSON for the page."""
        fields = {"id": self.id, "name": self.name, "private": self.private, "direct": self.direct}
        return fields | {"members": sorted(self.members), "topic": self.topic, "archived": self.archived}


@dataclass(frozen=True, kw_only=True)
class View:
    """An immutable modal or Home tab of one user; an update creates a new View with the same `id`."""

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
        """The title and all texts in the blocks, one per line."""
        return "\n".join(iter_texts([self.title, *self.blocks]))


@dataclass(frozen=True)
class Problem:
    """Something that the real Slack would have refused or missed, as a sentence; `at` in unix seconds."""

    at: float
    text: str
    user: str | None = None
    method: str | None = None


@dataclass(frozen=True)
class Call:
    """A recorded call of the Web API and its result; `at` in unix seconds."""

    team: str
    method: str
    args: Json
    at: float
    ok: bool
    error: str | None = None


def direct_id(user: str) -> str:
    """Return the id of a user's direct conversation with the bot."""
    return f"D{user[1:]}"


def container_key(user: str, container: Message | View) -> tuple[str, str]:
    """Return the key under which a user's input in a message or view is stored."""
    return user, container.id if isinstance(container, View) else container.ts


def is_true(args: Json, name: str) -> bool:
    """Return whether an argument is true in the notation of forms or JSON."""
    return str(args.get(name, "")).lower() in ("1", "true")


def iter_texts(part: Any, keys: tuple[str, ...] = ("text", "alt_text")) -> Iterator[str]:
    """Return all texts and alternative texts in a piece of Block Kit, in reading order."""
    if isinstance(part, list):
        for item in part:
            yield from iter_texts(item, keys)
    elif isinstance(part, dict):
        for key, value in part.items():
            if key in keys and isinstance(value, str):
                yield value
            elif isinstance(value, dict | list):
                yield from iter_texts(value, keys)
