"""The tables. Nearly every row belongs to a workspace; unique constraints prevent duplicates."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """An aware UTC datetime; SQLite drops time zones, so UTC is attached again on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Refuse naive times, turn the rest into UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Give aware UTC back."""
        if not isinstance(value, datetime):
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _id(name: str, **options: Any) -> Column[str]:
    return Column(name, String(40), nullable=False, **options)


people = Table(
    "people",
    metadata,
    _id("team", primary_key=True),
    _id("user", primary_key=True),
    Column("noted_at", Moment),  # when the first-use note was shown
    Column("zone", String(64)),
    Column("locale", String(20)),
    Column("guest", Boolean),
    Column("zone_at", Moment),  # when Slack was asked for these
    Column("home_at", Moment),  # when they last opened their Home
)

shown = Table(
    "shown",
    metadata,
    _id("team", primary_key=True),
    _id("user", primary_key=True),
    Column("slug", String(60), primary_key=True),
    Column("at", Moment, nullable=False),
)

introductions = Table(
    "introductions",
    metadata,
    _id("team", primary_key=True),
    _id("user", primary_key=True),
    Column("slug", String(60), primary_key=True),
    Column("version", String(16), nullable=False),  # of the cautions that were shown
    Column("at", Moment, nullable=False),
)

preferences = Table(
    "preferences",
    metadata,
    _id("team", primary_key=True),
    _id("user", primary_key=True),
    Column("kit", String(60)),  # what they have: "chair mat"; null: not told
    Column("first_window", Boolean, nullable=False),  # whether the window before the first hold always opens
    Column("still_pictures", Boolean, nullable=False),
    Column("ready_percent", Integer, nullable=False),  # of the usual time to get ready
    Column("counted_only", Boolean, nullable=False),  # whether rosters count them without their name
    Column("goal_days", Integer, nullable=False),  # a week
    Column("work_days", String(7), nullable=False),  # "01234": Monday to Friday
    Column("hours", String(11)),  # "09:00-17:00", local; null: any
    Column("country", String(20)),  # whose public holidays they have off
    Column("days_off", Text, nullable=False),  # "2026-12-24 2026-12-31"
)

hidden = Table(
    "hidden",  # exercises that are not for them; why is never asked
    metadata,
    _id("team", primary_key=True),
    _id("user", primary_key=True),
    Column("slug", String(60), primary_key=True),
    Column("at", Moment, nullable=False),
)

feelings = Table(
    "feelings",
    metadata,
    _id("team", primary_key=True),
    _id("user", primary_key=True),
    _id("ref", primary_key=True),  # the Done that it is about
    Column("slug", String(60), primary_key=True),
    Column("felt", String(6), nullable=False),  # better, same, worse
    Column("at", Moment, nullable=False, index=True),
)

done_weeks = Table(
    "done_weeks",  # what stays of finished stretches when they are deleted
    metadata,
    _id("team", primary_key=True),
    _id("user", primary_key=True),
    Column("week", String(10), primary_key=True),  # its Monday, where the person was: "2026-11-23"
    Column("days", Integer, nullable=False),  # on how many of its days they stretched
)

sessions = Table(
    "sessions",
    metadata,
    _id("id", primary_key=True),
    _id("team"),
    _id("user"),
    Column("slugs", JSON, nullable=False),
    Column("position", Integer, nullable=False),
    Column("step", Integer, nullable=False),
    Column("state", String(10), nullable=False),
    Column("ends_at", Moment, index=True),
    Column("held", JSON, nullable=False, server_default="[]"),  # the positions whose holds were done
    Column("swapped", JSON, nullable=False, server_default="[]"),  # slugs that others stand in for, as not for them
    Column("ready_percent", Integer, nullable=False, server_default="100"),
    Column("still", Boolean, nullable=False, server_default="0"),  # whether its pictures are
    _id("ref"),  # what its Done counts for, once
    Column("view_id", String(40)),
    Column("break_id", String(40)),
    Column("response_url", Text),  # of the card that it was opened from; Slack takes it for thirty minutes
    Column("created_at", Moment, nullable=False),
    Index(None, "team", "user", "created_at"),
)

dones = Table(
    "dones",
    metadata,
    _id("team", primary_key=True),
    _id("user", primary_key=True),
    _id("ref", primary_key=True),  # the session or card that was closed: once
    Column("slug", String(60), primary_key=True),
    Column("at", Moment, nullable=False),
    Index(None, "team", "user", "at"),
)

workspaces = Table(
    "workspaces",
    metadata,
    _id("team", primary_key=True),
    Column("stopped_at", Moment, nullable=False),
    Column("reason", String(80), nullable=False),
    Column("again_at", Moment, nullable=False, server_default="2000-01-01 00:00:00"),  # when the token is tried again
    Column("attempts", Integer, nullable=False, server_default="0"),
)

timetables = Table(
    "timetables",
    metadata,
    _id("team", primary_key=True),
    _id("channel", primary_key=True),  # or a person, whose private reminders these are
    Column("personal", Boolean, nullable=False, server_default="0"),  # whether it is a person's
    Column("days", String(7), nullable=False),  # "01234": Monday to Friday
    Column("times", String(40), nullable=False),  # "09:30 15:30"
    Column("hours", String(11)),  # a person's: "09:00-17:00"; times outside of them have no slots
    Column("zone", String(64), nullable=False),
    Column("area", String(60)),
    Column("routine", String(60)),
    Column("seated", Boolean, nullable=False),  # whether only seated stretches take turns
    Column("skip", Text, nullable=False),  # "2026-12-24 2026-12-31"
    Column("country", String(20)),
    Column("paused_until", Moment),
    Column("next_at", Moment, index=True),  # the schedule: null while there is no next break
    Column("next_slot", String(16)),  # the local date and time that next_at stands for
    Column("recent", Text, nullable=False),  # the exercises of the last breaks here, the latest first
    _id("set_by"),
    Column("set_at", Moment, nullable=False),
    Column("stopped", String(80)),  # why posting here was given up
    Column("stopped_at", Moment),
    Column("notice_ts", String(40)),  # the channel's one message about its timetable
    Column("is_public", Boolean),  # null: not known
    Column("month_line", Boolean, nullable=False, server_default="0"),  # whether a month ends with its line
    Column("month_told", String(7)),  # the last month that had its line: "2026-11"
)

CANCELLED = "called off"
"""The trouble of a waiting break that was called off: its timetable was paused or turned off."""

breaks = Table(
    "breaks",
    metadata,
    _id("id", primary_key=True),
    _id("team"),
    _id("channel"),
    Column("slot", String(32), nullable=False),
    Column("slugs", Text, nullable=False),  # the steps: "chin-tuck neck-turn:1"
    Column("due_at", Moment, nullable=False),
    Column("state", String(10), nullable=False),
    Column("again_at", Moment),  # when a break that waits is tried next
    Column("claimed_by", String(40)),  # the process that posts it
    Column("claimed_at", Moment),
    Column("posted_at", Moment),
    Column("ts", String(40)),
    _id("set_by"),
    Column("closes_at", Moment),
    Column("trouble", String(80)),
    Column("closing_line", Integer),  # which of the closing lines its message ends with
    Column("personal", Boolean, nullable=False, server_default="0"),  # whether it is a person's private reminder
    Column("posted_in", String(40)),  # the DM that Slack posted it in
    Column("answered_at", Moment),  # when its person pressed one of its buttons
    UniqueConstraint("team", "channel", "slot"),
    Index(None, "state", "again_at"),
    Index(None, "state", "closes_at"),
    Index(None, "team", "channel", "due_at"),
)

joins = Table(
    "joins",
    metadata,
    Column("break_id", ForeignKey("breaks.id", ondelete="CASCADE"), primary_key=True),
    _id("user", primary_key=True),
    _id("team"),
    Column("joined_at", Moment, nullable=False),
    Column("done_at", Moment),
    Index(None, "team", "user"),
)

reminders = Table(
    "reminders",
    metadata,
    Column("break_id", ForeignKey("breaks.id", ondelete="CASCADE"), primary_key=True),
    _id("user", primary_key=True),
    _id("team"),
    Column("due_at", Moment, nullable=False, index=True),
    Column("taken_at", Moment),  # when a process began to send it
    Index(None, "team", "user"),
)

# An id of Slack's and a token are as long as Slack makes them; an encrypted token is twice as long.
installations = Table(
    "installations",
    metadata,
    Column("installed_in", Text, primary_key=True),  # the workspace, or the organisation if it is org-wide
    Column("app", Text, nullable=False),
    Column("enterprise", Text),  # also of a workspace's own installation, if it belongs to an organisation
    Column("team", Text),  # null: org-wide
    Column("bot_token", Text, nullable=False),  # encrypted
    Column("bot_id", Text, nullable=False),
    Column("bot_user", Text, nullable=False),
    Column("scopes", Text, nullable=False),  # the granted ones: "chat:write commands"
    Column("installed_by", Text, nullable=False),
    Column("installed_at", Moment, nullable=False),
)

org_teams = Table(
    "org_teams",  # the workspaces that an org-wide installation serves
    metadata,
    Column("team", Text, primary_key=True),
    Column("enterprise", Text, nullable=False, index=True),
)

removals = Table(
    "removals",  # workspaces that removed the bot, until what is stored of them is surely gone
    metadata,
    Column("team", Text, primary_key=True),
    Column("at", Moment, nullable=False),
)

oauth_states = Table(
    "oauth_states",
    metadata,
    Column("digest", Text, primary_key=True),  # SHA-256 of the state
    Column("issued_at", Moment, nullable=False, index=True),
)
