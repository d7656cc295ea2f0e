"""The tables of timetables and breaks, of channels and of people, and of who takes part."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from bot.store.tables.base import Moment, id_column, metadata

timetables = Table(
    "timetables",
    metadata,
    id_column("team", primary_key=True),
    id_column("channel", primary_key=True),  # or a person, whose private reminders these are
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
    id_column("set_by"),
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
    id_column("id", primary_key=True),
    id_column("team"),
    id_column("channel"),
    Column("slot", String(32), nullable=False),
    Column("slugs", Text, nullable=False),  # the steps: "chin-tuck neck-turn:1"
    Column("due_at", Moment, nullable=False),
    Column("state", String(10), nullable=False),
    Column("again_at", Moment),  # when a break that waits is tried next
    Column("claimed_by", String(40)),  # the process that posts it
    Column("claimed_at", Moment),
    Column("posted_at", Moment),
    Column("ts", String(40)),
    id_column("set_by"),
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
    id_column("user", primary_key=True),
    id_column("team"),
    Column("joined_at", Moment, nullable=False),
    Column("done_at", Moment),
    Index(None, "team", "user"),
)

reminders = Table(
    "reminders",
    metadata,
    Column("break_id", ForeignKey("breaks.id", ondelete="CASCADE"), primary_key=True),
    id_column("user", primary_key=True),
    id_column("team"),
    Column("due_at", Moment, nullable=False, index=True),
    Column("taken_at", Moment),  # when a process began to send it
    Index(None, "team", "user"),
)
